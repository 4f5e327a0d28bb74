"""Works written together, and what economies know."""
