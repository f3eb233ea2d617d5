"""The engine for many machines: the same reading in Spark's executors, the same tables."""
