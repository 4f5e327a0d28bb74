"""Trade as one customs office reports it: partners' parts of a commodity group, destinations of a product."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import require
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Sequence


WORLD = "WLD"
AREAS = (WORLD, "EUU", "XXO", "XNA")  # totals and areas: no partners to rank


@public
def parts(trade: pd.DataFrame, *, flow: str) -> pd.DataFrame:
    """Compute each partner's part of a reporting economy's trade in each commodity group.

    share = value with the partner / value with the world, of the same year and commodity.

    Parameters
    ----------
    trade : DataFrame
        year, flow ("import" or "export"), partner (the world as WLD), commodity, value.
    flow : str
        Which of the two.

    Returns
    -------
    DataFrame
        year, commodity, partner, value, total, share (0..1), rank (1 the largest; areas and totals have none).

    Raises
    ------
    NoDataError
        Nothing of that flow.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"year": 2025, "flow": "import", "commodity": "medical", "partner": ["WLD", "IND"], "value": [10.0, 1.0]}
    >>> parts(pd.DataFrame(rows), flow="import")[["partner", "share", "rank"]].values.tolist()[0]
    ['IND', 0.1, 1.0]
    """
    require(trade, ("year", "flow", "partner", "commodity", "value"), name="trade")
    own = trade[trade["flow"] == flow]
    if own.empty:
        raise NoDataError(f"no trade of flow {flow!r}")
    keys = ["year", "commodity"]
    total = own.loc[own["partner"] == WORLD, [*keys, "value"]].rename(columns={"value": "total"})
    found = own[own["partner"] != WORLD].merge(total, on=keys, how="left")
    found["share"] = found["value"] / found["total"].where(found["total"] > 0)
    single = found["value"].where(~found["partner"].isin(AREAS))
    found["rank"] = single.groupby([found[key] for key in keys]).rank(ascending=False, method="min")
    return found[[*keys, "partner", "value", "total", "share", "rank"]].reset_index(drop=True)


@public
def destinations(exports: pd.DataFrame, *, headings: Sequence[str], year: int) -> pd.DataFrame:
    """Rank where an economy's exports of some headings go.

    Parameters
    ----------
    exports : DataFrame
        year, partner, product (HS6), value (USD).
    headings : sequence of str
        First digits of the products, such as ("3003", "3004").
    year : int
        The year.

    Returns
    -------
    DataFrame
        partner, value (USD), share (0..1, of what the source lists), rank; the largest first.

    Raises
    ------
    NoDataError
        Nothing of these headings in that year.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"year": 2024, "partner": ["USA", "JPN"], "product": ["300490", "300420"], "value": [9.0, 1.0]}
    >>> destinations(pd.DataFrame(rows), headings=["3004"], year=2024).share.tolist()
    [0.9, 0.1]
    """
    require(exports, ("year", "partner", "product", "value"), name="exports")
    own = exports[(exports["year"] == year) & exports["product"].str.startswith(tuple(headings))]
    own = own[own["value"] > 0]
    if own.empty:
        raise NoDataError(f"no exports of {', '.join(headings)} in {year}")
    found = own.groupby("partner")["value"].sum().reset_index()
    found = found.sort_values(["value", "partner"], ascending=[False, True], ignore_index=True)
    return found.assign(share=found["value"] / found["value"].sum(), rank=range(1, len(found) + 1))


@public
def covered(coverage: pd.DataFrame, *, chapter: str) -> float:
    """Return what part of the official exports of a chapter the table by product holds, in the latest year known.

    Parameters
    ----------
    coverage : DataFrame
        year, product (chapter), coverage (0..1).
    chapter : str
        Two digits.

    Returns
    -------
    float
        0..1; NaN where the publisher's total of the chapter is not known.

    Examples
    --------
    >>> import pandas as pd
    >>> covered(pd.DataFrame({"year": [2024], "product": ["30"], "coverage": [0.895]}), chapter="30")
    0.895
    """
    require(coverage, ("year", "product", "coverage"), name="coverage")
    own = coverage[coverage["product"] == chapter].dropna(subset=["coverage"]).sort_values("year")
    return float(own["coverage"].iloc[-1]) if len(own) else float("nan")


@public
def by_office(trade: pd.DataFrame, *, partner: str, flow: str = "import") -> pd.DataFrame:
    """Take one partner's share of every good that a customs office reports, year by year.

    share = trade with the partner / trade with the world; a good without trade with the partner has 0, since a customs
    office reports all of its own trade.

    Parameters
    ----------
    trade : DataFrame
        year, flow, partner (ISO3; WLD the world), commodity or product, value (one currency).
    partner : str
        ISO3 code.
    flow : str
        "import" or "export".

    Returns
    -------
    DataFrame
        One row per year and good that the office reports with the world: year, product, value, world, share (0..1).
        Empty for a partner that is not reported.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> trade = pd.DataFrame({"year": 2024, "flow": "import", "partner": ["CHN", "WLD"], "product": "85"})
    >>> by_office(trade.assign(value=[6.0, 10.0]), partner="CHN").share.tolist()
    [0.6]
    """
    table = trade.rename(columns={"commodity": "product"})
    require(table, ("year", "flow", "partner", "product", "value"), name="trade")
    asked = table[table["flow"] == flow]
    keys = ["year", "product"]
    own = asked[asked["partner"] == partner].groupby(keys)["value"].sum()
    world = asked[asked["partner"] == WORLD].groupby(keys)["value"].sum()
    found = pd.DataFrame({"world": world[world > 0], "value": own.reindex(world[world > 0].index)})
    # A year in which the partner is not reported at all is unknown, not zero.
    reported = found.index.get_level_values("year").isin(own.index.get_level_values("year").unique())
    found = found[reported].fillna({"value": 0.0})
    found["share"] = found["value"] / found["world"]
    return found.reset_index()[["year", "product", "value", "world", "share"]]
