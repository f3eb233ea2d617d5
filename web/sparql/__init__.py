"""The SPARQL endpoint: its protocol, its workers, its description, and the editor page."""
