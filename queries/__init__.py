"""Named SPARQL queries and the lookup of who owns what."""
