"""Ratios measured in one run, side by side: this machine's times alone mean nothing."""
