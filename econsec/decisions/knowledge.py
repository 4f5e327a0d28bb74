"""What economies know and make, beside the world: shares of articles, patents, degrees and value added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.decisions.tables import require
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

WORLD = "WLD"


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
    wide = wide.reindex(columns=[start, end])
    found = pd.DataFrame({"before": wide[start], "after": wide[end]})
    found["change"] = found["after"] - found["before"]
    found["times"] = found["after"] / found["before"].where(found["before"] > 0)
    span = end - start
    found["yearly"] = found["times"] ** (1 / span) - 1 if span else float("nan")
    found = found.assign(first_year=start, last_year=end).reset_index()
    return found[["economy", "first_year", "last_year", "before", "after", "change", "times", "yearly"]]
