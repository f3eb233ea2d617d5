"""A folder of tables and N-Quads instead of a store: for more documents than one machine wants to hold.

A pool of processes fills it, or Spark; both give the same contents.
"""
