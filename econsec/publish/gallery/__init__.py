"""Pages beside the reports: the index, a comparison."""
