"""What is short when the rival cuts, and how sure that is."""
