"""Bad days, each tried for real: what was done, what the user saw, whether everything was kept."""
