"""Economies and what their governments decide: indicators, measures, lists."""
