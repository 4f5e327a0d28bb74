"""Exhibits on the eight areas."""
