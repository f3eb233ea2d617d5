"""Terms, IRIs, and the authority of government units: `authority.authority`, `places.places`, `jurisdiction`."""
