"""Ties without a direction, such as works written together: whose, how many, and beside what size would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.codes.public import public
from econsec.decisions.tables import require
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


@public
def partners(ties: pd.DataFrame, totals: pd.DataFrame, *, economies: Sequence[str]) -> pd.DataFrame:
    """Share an economy's ties out among its partners, and rank them, year by year.

    share = ties with the partner / ties of the economy with anyone. A tie among three economies counts for each pair,
    so the shares of all partners sum to more than one.

    Parameters
    ----------
    ties : DataFrame
        year, economy, partner, works; both directions of every pair.
    totals : DataFrame
        year, economy, works: with at least one economy abroad.
    economies : sequence of str
        ISO3 codes of those whose partners are wanted.

    Returns
    -------
    DataFrame
        year, economy, partner, works, total, share (0..1), rank (1 the largest in the year), of (how many partners).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> ties = pd.DataFrame({"year": 2023, "economy": "JPN", "partner": ["USA", "IND"], "works": [9.0, 3.0]})
    >>> totals = pd.DataFrame({"year": [2023], "economy": "JPN", "works": 10.0})
    >>> partners(ties, totals, economies=["JPN"])[["partner", "share", "rank"]].values.tolist()
    [['USA', 0.9, 1], ['IND', 0.3, 2]]
    """
    require(ties, ("year", "economy", "partner", "works"), name="ties")
    require(totals, ("year", "economy", "works"), name="totals")
    own = ties[ties["economy"].isin(list(economies)) & (ties["works"] > 0)]
    whole = totals.rename(columns={"works": "total"})[["year", "economy", "total"]]
    found = own.merge(whole, on=["year", "economy"], how="left")
    found["share"] = found["works"] / found["total"].where(found["total"] > 0)
    groups = found.groupby(["year", "economy"])["works"]
    found["rank"] = groups.rank(ascending=False, method="min").astype("int64")
    found["of"] = groups.transform("count").astype("int64")
    names = ["year", "economy", "partner", "works", "total", "share", "rank", "of"]
    return found.sort_values(["year", "economy", "rank", "partner"], ignore_index=True)[names]


@public
def index(ties: pd.DataFrame) -> pd.DataFrame:
    """Set every tie beside what the sizes of its two ends would give.

    index = ties of the two x ties of all / (ties of one x ties of the other); 1 is what size alone would give.

    Parameters
    ----------
    ties : DataFrame
        economy, partner, works; both directions of every pair.

    Returns
    -------
    DataFrame
        economy, partner, works, index (>= 0; NaN where an end has no ties).

    Raises
    ------
    NoDataError
        There are no ties.

    References
    ----------
    National Science Board (2023), Science and Engineering Indicators 2024, index of international collaboration.

    Examples
    --------
    >>> import pandas as pd
    >>> pairs = [("IND", "JPN", 2.0), ("IND", "USA", 2.0), ("JPN", "USA", 2.0)]
    >>> both = pairs + [(b, a, works) for a, b, works in pairs]
    >>> index(pd.DataFrame(both, columns=["economy", "partner", "works"]))["index"].round(2).tolist()[0]
    1.5
    """
    require(ties, ("economy", "partner", "works"), name="ties")
    if ties.empty:
        raise NoDataError("no ties to set beside each other")
    ends = ties.groupby("economy")["works"].sum()
    product = ties["economy"].map(ends) * ties["partner"].map(ends)
    found = ties[["economy", "partner", "works"]].assign(index=ties["works"] * ends.sum() / product.where(product > 0))
    return found.reset_index(drop=True)


@public
def places(found: pd.DataFrame, *, economy: str, partner: str) -> pd.DataFrame:
    """Follow the place of one partner in an economy's ranking.

    Parameters
    ----------
    found : DataFrame
        From `partners`.
    economy, partner : str
        ISO3 codes.

    Returns
    -------
    DataFrame
        year, works, share, rank, of; a year without a tie has no row.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = {"year": [2023], "economy": "JPN", "partner": "IND", "works": 3.0, "share": 0.3, "rank": 2, "of": 9}
    >>> places(pd.DataFrame(rows), economy="JPN", partner="IND")["rank"].item()
    2
    """
    require(found, ("year", "economy", "partner", "works", "share", "rank", "of"), name="partners")
    own = found[(found["economy"] == economy) & (found["partner"] == partner)]
    return own.sort_values("year", ignore_index=True)[["year", "works", "share", "rank", "of"]]


@public
def breadth(ties: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Count with how many partner economies a work is written on average: large consortia show in it.

    breadth = sum over partners of ties / ties of the economy with anyone.

    Parameters
    ----------
    ties, totals : DataFrame
        As for `partners`.

    Returns
    -------
    DataFrame
        year, economy, breadth (1 or more).

    Examples
    --------
    >>> import pandas as pd
    >>> ties = pd.DataFrame({"year": 2023, "economy": "JPN", "partner": ["USA", "IND"], "works": [9.0, 3.0]})
    >>> breadth(ties, pd.DataFrame({"year": [2023], "economy": "JPN", "works": 10.0})).breadth.tolist()
    [1.2]
    """
    require(ties, ("year", "economy", "partner", "works"), name="ties")
    require(totals, ("year", "economy", "works"), name="totals")
    pairs = ties.groupby(["year", "economy"])["works"].sum().rename("pairs")
    found = totals.merge(pairs.reset_index(), on=["year", "economy"])
    found["breadth"] = found["pairs"] / found["works"].where(found["works"] > 0)
    return found[["year", "economy", "breadth"]]
