"""Exhibits on renewable power: what was built, how fast, and what part of all capacity it is."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series, economies
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.theme import GREEN, GREY, LILAC

SHARE = "share of capacity"
TREND = 0.05  # a change below it is none


def built(report: Report, found: pd.DataFrame, grown: pd.DataFrame) -> Exhibit | Gap:
    """Show the importer's renewable capacity year by year: solar, wind and the rest.

    A gap where the source does not hold the importer.

    Parameters
    ----------
    found, grown : DataFrame
        From `decisions.clean_energy.capacity` and `decisions.clean_energy.growth`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> built = decisions.clean_energy.capacity(load("renewables"), economies=list(report.roles.values()))
    >>> exhibits.renewables.built(report.on(dataset("renewables")), built, decisions.clean_energy.growth(built)).id
    'capacity-jpn'
    """
    own = found[found["economy"] == report.importer]
    line = grown[grown["economy"] == report.importer]
    if line.empty or not line["after"].item() > 0:
        return Gap("power.built.gap")
    row = line.iloc[0]
    values = {
        "after": float(row["after"]),
        "before": float(row["before"]),
        "times": float(row["times"]),
        "solar": float(row["solar"]),
        "wind": float(row["wind"]),
        "base": str(int(row["base"])),
        "last": str(int(row["last"])),
        "first_year": str(int(own["year"].min())),
    }
    form = "up" if row["times"] > 1 + TREND else "none"
    series = [
        Series("rest", report.text("power.rest"), GREY),
        Series("wind", report.text("power.wind"), LILAC),
        Series("solar", report.text("power.solar"), GREEN),
    ]
    wide = own.pivot_table(index="year", columns="technology", values="value").rename_axis(columns=None)
    wide = wide.assign(whole=wide.sum(axis=1)).reset_index().sort_values("year", ascending=False)
    table = wide.assign(label=wide["year"].astype(str))
    columns = (
        common.YEAR_ROW,
        *(Column(one.key, one.label, "dec1") for one in reversed(series)),
        Column("whole", "power.column.whole", "dec1"),
    )
    return report.exhibit(
        "power.built",
        values,
        id="capacity-" + report.importer.lower(),
        form=form,
        chart=charts.areas(own.rename(columns={"year": "x", "technology": "series"}), series, x_title="", height=240),
        table=Table(table, columns),
        caveats=["caveat.capacity"],
    )


def shares(report: Report, table: pd.DataFrame) -> Exhibit | Gap:
    """Follow what part of all electric capacity is renewable: importer, partner, rival.

    A gap where the source holds neither importer nor partner.

    Parameters
    ----------
    table : DataFrame
        economy, measure, year, value (percent where the measure is "share of capacity").

    Examples
    --------
    >>> from econsec import Report, dataset, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> exhibits.renewables.shares(report.on(dataset("renewables")), load("renewables")).id
    'renewable-share'
    """
    own = table[(table["measure"] == SHARE) & table["economy"].isin(report.palette.parts)]
    own = own.assign(series=own["economy"], value=own["value"] / 100).sort_values("year")
    ends = own.groupby("economy")["value"].agg(["first", "last"])
    known = [code for code in report.palette.parts if code in ends.index]
    if not set(known) & {report.importer, report.partner}:
        return Gap("power.shares.gap")
    items = [
        report.text("power.shares.item", who=code, before=ends.loc[code, "first"], after=ends.loc[code, "last"])
        for code in known
    ]
    values = {"items": items, "first_year": str(int(own["year"].min())), "last": str(int(own["year"].max()))}
    wide = own.pivot_table(index="year", columns="economy", values="value").rename_axis(columns=None).reset_index()
    rows = wide.sort_values("year", ascending=False).assign(label=lambda frame: frame["year"].astype(str))
    return report.exhibit(
        "power.shares",
        values,
        id="renewable-share",
        chart=charts.curves(
            own,
            economies(report, known),
            y_format=".0%",
            height=260,
        ),
        table=Table(rows, (common.YEAR_ROW, *(Column(code, report.name(code), "percent", bar=True) for code in known))),
        caveats=["caveat.capacity_not_generation"],
    )
