"""What the report on information and communications says in words: its opening and its answer."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits.complementarity.markets import HALF
from econsec.exhibits.elements import Report
from econsec.exhibits.elements.assumptions import counted
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.vintage import front
from econsec.exhibits.substitution.ledger import amount
from econsec.store.catalog import Dataset

KEY = "information_communications"
INDIA = "IND"  # whose department publishes by HS8 and partner


def opening(report: Report, labels: dict[str, str], data: Dataset) -> None:
    """Open the report: its title, and what a reader must know of its data."""
    front(report, KEY, data, n=len(labels))


def answer(report: Report, ours: pd.DataFrame, theirs: pd.DataFrame, net: pd.DataFrame, labels: dict[str, str]) -> None:
    """Say how much the rival supplies to either economy, and what the partner could replace.

    Parameters
    ----------
    ours, theirs : DataFrame
        From `decisions.bought_from` for the rival, of the importer and of the partner: product, share (0..1).
    net : DataFrame
        From `decisions.hidden_content.net`.
    """
    for name, bought in (("dependence", ours), ("partner", theirs)):
        known = bought[bought["product"].isin(labels)].dropna(subset=["share"]).sort_values("share", ascending=False)
        if known.empty:
            report.answer(f"{KEY}.answer.{name}.none")
            continue
        items = report.each("answer.item", known.assign(name=known["product"].map(labels)), name="name", share="share")
        values = {"items": items, "shares": known["share"].tolist(), "of": len(known)}
        over = int((known["share"] > HALF).sum())
        report.answer(f"{KEY}.answer.{name}", n=over, over=over, **values)
    sized = net[(net["limit"] != "not in the source") & (net["from_rival"] > 0)]
    if sized.empty:
        report.answer(f"{KEY}.answer.ledger.none")
        return
    left, gross = amount(sized, suffix="_net"), amount(sized)
    said = {"counted": counted(report, sized), "need": left.scale}
    report.answer(f"{KEY}.answer.ledger", part=left, gross=gross, **said)


def uncovered(report: Report, listed: pd.DataFrame, covered: float, stood: pd.DataFrame, focus: str) -> None:
    """Warn who would look up India's customers by product: most of its electronics are not in that list.

    Parameters
    ----------
    listed : DataFrame
        From `decisions.reported.destinations` of the heading: value (USD).
    covered : float
        From `decisions.reported.covered`: part of India's official exports of the chapter that the list holds, 0..1.
    stood : DataFrame
        From `decisions.markets.standing`: product, economy, exports (USD).
    focus : str
        The heading.
    """
    if INDIA not in {report.importer, report.partner}:
        return
    own = stood[(stood["product"] == focus) & (stood["economy"] == INDIA)]["exports"].dropna()
    values = {
        "label": product_label(focus, report.language),
        "listed": float(listed["value"].sum()),
        "covered": covered,
    }
    if own.empty:
        report.note(f"{KEY}.note.uncovered.alone", chapter=focus[:2], **values)
        return
    report.note(f"{KEY}.note.uncovered", chapter=focus[:2], sold=float(own.iloc[0]), **values)
