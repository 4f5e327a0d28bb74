"""Exhibits on renewable power: what was built, how fast, and what part of all capacity it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.codes.economies import economy_name
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements.exhibit import Exhibit
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.elements.table import Column, Table
from econsec.exhibits.elements.theme import GREEN, GREY, LILAC

if TYPE_CHECKING:
    import pandas as pd

    from econsec.exhibits.elements.report import Report
    from econsec.store.catalog import Dataset

SHARE = "share of capacity"
TREND = 0.05  # a change below it is none


def built(report: Report, found: pd.DataFrame, grown: pd.DataFrame, data: Dataset) -> Exhibit | Gap:
    """Show the importer's renewable capacity year by year: solar, wind and the rest.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    found, grown : DataFrame
        From `decisions.energy.capacity` and `decisions.energy.growth`.
    data : Dataset
        Whose figures they are.

    Returns
    -------
    Exhibit or Gap
        A gap where the source does not hold the importer.
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
        Column("label", report.text("routes.column.year"), "code"),
        *(Column(one.key, one.label, "dec1") for one in reversed(series)),
        Column("whole", report.text("power.column.whole"), "dec1"),
    )
    return Exhibit(
        id="capacity-" + report.importer.lower(),
        headline=report.text(f"power.built.headline.{form}", **values),
        subtitle=report.text("power.built.subtitle", **values),
        alt=report.text("power.built.alt", **values),
        chart=charts.areas(own.rename(columns={"year": "x", "technology": "series"}), series, x_title="", height=240),
        table=Table(table, columns, report.text("power.built.subtitle", **values)),
        datasets=(data,),
        language=report.language,
        caveats=(report.text("caveat.capacity"),),
    )


def shares(report: Report, table: pd.DataFrame, data: Dataset) -> Exhibit | Gap:
    """Follow what part of all electric capacity is renewable: importer, partner, rival.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    table : DataFrame
        economy, measure, year, value (percent where the measure is "share of capacity").
    data : Dataset
        Whose figures they are.

    Returns
    -------
    Exhibit or Gap
        A gap where the source holds neither importer nor partner.
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
    columns = (
        Column("label", report.text("routes.column.year"), "code"),
        *(Column(code, economy_name(code, report.language), "percent", bar=True) for code in known),
    )
    return Exhibit(
        id="renewable-share",
        headline=report.text("power.shares.headline", **values),
        subtitle=report.text("power.shares.subtitle", **values),
        alt=report.text("power.shares.alt", **values),
        chart=charts.curves(
            own,
            [Series(code, economy_name(code, report.language), report.palette.of(code)) for code in known],
            y_format=".0%",
            height=260,
        ),
        table=Table(rows, columns, report.text("power.shares.subtitle", **values)),
        datasets=(data,),
        language=report.language,
        caveats=(report.text("caveat.capacity_not_generation"),),
    )
