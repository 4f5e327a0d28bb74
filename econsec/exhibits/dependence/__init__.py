"""Exhibits on dependence: shares, suppliers, rules, paths."""
