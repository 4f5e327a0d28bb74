"""Whole years of BACI in the user's own store."""
