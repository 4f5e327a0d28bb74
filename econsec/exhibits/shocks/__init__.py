"""Exhibits on a cut."""
