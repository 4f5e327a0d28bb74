"""Forms that show every single one of many: a dot, a square, a mark on the globe."""
