"""What to do about a dependence: who could supply instead, how much, how soon, and what stands in the way.

Frames in, frames out: nothing here reads a file or draws.

- ``substitution`` how much of what a rival supplies could a partner supply (the ledger)
- ``trends``       is the dependence growing, and since when
- ``policy``       which products are under export control, as of a date
"""
