"""Exhibits on patents: who is granted how many, and how that moved."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.exhibits.charts import economies, levels
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common

OTHERS = 3  # largest economies drawn beside the parts of a report
GROUPS = ("EUU",)


def grants(report: Report, shares: pd.DataFrame, field: str) -> Exhibit | Gap:
    """Follow the patents granted in a field to the parts of the report and the largest others.

    A gap where the source counts neither importer nor partner.

    Parameters
    ----------
    shares : DataFrame
        Of one series, from `decisions.world_shares.of_world`: year, economy, value, world, share (0..1).
    field : str
        Of what, as a text in the report's language.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("IND", "JPN", "CHN", 2024)
    >>> granted = decisions.world_shares.of_world(load("science_indicators", series="us-patents-semiconductors"))
    >>> exhibits.patents.grants(
    ...     report.on(dataset("science_indicators")), granted, report.text("semiconductors.field")
    ... ).id
    'patents'
    """
    own = shares[~shares["economy"].isin(GROUPS)]
    last, first = int(own["year"].max()), int(own["year"].min())
    now = own[own["year"] == last].set_index("economy")
    parts = [code for code in (report.importer, report.partner, report.rival) if code in now.index]
    if not {report.importer, report.partner} & set(parts):
        return Gap("patents.gap", {"field": field})
    ranked = now["value"].sort_values(ascending=False)
    shown = [*parts, *[code for code in ranked.index if code not in parts][:OTHERS]]
    drawn = own[own["economy"].isin(shown)].assign(series=lambda rows: rows["economy"])
    peak = drawn.loc[drawn.groupby("economy")["value"].idxmax()].set_index("economy")
    table = now.loc[[code for code in ranked.index if code in shown], ["value", "share"]].reset_index()
    table = table.assign(
        name=report.names(table["economy"]),
        rank=[int((now["value"] > value).sum()) + 1 for value in table["value"]],
        peak=table["economy"].map(peak["value"]),
        peak_year=table["economy"].map(peak["year"]).astype(str),
    )
    values: dict[str, Any] = {"field": field, "first_year": str(first), "last_year": str(last)}
    values |= {"leader": str(ranked.index[0]), "leader_n": float(ranked.iloc[0])}
    for part, code in report.roles.items():
        values[f"{part}_n"] = float(now["value"].get(code, float("nan")))
        values[f"{part}_share"] = float(now["share"].get(code, float("nan")))
    whole = len(parts) == len(report.roles)
    form = "led" if whole and values["leader"] in parts else "all" if whole else "some"
    columns = (
        common.ECONOMY,
        Column("value", report.text("patents.column.count", last_year=str(last)), "int"),
        Column("share", "patents.column.share", "percent", bar=True),
        common.RANK,
        Column("peak", "patents.column.peak", "int"),
        Column("peak_year", "patents.column.peak_year", "code"),
    )
    lines = economies(report, shown)
    return report.exhibit(
        "patents",
        values,
        form=form,
        chart=levels(drawn, lines, log=True),
        table=Table(table, columns, whole=own),
        caveats=["ncses_tabulator", "caveat.grants"],
    )
