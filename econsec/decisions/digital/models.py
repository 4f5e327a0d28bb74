"""Models for artificial intelligence: which economies they are of, and how many each has."""

from __future__ import annotations

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import require


@public
def notable(listed: pd.DataFrame, *, since: int) -> pd.DataFrame:
    """Give every notable model to each economy of its organisations.

    Parameters
    ----------
    listed : DataFrame
        model, published (date), economies (ISO3, ";" between), training_compute (FLOP), notable.
    since : int
        First year of publication.

    Returns
    -------
    DataFrame
        One row a model and economy: model, organization, economy, year, when (year and its part), training_compute. A
        model of several economies counts for each; one without economy is left out.

    Examples
    --------
    >>> rows = {"model": ["m"], "organization": "o", "published": ["2024-07-02"], "economies": "JPN;USA"}
    >>> found = notable(pd.DataFrame(rows | {"training_compute": 1.0, "notable": True}), since=2015)
    >>> found[["economy", "when"]].round(2).values.tolist()
    [['JPN', 2024.5], ['USA', 2024.5]]
    """
    require(listed, ("model", "organization", "published", "economies", "training_compute", "notable"), name="models")
    days = pd.to_datetime(listed["published"])
    own = listed[listed["notable"].astype(bool) & (days.dt.year >= since)]
    own = own.assign(year=days.dt.year, when=days.dt.year + (days.dt.day_of_year - 1) / 366)
    own = own.assign(economy=own["economies"].str.split(";")).explode("economy")
    own = own[own["economy"].str.len() > 0].sort_values(["when", "model"], ignore_index=True)
    return own[["model", "organization", "economy", "year", "when", "training_compute"]]


@public
def count(found: pd.DataFrame) -> pd.DataFrame:
    """Count the models of each economy, with the largest of each.

    Parameters
    ----------
    found : DataFrame
        From `notable`.

    Returns
    -------
    DataFrame
        economy, year (the last that any model is of), value (models), largest (FLOP, NaN if not known); most first.

    Examples
    --------
    >>> rows = {"model": ["a", "b"], "economy": "USA", "year": [2024, 2025], "training_compute": [1.0, None]}
    >>> count(pd.DataFrame(rows)).values.tolist()
    [['USA', 2025, 2, 1.0]]
    """
    require(found, ("model", "economy", "year", "training_compute"), name="models")
    groups = found.groupby("economy")
    counted = pd.DataFrame({"value": groups["model"].size(), "largest": groups["training_compute"].max()})
    counted["year"] = int(found["year"].max()) if len(found) else 0
    counted = counted.sort_values("value", ascending=False, kind="stable").reset_index()
    return counted[["economy", "year", "value", "largest"]]
