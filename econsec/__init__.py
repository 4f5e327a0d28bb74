"""Economic-security analysis of trade.

The way of the data, and of this package, runs in one direction::

    codes -> sources -> store -> indicators -> decisions -> exhibits -> (notebooks) -> publish -> cli
"""

__version__ = "0.1.0"
