"""Exhibits on what could be bought elsewhere."""
