"""Exhibits on one material from its compounds to what is made of it: the rival's share at each stage, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from econsec.codes.sectors import sector
from econsec.exhibits.charts import Series, levels
from econsec.exhibits.dependence.port import beside
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table
from econsec.exhibits.elements.theme import CHARCOAL

if TYPE_CHECKING:
    import pandas as pd


MATERIALS = ("rare-earths", "magnets")
COLOURS = (CHARCOAL, "#28A197", "#801650", "#F46A25", "#A285D1")


def rare_earths(report: Report) -> dict[str, str]:
    """Return the codes under which rare earths are traded, from the first stage to the last, with short names.

    Examples
    --------
    >>> from econsec.exhibits import Report
    >>> rare_earths(Report("JPN", "IND", "CHN", 2024))["280530"]
    'Metals'
    """
    table = sector("critical_minerals").products
    found = [code for name in MATERIALS for code in table.loc[table["material"] == name, "product"]]
    return {code: report.text(f"minerals.route.stage.{code}") for code in found}


def route(report: Report, shares: pd.DataFrame, labels: dict[str, str]) -> Exhibit | Gap:
    """Follow the rival's share in what the importer buys at each stage of a material.

    A gap where the importer buys none of them in two years.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.rival_share`: year, product, share, together (0..1).
    labels : dict
        Product to label, from the first stage to the last.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> stages = exhibits.stages.rare_earths(report)
    >>> earths = trade(list(stages), year=2024)
    >>> shares = decisions.rival_share(earths.through_years(), importer="JPN", rival="CHN")
    >>> exhibits.stages.route(report.on(*exhibits.cited((*earths.sources, *earths.before))), shares, stages).id
    'route-jpn'
    """
    known = shares[shares["product"].isin(labels) & (shares["year"] <= report.year)]
    wide = known.pivot_table(index="year", columns="product", values="share", aggfunc="sum")
    wide = wide.reindex(columns=[code for code in labels if code in wide.columns and wide[code].count() > 1])
    if not len(wide.columns):
        return Gap("minerals.route.gap")
    series = [Series(code, labels[code], COLOURS[place]) for place, code in enumerate(wide.columns)]
    drawn = wide.rename_axis(columns="series").reset_index().melt(id_vars="year").dropna(subset=["value"])
    items, ported = [], known.pivot_table(index="year", columns="product", values="together", aggfunc="sum")
    for code in wide.columns:
        line = wide[code].dropna()
        ends = {"now": float(line.iloc[-1]), "then": float(line.iloc[0]), "first_year": str(int(line.index[0]))}
        both = ported[code].reindex(line.index)
        alone, told = ((float(one.iloc[0]), float(one.iloc[-1])) for one in (line, both))
        ends["port"] = beside(report, alone, told, form="item")
        items.append(report.text("minerals.route.item", name=labels[code], **ends))
    values: dict[str, Any] = {
        "items": items,
        "first_year": str(int(wide.index[0])),
        "last_year": str(int(wide.index[-1])),
        "n": len(items),
    }
    subtitle = report.text("minerals.route.subtitle", **values)
    # The first year and every third, counted from the last; the chart and the file have all.
    picked = wide[((wide.index - wide.index.max()) % 3 == 0) | (wide.index == wide.index.min())]
    rows = picked.reset_index().sort_values("year", ascending=False).assign(label=lambda own: own["year"].astype(str))
    columns = (
        Column("label", "routes.column.year", "code"),
        *(Column(one.key, one.label, "percent", bar=True) for one in series),
    )
    return report.exhibit(
        "minerals.route",
        values,
        id="route-" + report.importer.lower(),
        subtitle=subtitle,
        chart=levels(drawn, series, axis_format=".0%", top=1.0, height=300),
        # Amounts from the rival are shares times imports: a page has no room for both.
        table=Table(rows, columns, whole=known.drop(columns=["from_rival", "from_both"], errors="ignore")),
        caveats=["caveat.route", "hs92_series", "hs92_trend"],
    )
