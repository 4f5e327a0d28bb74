"""Exhibits that a reader changes in the page: what can be picked, and the rows of every choice."""
