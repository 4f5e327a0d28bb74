"""From what a notebook shows to its page."""
