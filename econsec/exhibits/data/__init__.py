"""Exhibits on the data themselves: what the tables hold, what was tested."""
