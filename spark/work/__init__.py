"""Analyses of the tables in Spark: loads, continuity, deadlines, citations."""
