"""Publishers of trade: offices of statistics and customs, and who makes their figures agree."""
