"""A document in, records and quads out."""
