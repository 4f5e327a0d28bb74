"""What could be bought elsewhere instead: how much, from whom, at what price, net of what."""
