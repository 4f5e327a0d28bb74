"""What a watch asks of the data, and the command that shows the watch list."""
