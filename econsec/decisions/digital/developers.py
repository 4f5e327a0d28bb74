"""Developers by quarter: how many, how fast they grow, how many of those of working age, and against a stated gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import require
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

AGGREGATES = ("EUU", "WLD", "XNA")  # they stand beside their members, or for nobody in particular
QUARTERS = 4
POPULATION, WORKING_AGE = "SP.POP.TOTL", "SP.POP.1564.TO.ZS"


@public
def by_quarter(activity: pd.DataFrame, *, measure: str = "developers", until: int | None = None) -> pd.DataFrame:
    """Number the quarters of one measure, economies only.

    turn = 4 year + quarter - 1: a quarter later is one more, a year later four more.

    Parameters
    ----------
    activity : DataFrame
        economy, year, quarter, measure, value (a count).
    measure : str
        Which.
    until : int, optional
        Last year that is kept.

    Returns
    -------
    DataFrame
        economy, year, quarter, turn, value; aggregates such as the European Union left out.

    Raises
    ------
    NoDataError
        Nothing is left.

    Examples
    --------
    >>> rows = {"economy": ["IND", "EUU"], "year": 2025, "quarter": 3, "measure": "developers", "value": [2.0, 9.0]}
    >>> by_quarter(pd.DataFrame(rows))[["economy", "turn"]].values.tolist()
    [['IND', 8102]]
    """
    require(activity, ("economy", "year", "quarter", "measure", "value"), name="activity")
    kept = (activity["measure"] == measure) & ~activity["economy"].isin(AGGREGATES)
    if until is not None:
        kept &= activity["year"] <= until
    found = activity[kept]
    if found.empty:
        raise NoDataError(f"no {measure}" + (f" until {until}" if until is not None else ""))
    found = found.assign(turn=QUARTERS * found["year"].astype("int64") + found["quarter"].astype("int64") - 1)
    found = found.sort_values(["economy", "turn"], ignore_index=True)
    return found[["economy", "year", "quarter", "turn", "value"]]


@public
def pace(counts: pd.DataFrame, *, least: float = 0.0) -> pd.DataFrame:
    """Compare the last quarter with the same one a year before, and with the same one of the first year that has it.

    gain = value - value four quarters ago; growth = gain / value four quarters ago;
    yearly = (value / first)**(1 / years) - 1.

    Parameters
    ----------
    counts : DataFrame
        From `by_quarter`.
    least : float
        Only economies with so many in the last quarter are ranked: small ones double easily.

    Returns
    -------
    DataFrame
        One row an economy that has the last quarter: economy, year, quarter, value, before, gain, growth, years (that
        the mean spans), yearly, rank (of growth, 1 the fastest; NaN for a small one), of (how many are ranked). NaN
        where the earlier quarter is missing.

    Examples
    --------
    >>> rows = pd.DataFrame({"economy": "IND", "year": [2023, 2024, 2025], "quarter": 3, "value": [50.0, 80.0, 100.0]})
    >>> pace(rows.assign(turn=4 * rows["year"] + 2))[["gain", "growth", "years"]].values.tolist()
    [[20.0, 0.25, 2.0]]
    """
    require(counts, ("economy", "year", "quarter", "turn", "value"), name="counts")
    last = int(counts["turn"].max())
    wide = counts.pivot_table(index="economy", columns="turn", values="value")
    start = int(counts.loc[(last - counts["turn"]) % QUARTERS == 0, "turn"].min())
    wide = wide.reindex(columns=[start, last - QUARTERS, last]).astype(float)
    value, before = wide.iloc[:, 2], wide.iloc[:, 1]
    found = pd.DataFrame({"value": value, "before": before, "gain": value - before}).dropna(subset=["value"])
    found["growth"] = found["gain"] / found["before"].where(found["before"] > 0)
    found["years"] = (last - start) / QUARTERS
    first = wide.iloc[:, 0].where(wide.iloc[:, 0] > 0)
    found["yearly"] = (value / first) ** (QUARTERS / (last - start)) - 1 if last > start else float("nan")
    ranked = found["growth"].where(found["value"] >= least)
    found["rank"], found["of"] = ranked.rank(ascending=False, method="min"), int(ranked.count())
    found = found.assign(year=last // QUARTERS, quarter=last % QUARTERS + 1).reset_index()
    columns = ["economy", "year", "quarter", "value", "before", "gain", "growth", "years", "yearly", "rank", "of"]
    return found[columns]


@public
def working_age(macro: pd.DataFrame, *, economies: Sequence[str], since: int | None = None) -> pd.DataFrame:
    """Count the persons of working age (15 to 64).

    persons = population x share aged 15 to 64 / 100.

    Parameters
    ----------
    macro : DataFrame
        World Development Indicators: indicator, economy, year, value.
    economies : sequence of str
        ISO3 codes.
    since : int, optional
        First year.

    Returns
    -------
    DataFrame
        economy, year, value (persons), index (first year of the economy = 100).

    Examples
    --------
    >>> rows = pd.DataFrame({"indicator": [POPULATION, WORKING_AGE], "economy": "JPN", "year": 2025})
    >>> working_age(rows.assign(value=[120.0, 60.0]), economies=["JPN"]).value.tolist()
    [72.0]
    """
    require(macro, ("indicator", "economy", "year", "value"), name="macro")
    own = macro[macro["economy"].isin(list(economies)) & macro["indicator"].isin([POPULATION, WORKING_AGE])]
    if since is not None:
        own = own[own["year"] >= since]
    wide = own.pivot_table(index=["economy", "year"], columns="indicator", values="value")
    wide = wide.reindex(columns=[POPULATION, WORKING_AGE]).dropna()
    found = (wide[POPULATION] * wide[WORKING_AGE] / 100).rename("value").reset_index()
    found["index"] = 100 * found["value"] / found.groupby("economy")["value"].transform("first")
    return found


@public
def density(counts: pd.DataFrame, persons: pd.DataFrame) -> pd.DataFrame:
    """Set developers beside the persons of working age of the same year.

    density = 1000 x developers / persons of working age, in the last quarter and the same one of the first year.

    Parameters
    ----------
    counts : DataFrame
        From `by_quarter`.
    persons : DataFrame
        From `working_age`.

    Returns
    -------
    DataFrame
        One row an economy with both ends: economy, first_year, last_year, before, after (developers per thousand).
        Empty where the counts hold one year.

    Examples
    --------
    >>> counts = pd.DataFrame({"economy": "JPN", "year": [2020, 2025], "quarter": 3, "value": [1.0, 4.0]})
    >>> persons = pd.DataFrame({"economy": "JPN", "year": [2020, 2025], "value": [100.0, 80.0]})
    >>> density(counts.assign(turn=4 * counts["year"] + 2), persons)[["before", "after"]].values.tolist()
    [[10.0, 50.0]]
    """
    require(counts, ("economy", "year", "turn", "value"), name="counts")
    require(persons, ("economy", "year", "value"), name="persons")
    same = counts[(counts["turn"].max() - counts["turn"]) % QUARTERS == 0]
    joined = same.merge(persons.rename(columns={"value": "persons"})[["economy", "year", "persons"]])
    joined["density"] = 1000 * joined["value"] / joined["persons"].where(joined["persons"] > 0)
    first, last = int(same["year"].min()), int(same["year"].max())
    wide = joined.pivot_table(index="economy", columns="year", values="density").reindex(columns=sorted({first, last}))
    wide = wide if first < last else wide.head(0)
    found = pd.DataFrame({"before": wide[first], "after": wide[last]}).dropna().reset_index()
    return found.assign(first_year=first, last_year=last)[["economy", "first_year", "last_year", "before", "after"]]


@public
def against_gap(facts: pd.DataFrame, rates: pd.DataFrame, *, pair: Sequence[str]) -> pd.DataFrame:
    """Set the stated shortages of one of two economies against a year's gain in developers of both.

    part = stated shortage / gain in a year: an order of magnitude, for accounts are not staff.

    Parameters
    ----------
    facts : DataFrame
        sector, economy, year, fact, value (persons).
    rates : DataFrame
        From `pace`: economy, gain.
    pair : two str
        ISO3 codes; the first one with a stated shortage is the one that lacks.

    Returns
    -------
    DataFrame
        One row a shortage: economy (that lacks), other, year, fact (and fact_ja), value (persons), own_gain, other_gain
        (accounts), own_part, other_part (0 or more). Empty where neither has a stated shortage or a gain is missing.

    Examples
    --------
    >>> facts = pd.DataFrame({"sector": ["it_talent"], "economy": "JPN", "year": 2030, "fact": "gap", "value": 5.0})
    >>> rates = pd.DataFrame({"economy": ["JPN", "IND"], "gain": [10.0, 50.0]})
    >>> against_gap(facts, rates, pair=["IND", "JPN"])[["economy", "own_part", "other_part"]].values.tolist()
    [['JPN', 0.5, 0.1]]
    """
    require(facts, ("sector", "economy", "year", "fact", "value"), name="facts")
    require(rates, ("economy", "gain"), name="rates")
    stated = facts[facts["sector"] == "it_talent"]
    gains = rates.set_index("economy")["gain"].reindex(list(pair)).astype(float)
    lacking = next((code for code in pair if code in set(stated["economy"])), None)
    told = [name for name in ("fact", "fact_ja") if name in facts.columns]
    columns = ["economy", "other", "year", *told, "value", "own_gain", "other_gain", "own_part", "other_part"]
    if lacking is None or not (gains > 0).all():
        return pd.DataFrame(columns=columns)
    other = next(code for code in pair if code != lacking)
    found = stated[stated["economy"] == lacking].sort_values(["year", "value"], ignore_index=True)
    found = found.assign(other=other, own_gain=gains[lacking], other_gain=gains[other])
    found = found.assign(own_part=found["value"] / gains[lacking], other_part=found["value"] / gains[other])
    return found[columns]
