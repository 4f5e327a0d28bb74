"""The watch list: figures that somebody wants to hear of when they pass a level, and what became of each."""
