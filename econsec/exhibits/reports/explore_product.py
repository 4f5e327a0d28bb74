"""The dossier of one subject: its name, its opening, and the three things that its first screen says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from econsec.exhibits.controls.in_force import timeline
from econsec.exhibits.dependence.naming import SHOWN, bought, labels, named
from econsec.exhibits.elements.assumptions import counted
from econsec.exhibits.elements.exhibit import Exhibit
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.elements.report import Report
from econsec.exhibits.elements.sources import cited
from econsec.exhibits.elements.vintage import front
from econsec.exhibits.substitution.ledger import amount, spans
from econsec.exhibits.substitution.ledger import partners as ranked_partners
from econsec.flows.accounts import REST
from econsec.store.catalog import Dataset, dataset

if TYPE_CHECKING:
    from econsec.codes.subjects import Subject
    from econsec.decisions.dependence.suppliers import Bought


STRONG = 3  # rules that agree: the finding does not hang on one threshold


def opening(report: Report, item: Subject, data: tuple[Dataset, ...]) -> None:
    """Open the dossier: its title, the codes, and whose figures it stands on.

    Parameters
    ----------
    item : Subject
        What it is about.
    data : tuple of Dataset
        Whose figures they are; the first is named.
    """
    more = len(item.codes) - SHOWN
    codes = [*item.codes[:SHOWN], *([report.text("holds.more", n=more)] if more > 0 else [])]
    first = data[0] if data else dataset("baci_routes")
    front(report, "dossier", first, codes=codes, item=item.title(report.language))


def supply(report: Report, item: Subject, found: Bought, forward: pd.DataFrame) -> None:
    """Answer who supplies the importer, and what the rival and the partner have.

    Parameters
    ----------
    item : Subject
        What it is about.
    found : Bought
        From `decisions.suppliers`.
    forward : DataFrame
        From `decisions.sellers.sized`: the rival's own list of customers tells its sales where the importer has none.
    """
    known = found.ranked[found.ranked["exporter"] != REST]
    codes = found.products if len(known) else tuple(forward["product"])
    title = bought(report, item, found) if len(known) else named(report, item, codes)
    if known.empty and len(forward):
        value = float(forward["from_rival"].sum())
        share = value / float(forward["imports"].sum(skipna=False))
        form = "rival" if share == share else "rival.amount"  # noqa: PLR0124 - NaN is not itself
        report.answer(
            f"dossier.answer.supply.{form}", item=title, value=value, **({"share": share} if form == "rival" else {})
        )
        return
    if known.empty:
        what = bought(report, item, found)
        report.answer(f"dossier.answer.supply.none.{(found.reason or 'not covered').replace(' ', '_')}", item=what)
        return
    shares = known.set_index("exporter")["share"]
    if not found.first_known:
        names = {
            "names": [report.text("dossier.other.share", who=code, share=shares[code]) for code in shares.index[:3]]
        }
        report.answer("dossier.answer.supply.some", item=title, **names)
        return
    values = {"item": title, "first": str(known["exporter"].iloc[0]), "share": float(known["share"].iloc[0])}
    others = []
    for code in (report.rival, report.partner):
        if code == values["first"]:
            continue
        share = float(shares.get(code, 0.0 if found.known_from == "flows" else float("nan")))
        form = "unlisted" if share != share else "share" if share else "none"  # noqa: PLR0124 - NaN
        others.append(report.text(f"dossier.other.{form}", who=code, share=share))
    report.answer("dossier.answer.supply", others=others, suppliers=len(known), **values)


def verdict(report: Report, counted: pd.DataFrame, title: str) -> None:
    """Answer whether published rules call it a dependence, of the importer and of the partner.

    Parameters
    ----------
    counted : DataFrame
        From `decisions.agreed`: importer, product, hold, fail, unknown.
    """
    items = []
    for code in (report.importer, report.partner):
        own = counted[counted["importer"] == code] if len(counted) else counted
        judged = own[own["hold"] + own["fail"] > 0] if len(own) else own
        if judged.empty:
            items.append(report.text("dossier.rules.unknown", who=code))
        elif len(judged) == 1:
            row = judged.iloc[0]
            counts = {"n": int(row["hold"]), "of": int(row["hold"] + row["fail"] + row["unknown"])}
            form = "doubt" if row["unknown"] else "single"
            part = report.text("part.rules", **counts)
            items.append(report.text(f"dossier.rules.{form}", who=code, unknown=int(row["unknown"]), part=part))
        else:
            strong = int((judged["hold"] >= STRONG).sum())
            items.append(report.text("dossier.rules.several", who=code, n=strong, of=len(judged), least=STRONG))
    known = len(counted) and bool((counted["hold"] + counted["fail"] > 0).any())
    values = {"items": items, "hold": int(counted["hold"].sum()) if len(counted) else 0}
    report.answer(f"dossier.answer.verdict{'' if known else '.none'}", item=title, **values)


def replacement(report: Report, forward: pd.DataFrame, reverse: pd.DataFrame, title: str) -> None:
    """Answer what of the rival's supply the partner could replace, and the importer for the partner in return.

    Parameters
    ----------
    forward, reverse : DataFrame
        From `decisions.sellers.sized`: from_rival, low, central, high, and the same net (USD).
    """
    said = []
    for who, whom, found in ((report.partner, report.importer, forward), (report.importer, report.partner, reverse)):
        if found.empty:
            said.append(report.text(f"dossier.replace.{_silent(found)}", who=who, whom=whom))
            continue
        left, gross = amount(found, suffix="_net"), amount(found)
        word = str(found.nlargest(1, "from_rival")["limit"].item()).replace(" ", "_")
        form = "share" if gross.high > 0 else "nothing"
        limit = report.text(f"limit.{word}")
        of = report if who == report.partner else report.reversed
        words = {"limit": limit, "counted": counted(of, found), "from_rival": gross.scale}
        said.append(report.text(f"dossier.replace.{form}", who=who, whom=whom, part=left, gross=gross, **words))
    values: dict[str, object] = {"first": said[0], "second": said[1]}
    for name, found in (("", forward), ("back_", reverse)):
        if len(found):
            values |= {f"{name}part": amount(found, suffix="_net"), f"{name}gross": amount(found)}
    report.answer("dossier.answer.replacement", item=title, **values)


def _silent(found: pd.DataFrame) -> str:
    """Return the key's end for why a ledger has no rows: see `decisions.sellers.sized`."""
    return str(found.attrs.get("reason", "rival not told")).replace(" ", "_")


def ledger(report: Report, found: pd.DataFrame, title: str) -> Exhibit | Gap:
    """Show what the partner could replace; see `exhibits.ledger.spans`.

    A gap where the rival supplies nothing, or its supply or the partner's sales are in no table.

    Parameters
    ----------
    found : DataFrame
        From `decisions.sellers.sized`.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> goods = trade("850511", year=2024)
    >>> found = decisions.sellers.sized(goods, **report.roles, year=2024)
    >>> exhibits.explore_product.ledger(report.on(*exhibits.cited(goods.sources)), found, "magnets").id
    'ledger-jpn'
    """
    if found.empty:
        return Gap(f"dossier.ledger.gap.{_silent(found)}", {"item": title})
    return spans(report.on(*cited(found.attrs["sources"])), found, labels(found["product"], report.language))


def controls(
    report: Report,
    measures: pd.DataFrame,
    announced: pd.DataFrame,
    title: str,
    data: Dataset,
    as_of: dt.date,
    *,
    covered: dt.date,
) -> Exhibit | Gap:
    """Show the rival's export controls on what the subject is made of; see `exhibits.in_force.timeline`.

    A gap where none names a material of the subject, or the list is not of this rival.

    Parameters
    ----------
    measures : DataFrame
        From `decisions.in_force`, those that name a material of the subject.
    announced : DataFrame
        All announcements of the rival; none where the list is not of it.
    data : Dataset
        Whose list it is.
    covered : date
        From `decisions.last_covered`, of all announcements: one that the list lacks may name the subject.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> announced, today = exhibits.in_force.of_rival(report, load("export_controls")), exhibits.today()
    >>> measures = decisions.in_force(
    ...     decisions.named.touching(announced, exhibits.naming.about(["850511"]).controlled), as_of=today
    ... )
    >>> asked = ("magnets", dataset("export_controls"), today)
    >>> last = decisions.last_covered(announced, today)
    >>> exhibits.explore_product.controls(report, measures, announced, *asked, covered=last).id
    'controls'
    """
    if measures.empty and len(announced):
        return Gap("dossier.controls.gap", {"item": title, "covered": covered})
    return timeline(report.on(data), measures, as_of, covered=covered)


def partners(report: Report, ranked: pd.DataFrame, title: str) -> Exhibit | Gap:
    """Show who else could replace the rival; see `exhibits.ledger.partners`.

    A gap where complete flows do not hold the subject, or the rival supplies none.

    Parameters
    ----------
    ranked : DataFrame
        From `decisions.sellers.everyone`.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> goods = trade("850511", year=2024)
    >>> everyone = decisions.sellers.everyone(goods, importer="JPN", rival="CHN", year=2024)
    >>> exhibits.explore_product.partners(report.on(*exhibits.cited(goods.sources)), everyone, "magnets").id
    'partners-jpn'
    """
    if not len(ranked):
        reason = str(ranked.attrs.get("reason", "no complete flows")).replace(" ", "_")
        return Gap(f"dossier.partners.gap.{reason}", {"item": title})
    here = report.on(*cited(ranked.attrs.get("sources", ())))
    passing = "caveat.passing.inputs" if ranked.attrs.get("inputs") else "caveat.passing"
    return ranked_partners(here, ranked, caveat=passing)
