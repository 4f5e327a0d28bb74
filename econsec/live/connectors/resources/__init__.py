"""Publishers of figures on minerals."""
