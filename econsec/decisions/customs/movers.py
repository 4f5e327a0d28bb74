"""Which partners of one customs office's trade matter, and who gained on whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import require
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

REST = "XXO"


@public
def largest(found: pd.DataFrame, *, named: Sequence[str], others: int = 4) -> pd.DataFrame:
    """Keep the partners that are asked for and the largest others, and add up the rest, the same in every year.

    Parameters
    ----------
    found : DataFrame
        From `customs.parts`, of one commodity.
    named : sequence of str
        Partners that are always kept, such as the parts of a report.
    others : int
        How many more: those with the largest trade in the last year.

    Returns
    -------
    DataFrame
        One row per year and partner kept: year, partner (XXO for the rest), value, share.

    Examples
    --------
    >>> found = pd.DataFrame({"year": 2025, "commodity": "a", "partner": ["CHN", "USA", "FRA"]})
    >>> found = found.assign(value=[6.0, 2.0, 1.0], total=10.0, rank=[1, 2, 3])
    >>> largest(found, named=["CHN"], others=1)[["partner", "value"]].values.tolist()
    [['CHN', 6.0], ['USA', 2.0], ['XXO', 2.0]]
    """
    require(found, ("year", "partner", "value", "total", "rank"), name="parts")
    single = found.dropna(subset=["rank"])
    last = single[(single["year"] == single["year"].max()) & ~single["partner"].isin(named)]
    kept = [*named, *last.sort_values(["value", "partner"], ascending=[False, True])["partner"].head(others)]
    rows = single.loc[single["partner"].isin(kept), ["year", "partner", "value", "total"]]
    world = found.drop_duplicates("year").set_index("year")["total"]
    rest = (world - rows.groupby("year")["value"].sum().reindex(world.index, fill_value=0.0)).clip(lower=0.0)
    rest_rows = rest.rename("value").reset_index().assign(partner=REST, total=world.reindex(rest.index).to_numpy())
    whole = pd.concat([rows, rest_rows], ignore_index=True)
    whole["share"] = whole["value"] / whole["total"]
    order = {code: place for place, code in enumerate([*kept, REST])}
    whole["rank"] = whole["partner"].map(order)
    return whole.sort_values(["year", "rank"], ignore_index=True)[["year", "partner", "value", "share"]]


@public
def moved(found: pd.DataFrame, *, before: int, after: int) -> pd.DataFrame:
    """Say whose share rose and whose fell between two years.

    change = share after - share before, in points of 1. A partner without trade in a year has share 0: a customs office
    reports all of its own trade.

    Parameters
    ----------
    found : DataFrame
        From `customs.parts`, of one commodity.
    before, after : int
        The two years.

    Returns
    -------
    DataFrame
        One row a partner, largest rise first: partner, before, after (shares, 0..1), change, value (after).

    Raises
    ------
    NoDataError
        One of the years is not there.

    Examples
    --------
    >>> found = pd.DataFrame({"year": [2018, 2025], "partner": "CHN", "share": [0.7, 0.6], "value": [7.0, 6.0]})
    >>> found["rank"] = 1
    >>> moved(found, before=2018, after=2025).change.round(2).tolist()
    [-0.1]
    """
    require(found, ("year", "partner", "share", "value", "rank"), name="parts")
    single = found.dropna(subset=["rank"])
    sides = {name: single[single["year"] == year] for name, year in (("before", before), ("after", after))}
    for name, year in (("before", before), ("after", after)):
        if sides[name].empty:
            raise NoDataError(f"no trade of {year}", hint=f"There are: {sorted(found['year'].unique())}.")
    ends = [side.set_index("partner")["share"].rename(name) for name, side in sides.items()]
    wide = pd.concat([*ends, sides["after"].set_index("partner")["value"]], axis=1).fillna(0.0)
    wide["change"] = wide["after"] - wide["before"]
    wide = wide.rename_axis("partner").reset_index()
    return wide.sort_values(["change", "partner"], ascending=[False, True], ignore_index=True)
