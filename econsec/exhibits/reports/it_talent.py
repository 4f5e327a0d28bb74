"""The first screen of the report on IT talent."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits.digital.developers import both, quarter
from econsec.exhibits.digital.people import last_shortage
from econsec.exhibits.digital.shared_code import ways
from econsec.exhibits.elements import Report
from econsec.exhibits.elements.vintage import front
from econsec.store.catalog import Dataset

MONTHS = 3  # of a quarter


def opening(report: Report, counts: pd.DataFrame, data: Dataset) -> None:
    """Open the report: its title and what its data are.

    Parameters
    ----------
    counts : DataFrame
        From `decisions.developers.by_quarter`.
    data : Dataset
        The table of developers.
    """
    turn = int(counts["turn"].max())
    ends = (turn // 4, MONTHS * (turn % 4 + 1))
    front(report, "it_talent", data, ends=ends, until=quarter(report, counts))


def answer(
    report: Report, rates: pd.DataFrame, stated: pd.DataFrame, shares: pd.DataFrame, pairs: pd.DataFrame
) -> None:
    """Say the answer: how many there are, how the stated shortage stands to that, how much the two work together.

    Parameters
    ----------
    rates : DataFrame
        From `decisions.developers.pace`.
    stated : DataFrame
        From `decisions.developers.against_gap`.
    shares : DataFrame
        From `decisions.shared_code.sent`.
    pairs : DataFrame
        From `decisions.shared_code.together`.
    """
    values = both(report, rates, {"now": "value", "gain": "gain"})
    if values is None:
        report.answer("it_talent.answer.size.unknown")
    else:
        report.answer("it_talent.answer.size", **values, until=quarter(report, rates))
    if stated.empty:
        report.answer("it_talent.answer.shortage.unknown")
    else:
        report.answer("it_talent.answer.shortage", **last_shortage(stated))
    found = ways(report, shares)
    if found is None:
        report.answer("it_talent.answer.ties.unknown")
        return
    own = pairs[(pairs["economy"] == report.importer) & (pairs["partner"] == report.partner)]
    found["index"] = float(own["index"].iloc[0])
    form = "less" if found["index"] < 1 else "more"
    report.answer(f"it_talent.answer.ties.{form}", **found)
