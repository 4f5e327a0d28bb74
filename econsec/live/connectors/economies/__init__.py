"""Publishers of figures on economies and on what their governments decide."""
