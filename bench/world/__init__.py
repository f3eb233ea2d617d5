"""A generated world: plans of invented cities over years, the gold of each, and the truth behind all of them."""
