"""What economies know and make, beside the world: shares of articles, patents, degrees and value added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import require
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

WORLD = "WLD"


@public
def of_world(figures: pd.DataFrame, *, economies: Sequence[str] = ()) -> pd.DataFrame:
    """Set figures beside the publisher's own world total.

    share = value of the economy / value of the world, in the same series, field and year.

    Parameters
    ----------
    figures : DataFrame
        series, field, economy, year, value (>= 0); the world as economy WLD.
    economies : sequence of str
        ISO3 codes to keep; empty for all.

    Returns
    -------
    DataFrame
        series, field, year, economy, value, world, share (0..1; NaN where the publisher gives no world total).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> rows = {"series": "patents", "field": "", "year": 2020, "economy": ["WLD", "JPN"], "value": [10.0, 2.0]}
    >>> of_world(pd.DataFrame(rows), economies=["JPN"]).share.tolist()
    [0.2]
    """
    require(figures, ("series", "field", "economy", "year", "value"), name="figures")
    keys = ["series", "field", "year"]
    world = figures.loc[figures["economy"] == WORLD, [*keys, "value"]].rename(columns={"value": "world"})
    found = figures[figures["economy"] != WORLD].merge(world, on=keys, how="left")
    if economies:
        found = found[found["economy"].isin(economies)]
    found["share"] = found["value"] / found["world"].where(found["world"] > 0)
    return found[[*keys, "economy", "value", "world", "share"]].reset_index(drop=True)


@public
def growth(figures: pd.DataFrame, *, first: int | None = None, last: int | None = None) -> pd.DataFrame:
    """Compare each economy's figure in two years.

    times = value in the last year / value in the first.

    Parameters
    ----------
    figures : DataFrame
        economy, year, value.
    first, last : int, optional
        The two years; the first and the last that there are.

    Returns
    -------
    DataFrame
        One row an economy: economy, first_year, last_year, before, after, change, times (NaN from zero or nothing),
        yearly (mean growth a year, NaN likewise).

    Raises
    ------
    NoDataError
        There is no figure at all.

    Examples
    --------
    >>> rows = pd.DataFrame({"economy": "CHN", "year": [2010, 2020], "value": [1.0, 2.0]})
    >>> growth(rows)[["times", "yearly"]].round(3).values.tolist()
    [[2.0, 0.072]]
    """
    require(figures, ("economy", "year", "value"), name="figures")
    if figures.empty:
        raise NoDataError("no figures to compare")
    start = int(figures["year"].min()) if first is None else first
    end = int(figures["year"].max()) if last is None else last
    wide = figures.pivot_table(index="economy", columns="year", values="value", aggfunc="sum")
    wide = wide.reindex(columns=sorted({start, end}))
    found = pd.DataFrame({"before": wide[start], "after": wide[end]})
    found["change"] = found["after"] - found["before"]
    found["times"] = found["after"] / found["before"].where(found["before"] > 0)
    span = end - start
    found["yearly"] = found["times"] ** (1 / span) - 1 if span else float("nan")
    found = found.assign(first_year=start, last_year=end).reset_index()
    return found[["economy", "first_year", "last_year", "before", "after", "change", "times", "yearly"]]


@public
def growth_together(figures: pd.DataFrame, *, economies: Sequence[str]) -> pd.DataFrame:
    """Compare figures in the first and the last year that some economies share.

    Parameters
    ----------
    figures : DataFrame
        economy, year, value.
    economies : sequence of str
        ISO3 codes whose first and last common years count.

    Returns
    -------
    DataFrame
        As `growth`, of all economies; empty where there is no common year.

    Examples
    --------
    >>> rows = pd.DataFrame({"economy": ["JPN", "IND", "IND"], "year": [2020, 2020, 2024], "value": [1.0, 2.0, 3.0]})
    >>> growth_together(rows, economies=["JPN", "IND"])[["economy", "last_year"]].values.tolist()
    [['IND', 2020], ['JPN', 2020]]
    """
    require(figures, ("economy", "year", "value"), name="figures")
    years = [set(figures.loc[figures["economy"] == code, "year"]) for code in economies]
    shared = set.intersection(*years) if years else set()
    if not shared:
        return growth(figures).head(0)
    return growth(figures, first=min(shared), last=max(shared))


@public
def latest(figures: pd.DataFrame, *, by: Sequence[str] = ("series",)) -> pd.DataFrame:
    """Keep the last year that there is of each series, or of each series and economy.

    Parameters
    ----------
    figures : DataFrame
        year and the columns of `by`.
    by : sequence of str
        What has a last year of its own: ("series",) gives one year for all economies, which compares them;
        ("indicator", "economy") gives each economy its own, which does not.

    Returns
    -------
    DataFrame
        The rows of the last year of each group.

    Examples
    --------
    >>> rows = pd.DataFrame({"series": "a", "economy": ["JPN", "IND"], "year": [2022, 2020], "value": [1.0, 2.0]})
    >>> latest(rows).economy.tolist(), latest(rows, by=["economy"]).economy.tolist()
    (['JPN'], ['JPN', 'IND'])
    """
    require(figures, ("year", *by), name="figures")
    last = figures.groupby(list(by))["year"].transform("max")
    return figures[figures["year"] == last].reset_index(drop=True)


@public
def exchange(figures: pd.DataFrame, *, received: str, paid: str) -> pd.DataFrame:
    """Set what each economy receives beside what it pays, in its last year with both.

    Parameters
    ----------
    figures : DataFrame
        indicator, economy, year, value (USD).
    received, paid : str
        The two indicators.

    Returns
    -------
    DataFrame
        economy, year, received, paid, balance (USD).

    Examples
    --------
    >>> rows = pd.DataFrame({"indicator": ["in", "out", "in"], "economy": "JPN", "year": [2024, 2024, 2025]})
    >>> found = exchange(rows.assign(value=[5.0, 3.0, 6.0]), received="in", paid="out")
    >>> found[["year", "balance"]].values.tolist()
    [[2024.0, 2.0]]
    """
    require(figures, ("indicator", "economy", "year", "value"), name="figures")
    wide = figures.pivot_table(index=["economy", "year"], columns="indicator", values="value")
    wide = wide.reindex(columns=[received, paid]).dropna().reset_index()
    found = latest(wide.rename(columns={received: "received", paid: "paid"}), by=["economy"])
    return found.assign(balance=found["received"] - found["paid"])[["economy", "year", "received", "paid", "balance"]]


@public
def common(figures: pd.DataFrame, *, economies: Sequence[str]) -> pd.DataFrame:
    """Keep the last year for which all of some economies have figures: what is compared is of one year.

    Parameters
    ----------
    figures : DataFrame
        economy, year.
    economies : sequence of str
        ISO3 codes that must be there.

    Returns
    -------
    DataFrame
        The rows of that year; empty where there is no such year.

    Examples
    --------
    >>> rows = pd.DataFrame({"economy": ["JPN", "IND", "JPN"], "year": [2017, 2017, 2018], "value": [1.0, 2.0, 3.0]})
    >>> common(rows, economies=["JPN", "IND"]).year.unique().tolist()
    [2017]
    """
    require(figures, ("economy", "year"), name="figures")
    years = [set(figures.loc[figures["economy"] == code, "year"]) for code in economies]
    shared = set.intersection(*years) if years else set()
    return figures[figures["year"] == max(shared)] if shared else figures.head(0)
