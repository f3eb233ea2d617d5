"""Terms, IRIs, and the authority of government units."""
