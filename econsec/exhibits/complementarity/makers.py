"""Exhibits on who still makes a heading for others."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits.charts import economies, levels
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.vintage import broken, complete, stale


def makers(report: Report, balances: pd.DataFrame, product: str, *, since: int = 0) -> Exhibit | Gap:
    """Follow what economies sell of one heading: who still makes it for others.

    A gap where the importer's exports are not known in two years.

    Parameters
    ----------
    balances : DataFrame
        From `Trade.balances`: year, product, economy, exports (USD).
    product : str
        The heading.
    since : int
        First year that counts.

    Examples
    --------
    >>> from econsec import Report, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> goods = trade(list(exhibits.labels(sector("clean_energy"), "en")), year=2024)
    >>> routes, totals = exhibits.whose(goods)
    >>> exhibits.makers.makers(report.on(totals), goods.balances(), "8507").id
    'makers-8507'
    """
    label = product_label(product, report.language)
    exports = balances[(balances["product"] == product) & (balances["year"] >= since)].dropna(subset=["exports"])
    exports = exports.rename(columns={"exports": "value"})[["year", "economy", "value"]]
    line = exports[exports["economy"] == report.importer].sort_values("year")
    if line["year"].nunique() < 2:  # noqa: PLR2004 - a line has two ends
        return Gap("headings.makers.gap", {"product": label})
    drawn = exports.assign(series=exports["economy"], value=exports["value"] / 1e6)
    drawn = drawn[drawn["value"] >= LEAST]
    last = drawn.sort_values("year").groupby("series")["value"].last().sort_values(ascending=False)
    series = economies(report, last.index)
    line = line[line["year"].isin(complete(line["year"], least=2))]
    before, after = float(line["value"].iloc[0]), float(line["value"].iloc[-1])
    form = "down" if after < 0.95 * before else "up" if after > 1.05 * before else "level"
    values = {
        "product": label,
        "before": before,
        "after": after,
        "change": abs(after / before - 1),
        "first_year": str(line["year"].iloc[0]),
        "last_year": str(line["year"].iloc[-1]),
        "top": str(last.index[0]),
        "top_value": float(last.iloc[0]) * 1e6,
    }
    subtitle = report.text("headings.makers.subtitle", **values | {"first_year": str(int(drawn["year"].min()))})
    table = exports.assign(name=report.names(exports["economy"]))
    wide = table.pivot_table(index="name", columns="year", values="value").reset_index()
    wide.columns = [str(name) for name in wide.columns]
    years = [name for name in wide.columns if name != "name"]
    wide = wide.sort_values(years[-1], ascending=False, na_position="last")
    return report.exhibit(
        "headings.makers",
        values,
        id="makers-" + product,
        form=form,
        subtitle=subtitle,
        chart=levels(drawn, series, log=True, dots=True),
        table=Table(wide, (common.ECONOMY, *(Column(year, year, "usd_million") for year in years))),
        caveats=[*broken(drawn["year"]), *stale(report)],
    )


LEAST = 1.0  # USD million: below it a logarithmic scale shows single shipments
