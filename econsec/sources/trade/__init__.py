"""Trade: who publishes it, in which codes and by which calendar."""
