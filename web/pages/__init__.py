"""The pages, one a module: each a function from what the store holds and what is asked to a `Page`."""
