"""How concentrated supply is, and which rules call that a dependence."""
