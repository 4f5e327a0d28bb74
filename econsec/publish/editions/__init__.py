"""One rendered report in its folder: its manifest, its claims, its log."""
