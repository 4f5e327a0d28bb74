"""What a table had and has no more, though it lost too little for the whole of it to be refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.store import parquet
from econsec.store.kept import condition
from econsec.store.schemas import schema

if TYPE_CHECKING:
    from econsec.store.kept.vintages import Vintage
    from econsec.store.schemas import Schema

#: Columns of a key that tell when, and with or of whom: of these single ones come and go.
COMING = {"year", "quarter", "month", "period", "partner", "economy", "measure"}


def of(made: dict[str, pd.DataFrame], last: Vintage | None) -> list[str]:
    """Say of each table what the last vintage had and it has no more, as `lost`; nothing if that has another shape."""
    if last is None or condition.outdated(last):
        return []
    both = [name for name in made if name in last.tables]
    found = [lost(parquet.read(last.path(name), schema(name)), made[name], schema(name)) for name in both]
    return [said for said in found if said]


def lost(before: pd.DataFrame, after: pd.DataFrame, promise: Schema) -> str:
    """Say which series has not a row any more in a year in which it had some; empty if none has.

    Parameters
    ----------
    before, after : DataFrame
        The table as it was and as it is.
    promise : Schema
        Its key tells what a series is: a product in one direction, an indicator.

    Examples
    --------
    >>> before = pd.DataFrame({"year": [2023, 2024], "economy": "JPN", "indicator": "SP.POP.TOTL"})
    >>> lost(before, before[:1], schema("wdi"))
    'wdi has nothing any more of SP.POP.TOTL in 2024'
    """
    series = [name for name in promise.key if name not in COMING]
    if not series or "year" not in before:
        return ""
    had, has = (pd.MultiIndex.from_frame(table[["year", *series]].drop_duplicates()) for table in (before, after))
    if not (gone := sorted(had.difference(has))):
        return ""
    year, *which = gone[0]
    more = f", and {len(gone) - 1:,} more like it" if len(gone) > 1 else ""
    return f"{promise.name} has nothing any more of {', '.join(map(str, which))} in {year}{more}"
