"""The pages in a browser and the SPARQL endpoint: one process, no outside service."""
