"""Exhibits on suppliers: who they are, product by product, and where on the globe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements import Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.labels import notes
from econsec.exhibits.elements.theme import GREY, OF_ECONOMY
from econsec.exhibits.elements.vintage import stale

if TYPE_CHECKING:
    from collections.abc import Iterable

UNNAMED = "XXO"
SINGLE = ("second", "third")  # suppliers that play no part and have no colour
REST = "#EDEDED"


def mix(report: Report, shares: pd.DataFrame, labels: dict[str, str], *, rows: int = 12) -> Exhibit | Gap:
    """Show who supplies each product: the rival, the partner, the two largest others, the rest.

    Parameters
    ----------
    shares : DataFrame
        From `indicators.shares` for the importer and year: product, exporter, share (0..1).
    labels : dict
        Product code to label, in the order to print.
    rows : int
        The most products to draw.

    Examples
    --------
    >>> from econsec import Report, exhibits, indicators, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> labels = exhibits.labels(sector("critical_minerals"), "en", [])
    >>> world = trade(list(labels), year=2024)
    >>> shares = indicators.shares(world.flows().query("importer == 'JPN'"))
    >>> exhibits.suppliers.mix(report.on(*exhibits.cited(world.sources)), shares, labels, rows=10).id
    'suppliers-jpn'
    """
    products = [product for product in labels if product in set(shares["product"])][:rows]
    if not products:
        return Gap("dependence.compare.gap")
    drawn = pd.concat([parts(report, shares[shares["product"] == product]) for product in products])
    drawn["label"] = drawn["product"].map(labels)
    led = shares[shares["product"].isin(labels) & (shares["share"] > 0)]
    led = led.sort_values("share", ascending=False).drop_duplicates("product")
    counts = {"n": int((led["exporter"] == report.rival).sum()), "of": len(led), "rows": len(products)}
    return report.exhibit(
        "suppliers.mix",
        counts,
        id="suppliers-" + report.importer.lower(),
        chart=charts.stacked(drawn, mixed(report)),
        table=Table(drawn, (*common.GOOD, common.SUPPLIER, common.SHARE)),
        caveats=["caveat.origin"],
    )


def mixed(report: Report) -> list[Series]:
    """Return the parts that a bar of suppliers is cut into, from left to right."""
    return [
        Series("rival", report.text("economy.rival"), report.palette.of(report.rival)),
        Series("partner", report.text("economy.partner"), report.palette.of(report.partner)),
        *others(report, report.rival, report.partner),
    ]


def others(report: Report, *named: str) -> list[Series]:
    """Return what a bar has besides those named: economies that have a colour, up to two that have none, the rest."""
    own = [code for code in OF_ECONOMY if code not in named]
    return [
        *(Series(code, report.name(code), report.palette.of(code)) for code in own),
        *(Series(key, report.text("economy.single"), GREY) for key in SINGLE),
        Series("rest", report.text("economy.rest"), REST),
    ]


def keys(codes: Iterable[str]) -> dict[str, str]:
    """Return under which of `others` each of up to two economies is drawn.

    Examples
    --------
    >>> keys(["MYS", "KOR"])
    {'MYS': 'second', 'KOR': 'KOR'}
    """
    single = iter(SINGLE)
    return {code: code if code in OF_ECONOMY else next(single) for code in codes}


def parts(report: Report, shares: pd.DataFrame) -> pd.DataFrame:
    """Cut one product's suppliers into the parts that are drawn.

    Parameters
    ----------
    shares : DataFrame
        Of one product: product, exporter, share (0..1; what they leave of the whole is the rest).

    Returns
    -------
    DataFrame
        product, series (key of `mixed`), name, share.
    """
    series = {report.rival: "rival", report.partner: "partner"}
    ranked = shares[shares["share"] > 0].sort_values(["share", "exporter"], ascending=[False, True])
    series |= keys(ranked.loc[~ranked["exporter"].isin(series), "exporter"].head(len(SINGLE)))
    found = ranked[ranked["exporter"].isin(series)].copy()
    found["series"] = found["exporter"].map(series)
    found["name"] = report.names(found["exporter"])
    rest = 1 - float(found["share"].sum())
    if rest > 1e-9:  # noqa: PLR2004 - what floating point leaves is no supplier
        last = {"product": ranked["product"].iloc[0], "share": rest, "series": "rest"}
        found = pd.concat([found, pd.DataFrame([last | {"name": report.text("economy.rest")}])])
    return found[["product", "series", "name", "share"]]


def split(report: Report, suppliers: pd.DataFrame, labels: dict[str, str]) -> Exhibit | Gap:
    """Show who supplies each heading that the importer buys on balance: rival, partner, the two largest others.

    A gap where the source has no list of the importer's suppliers in that year.

    Parameters
    ----------
    suppliers : DataFrame
        From `decisions.by_year` for the importer: year, product, exporter, share (0..1).
    labels : dict
        Heading to label, in the order to print.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> labels = exhibits.labels(sector("medicines"), "en")
    >>> goods = trade(list(labels), year=2024)
    >>> routes, totals = exhibits.whose(goods)
    >>> exhibits.suppliers.split(
    ...     report.on(routes), decisions.by_year(goods, importer=report.importer, products=list(labels)), labels
    ... ).id
    'headings-jpn'
    """
    own = suppliers[(suppliers["year"] == report.year) & suppliers["product"].isin(labels)]
    own = own[own["exporter"] != UNNAMED]
    listed = [code for code in labels if code in set(own["product"])]
    if not listed:
        return Gap("headings.split.gap")
    drawn = pd.concat([parts(report, own[own["product"] == code]) for code in listed], ignore_index=True)
    drawn["label"] = drawn["product"].map(labels)
    rival = own[own["exporter"] == report.rival].set_index("product")["share"]
    values = _rivals(rival, listed, labels)
    form = "both" if values["n"] and values["n"] < len(listed) else "every" if values["n"] else "never"
    # A complete table names every supplier: who has a row there need not be among the ten largest.
    told = "" if report.of_lists else ".complete"
    return report.exhibit(
        "headings.split",
        values,
        id="headings-" + report.importer.lower(),
        form=form + told,
        chart=charts.stacked(drawn, mixed(report)),
        table=Table(drawn, (*common.GOOD, common.SUPPLIER, common.SHARE), whole=own),
        subtitle=f"headings.split.subtitle{told}",
        caveats=[*notes(listed, report.language), "net_direction", *stale(report)],
    )


def _rivals(rival: pd.Series[float], listed: list[str], labels: dict[str, str]) -> dict[str, Any]:
    """Say in how many headings the rival is listed, where it has most, and where it is not among the ten."""
    known = rival.sort_values(ascending=False)
    top = str(known.index[0]) if len(known) else ""
    return {
        "n": len(known),
        "of": len(listed),
        "first": labels.get(top, ""),
        "first_share": float(known.iloc[0]) if len(known) else None,
        "absent": [labels[code] for code in listed if code not in known.index],
    }
