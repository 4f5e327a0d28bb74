"""A publisher each: what to ask it, and which tables its answers make."""
