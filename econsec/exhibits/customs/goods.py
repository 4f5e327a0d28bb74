"""Exhibits on every good that one customs office lists: where the rival supplies most."""

from __future__ import annotations

import pandas as pd

from econsec.codes.tables import read
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.customs.reported import INDIA, JAPAN
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, units
from econsec.exhibits.elements.theme import GREY

HALF = 0.5
ROWS = 18


def single(language: str) -> dict[str, str]:
    """Return the principal commodities of Japan's customs that are not cut further, with their names.

    Examples
    --------
    >>> single("ja")["telephone-sets"]
    '電話機'
    """
    table = read("japan_commodities").drop_duplicates("commodity")
    own = table[~table["commodity"].isin(set(table["parent"]))]
    return dict(zip(own["commodity"], own[f"name_{language}"], strict=True))


def commodities(report: Report, shares: pd.DataFrame, *, base: int) -> Exhibit | Gap:
    """Show the rival's share of Japan's imports of every principal commodity, now and in an earlier year.

    A gap where Japan is neither importer nor partner, or its customs does not report the rival.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.reported.by_office`: year, product, value (JPY), world, share (0..1).
    base : int
        The earlier year.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> exhibits.goods.commodities(
    ...     report.on(dataset("japan_trade")),
    ...     decisions.reported.by_office(load("japan_trade"), partner=report.rival),
    ...     base=2018,
    ... ).id
    'commodities'
    """
    names = single(report.language)
    if JAPAN not in report.palette.parts[:2] or shares.empty or base not in set(shares["year"]):
        return Gap("goods.commodities.gap")
    last = int(shares["year"].max())
    wide = shares[shares["product"].isin(names)].pivot_table(index="product", columns="year", values="share")
    wide = wide.reindex(columns=[base, last]).set_axis(["before", "after"], axis=1)
    table = wide.dropna(subset=["after"]).reset_index().assign(label=lambda rows: rows["product"].map(names))
    now = shares[shares["year"] == last].set_index("product")["value"]
    table["billion"] = table["product"].map(now) / units.scale(report.language)
    table = table.sort_values("after", ascending=False, kind="stable", ignore_index=True)
    shown = table.head(ROWS)
    whole = shares[shares["product"] == "total"].set_index("year")["share"].to_dict()
    values = {
        "who": JAPAN,
        "base": str(base),
        "last": str(last),
        "n": int((table["after"] > HALF).sum()),
        "was": int((table["before"] > HALF).sum()),
        "of": len(table),
        "total": whole.get(last),
        "first": table["label"].iloc[0],
        "first_share": float(table["after"].iloc[0]),
        "rows": len(shown),
    }
    series = [Series("before", str(base), GREY), Series("after", str(last), report.palette.of(report.rival))]
    columns = (
        Column("label", "goods.column.commodity"),
        Column("before", str(base), "percent", bar=True),
        Column("after", str(last), "percent", bar=True),
        Column("billion", "goods.column.yen", "dec1"),
    )
    return report.exhibit(
        "goods.commodities",
        values,
        chart=charts.dumbbell(shown, series),
        table=Table(table, columns),
        caveats=["principal_commodities"],
    )


def chapters(report: Report, shares: pd.DataFrame) -> Exhibit | Gap:
    """Show the chapters in which India buys most from the rival, with the rival's share.

    A gap where India is neither importer nor partner, or its customs does not report the rival.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.reported.by_office`: year, product, value (USD), world, share (0..1).

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> exhibits.goods.chapters(
    ...     report.on(dataset("india_hs2")), decisions.reported.by_office(load("india_hs2"), partner=report.rival)
    ... ).id
    'chapters'
    """
    names = read("chapters").set_index("product")[f"name_{report.language}"]
    if INDIA not in report.palette.parts[:2] or shares.empty:
        return Gap("goods.chapters.gap")
    last = int(shares["year"].max())
    year = shares[shares["year"] == last]
    # Chapters 98 and 99, national codes for what has none, are goods too; they have no name to draw them under.
    whole = float(year["value"].sum() / year["world"].sum())
    table = year[year["product"].isin(names.index)]
    table = table.assign(label=table["product"].map(names)).sort_values("value", ascending=False, kind="stable")
    shown = table.head(ROWS)
    drawn = shown.assign(
        value=shown["value"] / units.scale(report.language),
        text=report.each("goods.bar", shown, value="value", share="share"),
    )
    values = {
        "who": INDIA,
        "last": str(last),
        "next": str(last + 1),
        "n": int((table["share"] > HALF).sum()),
        "of": len(table),
        "total": whole,
        "first": table["label"].iloc[0],
        "first_value": float(table["value"].iloc[0]),
        "first_share": float(table["share"].iloc[0]),
        "rows": len(shown),
    }
    columns = (
        Column("label", "goods.column.chapter"),
        Column("product", "goods.column.hs", "code"),
        Column("value", "column.need", "usd_million"),
        Column("share", "column.from_rival", "percent", bar=True),
    )
    return report.exhibit(
        "goods.chapters",
        values,
        chart=charts.bars(drawn, colour=report.palette.of(report.rival), axis_format=",.0f", room=0.35),
        table=Table(table, columns),
        caveats=["india_fiscal_year"],
    )
