"""Science, computing and the chip chain."""
