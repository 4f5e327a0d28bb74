"""Minerals and energy: what is mined, refined and installed."""
