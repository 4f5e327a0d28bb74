"""Machines for artificial intelligence: what exists, is planned, draws power; and what two have of several things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.digital.developers import AGGREGATES, POPULATION
from econsec.decisions.science.world_shares import common
from econsec.decisions.tables import require

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CLUSTER = ("name", "economy", "status", "certainty", "h100_equivalents", "power", "duplicate", "superseded_by")
UNSURE, SURE = "Unlikely", "Confirmed"
HOURS = 8760  # of a year


@public
def existing(clusters: pd.DataFrame) -> pd.DataFrame:
    """Keep the clusters that exist, each once.

    Left out: planned and decommissioned ones, those that the publisher calls unlikely, possible duplicates, and phases
    that stand beside the later phase that holds them (a site's first hundred thousand chips and all of its chips).

    Parameters
    ----------
    clusters : DataFrame
        name, economy, status, certainty, h100_equivalents, power (MW), duplicate, superseded_by.

    Returns
    -------
    DataFrame
        The rows.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> rows = {"name": ["one", "two"], "superseded_by": ["two", ""], "economy": "JPN", "status": "Existing"}
    >>> rows |= {"certainty": "Confirmed", "duplicate": False, "h100_equivalents": [1.0, 3.0], "power": 1.0}
    >>> existing(pd.DataFrame(rows)).h100_equivalents.tolist()
    [3.0]
    """
    require(clusters, CLUSTER, name="clusters")
    standing = _once(clusters, "Existing")
    return standing[~standing["superseded_by"].isin(set(standing["name"]))].reset_index(drop=True)


@public
def planned(clusters: pd.DataFrame) -> pd.DataFrame:
    """Keep the clusters that are planned and that the publisher does not call unlikely, each once.

    Parameters
    ----------
    clusters : DataFrame
        As for `existing`.

    Returns
    -------
    DataFrame
        The rows; a planned site may hold one that exists.

    Examples
    --------
    >>> rows = {"name": ["one", "two"], "superseded_by": "", "economy": "JPN", "status": "Planned", "duplicate": False}
    >>> rows |= {"certainty": ["Likely", "Unlikely"], "h100_equivalents": [1.0, 3.0], "power": 1.0}
    >>> planned(pd.DataFrame(rows)).name.tolist()
    ['one']
    """
    require(clusters, CLUSTER, name="clusters")
    return _once(clusters, "Planned").reset_index(drop=True)


def _once(clusters: pd.DataFrame, status: str) -> pd.DataFrame:
    sure = (clusters["certainty"] != UNSURE) & ~clusters["duplicate"].astype(bool)
    return clusters[(clusters["status"] == status) & sure]


@public
def by_economy(clusters: pd.DataFrame) -> pd.DataFrame:
    """Add up what exists and what is planned in each economy.

    share = compute that exists in the economy / compute that exists in all that are known. Where the size of no site is
    known the sum is not zero but missing.

    Parameters
    ----------
    clusters : DataFrame
        As for `existing`.

    Returns
    -------
    DataFrame
        One row an economy, largest first: economy (XNA where none is given), value (H100 equivalents that exist),
        share (0..1), sites, unknown (sites of which the compute is not known), power (MW), confirmed (compute that the
        publisher calls confirmed), confirmed_share (0..1, of all that is confirmed), planned, planned_sites,
        planned_power, planned_confirmed, planned_first (the largest planned site's part of the planned compute, 0..1),
        planned_name (of that site, empty where none has a known size).

    Examples
    --------
    >>> rows = {"name": ["a", "b"], "superseded_by": "", "economy": ["JPN", "USA"], "status": "Existing"}
    >>> rows |= {"certainty": "Likely", "duplicate": False, "h100_equivalents": [1.0, 3.0], "power": 1.0}
    >>> by_economy(pd.DataFrame(rows))[["economy", "share"]].values.tolist()
    [['USA', 0.75], ['JPN', 0.25]]
    """
    parts = []
    surely = clusters[clusters["certainty"] == SURE]
    for keep, prefix in ((existing, ""), (planned, "planned_")):
        kept = keep(clusters)
        groups = kept.groupby("economy")["h100_equivalents"]
        part = pd.DataFrame({f"{prefix}value": groups.sum(min_count=1), f"{prefix}sites": groups.size()})
        part[f"{prefix}unknown"] = part[f"{prefix}sites"] - groups.count()
        # A phase that is confirmed counts here even where a later phase that is not holds it.
        sure = keep(surely).groupby("economy")["h100_equivalents"].sum()
        part[f"{prefix}confirmed"] = sure.reindex(part.index).fillna(0.0)
        part[f"{prefix}power"] = kept.groupby("economy")["power"].sum()
        part[f"{prefix}first"] = groups.max() / part[f"{prefix}value"].where(part[f"{prefix}value"] > 0)
        parts.append(part)
    found = pd.concat(parts, axis=1)
    largest = planned(clusters).sort_values("h100_equivalents").dropna(subset=["h100_equivalents"])
    found["planned_name"] = largest.groupby("economy")["name"].last()
    found["planned_name"] = found["planned_name"].fillna("")
    for prefix in ("", "planned_"):
        none = found[f"{prefix}sites"].isna()
        sums = [f"{prefix}{name}" for name in ("value", "sites", "unknown", "power", "confirmed")]
        found.loc[none, sums] = 0.0
    found[["power", "planned_power"]] = found[["power", "planned_power"]].fillna(0.0)
    found["share"] = found["value"] / found["value"].sum()
    found["confirmed_share"] = found["confirmed"] / (found["confirmed"].sum() or float("nan"))
    found = found.rename(columns={"planned_value": "planned"}).sort_values("value", ascending=False)
    columns = ["value", "share", "sites", "unknown", "power", "confirmed", "confirmed_share"]
    columns += ["planned", "planned_sites", "planned_power", "planned_confirmed", "planned_first", "planned_name"]
    return found[columns].rename_axis("economy").reset_index()


@public
def draw(found: pd.DataFrame, used: pd.DataFrame) -> pd.DataFrame:
    """Set what known clusters would draw at full power all year beside the electricity that an economy uses.

    part = 1000 x power (MW) x 8760 hours / electricity used (kWh): the most that they could take.

    Parameters
    ----------
    found : DataFrame
        From `by_economy`.
    used : DataFrame
        From `in_all`: economy, year, value (kWh); the last year of each counts.

    Returns
    -------
    DataFrame
        One row an economy with clusters of known power: economy, year, power, planned_power (MW), part, planned_part.

    Examples
    --------
    >>> found = pd.DataFrame({"economy": ["JPN"], "power": 1.0, "planned_power": 2.0})
    >>> used = pd.DataFrame({"economy": ["JPN"], "year": 2023, "value": 8760e3 * 10})
    >>> draw(found, used)[["part", "planned_part"]].values.tolist()
    [[0.1, 0.2]]
    """
    require(found, ("economy", "power", "planned_power"), name="clusters")
    require(used, ("economy", "year", "value"), name="electricity")
    last = used.sort_values("year").drop_duplicates("economy", keep="last")
    joined = found[found["power"] > 0].merge(last[last["value"] > 0], on="economy", suffixes=("_compute", ""))
    for name, column in (("part", "power"), ("planned_part", "planned_power")):
        joined[name] = 1000 * HOURS * joined[column] / joined["value"]
    return joined[["economy", "year", "power", "planned_power", "part", "planned_part"]]


@public
def in_all(macro: pd.DataFrame, *, indicator: str, per: float = 1.0) -> pd.DataFrame:
    """Turn a figure for each person into one for the economy.

    value = figure x population / per.

    Parameters
    ----------
    macro : DataFrame
        World Development Indicators: indicator, economy, year, value.
    indicator : str
        Which.
    per : float
        For how many persons the figure is.

    Returns
    -------
    DataFrame
        economy, year, value; aggregates left out.

    Examples
    --------
    >>> rows = pd.DataFrame({"indicator": ["x", POPULATION], "economy": "JPN", "year": 2023, "value": [7.5, 2.0]})
    >>> in_all(rows, indicator="x").value.tolist()
    [15.0]
    """
    require(macro, ("indicator", "economy", "year", "value"), name="macro")
    own = macro[macro["indicator"].isin([indicator, POPULATION]) & ~macro["economy"].isin(AGGREGATES)]
    wide = own.pivot_table(index=["economy", "year"], columns="indicator", values="value")
    wide = wide.reindex(columns=[indicator, POPULATION]).dropna()
    return (wide[indicator] * wide[POPULATION] / per).rename("value").reset_index()


@public
def balance(measures: Mapping[str, pd.DataFrame], *, pair: Sequence[str]) -> pd.DataFrame:
    """Set beside each other what two economies have of several things, each in the last year that both have.

    share = the first one's part of what the two have together.

    Parameters
    ----------
    measures : mapping of str to DataFrame
        What is measured to its figures: economy, value, and year where there are several.
    pair : two str
        ISO3 codes.

    Returns
    -------
    DataFrame
        One row a measure that both have and that is not zero for both, in falling order of share: measure, year, mine,
        theirs, share (0..1).

    Examples
    --------
    >>> models = pd.DataFrame({"economy": ["JPN", "IND"], "year": 2025, "value": [3.0, 1.0]})
    >>> balance({"models": models}, pair=["JPN", "IND"]).values.tolist()
    [['models', 2025, 3.0, 1.0, 0.75]]
    """
    rows = []
    for measure, figures in measures.items():
        require(figures, ("economy", "year", "value"), name=measure)
        own = common(figures.dropna(subset=["value"]), economies=pair).set_index("economy")
        if own.empty:
            continue
        mine, theirs = (float(own["value"][code]) for code in pair)
        if mine + theirs > 0:
            year = int(own["year"].iloc[0])
            rows.append((measure, year, mine, theirs, mine / (mine + theirs)))
    found = pd.DataFrame(rows, columns=["measure", "year", "mine", "theirs", "share"])
    return found.sort_values("share", ascending=False, kind="stable", ignore_index=True)
