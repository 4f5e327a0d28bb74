"""What the user keeps in a folder of their own: figures of their own, and what was fetched."""
