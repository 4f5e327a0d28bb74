"""Whose figures an answer on trade is from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from econsec.errors import NoDataError
from econsec.store.catalog import Dataset, dataset

if TYPE_CHECKING:
    from econsec.flows.trade import Trade


SHOWN = 4  # codes that an error names
PARTNERS, TOTALS = ("list", "complete", "account", "total"), ("total", "complete", "account", "list")


def whose(trade: Trade) -> tuple[Dataset, Dataset]:
    """Return the dataset that names who trades with whom, and the one that gives totals; a complete table is both.

    Parameters
    ----------
    trade : Trade
        From `econsec.trade`.

    Raises
    ------
    NoDataError
        Nothing is told of what was asked for in that year.

    Examples
    --------
    >>> from econsec import trade
    >>> [one.name for one in whose(trade("medicines", year=2024))]
    ['baci_routes', 'baci_hs4']
    """
    if trade.shelves.empty:
        asked = ", ".join(trade.asked.codes[:SHOWN]) if trade.asked else "these products"
        raise NoDataError(f"no figures of trade in {asked} for that year and source", hint="Try source=best.")
    kinds = trade.shelves.drop_duplicates("kind").set_index("kind")["dataset"]
    first = [next(str(kinds[kind]) for kind in order if kind in kinds.index) for order in (PARTNERS, TOTALS)]
    return dataset(first[0]), dataset(first[1])


def cited(names: Iterable[str]) -> tuple[Dataset, ...]:
    """Return the datasets of some names, each once.

    Examples
    --------
    >>> [one.name for one in cited(["baci_routes", "baci_routes"])]
    ['baci_routes']
    """
    return tuple(dataset(name) for name in dict.fromkeys(names))
