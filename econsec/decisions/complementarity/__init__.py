"""Whether what one economy sells is what the other buys."""
