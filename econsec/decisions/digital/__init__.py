"""Machines, models and developers."""
