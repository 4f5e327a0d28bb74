"""Who could supply whom instead of the rival: the exhibit, and the same figures in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


ENDS = ("least", "most", "gross")
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
    drawn = pd.DataFrame({"area": [area for area in titles.index if area in set(sized["area"])]})
    drawn["label"] = drawn["area"].map(titles)
    drawn["graded"] = [report.text(f"brief.{'graded' if one else 'by_value'}") for one in _graded(net, drawn["area"])]
    said: dict[str, dict[str, object]] = {}
    firsts: list[Told] = []
    for key in ("forward", "back"):
        own = net[net["direction"] == key].set_index("area").reindex(drawn["area"])
        drawn[key] = own["low"].to_numpy() / MILLION
        drawn[f"{key}_text"] = [numbers.decimal(value, report.language) for value in drawn[key]]
        for column in ("least", "most", "gross"):
            drawn[f"{key}_{column}"] = own[column].to_numpy() / MILLION
        drawn[f"{key}_first"] = [
            product_label(code, report.language) if code else "" for code in own["first"].fillna("")
        ]
        if own["most"].notna().any():
            one = told(net, key)
            firsts.append(one)
            said[key] = {key: left(net, one.area, key), f"{key}_first": str(titles[one.area])}
    graded = _graded(net, drawn["area"])
    alike = [area for area, apart in zip(drawn["area"], graded, strict=True) if not apart] or list(drawn["area"])
    ordered = "sure" if all(one.sure for one in firsts) else "overlap"
    order = report.text(f"brief.exchange.order.{'alone' if all(one.of == 1 for one in firsts) else ordered}")
    values: dict[str, object] = {"n": len(alike), "order": order}
    for one_way in said.values():
        values |= one_way
    columns = [Column("label", "column.area"), Column("graded", "brief.column.graded")]
    for key, supplier in (("forward", report.partner), ("back", report.importer)):
        columns += [
            Column(key, report.text(f"brief.direction.{key}"), "dec1"),
            *(Column(f"{key}_{end}", report.text(f"brief.column.{end}", supplier=supplier), "dec1") for end in ENDS),
            Column(f"{key}_first", report.text("brief.column.first", supplier=supplier)),
        ]
    return report.exhibit(
        "brief.exchange",
        values,
        form="both" if len(said) > 1 else next(iter(said)),
        chart=_ranges(report, alike, net),
        table=Table(drawn, tuple(columns)),
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


def _graded(net: pd.DataFrame, areas: Iterable[str]) -> list[bool]:
    of_area = net.groupby("area")["graded"].any()
    return [bool(of_area[area]) for area in areas]


def _ranges(report: Report, alike: Sequence[str], net: pd.DataFrame) -> LayerChart:
    """Draw each offer from its least to its most; the middle of one that is too wide for one figure is not marked."""
    rows = []
    pairs = {"forward": (report.partner, report.importer), "back": (report.importer, report.partner)}
    for area in alike:
        for direction, (seller, buyer) in pairs.items():
            if _offer(net, area, direction)["most"].isna().all():
                continue
            own = left(net, area, direction)
            ends = {"low": own.low / MILLION, "high": own.high / MILLION}
            low, high = (numbers.decimal(end, report.language) for end in ends.values())
            rows.append(
                {
                    "label": report.text(
                        "brief.exchange.row", area=report.text(f"goods.area.{area}"), seller=seller, buyer=buyer
                    ),
                    "central": float("nan") if own.wide else own.central / MILLION,
                    "text": low if low == high else report.text("brief.exchange.range", low=low, high=high),
                    "colour": report.palette.of(seller),
                    **ends,
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
