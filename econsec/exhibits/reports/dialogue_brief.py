"""The first screen of the brief for a dialogue."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from econsec.exhibits.agenda.areas import left as unmet
from econsec.exhibits.agenda.exchange import Told, goods_text, left, told
from econsec.exhibits.elements import Report
from econsec.exhibits.elements.assumptions import counted
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.vintage import front
from econsec.exhibits.substitution.ledger import amount
from econsec.store.catalog import Dataset


def opening(report: Report, data: Dataset) -> None:
    """Open the brief."""
    front(report, "brief", data)


def answer(
    report: Report,
    found: pd.DataFrame,
    pressing: pd.DataFrame,
    goods: Mapping[str, tuple[pd.DataFrame, pd.DataFrame]],
    net: pd.DataFrame,
) -> None:
    """Say the answer: what each could do for the other, and what presses most; areas overlap, so no sum is said.

    Of the areas that are sized alike the one is told whose range says most; that it is the largest is said only where
    no other's range reaches it.

    Parameters
    ----------
    found : DataFrame
        From `decisions.dialogue`.
    pressing : DataFrame
        From `decisions.urgent`.
    goods : mapping of str to (DataFrame, DataFrame)
        By sector: the ledger of the importer and that of the partner.
    net : DataFrame
        From `decisions.net_offers`.
    """
    for supplier, key in ((report.partner, "brief.answer.partner"), (report.importer, "brief.answer.importer")):
        direction = "forward" if supplier == report.partner else "back"
        own = net[(net["direction"] == direction) & net["most"].notna()]
        if own.empty:
            report.answer("brief.answer.unknown", economy=supplier)
            continue
        buyer = report.importer if supplier == report.partner else report.partner
        if not (own["most"] > 0).any():
            report.answer("brief.answer.nothing", supplier=supplier, buyer=buyer, n=len(own))
            continue
        one, side = told(net, direction), report if supplier == report.partner else report.reversed
        area, title = one.area, found.drop_duplicates("area").set_index("area")["title"]
        ledger = goods[area][int(supplier == report.importer)]
        sized = ledger[(ledger["from_rival"] > 0) & ledger["central"].notna()]
        part = left(net, area, direction)
        report.answer(
            key,
            part=part,
            gross=amount(sized),
            need=part.scale,
            goods=goods_text(report, net, area, direction),
            counted=counted(side, sized),
            area=str(title[area]),
            order=report.text(f"brief.order.{_order(one)}", n=one.of, wide=one.wide),
        )
    if pressing.empty:
        report.answer("brief.answer.none_pressing")
        return
    first = pressing.iloc[0]
    report.answer(
        "brief.answer.pressing",
        product=product_label(str(first["product"]), report.language),
        buyer=str(first["importer"]),
        share=float(first["rival_share"]),
        left=unmet(first),
        n=int((pressing["importer"] == report.importer).sum()),
        of=len(pressing),
    )


def _order(one: Told) -> str:
    """Return the form of the sentence on the order of the areas."""
    if one.of == 1:
        return "alone"
    return "sure" if one.sure else "wide" if one.wide else "overlap"
