"""Exhibits on machines, models and developers."""
