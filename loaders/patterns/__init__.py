"""The regular expressions of the extractors, each with its reason and its witnesses."""
