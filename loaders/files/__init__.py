"""Readers: a file of any supported format in, its text out."""
