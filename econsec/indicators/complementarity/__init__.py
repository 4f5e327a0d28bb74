"""Whether two economies fit, compete, or trade more than their sizes would have it."""
