"""Run a notebook, and prove that it ran."""
