"""Comparing a place at a time: what it rests on, what is found, and what is kept of it from build to build."""
