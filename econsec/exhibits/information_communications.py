"""What the report on information and communications says in words: its opening and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.exhibits.front import front
from econsec.exhibits.markets import HALF

if TYPE_CHECKING:
    import pandas as pd

    from econsec.exhibits.report import Report
    from econsec.store.catalog import Dataset

KEY = "information_communications"


def opening(report: Report, labels: dict[str, str], data: Dataset) -> None:
    """Open the report: its title, and what a reader must know of its data.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    labels : dict
        Heading to label.
    data : Dataset
        The trade.
    """
    front(report, KEY, data, period=report.text(f"{KEY}.period", n=len(labels)), ends=(report.year, 12))


def answer(
    report: Report, ours: pd.DataFrame, theirs: pd.DataFrame, ledger: pd.DataFrame, labels: dict[str, str]
) -> None:
    """Say how much the rival supplies to either economy, and what the partner could replace.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    ours, theirs : DataFrame
        From `decisions.headings.bought` for the rival, of the importer and of the partner: product, share (0..1).
    ledger : DataFrame
        From `decisions.routes.ledger`.
    labels : dict
        Heading to label.
    """
    for name, bought in (("dependence", ours), ("partner", theirs)):
        known = bought[bought["product"].isin(labels)].dropna(subset=["share"]).sort_values("share", ascending=False)
        if known.empty:
            report.answer(f"{KEY}.answer.{name}.none")
            continue
        pairs = zip(known["product"], known["share"], strict=True)
        items = [report.text("answer.item", name=labels[code], share=share) for code, share in pairs]
        values = {"items": items, "shares": known["share"].tolist(), "of": len(known)}
        report.answer(f"{KEY}.answer.{name}", over=int((known["share"] > HALF).sum()), **values)
    sized = ledger[(ledger["limit"] != "not in the source") & (ledger["from_rival"] > 0)]
    if sized.empty:
        report.answer(f"{KEY}.answer.ledger.none")
        return
    need, value = float(sized["from_rival"].sum()), float(sized["central"].sum())
    report.answer(f"{KEY}.answer.ledger", need=need, value=value, share=value / need)
