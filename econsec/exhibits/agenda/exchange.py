"""Who could supply whom instead of the rival: the exhibit, and the same figures in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table
from econsec.exhibits.elements.labels import product_label
from econsec.i18n import numbers
from econsec.i18n.spans import Span

if TYPE_CHECKING:
    from altair.vegalite.v6.api import LayerChart


MILLION = 1e6


def directions(report: Report) -> list[Series]:
    """Return the two directions of every figure: what the partner could do for the importer, and the reverse."""
    return [
        Series("forward", report.text("brief.direction.forward"), report.palette.of(report.partner)),
        Series("back", report.text("brief.direction.back"), report.palette.of(report.importer)),
    ]


def exchange(report: Report, found: pd.DataFrame, net: pd.DataFrame) -> Exhibit | Gap:
    """Show in dollars what each could supply to the other instead of the rival, by area, net of the rival's content.

    Areas whose goods are graded by price stand in the table only, for they do not compare with those that are sized by
    value alone.
    Which area is the largest is said only where its least is above the most of the others.

    A gap where the source knows nothing of both.

    Parameters
    ----------
    found : DataFrame
        From `decisions.dialogue`.
    net : DataFrame
        From `decisions.net_offers`: what is left of it.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, load, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> metals, asked = trade("critical_minerals", year=2024), {"rival": "CHN", "year": 2024}
    >>> both = [decisions.ledger(metals, **who.roles, year=2024) for who in (report, report.reversed)]
    >>> goods = {"critical_minerals": tuple(both)}
    >>> names = ["coauthorship", "ai_models", "github_activity", "ict_services", "facts"]
    >>> found = decisions.dialogue(decisions.Evidence(goods, *map(load, names)), **report.roles, year=2024)
    >>> own = [decisions.hidden_content.own(metals, partner=who, **asked) for who in ("IND", "JPN")]
    >>> net = decisions.net_offers(decisions.net_goods(goods, *own))
    >>> exhibits.exchange.exchange(report.on(*exhibits.cited(metals.sources)), found, net).id
    'exchange'
    """
    sized = net[net["most"] > 0]
    if sized.empty:
        return Gap("brief.exchange.gap")
    titles = found.drop_duplicates("area").set_index("area")["title"]
    areas = [area for area in titles.index if area in set(sized["area"])]
    said: dict[str, dict[str, object]] = {}
    firsts: list[Told] = []
    for key in ("forward", "back"):
        if net.loc[(net["direction"] == key) & net["area"].isin(areas), "most"].notna().any():
            one = told(net, key)
            firsts.append(one)
            said[key] = {key: left(net, one.area, key), f"{key}_first": str(titles[one.area])}
    alike = [area for area in areas if not _graded(net, area)] or areas
    ordered = "sure" if all(one.sure for one in firsts) else "overlap"
    order = report.text(f"brief.exchange.order.{'alone' if all(one.of == 1 for one in firsts) else ordered}")
    values: dict[str, object] = {"n": len(alike), "order": order}
    for one_way in said.values():
        values |= one_way
    rows = _rows(report, areas, net)
    columns = (
        Column("label", "brief.column.offer"),
        Column("central_net", "brief.column.net", "usd_million"),
        Column("range_text", "brief.column.net_range", "range"),
        Column("central", "brief.column.gross", "usd_million"),
        Column("first_text", "brief.column.first"),
    )
    return report.exhibit(
        "brief.exchange",
        values,
        form="both" if len(said) > 1 else next(iter(said)),
        chart=_ranges(report, alike, net),
        table=Table(rows, columns, whole=rows.drop(columns=["label", "range_text", "first_text"])),
        caveats=["caveat.graded", "caveat.net_offers", "caveat.two_sectors"],
    )


def apart(report: Report, found: pd.DataFrame, net: pd.DataFrame) -> None:
    """Say of the areas whose goods are graded by price what each could replace, where the others are drawn without it.

    Parameters
    ----------
    found : DataFrame
        From `decisions.dialogue`.
    net : DataFrame
        From `decisions.net_offers`.
    """
    titles = found.drop_duplicates("area").set_index("area")["title"]
    known = net[net["graded"].astype(bool) & net["most"].notna()]
    if len(known) == len(net[net["most"].notna()]):
        return
    for area, own in known.groupby("area", sort=False):
        if len(own) == len(("forward", "back")):
            ends = {key: left(net, str(area), key) for key in ("forward", "back")}
            report.claim("brief.graded.both", area=str(titles[area]), **ends)


@dataclass(frozen=True)
class Told:
    """Which area a sentence tells of, and whether it is the largest of those that compare with it.

    Parameters
    ----------
    area : str
        The one with the highest end among those whose range is not too wide for one figure, else among all.
    sure : bool
        Whether its least is above the most of all others, so that it comes first for certain.
    wide : int
        How many of the areas that compare have a range too wide for one figure.
    of : int
        How many compare with each other: sized in one way, in that direction.
    """

    area: str
    sure: bool
    wide: int
    of: int


def told(net: pd.DataFrame, direction: str) -> Told:
    """Choose the area that a sentence tells of in one direction, among those that are sized by value alone.

    Where all are graded by price, among these.

    Parameters
    ----------
    net : DataFrame
        From `decisions.net_offers`.
    direction : str
        "forward" or "back"; something is known in it.

    Examples
    --------
    >>> rows = {"area": ["a", "b"], "direction": "forward", "graded": False, "need": 100.0, "least": [0.0, 0.0]}
    >>> told(pd.DataFrame(rows).assign(low=1.0, most=[90.0, 20.0]), "forward")
    Told(area='b', sure=False, wide=1, of=2)
    """
    own = net[(net["direction"] == direction) & net["most"].notna()]
    alike = own[~own["graded"].astype(bool)] if not own["graded"].all() else own
    wide = pd.Series([left(net, area, direction).wide for area in alike["area"]], index=alike.index, dtype=bool)
    top = (alike[~wide] if not wide.all() else alike).sort_values("most", ascending=False, kind="stable").iloc[0]
    rest = alike[alike["area"] != top["area"]]
    sure = len(rest) > 0 and bool(top["least"] > rest["most"].max())
    return Told(str(top["area"]), sure, int(wide.sum()), len(alike))


def _graded(net: pd.DataFrame, area: str) -> bool:
    """Say whether goods of another grade by their price are left out of an area."""
    return bool(net.loc[net["area"] == area, "graded"].any())


def _sides(report: Report) -> dict[str, tuple[str, str]]:
    """Return who sells and who buys in each direction."""
    return {"forward": (report.partner, report.importer), "back": (report.importer, report.partner)}


def _rows(report: Report, areas: Sequence[str], net: pd.DataFrame) -> pd.DataFrame:
    """Lay out a row an area and direction, as they are drawn: what is left, from where to where, and before that."""
    rows = []
    for area in areas:
        graded = _graded(net, area)
        for direction, (supplier, buyer) in _sides(report).items():
            known = _offer(net, area, direction).iloc[0]
            first = "" if pd.isna(known["first"]) else str(known["first"])
            rows.append(
                {
                    "area": area,
                    "supplier": supplier,
                    "buyer": buyer,
                    "label": _label(report, area, direction, form="graded" if graded else ""),
                    "graded": graded,
                    "low_net": float(known["least"]),
                    "central_net": float(known["low"]),
                    "high_net": float(known["most"]),
                    "range_text": _range(report, known["least"], known["most"]),
                    "central": float(known["gross"]),
                    "first_product": first,
                    "first_text": product_label(first, report.language) if first else "",
                }
            )
    return pd.DataFrame(rows)


def _label(report: Report, area: str, direction: str, *, form: str = "") -> str:
    seller, buyer = _sides(report)[direction]
    key = f"brief.exchange.row.{form}" if form else "brief.exchange.row"
    return report.text(key, area=report.text(f"goods.area.{area}"), seller=seller, buyer=buyer)


def _range(report: Report, least: float, most: float) -> str:
    """Write an offer from its least to its most, in USD million; nothing where it is not known."""
    low, high = (numbers.decimal(end / MILLION, report.language) for end in (least, most))
    return "" if pd.isna(most) else low if low == high else report.text("brief.exchange.range", low=low, high=high)


def _ranges(report: Report, alike: Sequence[str], net: pd.DataFrame) -> LayerChart:
    """Draw each offer from its least to its most; the middle of one that is too wide for one figure is not marked."""
    rows = []
    for area in alike:
        for direction, (seller, _) in _sides(report).items():
            if _offer(net, area, direction)["most"].isna().all():
                continue
            own = left(net, area, direction)
            rows.append(
                {
                    "label": _label(report, area, direction),
                    "central": float("nan") if own.wide else own.central / MILLION,
                    "text": _range(report, own.low, own.high),
                    "colour": report.palette.of(seller),
                    "low": own.low / MILLION,
                    "high": own.high / MILLION,
                }
            )
    frame = pd.DataFrame(rows)
    top = 1.2 * float(frame["high"].max())
    return charts.span(frame, colour="", axis_format=",.0f", top=top, step=18)


def left(net: pd.DataFrame, area: str, direction: str) -> Span:
    """Return what is left of an offer when the supplier's own purchases from the rival are taken off, as a range.

    Parameters
    ----------
    net : DataFrame
        From `decisions.net_offers`.
    area : str
        The area of the agenda.
    direction : str
        "forward" or "back".
    """
    own = _offer(net, area, direction).iloc[0]
    low, central, high, need = (float(own[column]) for column in ("least", "low", "most", "need"))
    return Span(low, central, high, scale=need)


def goods_text(report: Report, net: pd.DataFrame, area: str, direction: str) -> str:
    """Say of what the supplier's own purchases are taken off: of the same goods, or of their ingredients too.

    Parameters
    ----------
    net : DataFrame
        From `decisions.net_offers`.
    area : str
        The area of the agenda.
    direction : str
        "forward" or "back".
    """
    deep = _offer(net, area, direction)["inputs"].any()
    return report.text("brief.net.goods.inputs" if deep else "brief.net.goods")


def _offer(net: pd.DataFrame, area: str, direction: str) -> pd.DataFrame:
    """Return the row of one area and direction, or none."""
    return net[(net["area"] == area) & (net["direction"] == direction)]
