"""What a reader of the interactive page picks in an exhibit: its choices, and the rows of every one of them."""

from econsec.exhibits.picks.picks import Choice, Picks, View
from econsec.exhibits.picks.purchases import offered, path, suppliers

__all__ = ["Choice", "Picks", "View", "offered", "path", "suppliers"]
