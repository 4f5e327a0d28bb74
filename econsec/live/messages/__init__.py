"""How a night's news leaves the machine: by mail, or to an address that takes JSON."""
