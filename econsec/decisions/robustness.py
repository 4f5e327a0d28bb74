"""How far a verdict of dependence can be trusted: by how many rules, by value and by weight, for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.decisions.tables import require
from econsec.indicators.dependence import flags

if TYPE_CHECKING:
    from collections.abc import Sequence

# The single-year form of CEPII's rule, so that each year can be compared with the one before.
RULES = ("ec", "cepii_one_year", "merics", "meti")
JUDGED = ("year", "product", "rule", "measure", "passed")
KEYS = ["product", "rule", "measure"]


def judge(
    flows: pd.DataFrame,
    *,
    importer: str,
    rival: str,
    rules: Sequence[str] = RULES,
    measures: Sequence[str] = ("value", "tonnes"),
    least_weighed: float = 0.9,
) -> pd.DataFrame:
    """Judge one importer's products by several rules, by value and by weight, year by year.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        The world's trade: year, exporter, importer, product, value (USD, >= 0), tonnes (NaN where not stated).
    importer, rival : str
        ISO3 codes; the rival matters to the rules that name one.
    rules : sequence of str
        Names of `econsec.indicators.rules`.
    measures : sequence of str
        "value", "tonnes" or both.
    least_weighed : float
        By weight, a product is judged in a year only if at least this part of the world's trade in it by value states
        tonnes; else the verdict is missing, with a reason.

    Returns
    -------
    DataFrame
        One row per year, product, rule and measure: year, product, rule, measure, passed (True, False or missing),
        hhi, top_supplier, top_share, rival_share (0..1), reason (why passed is missing, else None).

    Raises
    ------
    SchemaError
        A column is missing, or a value is negative.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(year=2024, exporter="CHN", importer=["JPN", "USA"], product="850511", value=[3, 1], tonnes=[1, 1])
    >>> found = judge(flows, importer="JPN", rival="CHN", rules=["meti"])
    >>> found[["measure", "passed"]].values.tolist()
    [['value', True], ['tonnes', True]]
    """
    require(flows, ("year", "exporter", "importer", "product", "value"), name="flows")
    parts = []
    for measure in measures:
        # A flow without tonnes weighs nothing here; `_weighed` takes back what rests on too many of them.
        usable = flows if measure == "value" else flows.assign(tonnes=flows["tonnes"].fillna(0.0))
        found = flags(usable, rules=list(rules), importers=[importer], rival=rival, measure=measure)
        found["measure"] = measure
        parts.append(found if measure == "value" else _weighed(found, flows, least_weighed))
    judged = pd.concat(parts, ignore_index=True)
    judged["reason"] = judged["reason"].astype(object).where(judged["passed"].isna() & judged["reason"].notna(), None)
    return judged[[*JUDGED, "hhi", "top_supplier", "top_share", "rival_share", "reason"]]


def _weighed(found: pd.DataFrame, flows: pd.DataFrame, least: float) -> pd.DataFrame:
    """Take back the verdicts by weight that rest on too few stated tonnes."""
    values = flows.assign(stated=flows["value"].where(flows["tonnes"] > 0, 0.0))
    sums = values.groupby(["year", "product"], observed=True)[["value", "stated"]].sum()
    part = (sums["stated"] / sums["value"].where(sums["value"] > 0)).rename("part")
    joined = found.join(part, on=["year", "product"])
    few = joined["part"].fillna(0.0) < least
    found["passed"] = found["passed"].mask(few)
    found["reason"] = found["reason"].mask(few, "tonnes not stated")
    return found


def agreement(judged: pd.DataFrame) -> pd.DataFrame:
    """Count how many of the rules agree on a product in a year.

    agreement = rules that hold / rules that can be judged.

    Parameters
    ----------
    judged : DataFrame
        From `judge`.

    Returns
    -------
    DataFrame
        One row per year, product and measure: year, product, measure, rules (judged), passed (count), agreement (0..1),
        verdict ("all", "some", "none", or "unknown" where no rule can be judged).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> judged = pd.DataFrame(
    ...     {"year": 2024, "product": "a", "rule": ["ec", "meti"], "measure": "value", "passed": [True, False]}
    ... ).astype({"passed": "boolean"})
    >>> agreement(judged)[["passed", "agreement", "verdict"]].values.tolist()
    [[1, 0.5, 'some']]
    """
    require(judged, JUDGED, name="judged")
    counted = judged.assign(
        rules=judged["passed"].notna().astype("int64"), passed=judged["passed"].fillna(value=False).astype("int64")
    )
    keys = ["year", "product", "measure"]
    found = counted.groupby(keys, as_index=False, observed=True)[["rules", "passed"]].sum()
    found["agreement"] = found["passed"] / found["rules"].where(found["rules"] > 0)
    cases = [found["rules"] == 0, found["passed"] == 0, found["passed"] == found["rules"]]
    found["verdict"] = np.select(cases, ["unknown", "none", "all"], "some")
    return found


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

    Examples
    --------
    >>> judged = pd.DataFrame(
    ...     {"year": [2021, 2022, 2023, 2024], "product": "a", "rule": "ec", "measure": "value"}
    ... ).assign(passed=pd.array([True, False, True, True], dtype="boolean"))
    >>> persistence(judged)[["flagged", "persistence", "since", "run", "flips"]].values.tolist()
    [[3.0, 0.75, 2023.0, 2.0, 2.0]]
    """
    require(judged, JUDGED, name="judged")
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
        One row per rule, measure and pair of neighbouring years: rule, measure, before, after (years), judged (products
        judged in both), flagged (before), stayed, left, entered, churn (0..1; NaN where nothing was flagged), reason.

    Raises
    ------
    MissingColumnError
        A column is missing.

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
    table = judged.pivot_table(index=["rule", "measure", "product"], columns="year", values="passed", aggfunc="first")
    rows = []
    for before, after in zip(table.columns[:-1], table.columns[1:], strict=True):
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


def heat(judged: pd.DataFrame, *, year: int | None = None) -> pd.DataFrame:
    """Lay out products against rules for a heat map: does the rule hold now, and how lasting is it.

    Parameters
    ----------
    judged : DataFrame
        From `judge`.
    year : int, optional
        The year shown as now; by default the last.

    Returns
    -------
    DataFrame
        One row a cell: product, rule, measure, passed (True, False or missing), persistence (0..1, all years up to
        now), agreement (0..1 of the rules by the same measure, now), rank (1 is the product most rules agree on, by
        value where judged, then the more lasting), reason.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> judged = pd.DataFrame(
    ...     {"year": 2024, "product": ["a", "b"], "rule": "ec", "measure": "value", "reason": None}
    ... ).assign(passed=pd.array([False, True], dtype="boolean"))
    >>> heat(judged)[["product", "passed", "rank"]].values.tolist()
    [['b', True, 1], ['a', False, 2]]
    """
    require(judged, (*JUDGED, "reason"), name="judged")
    now = int(judged["year"].max()) if year is None else year
    past = judged[judged["year"] <= now]
    cells = past[past["year"] == now][[*KEYS, "passed", "reason"]]
    cells = cells.merge(persistence(past)[[*KEYS, "persistence"]], on=KEYS, how="left")
    agreed = agreement(past[past["year"] == now])[["product", "measure", "agreement"]]
    cells = cells.merge(agreed, on=["product", "measure"], how="left")
    by_value = cells[cells["measure"] == "value"] if (cells["measure"] == "value").any() else cells
    order = by_value.groupby("product")[["agreement", "persistence"]].mean().fillna(-1.0).reset_index()
    order = order.sort_values(["agreement", "persistence", "product"], ascending=[False, False, True])
    ranks = pd.Series(range(1, len(order) + 1), index=order["product"], name="rank")
    return cells.join(ranks, on="product").sort_values(["rank", "measure", "rule"], ignore_index=True)
