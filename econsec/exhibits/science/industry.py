"""Exhibits on who makes and who invents: value added of an industry, patents by two counts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import economies, levels
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common, units

VALUES = ("value", "share")
YARDSTICK = "USA"  # drawn beside the parts of a report: the largest maker of most of what the source counts


def roles(report: Report, *others: str) -> list[str]:
    """Return importer, partner, rival and others, each once."""
    return list(dict.fromkeys([report.importer, report.partner, report.rival, *others]))


def value_added(report: Report, figures: pd.DataFrame, compared: pd.DataFrame, industry: str) -> Exhibit | Gap:
    """Follow the value added of an industry in the three economies and the yardstick.

    A gap where the source knows neither importer nor partner.

    Parameters
    ----------
    figures : DataFrame
        Of one series, from `decisions.world_shares.of_world`: economy, year, value (million USD), share (0..1).
    compared : DataFrame
        From `decisions.world_shares.growth`: economy, first_year, last_year, before, after, times.
    industry : str
        What it is called, as a text in the report's language.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> made = decisions.world_shares.of_world(load("science_indicators").query("series == 'value-added-pharma'"))
    >>> industry = report.text("word.pharma_industry")
    >>> exhibits.industry.value_added(
    ...     report.on(dataset("science_indicators")), made, decisions.world_shares.growth(made), industry
    ... ).id
    'value-added'
    """
    shown = report.present(figures["economy"], YARDSTICK)
    if not {report.importer, report.partner} & set(shown):
        return Gap("knowledge.value_added.gap", {"industry": industry})
    drawn = figures[figures["economy"].isin(shown)].assign(
        series=lambda rows: rows["economy"], value=lambda rows: 1e6 * rows["value"] / units.scale(report.language)
    )
    table = compared[compared["economy"].isin(shown)].merge(
        figures.loc[figures["year"] == figures["year"].max(), ["economy", "share"]], on="economy", how="left"
    )
    table = table.sort_values("times", ascending=False, na_position="last")
    table = table.assign(name=report.names(table["economy"]))
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
        common.ECONOMY,
        Column("before", report.text("table.usd_million_of", year=values["first_year"]), "int"),
        Column("after", report.text("table.usd_million_of", year=values["last_year"]), "int"),
        common.TIMES,
        Column("share", "table.world_share", "percent", bar=True),
    )
    series = economies(report, shown)
    return report.exhibit(
        "knowledge.value_added",
        values,
        chart=levels(drawn, series),
        table=Table(table, columns, whole=figures),
        caveats=["ncses_tabulator", "ncses_rebuilt"],
    )


def _growth(report: Report, code: str, known: pd.DataFrame) -> str:
    """Say how many times an economy's figure is that of the first year, or that the source does not know."""
    times = float(known["times"].get(code, float("nan")))
    if times != times:  # noqa: PLR0124 - NaN
        return report.text("knowledge.value_added.unknown", who=code)
    return report.text("knowledge.value_added.item", who=code, times=times, value=1e6 * float(known["after"][code]))


def patents(report: Report, shares: pd.DataFrame, counts: dict[str, str], field: str) -> Exhibit | Gap:
    """Set two counts of patents beside each other: the part of the world of each economy in each.

    A gap where the source knows neither importer nor partner.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.world_shares.of_world`: series, year, economy, value, share (0..1).
    counts : dict
        Two series to the keys of their names, from left to right.
    field : str
        Of what, as a text in the report's language.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> science = load("science_indicators")
    >>> counts = {"patent-families-pharma": "patents.families", "us-patents-pharma": "patents.us"}
    >>> invented = decisions.world_shares.of_world(science[science["series"].isin(list(counts))])
    >>> exhibits.industry.patents(
    ...     report.on(dataset("science_indicators")), invented, counts, report.text("word.pharma")
    ... ).id
    'patents'
    """
    shown = report.present(shares["economy"])
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
    table["name"] = report.names(table["economy"])
    columns = (
        common.ECONOMY,
        *(
            column
            for series, name in names.items()
            for column in (
                Column(f"value_{series}", name, "int"),
                Column(f"share_{series}", "table.world_share", "percent", bar=True),
            )
        ),
    )
    lines = economies(report, shown)
    return report.exhibit(
        "knowledge.patents",
        values,
        chart=charts.curves(
            drawn.assign(series=drawn["economy"], value=drawn["share"], panel=drawn["series"].map(names)),
            lines,
            panels=list(names.values()),
            y_format=".0%",
        ),
        table=Table(table, columns, whole=drawn),
        caveats=["caveat.patent_counts", "ncses_tabulator"],
    )
