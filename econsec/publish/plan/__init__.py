"""Which reports there are, what they may be asked, and what an edition is made from."""
