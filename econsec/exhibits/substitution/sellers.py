"""Exhibits on who else sells a subject: what each sells to all against what it sells here, and at what price."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series, pairs
from econsec.exhibits.customs.reported import INDIA
from econsec.exhibits.customs.reported import destinations as globe
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common, units
from econsec.exhibits.elements.theme import GREEN, GREY
from econsec.exhibits.elements.vintage import stale
from econsec.i18n import numbers

ROWS = 12
NAMED = 10  # sellers that are drawn, besides those who matter here
TIMES = 2.0  # as much of the importer's purchases as of the world's sales: leaning; half as much: left aside


def sellers(report: Report, found: pd.DataFrame, title: str) -> Exhibit | Gap:
    """Show each seller's share of the world's sales against its share of the importer's purchases.

    A gap where complete flows do not hold the subject, or the importer buys none.

    Parameters
    ----------
    found : DataFrame
        From `decisions.sellers.sellers`: exporter, value (USD), world_share, to_importer (USD), share (0..1), rank.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> item = exhibits.naming.about(["850511"])
    >>> flows = decisions.sellers.flows(trade(item, year=2024), year=2024)
    >>> offered = decisions.sellers.sellers(flows, importer=report.importer, year=2024)
    >>> exhibits.sellers.sellers(
    ...     report.on(*exhibits.cited(flows.attrs["sources"])), offered, exhibits.naming.replaced(report, item, flows)
    ... ).id
    'sellers'
    """
    if found.empty or found["share"].isna().all():
        return Gap("offers.sellers.gap", {"item": title})
    kept = {*found["exporter"].head(NAMED), *found.nlargest(THREE, "share")["exporter"], *report.palette.parts}
    drawn = found[found["exporter"].isin(kept)]
    drawn = drawn.assign(label=report.names(drawn["exporter"]))
    top = min(1.0, 1.15 * float(drawn[["world_share", "share"]].max().max()))
    series = [
        Series("world_share", report.text("offers.world"), GREY),
        Series("share", report.text("offers.here"), GREEN),
    ]
    whole = found.set_index("exporter")
    aside = found[(found["share"] * TIMES < found["world_share"]) & (found["exporter"] != report.rival)]
    aside = aside[aside["world_share"] >= WORTH]
    values: dict[str, Any] = {
        "item": title,
        "n": len(aside),
        "rows": len(drawn),
        "worth": WORTH,
        "total": float(found["value"].sum()),
        "sellers": len(found),
        "rival_world": float(whole["world_share"].get(report.rival, 0.0)),
        "rival_share": float(whole["share"].get(report.rival, 0.0)),
        "place": int(whole["rank"].get(report.partner, 0)),
        "partner_world": float(whole["world_share"].get(report.partner, 0.0)),
        "partner_share": float(whole["share"].get(report.partner, 0.0)),
    }
    form = "placed" if values["place"] else "absent"
    columns = (
        Column("label", "offers.column.seller"),
        Column("value", "offers.column.world", "usd_million"),
        Column("world_share", "offers.column.world_share", "percent", bar=True),
        Column("to_importer", "offers.column.here", "usd_million"),
        Column("share", "offers.column.share", "percent", bar=True),
    )
    return report.exhibit(
        "offers.sellers",
        values,
        form=form,
        chart=charts.dumbbell(drawn, series, top=top),
        table=Table(drawn, columns, whole=found),
        caveats=["caveat.origin", *stale(report)],
    )


WORTH, THREE = 0.02, 3  # of the world's sales; the importer's own largest suppliers


def prices(report: Report, paid: pd.DataFrame, title: str) -> Exhibit | Gap:
    """Show what the importer pays its largest suppliers for a tonne.

    A gap where no tonnes are stated, or fewer than two suppliers have them.

    Parameters
    ----------
    paid : DataFrame
        From `decisions.price_bands.prices`: exporter, value (USD), tonnes, unit_value (USD a tonne), ratio.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> item = exhibits.naming.about(["850511"])
    >>> flows = decisions.sellers.flows(trade(item, year=2024), year=2024)
    >>> paid = decisions.price_bands.prices(flows, importer=report.importer, year=2024)
    >>> exhibits.sellers.prices(
    ...     report.on(*exhibits.cited(flows.attrs["sources"])), paid, exhibits.naming.replaced(report, item, flows)
    ... ).id
    'prices'
    """
    large = paid[paid["value"] >= LEAST * paid["value"].sum()] if len(paid) else paid
    if len(large) < 2:  # noqa: PLR2004 - one price compares with nothing
        return Gap("offers.prices.gap", {"item": title})
    table = large.assign(label=report.names(large["exporter"]))
    shown = table.head(ROWS).sort_values("unit_value", kind="stable")
    drawn = shown.assign(
        value=shown["unit_value"] / 1000,
        text=[numbers.decimal(value / 1000, report.language, digits=_digits(value)) for value in shown["unit_value"]],
        colour=report.colours(shown["exporter"]),
    )
    mean = float(paid["value"].sum() / paid["tonnes"].sum())
    prices_of = large.set_index("exporter")["unit_value"]
    values: dict[str, Any] = {
        "item": title,
        "cheap": str(shown["exporter"].iloc[0]),
        "cheap_value": float(shown["unit_value"].iloc[0]),
        "dear": str(shown["exporter"].iloc[-1]),
        "dear_value": float(shown["unit_value"].iloc[-1]),
        "times": float(shown["unit_value"].iloc[-1] / shown["unit_value"].iloc[0]),
        "mean": mean,
        "rows": len(shown),
        "ratio": float(prices_of.get(report.partner, math.nan) / prices_of.get(report.rival, math.nan)),
    }
    form = "ratio" if values["ratio"] == values["ratio"] else "range"
    columns = (
        common.SUPPLIER_ROW,
        common.VALUE,
        Column("tonnes", "offers.column.tonnes", "int"),
        Column("unit_value", "offers.column.unit_value", "int"),
        Column("ratio", "offers.column.ratio", "dec2"),
    )
    return report.exhibit(
        "offers.prices",
        values,
        form=form,
        chart=charts.bars(drawn, colour=GREY, axis_format=",.3~r", threshold=mean / 1000, room=0.12),
        table=Table(table, columns, whole=paid),
        caveats=["caveat.prices", *stale(report)],
    )


FEW = 4  # headings that a sentence names
LEAST = 0.002  # of all purchases: a smaller supplier's price is that of a sample


def _digits(unit_value: float) -> int:
    return 0 if unit_value >= 1e5 else 1 if unit_value >= 1e3 else 3  # noqa: PLR2004 - three digits that count


def destinations(report: Report, sold: pd.DataFrame, title: str, held: float) -> Exhibit | Gap:
    """Show where India's exports of the subject go; see `exhibits.reported.destinations`.

    A gap where India is neither, or the table holds no exports of the subject.

    Parameters
    ----------
    sold : DataFrame
        From `decisions.reported.destinations`; empty where India's table holds none.
    held : float
        Part of India's official exports of the chapter that the table holds, 0..1; NaN if not known.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> item = exhibits.naming.about(["850511"])
    >>> sold = decisions.named.destinations(decisions.named.within(load("india_exports"), item), item, year=2024)
    >>> part = decisions.named.covered(load("india_exports_coverage"), item)
    >>> exhibits.sellers.destinations(report.on(*exhibits.cited(["india_exports"])), sold, item.title("en"), part).id
    'destinations'
    """
    if sold.empty or INDIA not in report.palette.parts[:2]:
        return Gap("offers.destinations.gap", {"item": title})
    return globe(report.on(report.data[0]), sold, title, held)


def balance(report: Report, stood: pd.DataFrame, names: dict[str, str], title: str) -> Exhibit | Gap:
    """Set what each economy sells of the headings against what it buys of them.

    A gap where the source holds the headings of nobody in that year.

    Parameters
    ----------
    stood : DataFrame
        From `decisions.sellers.standing`: product, economy, exports, imports (USD).
    names : dict
        Heading to label.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> item = exhibits.naming.about(["850511"])
    >>> stood = decisions.sellers.standing(trade(item, year=2024), item, year=2024)
    >>> names = exhibits.naming.labels(stood.attrs["products"], "en")
    >>> exhibits.sellers.balance(
    ...     report.on(*exhibits.cited(stood.attrs["sources"])), stood, names, item.title("en")
    ... ).id
    'balance'
    """
    own = stood.dropna(subset=["exports", "imports"])
    own = own[(own["exports"] > 0) & (own["imports"] > 0)]
    if own.empty:
        return Gap("offers.balance.gap", {"item": title})
    drawn = own.sort_values("exports", ascending=False, kind="stable")
    drawn["label"] = report.names(drawn["economy"])
    for key in ("exports", "imports"):
        drawn[f"{key}_big"] = drawn[key] / units.scale(report.language)
        drawn[f"{key}_big_text"] = [units.amount(value, report.language) for value in drawn[key]]
    sums = own.set_index("economy")
    values: dict[str, Any] = {
        "item": title,
        "codes": list(names),
        "names": list(names.values()),
        "headings": len(names),
        "n": int((own["exports"] > own["imports"]).sum()),
        "of": len(own),
        "first": str(drawn["economy"].iloc[0]),
        "first_value": float(drawn["exports"].iloc[0]),
        "unit": units.unit(report.language),
    }
    form = "known" if {report.importer, report.partner} <= set(sums.index) else "other"
    many = ".many" if len(names) > FEW else ""
    for part, code in (("importer", report.importer), ("partner", report.partner)):
        for key in ("exports", "imports"):
            values[f"{part}_{key}"] = float(sums[key].get(code, math.nan))
    series = [
        Series("imports_big", report.text("offers.bought"), GREY),
        Series("exports_big", report.text("offers.sold"), GREEN),
    ]
    # Any economy may sell some: on paper, a chart of them all would be four pages.
    kept = {*drawn["economy"].head(NAMED), *report.palette.parts}
    columns = (common.ECONOMY_ROW, Column("exports", "routes.column.exports", "usd_million"), common.IMPORTS)
    return report.exhibit(
        "offers.balance",
        values,
        headline=f"offers.balance.headline.{form}{many}",
        subtitle=f"offers.balance.subtitle{many}",
        chart=pairs(drawn[drawn["economy"].isin(kept)], series, axis_format=",~g", log=True, step=34),
        table=Table(drawn, columns),
        caveats=["heading_coarse", *stale(report)],
    )
