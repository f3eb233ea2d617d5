"""The store and what is computed over it."""
