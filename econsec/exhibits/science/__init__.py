"""Exhibits on research."""
