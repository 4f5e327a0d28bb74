"""Trade as one customs office reports it."""
