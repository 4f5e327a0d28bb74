"""Export controls and official lists, as of a date."""
