"""How far an importer depends on a rival, whose rules say so, and whether it lasts."""
