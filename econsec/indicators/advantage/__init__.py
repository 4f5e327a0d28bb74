"""What an economy is good at selling, in the forms that the literature gives it."""
