"""Exhibits on who makes and who invents: value added of an industry, patents by two counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.economies import economy_name
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.charts.levels import levels
from econsec.exhibits.elements import units
from econsec.exhibits.elements.exhibit import Exhibit
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.elements.table import Column, Table
from econsec.exhibits.elements.vintage import caveats

if TYPE_CHECKING:
    from econsec.exhibits.elements.report import Report
    from econsec.store.catalog import Dataset

VALUES = ("value", "share")
YARDSTICK = "USA"  # drawn beside the parts of a report: the largest maker of most of what the source counts


def roles(report: Report, *others: str) -> list[str]:
    """Return importer, partner, rival and others, each once."""
    return list(dict.fromkeys([report.importer, report.partner, report.rival, *others]))


def value_added(
    report: Report, figures: pd.DataFrame, compared: pd.DataFrame, industry: str, data: Dataset
) -> Exhibit | Gap:
    """Follow the value added of an industry in the three economies and the yardstick.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    figures : DataFrame
        Of one series, from `decisions.knowledge.of_world`: economy, year, value (million USD), share (0..1).
    compared : DataFrame
        From `decisions.knowledge.growth`: economy, first_year, last_year, before, after, times.
    industry : str
        What it is called, as a text in the report's language.
    data : Dataset
        Whose figures they are.

    Returns
    -------
    Exhibit or Gap
        A gap where the source knows neither importer nor partner.
    """
    shown = [code for code in roles(report, YARDSTICK) if code in set(figures["economy"])]
    if not {report.importer, report.partner} & set(shown):
        return Gap("knowledge.value_added.gap", {"industry": industry})
    drawn = figures[figures["economy"].isin(shown)].assign(
        series=lambda rows: rows["economy"], value=lambda rows: 1e6 * rows["value"] / units.scale(report.language)
    )
    table = compared[compared["economy"].isin(shown)].merge(
        figures.loc[figures["year"] == figures["year"].max(), ["economy", "share"]], on="economy", how="left"
    )
    table = table.sort_values("times", ascending=False, na_position="last")
    table = table.assign(name=[economy_name(code, report.language) for code in table["economy"]])
    fastest = table.iloc[0]
    slowest = table.dropna(subset=["times"]).iloc[-1]
    values: dict[str, Any] = {
        "industry": industry,
        "first": fastest["economy"],
        "times": float(fastest["times"]),
        "last": slowest["economy"],
        "last_times": float(slowest["times"]),
        "value": 1e6 * float(fastest["after"]),
        "first_year": str(int(fastest["first_year"])),
        "last_year": str(int(fastest["last_year"])),
    }
    known = table.set_index("economy")
    values["items"] = [
        _growth(report, code, known) for code in (report.partner, report.importer) if code != fastest["economy"]
    ]
    columns = (
        Column("name", report.text("column.economy")),
        Column("before", report.text("table.usd_million_of", year=values["first_year"]), "int"),
        Column("after", report.text("table.usd_million_of", year=values["last_year"]), "int"),
        Column("times", report.text("table.times"), "dec1"),
        Column("share", report.text("table.world_share"), "percent", bar=True),
    )
    series = [Series(code, economy_name(code, report.language), report.palette.of(code)) for code in shown]
    return Exhibit(
        id="value-added",
        headline=report.text("knowledge.value_added.headline", **values),
        subtitle=report.text("knowledge.value_added.subtitle", **values),
        alt=report.text("knowledge.value_added.alt", **values),
        chart=levels(drawn, series),
        table=Table(table, columns, report.text("knowledge.value_added.subtitle", **values), whole=figures),
        datasets=(data,),
        language=report.language,
        caveats=caveats(report, "ncses_tabulator", "ncses_rebuilt"),
    )


def _growth(report: Report, code: str, known: pd.DataFrame) -> str:
    """Say how many times an economy's figure is that of the first year, or that the source does not know."""
    times = float(known["times"].get(code, float("nan")))
    if times != times:  # noqa: PLR0124 - NaN
        return report.text("knowledge.value_added.unknown", who=code)
    return report.text("knowledge.value_added.item", who=code, times=times, value=1e6 * float(known["after"][code]))


def patents(report: Report, shares: pd.DataFrame, counts: dict[str, str], field: str, data: Dataset) -> Exhibit | Gap:
    """Set two counts of patents beside each other: the part of the world of each economy in each.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    shares : DataFrame
        From `decisions.knowledge.of_world`: series, year, economy, value, share (0..1).
    counts : dict
        Two series to the keys of their names, from left to right.
    field : str
        Of what, as a text in the report's language.
    data : Dataset
        Whose figures they are.

    Returns
    -------
    Exhibit or Gap
        A gap where the source knows neither importer nor partner.
    """
    shown = [code for code in roles(report) if code in set(shares["economy"])]
    if not {report.importer, report.partner} & set(shown):
        return Gap("knowledge.patents.gap", {"field": field})
    names = {series: report.text(key) for series, key in counts.items()}
    drawn = shares[shares["series"].isin(counts) & shares["economy"].isin(shown)]
    last = int(drawn["year"].max())
    now = drawn[drawn["year"] == last].set_index(["series", "economy"])["share"]
    one, other = counts
    top = str(now[one].idxmax())
    values: dict[str, Any] = {
        "field": field,
        "first": top,
        "one": names[one],
        "other": names[other],
        "one_share": float(now[one].get(top, float("nan"))),
        "other_share": float(now[other].get(top, float("nan"))),
        "first_year": str(int(drawn["year"].min())),
        "last_year": str(last),
    }
    ends = drawn[drawn["year"] == last].set_index(["series", "economy"])
    sides = {f"{what}_{series}": ends.loc[series, what] for series in counts for what in VALUES}
    table = pd.DataFrame(sides).reindex(shown).rename_axis("economy").reset_index()
    table["name"] = [economy_name(code, report.language) for code in table["economy"]]
    columns = (
        Column("name", report.text("column.economy")),
        *(
            column
            for series, name in names.items()
            for column in (
                Column(f"value_{series}", name, "int"),
                Column(f"share_{series}", report.text("table.world_share"), "percent", bar=True),
            )
        ),
    )
    lines = [Series(code, economy_name(code, report.language), report.palette.of(code)) for code in shown]
    return Exhibit(
        id="patents",
        headline=report.text("knowledge.patents.headline", **values),
        subtitle=report.text("knowledge.patents.subtitle", **values),
        alt=report.text("knowledge.patents.alt", **values),
        chart=charts.curves(
            drawn.assign(series=drawn["economy"], value=drawn["share"], panel=drawn["series"].map(names)),
            lines,
            panels=list(names.values()),
            y_format=".0%",
        ),
        table=Table(table, columns, report.text("knowledge.patents.subtitle", **values), whole=drawn),
        datasets=(data,),
        language=report.language,
        caveats=(report.text("caveat.patent_counts"), *caveats(report, "ncses_tabulator")),
    )
