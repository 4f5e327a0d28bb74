"""Charts that draw offline."""
