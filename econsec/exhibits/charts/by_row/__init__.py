"""Forms that compare row by row, or build up step by step."""
