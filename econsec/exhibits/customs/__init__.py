"""Exhibits on one customs office's trade."""
