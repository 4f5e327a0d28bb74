"""Economies, products and sectors: what a code means, in English and Japanese.

The facts are CSV files in ``data/codes``; the modules here hold what the columns mean.
"""
