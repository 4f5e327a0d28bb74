"""What the report on semiconductors says in words: its opening, its answer, and what may be redirected."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from econsec.exhibits.complementarity.markets import HALF
from econsec.exhibits.elements import Exhibit, Gap, Report
from econsec.exhibits.elements import assumptions as assumed
from econsec.exhibits.elements.vintage import caveats, front
from econsec.exhibits.substitution.ledger import spans
from econsec.store.catalog import Dataset

JAPAN = "JPN"  # whose customs office the ministry's table is of
UNKNOWN = "not in the source"  # the ledger's word


def opening(report: Report, labels: dict[str, str], data: tuple[Dataset, ...]) -> None:
    """Open the report: its title, and what a reader must know of its data.

    Parameters
    ----------
    data : tuple of Dataset
        The trade, and the chain.
    """
    front(report, "semiconductors", data[0], n=len(labels))


def dependence(report: Report, path: pd.DataFrame, labels: dict[str, str], customs: pd.DataFrame) -> None:
    """Answer how much of each heading the rival supplies; for Japan, which sells more than it buys, ask its customs.

    Parameters
    ----------
    path : DataFrame
        From `decisions.entrepot.together`: year, product, share (0..1, NaN where the rival is not listed).
    customs : DataFrame
        From `decisions.reported.parts`, Japan's imports of integrated circuits: year, partner, share (0..1), rank.
    """
    now = path[(path["year"] == report.year) & path["product"].isin(labels)]
    known = now.dropna(subset=["share"]).sort_values("share", ascending=False)
    if known.empty and report.importer == JAPAN:
        last = customs[customs["year"] == customs["year"].max()]
        first = last.nsmallest(1, "rank").iloc[0]
        rival = float(last.loc[last["partner"] == report.rival, "share"].sum())
        values = {"first": first["partner"], "first_share": float(first["share"]), "last_year": str(first["year"])}
        report.answer("semiconductors.answer.dependence.customs", rival_share=rival, **values)
        return
    if known.empty:
        report.answer("semiconductors.answer.dependence.none")
        return
    items = report.each("answer.item", known.assign(name=known["product"].map(labels)), name="name", share="share")
    values = {"items": items, "shares": known["share"].tolist(), "of": len(known)}
    report.answer("semiconductors.answer.dependence", n=int((known["share"] > HALF).sum()), **values)


def reach(report: Report, sold: pd.DataFrame, stood: pd.DataFrame, labels: dict[str, str]) -> None:
    """Answer how much the partner sells of the same goods, and how much of it goes to the importer and to the rival.

    Parameters
    ----------
    sold : DataFrame
        From `decisions.markets.sales` of the partner: product, importer, value (USD).
    stood : DataFrame
        From `decisions.markets.standing`: product, economy, exports, imports.
    """
    wide = stood[stood["product"].isin(labels)].pivot_table(
        index="product", columns="economy", values=["exports", "imports"]
    )
    exports = wide.get(("exports", report.partner), default=wide.iloc[:, 0] * float("nan")).dropna()
    if exports.empty:
        report.answer("semiconductors.answer.reach.unknown")
        return
    total = float(exports.sum())
    form = "all" if len(exports) == len(labels) else "part"
    values = {
        "exports": total,
        "scope": report.text(f"semiconductors.scope.{form}", n=len(exports), of=len(labels)),
        "headings": len(exports),
    }
    sums = sold[sold["product"].isin(labels)].groupby("importer")["value"].sum()
    if report.importer in sums:
        shares = {part: float(sums.get(code, 0.0)) / total for part, code in report.roles.items()}
        values |= {"share": shares["importer"], "rival_share": shares["rival"], "value": float(sums[report.importer])}
        report.answer("semiconductors.answer.reach", **values)
        return
    bought = wide.get(("imports", report.importer))
    both = None if bought is None else bought.reindex(exports.index).dropna()
    if both is None or len(both) < len(exports):
        report.answer("semiconductors.answer.reach.alone", **values)
        return
    report.answer("semiconductors.answer.reach.unlisted", bought=float(both.sum()), **values)


def chain(report: Report, strong: pd.DataFrame, weak: int, inputs: int, data: Dataset) -> None:
    """Answer where in the chain the partner leads and whether the importer is in it at all.

    Parameters
    ----------
    strong : DataFrame
        From `decisions.chips.strength` of the partner: input, share, listed.
    weak : int
        In how many inputs the source lists the importer, from `decisions.chips.listed`.
    inputs : int
        How many inputs the source has providers for.
    """
    over = int((strong["share"] > HALF).sum())
    form = "absent" if weak == 0 else "listed"
    years = sorted({int(year) for year in strong["year"].dropna()})
    values = {"n": over, "of": len(strong), "weak": weak, "inputs": inputs, "years": [str(year) for year in years]}
    report.answer(f"semiconductors.answer.chain.{form}", data, **values)


def redirected(
    report: Report,
    ledger: pd.DataFrame,
    labels: dict[str, str],
    data: tuple[Dataset, ...],
    *,
    caution: str = "caveat.designed_in",
) -> Exhibit | Gap:
    """Show what the partner could sell instead of the rival, with what a heading does not tell.

    A gap where the rival's supply, or the partner's sales, are not in the source.

    Parameters
    ----------
    ledger : DataFrame
        From `decisions.ledger`.
    caution : str
        Key of what a reader would otherwise get wrong.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("IND", "JPN", "CHN", 2024)
    >>> labels = exhibits.labels(sector("semiconductors"), "en", ["3818", "8486", "8541", "8542"])
    >>> goods = trade(list(labels), year=2024)
    >>> ledger = decisions.ledger(goods, **report.roles, year=2024)
    >>> exhibits.semiconductors.redirected(report, ledger, labels, exhibits.whose(goods)).id
    'ledger-ind'
    """
    ledger = ledger[ledger["limit"] != UNKNOWN]
    if ledger.empty:
        return Gap("semiconductors.gap.redirected")
    found = spans(report.on(*data), ledger, labels)
    if not isinstance(found, Exhibit):
        return found
    said = (assumed.ledger(report, ledger)[0], report.text(caution), *caveats(report, "top_ten"))
    return replace(found, caveats=said)
