"""Trade as its sources tell it: who sold what to whom, and how much of each side has no name.

- ``trade``   the noun: the pairs that are named, and what each side leaves unnamed
- ``build``   a `Trade` from frames: complete flows, or lists of the largest partners with totals
- ``shelves`` where figures lie, the best first: the user's own store, the tables of the bundle
- ``lookup``  ``econsec.trade("medicines", year=2024)``
"""
