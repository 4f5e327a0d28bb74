"""Exhibits on research in one field: who writes with whom, and who writes how much."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import economies, levels
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common, units
from econsec.exhibits.science.industry import YARDSTICK, roles
from econsec.i18n import numbers

SHOWN = 7  # economies of the grid
PERIOD = {"first_year": "2003", "last_year": "2022"}  # the years that the publisher adds up in the table by pair


def grid(report: Report, index: pd.DataFrame) -> Exhibit | Gap:
    """Show who writes with whom on AI, beside what their sizes would give.

    A gap where the source does not have the pair.

    Parameters
    ----------
    index : DataFrame
        From `decisions.coauthorship.index`: economy, partner, works, index.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2023)
    >>> exhibits.one_field.grid(
    ...     report.on(dataset("ai_coauthorship")), decisions.coauthorship.index(load("ai_coauthorship"))
    ... ).id
    'ai-together'
    """
    found = index[(index["economy"] == report.importer) & (index["partner"] == report.partner)]
    if found.empty:
        return Gap("research.grid.gap", {"n": index["economy"].nunique()})
    sizes = index.groupby("economy")["works"].sum().sort_values(ascending=False)
    shown = list(dict.fromkeys([*roles(report), *sizes.index]))[:SHOWN]
    names = report.named(shown)
    own = index[index["economy"].isin(shown) & index["partner"].isin(shown)]
    drawn = own.assign(
        label=own["economy"].map(names),
        column=own["partner"].map(names),
        value=own["index"],
        text=[numbers.decimal(value, report.language, digits=1) for value in own["index"]],
        mark=[
            {one, other} == {report.importer, report.partner}
            for one, other in zip(own["economy"], own["partner"], strict=True)
        ],
    )
    drawn = drawn.sort_values("economy", key=lambda column: column.map(shown.index), kind="stable")
    first = own[own["economy"] == report.importer].sort_values("index").iloc[-1]
    values: dict[str, Any] = PERIOD | {
        "works": float(found["works"].iloc[0]),
        "index": float(found["index"].iloc[0]),
        "first": str(first["partner"]),
        "first_index": float(first["index"]),
    }
    columns = (
        common.ECONOMY_ROW,
        Column("column", "table.with"),
        Column("works", "table.articles", "int"),
        Column("index", "table.index", "dec2"),
    )
    table = drawn[drawn["economy"] < drawn["partner"]].sort_values("index", ascending=False)
    return report.exhibit(
        "research.grid",
        values,
        id="ai-together",
        chart=charts.squares(
            drawn, list(names.values()), domain=(0.0, min(4.0, float(drawn["value"].max()))), marked=True
        ),
        table=Table(table, columns, whole=index),
        caveats=["caveat.index", "ncses_tabulator"],
    )


def articles(report: Report, figures: pd.DataFrame) -> Exhibit | Gap:
    """Follow the articles on AI of the three economies and the yardstick.

    A gap where the source does not count importer or partner.

    Parameters
    ----------
    figures : DataFrame
        Of the series ai-articles: field, economy, year, value.

    Examples
    --------
    >>> from econsec import Report, dataset, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2023)
    >>> exhibits.one_field.articles(
    ...     report.on(dataset("science_indicators")), load("science_indicators").query("series == 'ai-articles'")
    ... ).id
    'ai-articles'
    """
    everything = figures[figures["field"] == "all articles"]
    shown = report.present(everything["economy"], YARDSTICK)
    if not {report.importer, report.partner} <= set(shown):
        return Gap("research.articles.gap")
    drawn = everything[everything["economy"].isin(shown)].assign(series=lambda rows: rows["economy"])
    last, first = int(drawn["year"].max()), int(drawn["year"].min())
    now = figures[figures["year"] == last].pivot_table(index="economy", columns="field", values="value", aggfunc="sum")
    now = now.reindex(shown)
    table = pd.DataFrame(
        {
            "name": report.names(shown),
            "articles": now["all articles"].to_numpy(),
            "abroad": now["articles with institutions abroad"].to_numpy(),
        },
        index=shown,
    )
    table["abroad_share"] = table["abroad"] / table["articles"]
    values: dict[str, Any] = {"first_year": str(first), "last_year": str(last)}
    counts = {}
    for part, code in report.sides.items():
        counts[code] = float(table["articles"][code])
        values |= {f"{part}_articles": counts[code], f"{part}_abroad_share": float(table["abroad_share"][code])}
    more, fewer = sorted((report.importer, report.partner), key=lambda code: -counts[code])
    values |= {"more": more, "fewer": fewer, "times": counts[more] / counts[fewer] if counts[fewer] else None}
    columns = (
        common.ECONOMY,
        Column("articles", "table.articles", "int"),
        Column("abroad", "table.abroad", "int"),
        Column("abroad_share", "table.share_of_them", "percent", bar=True),
    )
    series = economies(report, shown)
    return report.exhibit(
        "research.articles",
        values,
        id="ai-articles",
        chart=levels(drawn.assign(value=drawn["value"] / units.many(report.language, 1e3)), series),
        table=Table(table.sort_values("articles", ascending=False), columns, whole=drawn),
        caveats=["ncses_tabulator", "ncses_rebuilt"],
    )
