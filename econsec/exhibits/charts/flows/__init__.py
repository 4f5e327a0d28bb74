"""Forms that show what goes from where to where."""
