"""What the report on semiconductors says in words: its opening, its answer, and what may be redirected."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from econsec.exhibits.exhibit import Exhibit
from econsec.exhibits.front import caveats, front
from econsec.exhibits.markets import HALF
from econsec.exhibits.routes import stale
from econsec.exhibits.substitution import spans

if TYPE_CHECKING:
    import pandas as pd

    from econsec.exhibits.gap import Gap
    from econsec.exhibits.report import Report
    from econsec.store.catalog import Dataset


def opening(report: Report, labels: dict[str, str], data: tuple[Dataset, ...]) -> None:
    """Open the report: its title, and what a reader must know of its data.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    labels : dict
        Heading to label.
    data : tuple of Dataset
        The trade, and the chain.
    """
    form = "period.provisional" if stale(report) else "period"
    front(
        report,
        "semiconductors",
        data[0],
        period=report.text(f"semiconductors.{form}", n=len(labels)),
        ends=(report.year, 12),
    )


def dependence(report: Report, path: pd.DataFrame, labels: dict[str, str], key: str = "semiconductors") -> None:
    """Answer how much of each heading the rival supplies.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    path : DataFrame
        From `decisions.entrepot.together`: year, product, share (0..1, NaN where the rival is not listed).
    labels : dict
        Heading to label.
    key : str
        Of the report: ``KEY.answer.dependence`` and ``KEY.answer.dependence.none`` are messages.
    """
    now = path[(path["year"] == report.year) & path["product"].isin(labels)]
    known = now.dropna(subset=["share"]).sort_values("share", ascending=False)
    if known.empty:
        report.answer(f"{key}.answer.dependence.none")
        return
    names = [labels[code] for code in known["product"]]
    items = [
        report.text("answer.item", name=name, share=share) for name, share in zip(names, known["share"], strict=True)
    ]
    values = {"items": items, "shares": known["share"].tolist(), "of": len(known)}
    report.answer(f"{key}.answer.dependence", over=int((known["share"] > HALF).sum()), **values)


def reach(report: Report, sold: pd.DataFrame, stood: pd.DataFrame, labels: dict[str, str]) -> None:
    """Answer how much the partner sells of the same goods, and how much of it goes to the importer and to the rival.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    sold : DataFrame
        From `decisions.markets.sales` of the partner: product, importer, value (USD).
    stood : DataFrame
        From `decisions.markets.standing`: product, economy, exports, imports.
    labels : dict
        Heading to label.
    """
    own = stood[(stood["economy"] == report.partner) & stood["product"].isin(labels)]
    if own["exports"].dropna().empty:
        report.answer("semiconductors.answer.reach.unknown")
        return
    exports = float(own["exports"].sum())
    bought = stood[(stood["economy"] == report.importer) & stood["product"].isin(labels)]["imports"].sum()
    listed = sold[sold["product"].isin(labels)]
    sums = listed.groupby("importer")["value"].sum()
    values = {"exports": exports, "bought": float(bought), "n": len(own)}
    if report.importer not in sums:
        report.answer("semiconductors.answer.reach.unlisted", **values)
        return
    shares = {part: float(sums.get(code, 0.0)) / exports for part, code in report.roles.items()}
    values |= {"share": shares["importer"], "rival_share": shares["rival"], "value": float(sums[report.importer])}
    report.answer("semiconductors.answer.reach", **values)


def chain(report: Report, strong: pd.DataFrame, weak: int, inputs: int) -> None:
    """Answer where in the chain the partner leads and whether the importer is in it at all.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    strong : DataFrame
        From `decisions.chips.strength` of the partner: input, share, listed.
    weak : int
        In how many inputs the source lists the importer, from `decisions.chips.listed`.
    inputs : int
        How many inputs the source has providers for.
    """
    over = int((strong["share"] > HALF).sum())
    form = "absent" if weak == 0 else "listed"
    report.answer(f"semiconductors.answer.chain.{form}", over=over, of=len(strong), weak=weak, inputs=inputs)


def redirected(
    report: Report, ledger: pd.DataFrame, labels: dict[str, str], data: tuple[Dataset, ...]
) -> Exhibit | Gap:
    """Show what the partner could sell instead of the rival, with what a heading of chips does not tell.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    ledger : DataFrame
        From `decisions.routes.ledger`.
    labels : dict
        Heading to label.
    data : tuple of Dataset
        Whose figures they are.

    Returns
    -------
    Exhibit or Gap
        A gap where the rival's supply is not in the source.
    """
    found = spans(report, ledger, labels, data)
    if not isinstance(found, Exhibit):
        return found
    said = (report.text("caveat.ledger"), report.text("caveat.designed_in"), *caveats(report, "top_ten"))
    return replace(found, caveats=said)
