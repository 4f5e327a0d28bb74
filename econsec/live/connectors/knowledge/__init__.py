"""Publishers of figures on science and software."""
