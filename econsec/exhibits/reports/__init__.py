"""The first screen of each report: one file a report, named like its notebook."""
