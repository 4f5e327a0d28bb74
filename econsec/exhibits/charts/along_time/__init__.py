"""Forms that run along time."""
