"""How far a verdict of dependence can be trusted: by how many rules, by value and by weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.dependence.persistence import JUDGED, KEYS, persistence
from econsec.decisions.tables import covered, require
from econsec.errors import NoDataError
from econsec.indicators.dependence.dependence import flags
from econsec.indicators.dependence.rules import chosen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# The single-year form of CEPII's rule, so that each year can be compared with the one before.
RULES = ("ec", "cepii_one_year", "merics", "meti")


@public
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
        The world's trade: year, exporter, importer, product, value (USD, >= 0), and, to judge by weight, tonnes (NaN
        where not stated). Where small flows are cut off (`baci_minerals_trend`), shares and concentration come out
        somewhat too high, and the importer's exports too low: a verdict near a threshold may differ from that on
        complete flows, and whoever shows it says so.
    importer, rival : str
        ISO3 codes; the rival matters to the rules that name one.
    rules : sequence of str
        Names of `econsec.indicators.dependence.rules`.
    measures : sequence of str
        "value", "tonnes" or both.
    least_weighed : float
        By weight, a product is judged in a year only if at least this part by value of the world's trade in it, and of
        what the importer buys of it, states tonnes, in each year that the rule looks at; else the verdict is missing,
        with a reason.

    Returns
    -------
    DataFrame
        One row per year, product, rule and measure: year, product, rule, measure, passed (True, False or missing),
        hhi, top_supplier, top_share, rival_share (0..1), reason (why passed is missing, else None).

    Raises
    ------
    SchemaError
        A column is missing, or a value is missing, infinite or negative.
    NoDataError
        No trade of one of the economies.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(year=2024, exporter="CHN", importer=["JPN", "USA"], product="850511", value=[3, 1], tonnes=[1, 1])
    >>> found = judge(flows, importer="JPN", rival="CHN", rules=["meti"])
    >>> found[["measure", "passed"]].values.tolist()
    [['value', True], ['tonnes', True]]
    """
    require(flows, ("year", "exporter", "importer", "product", "value", *measures), name="flows")
    covered(flows, importer=importer, rival=rival)
    parts = []
    for measure in measures:
        # A flow without tonnes weighs nothing here; `_weighed` takes back what rests on too many of them.
        usable = flows if measure == "value" else flows.assign(tonnes=flows["tonnes"].fillna(0.0))
        found = flags(usable, rules=list(rules), importers=[importer], rival=rival, measure=measure)
        found["measure"] = measure
        if measure != "value":
            few = _few(flows, least_weighed) | _few(flows[flows["importer"] == importer], least_weighed)
            found = _weighed(found, few, {rule.name: rule.window for rule in chosen(rules)})
        parts.append(found)
    judged = pd.concat(parts, ignore_index=True)
    judged["reason"] = judged["reason"].astype(object).where(judged["passed"].isna() & judged["reason"].notna(), None)
    return judged[[*JUDGED, "hhi", "top_supplier", "top_share", "rival_share", "reason"]]


def _few(flows: pd.DataFrame, least: float) -> set[tuple[int, str]]:
    """Return the years and products in which less than a part of the trade, by value, states tonnes."""
    values = flows.assign(stated=flows["value"].where(flows["tonnes"] > 0, 0.0))
    sums = values.groupby(["year", "product"], observed=True)[["value", "stated"]].sum()
    # Without trade there is nothing to weigh: the rules say themselves what holds then.
    return set(sums.index[sums["stated"] < least * sums["value"]])


def _weighed(found: pd.DataFrame, few: set[tuple[int, str]], windows: Mapping[str, int]) -> pd.DataFrame:
    """Take back the verdicts by weight that rest on too few stated tonnes, in any of the years of their rule."""
    rows = zip(found["year"], found["product"], found["rule"].map(windows), strict=True)
    touched = [any((year - back, product) in few for back in range(window)) for year, product, window in rows]
    unfit = pd.Series(touched, index=found.index, dtype=bool)
    found["passed"] = found["passed"].mask(unfit)
    found["reason"] = found["reason"].mask(unfit, "tonnes not stated")
    return found


@public
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


@public
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
    NoDataError
        There is no verdict at all.

    Examples
    --------
    >>> judged = pd.DataFrame(
    ...     {"year": 2024, "product": ["a", "b"], "rule": "ec", "measure": "value", "reason": None}
    ... ).assign(passed=pd.array([False, True], dtype="boolean"))
    >>> heat(judged)[["product", "passed", "rank"]].values.tolist()
    [['b', True, 1], ['a', False, 2]]
    """
    require(judged, (*JUDGED, "reason"), name="judged")
    if judged.empty:
        raise NoDataError("no verdicts to lay out", hint="Judge some products first.")
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
