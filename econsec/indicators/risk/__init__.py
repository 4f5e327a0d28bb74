"""Supply risk: concentration weighted by how suppliers are governed."""
