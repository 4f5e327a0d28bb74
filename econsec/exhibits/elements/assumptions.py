"""Caveats that state assumptions: each number comes from what was assumed, not from the catalogue of sentences."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from econsec.exhibits.elements.report import Report
    from econsec.store.catalog import Dataset


def ledger(report: Report, found: pd.DataFrame) -> tuple[str, str]:
    """Say what the substitution ledger takes for granted, and how it reads grades from unit values.

    Parameters
    ----------
    found : DataFrame
        From `decisions.ledger`, whose ``attrs["assumptions"]`` say what it was made with.

    Returns
    -------
    tuple of str
        One caveat on the three cases, one on the grades.
    """
    known = found.attrs["assumptions"]
    same, other = known["unit_value_band"]
    cases = {
        f"{case}_{name}": value
        for case in ("low", "central", "high")
        for name, value in {**known[case], "unclear": known[case]["grades"]["unclear"]}.items()
        if name != "grades"
    }
    stated = report.text("caveat.ledger", **cases, peak_years=known["peak_years"])
    return stated, report.text("caveat.grade", same=f"{same:g}", other=f"{other:g}")


def counted(report: Report, found: pd.DataFrame, *, either: bool = False) -> str:
    """Say what the central case counts of what the partner could send: it belongs in the sentence with the figure.

    Parameters
    ----------
    found : DataFrame
        From `decisions.ledger`: grade; ``attrs["assumptions"]``.
    either : bool
        The sentence is of both directions, each of which counts alike.
    """
    case = found.attrs["assumptions"]["central"]
    unweighed = len(found) > 0 and bool((found["grade"] == "unknown").all())
    part = case["redirect"] * (case["grades"]["unknown"] if unweighed else 1.0)
    form = f"ledger.counted{'.either' if either else ''}{'.unweighed' if unweighed else ''}"
    return report.text(form, part=part)


def shock(report: Report, *found: pd.DataFrame) -> str:
    """Say what a shock curve assumes of stocks and of those who step in.

    Parameters
    ----------
    *found : DataFrame
        From `decisions.simulate`, `tornado` or `depths`, whose ``attrs["response"]`` say what it was made with; of
        importer and partner where each steps in for the other.
    """
    known = found[0].attrs["response"]
    return report.text(
        "caveat.shock.both" if len(found) > 1 else "caveat.shock",
        stocks=[_stock(report, one) for one in found],
        others_month=known["others_lag"] + 1,
        others_ramp=known["others_ramp"],
        partner_month=known["partner_lag"] + 1,
        partner_ramp=known["partner_ramp"],
    )


def _stock(report: Report, found: pd.DataFrame) -> str:
    """Say how long one importer's stocks last, or that none are counted since nothing says how large they are."""
    days, whose = found.attrs["response"]["stock_days"], found.attrs["importer"] or report.importer
    return report.text(f"shock.stock.{'known' if days else 'unknown'}", whose=whose, days=days)


def governance(report: Report, data: Iterable[Dataset]) -> str:
    """Say which year of the Worldwide Governance Indicators a risk is weighted with.

    Parameters
    ----------
    data : iterable of Dataset
        With ``wgi`` among them; its last year is the one that :func:`econsec.indicators.supply_risk` reads.
    """
    years = {year for dataset in data if dataset.name == "wgi" for year in dataset.years}
    return report.text("caveat.wgi", governance_year=str(max(years)))
