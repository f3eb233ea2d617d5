"""Questions in plain Chinese: what they ask for, which tasks answer, what became of these."""
