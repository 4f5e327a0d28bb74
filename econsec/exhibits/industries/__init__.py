"""Exhibits on chips, clean energy and minerals."""
