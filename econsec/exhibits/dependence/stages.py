"""Exhibits on one material from the mine to what is made of it: the rival's share at each stage, and what is own."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pandas as pd

from econsec.codes.economies import economy_name
from econsec.codes.sectors import sector
from econsec.codes.tables import read
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table
from econsec.i18n import numbers

MATERIALS = ("rare-earths", "magnets")
REFINED = "284690"  # the stage at which the IEA counts refined output: separated oxides
MILLION = 1e6


def rare_earths(report: Report) -> dict[str, str]:
    """Return the codes under which rare earths are traded, from the first stage to the last, with short names.

    Examples
    --------
    >>> from econsec.exhibits import Report
    >>> list(rare_earths(Report("JPN", "IND", "CHN", 2024)).values())
    ['Cerium compounds', 'Other compounds', 'Metals', 'Magnets']
    """
    table = sector("critical_minerals").products
    order = read("stages").astype({"order": int}).set_index("stage")["order"]
    found = table[table["material"].isin(MATERIALS)]
    found = found.sort_values("stage", key=lambda stages: stages.map(order), kind="stable")
    return {code: report.text(f"minerals.route.stage.{code}") for code in found["product"]}


def route(report: Report, found: pd.DataFrame, labels: dict[str, str], shelves: pd.DataFrame) -> Exhibit | Gap:
    """Show a material from the mine to the magnet for importer and partner: the rival's share, and what is their own.

    A gap where neither is known to buy at any stage.

    Parameters
    ----------
    found : DataFrame
        From `decisions.route`.
    labels : dict
        Product to label, from the first stage after the mine to the last.
    shelves : DataFrame
        Of the trade: product, revision.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, load, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> stages = exhibits.stages.rare_earths(report)
    >>> earths, made = trade(list(stages), year=2024), (load("usgs_world"), load("iea_supply"))
    >>> refined = exhibits.stages.REFINED
    >>> steps = decisions.route(earths, *made, stages=list(stages), refined=refined, **report.roles, year=2024)
    >>> report = report.on(*exhibits.cited((*earths.sources, "usgs_world", "iea_supply")))
    >>> exhibits.stages.route(report, steps, stages, earths.shelves).id
    'route-jpn'
    """
    wide = found.set_index(["stage", "economy"])["rival_share"].unstack()  # noqa: PD010 - a key a row
    wide = wide.reindex(
        index=[code for code in labels if code in wide.index], columns=[report.importer, report.partner]
    )
    drawn = wide.dropna(how="all").reset_index().assign(label=lambda own: own["stage"].map(labels))
    if drawn.empty:
        return Gap("minerals.route.gap")
    series = [Series(who, economy_name(who, report.language), report.palette.of(who)) for who in wide.columns]
    revisions = shelves.drop_duplicates("product").set_index("product")["revision"]
    values: dict[str, Any] = {"n": len(drawn)}
    for key, who in (("items", report.importer), ("theirs", report.partner)):
        told = drawn.dropna(subset=[who])
        items = report.each("minerals.route.item", told, name="label", share=who)
        values[key] = items or [report.text("minerals.route.unknown")]
    table = found.assign(
        label=[labels.get(stage) or report.text("minerals.route.stage.mine") for stage in found["stage"]],
        who=report.names(found["economy"]),
        share_text=[_told(report, share, numbers.percent) for share in found["rival_share"]],
        bought_text=[_told(report, value, _million) for value in found["imports"]],
        sold_text=[_told(report, value, _million) for value in found["exports"]],
        own_text=[_told(report, value, _million) for value in found["own"]],
        made_text=[_made(report, row) for _, row in found.iterrows()],
        figures=[_figures(report, revisions.get(stage)) for stage in found["stage"]],
    )
    columns = (
        Column("label", "minerals.route.column.stage"),
        Column("who", "column.economy"),
        Column("bought_text", "minerals.route.column.bought"),
        Column("share_text", "column.from_rival"),
        Column("sold_text", "minerals.route.column.sold"),
        Column("own_text", "minerals.route.column.own"),
        Column("figures", "minerals.route.column.figures"),
        Column("made_text", "minerals.route.column.made"),
    )
    whole = found.drop(columns="from_rival").rename(columns={"stage": "product"})
    return report.exhibit(
        "minerals.route",
        values,
        id="route-" + report.importer.lower(),
        chart=charts.dumbbell(drawn, series, step=34),
        table=Table(table, columns, open=True, whole=whole),
        caveats=["caveat.route", "hs92_series"],
    )


def _told(report: Report, value: float, write: Callable[[float, str], str]) -> str:
    return report.text("minerals.route.unknown") if math.isnan(value) else write(value, report.language)


def _million(value: float, language: str) -> str:
    return numbers.decimal(value / MILLION, language, digits=1)


def _figures(report: Report, revision: str | None) -> str:
    """Name the series and the year of what is bought and sold; nobody tells of ores by themselves."""
    return report.text("minerals.route.unknown") if revision is None else f"BACI {revision}, {report.year}"


def _made(report: Report, row: pd.Series[Any]) -> str:
    """Write what is made at home: by whom it is told and for which year, or that it is not known."""
    if math.isnan(row["made"]):
        return report.text("minerals.route.unknown")
    source = report.text(f"minerals.route.by.{row['made_by']}")
    form = ".estimated" if row["estimated"] else ""
    values = {"value": row["made"], "share": row["made_share"], "when": str(int(row["made_year"])), "source": source}
    return report.text(f"minerals.route.made{form}", **values)
