"""What all plans of a store say of shared things, counted: brought up to a few plans without going over the others."""
