"""The globe of one product: whom the importer buys it from."""

from __future__ import annotations

import pandas as pd

from econsec.codes.economies import economy
from econsec.exhibits import charts
from econsec.exhibits.elements import Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.labels import product_label
from econsec.i18n import numbers

ARCS = 20  # suppliers drawn, the largest; the table has all


def globe(report: Report, flows: pd.DataFrame, product: str, *, named: int = 6) -> Exhibit | Gap:
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

    Examples
    --------
    >>> from econsec import Report, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> world = trade(list(exhibits.labels(sector("critical_minerals"), "en", [])), year=2024)
    >>> exhibits.globe.globe(report.on(*exhibits.cited(world.sources)), world.flows(), "850511").id
    'globe-850511'
    """
    bought = flows[(flows["importer"] == report.importer) & (flows["product"] == product)]
    if bought.empty:
        return Gap("suppliers.globe.gap", {"code": product})
    label = product_label(product, report.language)
    bought = bought.groupby("exporter")["value"].sum().sort_values(ascending=False).reset_index()
    bought["share"] = bought["value"] / bought["value"].sum()
    bought = report.placed(bought, "exporter")
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
    placed = bought.dropna(subset=["latitude", "longitude"])
    return report.exhibit(
        "suppliers.globe",
        values,
        id="globe-" + product,
        form="rival" if values["first"] == report.rival else "",
        chart=charts.places(placed.head(ARCS), (home.latitude, home.longitude)),
        table=Table(bought, (common.SUPPLIER, common.VALUE, common.SHARE)),
        caveats=["caveat.origin", "caveat.marks"],
    )
