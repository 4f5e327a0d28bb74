"""What every exhibit is made of: its table, its labels, its colours, its caveats, its report."""
