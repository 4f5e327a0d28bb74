"""Eight areas of the agenda in one frame."""
