"""Exhibits on all goods at once: what part of each the rival supplies, by customs office and by area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.sectors import sector
from econsec.codes.tables import read
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, units
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.theme import GREY
from econsec.i18n import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.store.catalog import Dataset

HALF = 0.5
ROWS = 18
JAPAN, INDIA = "JPN", "IND"  # whose customs offices these are
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


def single(language: str) -> dict[str, str]:
    """Return the principal commodities of Japan's customs that are not cut further, with their names.

    Examples
    --------
    >>> single("ja")["telephone-sets"]
    '電話機'
    """
    table = read("japan_commodities").drop_duplicates("commodity")
    own = table[~table["commodity"].isin(set(table["parent"]))]
    return dict(zip(own["commodity"], own[f"name_{language}"], strict=True))


def commodities(report: Report, shares: pd.DataFrame, data: Dataset, *, base: int) -> Exhibit | Gap:
    """Show the rival's share of Japan's imports of every principal commodity, now and in an earlier year.

    A gap where Japan is neither importer nor partner, or its customs does not report the rival.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.by_office`: year, product, value (JPY), world, share (0..1).
    base : int
        The earlier year.
    """
    names = single(report.language)
    if JAPAN not in report.palette.parts[:2] or shares.empty or base not in set(shares["year"]):
        return Gap("goods.commodities.gap")
    last = int(shares["year"].max())
    wide = shares[shares["product"].isin(names)].pivot_table(index="product", columns="year", values="share")
    wide = wide.reindex(columns=[base, last]).set_axis(["before", "after"], axis=1)
    table = wide.dropna(subset=["after"]).reset_index().assign(label=lambda rows: rows["product"].map(names))
    now = shares[shares["year"] == last].set_index("product")["value"]
    table["billion"] = table["product"].map(now) / units.scale(report.language)
    table = table.sort_values("after", ascending=False, kind="stable", ignore_index=True)
    shown = table.head(ROWS)
    whole = shares[shares["product"] == "total"].set_index("year")["share"].to_dict()
    values = {
        "who": JAPAN,
        "base": str(base),
        "last": str(last),
        "n": int((table["after"] > HALF).sum()),
        "was": int((table["before"] > HALF).sum()),
        "of": len(table),
        "total": whole.get(last),
        "first": table["label"].iloc[0],
        "first_share": float(table["after"].iloc[0]),
        "rows": len(shown),
    }
    series = [Series("before", str(base), GREY), Series("after", str(last), report.palette.of(report.rival))]
    columns = (
        Column("label", "goods.column.commodity"),
        Column("before", str(base), "percent", bar=True),
        Column("after", str(last), "percent", bar=True),
        Column("billion", "goods.column.yen", "dec1"),
    )
    return report.exhibit(
        "goods.commodities",
        values,
        chart=charts.dumbbell(shown, series),
        table=Table(table, columns),
        data=data,
        caveats=["principal_commodities"],
    )


def chapters(report: Report, shares: pd.DataFrame, data: Dataset) -> Exhibit | Gap:
    """Show the chapters in which India buys most from the rival, with the rival's share.

    A gap where India is neither importer nor partner, or its customs does not report the rival.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.by_office`: year, product, value (USD), world, share (0..1).
    """
    names = read("chapters").set_index("product")[f"name_{report.language}"]
    if INDIA not in report.palette.parts[:2] or shares.empty:
        return Gap("goods.chapters.gap")
    last = int(shares["year"].max())
    table = shares[(shares["year"] == last) & shares["product"].isin(names.index)]
    table = table.assign(label=table["product"].map(names)).sort_values("value", ascending=False, kind="stable")
    shown = table.head(ROWS)
    whole = float(table["value"].sum() / table["world"].sum())
    drawn = shown.assign(
        value=shown["value"] / units.scale(report.language),
        text=[
            report.text("goods.bar", value=value, share=share)
            for value, share in zip(shown["value"], shown["share"], strict=True)
        ],
    )
    values = {
        "who": INDIA,
        "last": str(last),
        "next": str(last + 1),
        "n": int((table["share"] > HALF).sum()),
        "of": len(table),
        "total": whole,
        "first": table["label"].iloc[0],
        "first_value": float(table["value"].iloc[0]),
        "first_share": float(table["share"].iloc[0]),
        "rows": len(shown),
    }
    columns = (
        Column("label", "goods.column.chapter"),
        Column("product", "goods.column.hs", "code"),
        Column("value", "column.need", "usd_million"),
        Column("share", "column.from_rival", "percent", bar=True),
    )
    return report.exhibit(
        "goods.chapters",
        values,
        chart=charts.bars(drawn, colour=report.palette.of(report.rival), axis_format=",.0f", room=0.35, fluid=False),
        table=Table(table, columns),
        data=data,
        caveats=["india_fiscal_year"],
    )


def swarm(report: Report, swept: pd.DataFrame, counted: pd.DataFrame, data: tuple[Dataset, ...]) -> Exhibit | Gap:
    """Show every strategic good as a dot by the rival's share, area by area, importer and partner in turn.

    A gap where no share of either is known.

    Parameters
    ----------
    swept : DataFrame
        From `decisions.sweep.rival_in`: area, product, economy, imports, from_rival, share, at_most.
    counted : DataFrame
        From `decisions.over_half`: economy, known, over (counts of goods, each once).
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
        said=[_said(report, share, bound) for share, bound in zip(first["share"], first["at_most"], strict=True)],
    )
    columns = (
        Column("label", "column.product"),
        Column("product", "column.hs", "code"),
        Column("area_text", "goods.column.area"),
        Column("name", "goods.column.importer"),
        Column("imports", "column.imports", "usd_million"),
        Column("said", "column.from_rival"),
    )
    return report.exhibit(
        "goods.swarm",
        values,
        id="every-good",
        chart=charts.swarm(drawn, threshold=HALF, step=46),
        table=Table(table, columns, whole=swept),
        data=data,
        caveats=["caveat.levels", "net_direction", "top_ten", "hong_kong"],
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
