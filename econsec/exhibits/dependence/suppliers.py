"""Exhibits on suppliers: who they are, product by product, and where on the globe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import economy
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table
from econsec.exhibits.elements.labels import product_label
from econsec.i18n import numbers

if TYPE_CHECKING:
    from econsec.store.catalog import Dataset

# Shades of grey for suppliers that play no part in the report: the largest, the next, all the rest.
SECOND, THIRD, REST = "#767676", "#BFBFBF", "#EDEDED"


def mix(
    report: Report, shares: pd.DataFrame, labels: dict[str, str], data: tuple[Dataset, ...], *, rows: int = 12
) -> Exhibit | Gap:
    """Show who supplies each product: the rival, the partner, the two largest others, the rest.

    Parameters
    ----------
    shares : DataFrame
        From `indicators.shares` for the importer and year: product, exporter, share (0..1).
    labels : dict
        Product code to label, in the order to print.
    rows : int
        The most products to draw.
    """
    products = [product for product in labels if product in set(shares["product"])][:rows]
    if not products:
        return Gap("dependence.compare.gap")
    drawn = pd.concat([parts(report, shares[shares["product"] == product]) for product in products])
    drawn["label"] = drawn["product"].map(labels)
    led = shares[shares["product"].isin(labels) & (shares["share"] > 0)]
    led = led.sort_values("share", ascending=False).drop_duplicates("product")
    counts = {"n": int((led["exporter"] == report.rival).sum()), "of": len(led), "rows": len(products)}
    columns = (
        Column("label", "column.product"),
        Column("product", "column.hs", "code"),
        Column("name", "column.supplier"),
        Column("share", "column.share", "percent", bar=True),
    )
    return report.exhibit(
        "suppliers.mix",
        counts,
        id="suppliers-" + report.importer.lower(),
        chart=charts.stacked(drawn, mixed(report)),
        table=Table(drawn, columns),
        data=data,
        caveats=["caveat.origin"],
    )


def mixed(report: Report) -> list[Series]:
    """Return the parts that a bar of suppliers is cut into, from left to right."""
    return [
        Series("rival", report.text("economy.rival"), report.palette.of(report.rival)),
        Series("partner", report.text("economy.partner"), report.palette.of(report.partner)),
        Series("second", "", SECOND),
        Series("third", "", THIRD),
        Series("rest", report.text("economy.rest"), REST),
    ]


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
    others = ranked.loc[~ranked["exporter"].isin(series), "exporter"].head(2)
    series |= dict(zip(others, ("second", "third"), strict=False))
    found = ranked[ranked["exporter"].isin(series)].copy()
    found["series"] = found["exporter"].map(series)
    found["name"] = report.names(found["exporter"])
    rest = 1 - float(found["share"].sum())
    if rest > 1e-9:  # noqa: PLR2004 - what floating point leaves is no supplier
        last = {"product": ranked["product"].iloc[0], "share": rest, "series": "rest"}
        found = pd.concat([found, pd.DataFrame([last | {"name": report.text("economy.rest")}])])
    return found[["product", "series", "name", "share"]]


def globe(
    report: Report, flows: pd.DataFrame, product: str, data: tuple[Dataset, ...], *, named: int = 6
) -> Exhibit | Gap:
    """Show where one product comes from: a circle at each supplier, arcs to the importer, no border.

    A gap where the importer does not buy the product.

    Parameters
    ----------
    flows : DataFrame
        One year: exporter, importer, product, value (USD).
    product : str
        HS code.
    named : int
        How many of the largest carry their name.
    """
    bought = flows[(flows["importer"] == report.importer) & (flows["product"] == product)]
    if bought.empty:
        return Gap("suppliers.globe.gap", {"code": product})
    label = product_label(product, report.language)
    bought = bought.groupby("exporter")["value"].sum().sort_values(ascending=False).reset_index()
    bought["share"] = bought["value"] / bought["value"].sum()
    bought["name"] = report.names(bought["exporter"])
    where = [economy(code) for code in bought["exporter"]]
    bought["latitude"], bought["longitude"] = [e.latitude for e in where], [e.longitude for e in where]
    bought["colour"] = report.colours(bought["exporter"])
    written = [
        f"{name} {numbers.percent(share, report.language, digits=0)}"
        for name, share in zip(bought["name"], bought["share"], strict=True)
    ]
    bought["text"] = [text if place < named else "" for place, text in enumerate(written)]
    home = economy(report.importer)
    values = {
        "product": label,
        "total": float(bought["value"].sum()),
        "n": len(bought),
        "first": bought["exporter"].iloc[0],
        "first_share": float(bought["share"].iloc[0]),
        "rival_share": float(bought.loc[bought["exporter"] == report.rival, "share"].sum()),
        "partner_share": float(bought.loc[bought["exporter"] == report.partner, "share"].sum()),
    }
    columns = (
        Column("name", "column.supplier"),
        Column("value", "column.imports", "usd_million"),
        Column("share", "column.share", "percent", bar=True),
    )
    placed = bought.dropna(subset=["latitude", "longitude"])
    leads = values["first"] == report.rival
    return report.exhibit(
        "suppliers.globe",
        values,
        id="globe-" + product,
        headline="suppliers.globe.headline" + (".rival" if leads else ""),
        chart=charts.places(placed, (home.latitude, home.longitude)),
        table=Table(bought, columns),
        data=data,
        caveats=["caveat.origin", "caveat.marks"],
    )
