"""The authority files of government units."""
