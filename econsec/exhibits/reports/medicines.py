"""The first screen of the report on medicines, and what stands in it in words alone."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits.elements import Report
from econsec.exhibits.elements.assumptions import counted
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.vintage import front
from econsec.exhibits.substitution.ledger import amount
from econsec.store.catalog import Dataset

HALF = 0.5


def opening(report: Report, labels: dict[str, str], data: Dataset) -> None:
    """Open the report: its title and what its data are.

    Parameters
    ----------
    data : Dataset
        The table of totals.
    """
    front(report, "medicines", data, n=len(labels))


def answer(
    report: Report,
    bought: pd.DataFrame,
    inside: pd.Series[float],
    net: pd.DataFrame,
    labels: dict[str, str],
    inputs: pd.DataFrame,
) -> None:
    """Say the answer: what the importer buys from the rival, what is inside the partner's offer, what is left of it.

    Parameters
    ----------
    bought : DataFrame
        From `decisions.bought_from` for the rival: product, share (0..1, NaN if not listed), share_high.
    inside : Series
        From `decisions.hidden_content.inside` for the partner.
    net : DataFrame
        From `decisions.hidden_content.net`: product, from_rival, central, high, hidden, central_net, high_net (USD).
    inputs : DataFrame
        What is made of what: product, input.
    """
    _dependence(report, bought, labels, set(inputs["input"]))
    if inside["imports"] > 0:
        form = "most" if inside["share"] > HALF else "some"
        report.answer(f"medicines.answer.hidden.{form}", **dict(inside))
    else:
        report.answer("medicines.answer.hidden.unknown")
    _left(report, net, labels)


def _dependence(report: Report, bought: pd.DataFrame, labels: dict[str, str], ingredients: set[str]) -> None:
    known = bought.dropna(subset=["share"]).sort_values("share", ascending=False)
    absent = bought[bought["share"].isna() & bought["share_high"].notna()]
    if known.empty:
        report.answer("medicines.answer.dependence.unknown")
        return
    top = {
        "first": labels[str(known["product"].iloc[0])],
        "first_share": float(known["share"].iloc[0]),
        "least": labels[str(known["product"].iloc[-1])],
        "least_share": float(known["share"].iloc[-1]),
    }
    if absent.empty:
        report.answer("medicines.answer.dependence.every", **top)
        return
    # Only where the rival sells ingredients and is no large supplier of what is made of them, does it lie upstream.
    upstream = known["product"].iloc[0] in ingredients and not absent["product"].isin(ingredients).any()
    form = "upstream" if upstream else "parts"
    names = [labels[str(code)] for code in absent["product"]]
    report.answer(f"medicines.answer.dependence.{form}", absent=names, bound=float(absent["share_high"].max()), **top)


def _left(report: Report, net: pd.DataFrame, labels: dict[str, str]) -> None:
    """Say what of the partner's offer is left when its own purchases from the rival are taken off."""
    offered = net[(net["from_rival"] > 0) & net["high_net"].notna()]
    left, gross = amount(offered, suffix="_net"), amount(offered)
    if not left.scale:
        report.answer("medicines.answer.net.unknown")
        return
    least = offered.assign(part=offered["high_net"] / offered["from_rival"])
    least = least.sort_values(["part", "from_rival"], ascending=[True, False])
    part = float(least["part"].iloc[0])
    values = {"need": left.scale, "least": labels[str(least["product"].iloc[0])], "counted": counted(report, offered)}
    form = "some" if part > 0 else "nothing"
    report.answer(f"medicines.answer.net.{form}", least_part=part, n=len(offered), part=left, gross=gross, **values)


def designated(report: Report, lists: pd.DataFrame, item: str, labels: dict[str, str]) -> None:
    """Say which of the products Japan's government has designated as specified critical products, and when.

    Parameters
    ----------
    lists : DataFrame
        The table `official_lists`: list, item, item_ja, designated, product.
    item : str
        The product's name on the list.
    """
    own = lists[(lists["item"] == item) & lists["list"].str.startswith("Japan")]
    if "JPN" not in {report.importer, report.partner} or own.empty:
        return
    headings = [label for code, label in labels.items() if own["product"].str.startswith(code).any()]
    name = str(own["item_ja" if report.language == "ja" else "item"].iloc[0])
    report.note("medicines.note.designated", item=name, since=str(own["designated"].iloc[0]), names=headings)


def press(report: Report, facts: pd.DataFrame) -> None:
    """Say what officials and traders have said of India's dependence, each with its year: not one series.

    Parameters
    ----------
    facts : DataFrame
        The table `facts`, of medicines: economy, year, value (%), origin.
    """
    own = facts[(facts["sector"] == "medicines") & (facts["economy"] == report.rival)].sort_values("year")
    if report.partner != "IND" or len(own) < 2:  # noqa: PLR2004 - a then and a now
        return
    then, now = own.iloc[0], own.iloc[-1]
    report.note(
        "medicines.note.press",
        then=float(then["value"]) / 100,
        then_year=str(then["year"]),
        now=float(now["value"]) / 100,
        now_year=str(now["year"]),
    )


def reverse(report: Report, back: pd.DataFrame, sums: pd.DataFrame, product: str) -> None:
    """Say what the importer supplies to the partner of one heading: the same question the other way round.

    Parameters
    ----------
    back : DataFrame
        From `decisions.bought_from` for the partner as buyer and the importer as seller.
    sums : DataFrame
        From `Trade.balances`: year, product, economy, exports, imports (USD).
    product : str
        The heading.
    """
    label = product_label(product, report.language)
    row = back[back["product"] == product]
    own = sums[(sums["product"] == product) & (sums["economy"] == report.importer) & (sums["year"] == report.year)]
    if row.empty or own.empty or row["share_high"].isna().all():
        report.note("medicines.note.reverse.unknown", product=label)
        return
    values = {"imports": float(row["imports"].iloc[0]), "exports": float(own["exports"].iloc[0])}
    if row["share"].notna().all():
        report.note("medicines.note.reverse.listed", product=label, share=float(row["share"].iloc[0]), **values)
    else:
        report.note("medicines.note.reverse", product=label, bound=float(row["share_high"].iloc[0]), **values)
