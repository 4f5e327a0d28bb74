"""What one customs office reports of its own trade, by commodity and partner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.decisions.tables import require
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

WORLD = "WLD"
GROUPS = ("EUU",)  # stand beside their members
REST = "XXO"


def shares(trade: pd.DataFrame, *, flow: str, commodities: Sequence[str]) -> pd.DataFrame:
    """Share each commodity's trade out among the partners.

    share = trade with the partner / trade with the world, as the office gives it.

    Parameters
    ----------
    trade : DataFrame
        year, flow ("import" or "export"), partner (ISO3; WLD the world), commodity, value (one currency).
    flow : str
        "import" or "export".
    commodities : sequence of str
        Which.

    Returns
    -------
    DataFrame
        One row per year, commodity and partner: year, commodity, partner, value, world, share (0..1).

    Raises
    ------
    MissingColumnError
        A column is missing.
    NoDataError
        None of the commodities is in that flow.

    Examples
    --------
    >>> trade = pd.DataFrame({"year": 2025, "flow": "import", "partner": ["CHN", "WLD"], "commodity": "telephony"})
    >>> shares(trade.assign(value=[3.0, 4.0]), flow="import", commodities=["telephony"]).share.tolist()
    [0.75]
    """
    require(trade, ("year", "flow", "partner", "commodity", "value"), name="trade")
    asked = trade[(trade["flow"] == flow) & trade["commodity"].isin(commodities)]
    if asked.empty:
        raise NoDataError(f"no {flow}s of {', '.join(commodities)}")
    world = asked[asked["partner"] == WORLD].set_index(["year", "commodity"])["value"].rename("world")
    found = asked[~asked["partner"].isin([WORLD, *GROUPS])].join(world, on=["year", "commodity"])
    found = found.assign(share=found["value"] / found["world"].where(found["world"] > 0))
    found = found.sort_values(["commodity", "year", "share"], ascending=[True, True, False], ignore_index=True)
    return found[["year", "commodity", "partner", "value", "world", "share"]]


def largest(found: pd.DataFrame, *, named: Sequence[str], others: int = 4) -> pd.DataFrame:
    """Keep the partners that are asked for and the largest others, and add up the rest, the same in every year.

    Parameters
    ----------
    found : DataFrame
        From `shares`, of one commodity.
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
    >>> found = found.assign(value=[6.0, 2.0, 1.0], world=10.0, share=[0.6, 0.2, 0.1])
    >>> largest(found, named=["CHN"], others=1)[["partner", "value"]].values.tolist()
    [['CHN', 6.0], ['USA', 2.0], ['XXO', 2.0]]
    """
    require(found, ("year", "partner", "value", "world"), name="shares")
    last = found[(found["year"] == found["year"].max()) & ~found["partner"].isin(named)]
    kept = [*named, *last.sort_values(["value", "partner"], ascending=[False, True])["partner"].head(others)]
    rows = found.loc[found["partner"].isin(kept), ["year", "partner", "value", "world"]]
    world = found.drop_duplicates("year").set_index("year")["world"]
    rest = (world - rows.groupby("year")["value"].sum().reindex(world.index, fill_value=0.0)).clip(lower=0.0)
    rest_rows = rest.rename("value").reset_index().assign(partner=REST, world=world.reindex(rest.index).to_numpy())
    whole = pd.concat([rows, rest_rows], ignore_index=True)
    whole["share"] = whole["value"] / whole["world"]
    order = {code: place for place, code in enumerate([*kept, REST])}
    whole["rank"] = whole["partner"].map(order)
    return whole.sort_values(["year", "rank"], ignore_index=True)[["year", "partner", "value", "share"]]


def moved(found: pd.DataFrame, *, before: int, after: int) -> pd.DataFrame:
    """Say whose share rose and whose fell between two years.

    change = share after - share before, in points of 1. A partner without trade in a year has share 0: a customs office
    reports all of its own trade.

    Parameters
    ----------
    found : DataFrame
        From `shares`, of one commodity.
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
    >>> moved(found, before=2018, after=2025).change.round(2).tolist()
    [-0.1]
    """
    require(found, ("year", "partner", "share", "value"), name="shares")
    sides = {name: found[found["year"] == year] for name, year in (("before", before), ("after", after))}
    for name, year in (("before", before), ("after", after)):
        if sides[name].empty:
            raise NoDataError(f"no trade of {year}", hint=f"There are: {sorted(found['year'].unique())}.")
    ends = [side.set_index("partner")["share"].rename(name) for name, side in sides.items()]
    wide = pd.concat([*ends, sides["after"].set_index("partner")["value"]], axis=1).fillna(0.0)
    wide["change"] = wide["after"] - wide["before"]
    wide = wide.rename_axis("partner").reset_index()
    return wide.sort_values(["change", "partner"], ascending=[False, True], ignore_index=True)
