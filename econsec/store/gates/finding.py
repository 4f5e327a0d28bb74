"""What a gate says, and the shapes of gate that several tables share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Sequence

Tables = Callable[[str], pd.DataFrame]
WORLD = "WLD"


class Finding(NamedTuple):
    """Whether a gate holds, and what was found.

    Parameters
    ----------
    passed : bool
        It holds.
    values : dict
        What was found, for the sentence that ``gates.csv`` has for it in each language.
    """

    passed: bool
    values: dict[str, Any]


def years_without_gaps(name: str, unmeasured: Sequence[int] = ()) -> Callable[[Tables], Finding]:
    """Make the gate that a table has every year from its first to its last."""

    def gate(load: Tables) -> Finding:
        years = set(map(int, load(name).year.unique()))
        missing = sorted(set(range(min(years), max(years) + 1)) - years - set(unmeasured))
        gaps = ", ".join(map(str, missing)) or "–"
        return Finding(not missing, {"first": min(years), "last": max(years), "missing": gaps})

    return gate


def apart(table: pd.DataFrame, keys: list[str], tolerance: float) -> pd.Series:
    """Return by how much the economies of a key miss the world's value, where they miss it by more than a share."""
    total = table[table.economy == WORLD].set_index(keys).value
    parts = table[table.economy != WORLD].groupby(keys).value.sum()
    gap = (parts / total - 1).dropna()
    return gap[gap.abs() > tolerance]


def symmetric(table: pd.DataFrame, keys: list[str], column: str) -> Finding:
    """Find whether a pair has one number in both directions."""
    there = table.set_index([*keys, "economy", "partner"])[column]
    back = table.set_index([*keys, "partner", "economy"])[column]
    differ = int((there - back.reindex(there.index)).ne(0).sum())
    return Finding(differ == 0, {"differ": differ, "pairs": len(there)})
