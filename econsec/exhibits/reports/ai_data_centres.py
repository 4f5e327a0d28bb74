"""The first screen of the report on artificial intelligence and data centres."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits.digital.machines import held
from econsec.exhibits.digital.models import counted
from econsec.exhibits.digital.power import sides
from econsec.exhibits.elements import Report
from econsec.exhibits.elements.vintage import front
from econsec.store.catalog import Dataset


def opening(report: Report, data: Dataset, *, since: int) -> None:
    """Open the report: its title and what its data are.

    Parameters
    ----------
    data : Dataset
        The table of clusters; its vintage is the month in which the list ends.
    since : int
        First year of the models.
    """
    year, month = (int(part) for part in data.source.vintage.split("-")[:2])
    front(report, "ai", data, ends=(year, month), since=str(since))


def answer(
    report: Report, found: pd.DataFrame, counts: pd.DataFrame, balance: pd.DataFrame, *, of: int, since: int
) -> None:
    """Say the answer: who has machines and models, what is planned, and who has more of what.

    Parameters
    ----------
    found : DataFrame
        From `decisions.compute.by_economy`.
    counts : DataFrame
        From `decisions.models.count`.
    balance : DataFrame
        From `decisions.compute.balance`.
    of : int
        How many different models there are.
    since : int
        First year of the models.
    """
    values = held(report, found)
    report.answer("ai.answer.machines", **values, **counted(report, counts), models=of, since=str(since))
    plans = [side for side in ("mine", "theirs") if values[f"{side}_planned"] > 0]
    form = "both" if len(plans) > 1 else plans[0] if plans else "none"
    report.answer(f"ai.answer.plans.{form}", **values)
    if balance.empty:
        report.answer("ai.answer.standing.unknown")
        return
    told = sides(report, balance)
    shape = "both" if told["mine"] and told["theirs"] else "mine" if told["mine"] else "theirs"
    report.answer(f"ai.answer.standing.{shape}", **told)
