"""What the report on information and communications says in words: its opening and its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.exhibits.complementarity.markets import HALF
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.vintage import front, stale

if TYPE_CHECKING:
    import pandas as pd

    from econsec.exhibits.elements import Report
    from econsec.store.catalog import Dataset

KEY = "information_communications"
INDIA = "IND"  # whose department publishes by HS8 and partner


def opening(report: Report, labels: dict[str, str], data: Dataset) -> None:
    """Open the report: its title, and what a reader must know of its data.

    Parameters
    ----------
    data : Dataset
        The trade.
    """
    form = "period.provisional" if stale(report) else "period"
    front(report, KEY, data, period=report.text(f"{KEY}.{form}", n=len(labels)), ends=(report.year, 12))


def answer(
    report: Report, ours: pd.DataFrame, theirs: pd.DataFrame, ledger: pd.DataFrame, labels: dict[str, str]
) -> None:
    """Say how much the rival supplies to either economy, and what the partner could replace.

    Parameters
    ----------
    ours, theirs : DataFrame
        From `decisions.bought_from` for the rival, of the importer and of the partner: product, share (0..1).
    ledger : DataFrame
        From `decisions.ledger`.
    """
    for name, bought in (("dependence", ours), ("partner", theirs)):
        known = bought[bought["product"].isin(labels)].dropna(subset=["share"]).sort_values("share", ascending=False)
        if known.empty:
            report.answer(f"{KEY}.answer.{name}.none")
            continue
        pairs = zip(known["product"], known["share"], strict=True)
        items = [report.text("answer.item", name=labels[code], share=share) for code, share in pairs]
        values = {"items": items, "shares": known["share"].tolist(), "of": len(known)}
        over = int((known["share"] > HALF).sum())
        report.answer(f"{KEY}.answer.{name}", n=over, over=over, **values)
    sized = ledger[(ledger["limit"] != "not in the source") & (ledger["from_rival"] > 0)]
    if sized.empty:
        report.answer(f"{KEY}.answer.ledger.none")
        return
    need, value = float(sized["from_rival"].sum()), float(sized["central"].sum())
    form = "ledger" if value > 0 else "ledger.nothing"
    ends = {f"{case}_share": float(sized[case].sum()) / need for case in ("low", "high")}
    report.answer(f"{KEY}.answer.{form}", need=need, value=value, share=value / need, **ends)


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
