"""Exhibits on all goods at once: what part of each the rival supplies, by customs office and by area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.sectors import sector
from econsec.codes.tables import read
from econsec.exhibits import charts
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.labels import product_label
from econsec.i18n import numbers

if TYPE_CHECKING:
    from econsec.exhibits.picks.picks import Picks

HALF = 0.5
MINERALS = "mineral_headings"  # headings that hold the minerals, beside the six-digit codes


def areas(names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return the headings of areas of the agenda by name, the headings that hold critical minerals among them.

    Examples
    --------
    >>> areas(["medicines", "mineral_headings"])["mineral_headings"][:2]
    ('2504', '2602')
    """
    own = tuple(read(MINERALS)["product"])
    return {name: own if name == MINERALS else sector(name).codes for name in names}


def area_name(report: Report, area: str) -> str:
    """Name an area in few words; the minerals by what their codes are."""
    return report.text(f"goods.area.{area}")


def swarm(report: Report, swept: pd.DataFrame, counted: pd.DataFrame, picks: Picks | None = None) -> Exhibit | Gap:
    """Show every strategic good as a dot by the rival's share, area by area, importer and partner in turn.

    A gap where no share of either is known.

    Parameters
    ----------
    swept : DataFrame
        From `decisions.every_good.rival_in`: area, product, economy, imports, from_rival, share, share_high.
    counted : DataFrame
        From `decisions.every_good.over_half`: economy, known, over (counts of goods, each once).
    picks : Picks, optional
        Whose purchases of one good a reader may follow, from `exhibits.purchases.path`.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report, names = Report("JPN", "IND", "CHN", 2024), ["semiconductors", "clean_energy"]
    >>> areas = exhibits.every_good.areas(names)
    >>> goods = trade([code for name in names for code in areas[name]], year=2024)
    >>> asked = {"economies": ["JPN", "IND"], "rival": "CHN", "year": 2024}
    >>> swept = decisions.every_good.rival_in(goods, areas, **asked)
    >>> here = report.on(*exhibits.cited(goods.sources))
    >>> exhibits.every_good.swarm(here, swept, decisions.every_good.over_half(swept)).id
    'every-good'
    """
    known = swept[swept["share"].notna()]
    if known.empty:
        return Gap("goods.swarm.gap")
    order = list(dict.fromkeys(swept["area"]))
    parts = []
    for area in order:
        for code in (report.importer, report.partner):
            own = known[(known["area"] == area) & (known["economy"] == code)]
            own = own.sort_values("share", ascending=False, kind="stable")
            names = [product_label(product, report.language) for product in own["product"]]
            parts.append(
                own.assign(
                    label=report.text("goods.row", area=area_name(report, area), economy=code),
                    value=own["share"],
                    name=names,
                    text=[name if place < NAMED else "" for place, name in enumerate(names)],
                    colour=report.palette.of(code),
                )
            )
    drawn = pd.concat(parts, ignore_index=True)
    counts = counted.set_index("economy")
    values = {
        **_counts("n", "of", counts, report.importer),
        **_counts("partner_n", "partner_of", counts, report.partner),
        "areas": len(order),
    }
    ranks = {name: place for place, name in enumerate([*order, report.importer, report.partner])}
    first = swept.assign(place=swept["area"].map(ranks), side=swept["economy"].map(ranks))
    first = first.sort_values(["place", "product", "side"], kind="stable")
    table = first.assign(
        label=[product_label(product, report.language) for product in first["product"]],
        area_text=[area_name(report, area) for area in first["area"]],
        name=report.names(first["economy"]),
        said=[_said(report, share, bound) for share, bound in zip(first["share"], first["share_high"], strict=True)],
    )
    columns = (
        *common.GOOD,
        Column("area_text", "goods.column.area"),
        Column("name", "goods.column.importer"),
        common.IMPORTS,
        Column("said", "column.from_rival"),
    )
    return report.exhibit(
        "goods.swarm",
        values,
        id="every-good",
        chart=charts.swarm(drawn, threshold=HALF, step=46),
        table=Table(table, columns, whole=swept),
        caveats=["caveat.levels", "net_direction", "top_ten", "hong_kong"],
        picks=picks,
    )


NAMED = 2  # dots a row that carry their name


def _counts(over: str, known: str, counts: pd.DataFrame, code: str) -> dict[str, int]:
    return {over: int(counts["over"].get(code, 0)), known: int(counts["known"].get(code, 0))}


def _said(report: Report, share: float, bound: float) -> str:
    """Write a share, a bound, or that the source does not say."""
    if share == share:  # noqa: PLR0124 - not NaN
        return numbers.percent(share, report.language)
    if bound == bound:  # noqa: PLR0124
        return report.text("goods.below", share=bound)
    return report.text("matches.not_listed")
