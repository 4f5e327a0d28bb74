"""Verdicts through the years: which hold on, which flip, how many are gone a year later."""

from __future__ import annotations

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import require, unique

JUDGED = ("year", "product", "rule", "measure", "passed")
KEYS = ["product", "rule", "measure"]


@public
def persistence(judged: pd.DataFrame) -> pd.DataFrame:
    """Follow each verdict through the years: how often it held, since when without a break, how often it flipped.

    persistence = years in which the rule holds / years in which it can be judged.

    Parameters
    ----------
    judged : DataFrame
        From `judge`, several years.

    Returns
    -------
    DataFrame
        One row per product, rule and measure: years (judged), flagged (years in which it holds), persistence (0..1),
        now (verdict of the last year judged), since (first year of the present unbroken run, NaN if it does not hold
        now), run (its length in judged years), flips (changes from one judged year to the next).

    Raises
    ------
    MissingColumnError
        A column is missing.
    DuplicateKeyError
        Two verdicts for one year, product, rule and measure.

    Examples
    --------
    >>> judged = pd.DataFrame(
    ...     {"year": [2021, 2022, 2023, 2024], "product": "a", "rule": "ec", "measure": "value"}
    ... ).assign(passed=pd.array([True, False, True, True], dtype="boolean"))
    >>> persistence(judged)[["flagged", "persistence", "since", "run", "flips"]].values.tolist()
    [[3.0, 0.75, 2023.0, 2.0, 2.0]]
    """
    require(judged, JUDGED, name="judged")
    unique(judged, ["year", *KEYS], name="judged")
    known = judged[judged["passed"].notna()].sort_values([*KEYS, "year"])
    known = known.assign(passed=known["passed"].astype(bool))
    before = known.groupby(KEYS)["passed"].shift()
    known["flip"] = before.notna() & (before != known["passed"])
    known["spell"] = known.groupby(KEYS)["flip"].cumsum()
    found = known.groupby(KEYS, as_index=False).agg(
        years=("passed", "size"),
        flagged=("passed", "sum"),
        now=("passed", "last"),
        flips=("flip", "sum"),
    )
    last = known[known["spell"] == known.groupby(KEYS)["spell"].transform("last")]
    spells = last.groupby(KEYS, as_index=False).agg(since=("year", "first"), run=("passed", "size"))
    found = found.merge(spells, on=KEYS)
    found["since"] = found["since"].where(found["now"])
    found["run"] = found["run"].where(found["now"], 0)
    found["persistence"] = found["flagged"] / found["years"]
    return found[[*KEYS, "years", "flagged", "persistence", "now", "since", "run", "flips"]]


@public
def churn(judged: pd.DataFrame) -> pd.DataFrame:
    """Measure how many flags of one year are gone in the next.

    churn = flags that left / flags before, over the products judged in both years.

    Parameters
    ----------
    judged : DataFrame
        From `judge`, several years.

    Returns
    -------
    DataFrame
        One row per rule, measure and two years in succession: rule, measure, before, after (years), judged (products
        judged in both), flagged (before), stayed, left, entered, churn (0..1; NaN where nothing was flagged), reason.
        Years with a gap between them are not set against each other: what left in a longer time is no yearly churn.

    Raises
    ------
    MissingColumnError
        A column is missing.
    DuplicateKeyError
        Two verdicts for one year, product, rule and measure.

    References
    ----------
    CEPII GeoDep: one in five products flagged in 2018 is not in 2019.

    Examples
    --------
    >>> judged = pd.DataFrame(
    ...     {"year": [2018, 2019, 2018, 2019], "product": ["a", "a", "b", "b"], "rule": "ec", "measure": "value"}
    ... ).assign(passed=pd.array([True, True, True, False], dtype="boolean"))
    >>> churn(judged)[["flagged", "left", "churn"]].values.tolist()
    [[2.0, 1.0, 0.5]]
    """
    require(judged, JUDGED, name="judged")
    unique(judged, ["year", *KEYS], name="judged")
    table = judged.pivot_table(index=["rule", "measure", "product"], columns="year", values="passed", aggfunc="first")
    rows = []
    years = {int(year) for year in table.columns}
    for before in sorted(year for year in years if year + 1 in years):
        after = before + 1
        both = table[[before, after]].dropna().astype(bool)
        was, is_now = both[before], both[after]
        counts = {"judged": was | True, "flagged": was, "stayed": was & is_now, "left": was & ~is_now}
        sums = pd.DataFrame(counts | {"entered": ~was & is_now}).groupby(["rule", "measure"]).sum()
        rows.append(sums.reset_index().assign(before=before, after=after))
    columns = ["rule", "measure", "before", "after", "judged", "flagged", "stayed", "left", "entered"]
    found = pd.concat(rows, ignore_index=True)[columns] if rows else pd.DataFrame(columns=columns)
    found["churn"] = found["left"] / found["flagged"].where(found["flagged"] > 0)
    found["reason"] = pd.Series("nothing flagged before", index=found.index).where(found["flagged"] == 0, None)
    return found.sort_values(["rule", "measure", "before"], ignore_index=True)
