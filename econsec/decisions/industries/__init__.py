"""Chips, clean energy and minerals: who makes, who has, who asks."""
