"""Who carries how much, tested against what was to be expected; how units hang together."""
