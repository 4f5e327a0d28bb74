"""Exhibits on trade as one customs office reports it: Japan's by partner, India's by destination."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.codes.economies import economy
from econsec.codes.tables import read
from econsec.exhibits import charts
from econsec.exhibits.charts import economies
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common, units
from econsec.i18n import numbers

JAPAN, INDIA = "JPN", "IND"
NAMED = 7  # destinations that carry their name on the globe


def commodity_label(commodity: str, language: str) -> str:
    """Return what Japan Customs calls a group of commodities.

    Examples
    --------
    >>> commodity_label("medical-products", "ja")
    '医薬品'
    """
    names = read("japan_commodities").drop_duplicates("commodity").set_index("commodity")
    return str(names.loc[commodity, f"name_{language}"])


def direction(report: Report) -> str:
    """Return which flow of Japan's trade the report asks about: imports where Japan is the importer, else exports."""
    return "import" if report.importer == JAPAN else "export"


def history(report: Report, shares: pd.DataFrame, commodities: list[str]) -> Exhibit | Gap:
    """Follow partners' parts of Japan's trade in groups of commodities, a panel each.

    A gap where Japan is neither, or the source has no figures of the other economy.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.reported.parts` for the flow: year, commodity, partner, value (JPY), total, share (0..1), rank.
    commodities : list of str
        The groups, from left to right.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> groups = ["medical-products", "organic-chemicals"]
    >>> trade = decisions.reported.parts(
    ...     load("japan_trade", commodity=groups), flow=exhibits.reported.direction(report)
    ... )
    >>> exhibits.reported.history(report.on(dataset("japan_trade")), trade, groups).id
    'customs-import'
    """
    if JAPAN not in {report.importer, report.partner}:
        return Gap("customs.history.gap.japan")
    flow = direction(report)
    other = report.partner if flow == "import" else report.importer
    own = shares[shares["commodity"].isin(commodities)]
    last, first = int(own["year"].max()), int(own["year"].min())
    if other not in set(own["partner"]):
        return Gap("customs.history.gap.partner", {"other": other})
    now = own[own["year"] == last]
    leads = now[now["rank"] == 1].set_index("commodity")["partner"]
    leaders = [str(leads[group]) for group in commodities if group in leads.index]
    shown = [code for code in dict.fromkeys([report.rival, other, *leaders]) if code != JAPAN]
    names = {group: commodity_label(group, report.language) for group in commodities}
    series = economies(report, shown)
    drawn = own[own["partner"].isin(shown)].assign(
        series=lambda rows: rows["partner"],
        value=lambda rows: rows["share"],
        panel=lambda rows: rows["commodity"].map(names),
    )
    values = {"names": list(names.values()), "other": other, "first_year": str(first), "last_year": str(last)}
    values |= _ends(own, commodities[0], other, (first, last))
    values |= {"product": names[commodities[0]], "first": str(leaders[0])}
    columns = (
        Column("panel", "table.commodity_group"),
        common.ECONOMY,
        Column("before", str(first), "percent", bar=True),
        Column("after", str(last), "percent", bar=True),
        Column("value", "table.jpy_billion", "dec1"),
    )
    return report.exhibit(
        "customs.history",
        values,
        id=f"customs-{flow}",
        headline=f"customs.history.{flow}.headline",
        subtitle=f"customs.history.{flow}.subtitle",
        chart=charts.curves(
            drawn, series, panels=list(names.values()), y_format=".0%", domain=(0.0, 1.08 * float(drawn["value"].max()))
        ),
        table=Table(_table(own, names, (first, last), report), columns),
        caveats=["principal_commodities", "cif_fob"],
    )


def _ends(own: pd.DataFrame, group: str, other: str, years: tuple[int, int]) -> dict[str, Any]:
    line = own[(own["commodity"] == group) & (own["partner"] == other)].set_index("year")
    share = line["share"].reindex(years)
    value = line["value"].reindex(years)
    return {
        "before": float(share.iloc[0]),
        "after": float(share.iloc[1]),
        "value": float(value.iloc[1]),
        "rank": line["rank"].reindex(years).iloc[1],
    }


def _table(own: pd.DataFrame, names: dict[str, str], years: tuple[int, int], report: Report) -> pd.DataFrame:
    """Set the ten largest partners of each group, and the three parts of the report, in two years beside each other."""
    first, last = years
    wide = own.pivot_table(index=["commodity", "partner"], columns="year", values="share")
    now = own[own["year"] == last].set_index(["commodity", "partner"])
    found = now[["value", "rank"]].assign(
        before=wide.get(first), after=wide.get(last), value=now["value"] / units.scale(report.language)
    )
    kept = (found["rank"] <= 10) | found.index.get_level_values("partner").isin(report.roles.values())  # noqa: PLR2004
    found = found[kept].reset_index()
    found["panel"] = found["commodity"].map(names)
    found["name"] = report.names(found["partner"])
    order = {group: place for place, group in enumerate(names)}
    return found.assign(place=found["commodity"].map(order)).sort_values(["place", "after"], ascending=[True, False])


def destinations(report: Report, sold: pd.DataFrame, product: str, covered: float | None) -> Exhibit | Gap:
    """Show where India's exports of a product go: a circle at each customer, arcs from India, no border.

    A gap where India is neither, or sells nothing of it to the other.

    Parameters
    ----------
    sold : DataFrame
        From `decisions.reported.destinations`: partner, value (USD), share (0..1), rank.
    product : str
        What it is, as a text in the report's language.
    covered : float or None
        Part of India's official exports of the chapter that the table holds, 0..1.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> customers = decisions.reported.destinations(load("india_exports", year=2024), headings=["30"], year=2024)
    >>> held = decisions.reported.covered(load("india_exports_coverage"), chapter="30")
    >>> exhibits.reported.destinations(
    ...     report.on(dataset("india_exports")), customers, report.text("word.pharma_goods"), held
    ... ).id
    'destinations'
    """
    if INDIA not in {report.importer, report.partner}:
        return Gap("customs.destinations.gap")
    other = report.importer if report.partner == INDIA else report.partner
    home = economy(INDIA)
    drawn = report.placed(sold, "partner")
    written = [
        f"{name} {numbers.percent(share, report.language)}"
        for name, share in zip(drawn["name"], drawn["share"], strict=True)
    ]
    named = (drawn["rank"] <= NAMED) | (drawn["partner"] == other)
    drawn["text"] = [text if shown else "" for text, shown in zip(written, named, strict=True)]
    mine = drawn[drawn["partner"] == other]
    values: dict[str, Any] = {
        "product": product,
        "total": float(drawn["value"].sum()),
        "n": len(drawn),
        "first": str(drawn["partner"].iloc[0]),
        "first_share": float(drawn["share"].iloc[0]),
        "other": other,
        "other_value": float(mine["value"].sum()),
        "other_share": float(mine["share"].sum()),
        "place": int(mine["rank"].iloc[0]) if len(mine) else None,
        "covered": covered,
    }
    columns = (
        Column("name", "table.customer"),
        Column("value", "table.exports", "usd_million"),
        common.SHARE,
        common.RANK,
    )
    shown = drawn[(drawn["rank"] <= ROWS) | (drawn["partner"] == other)]
    return report.exhibit(
        "customs.destinations",
        values,
        form="" if len(mine) else "none",
        chart=charts.places(
            drawn[(drawn["share"] >= SEEN) | (drawn["partner"] == other)].dropna(subset=["latitude"]),
            (home.latitude, home.longitude),
        ),
        table=Table(shown, columns, whole=sold),
        caveats=[
            report.text(f"caveat.covered{'.unknown' if numbers.is_missing(covered) else ''}", **values),
            "india_fiscal_year",
            "caveat.marks",
        ],
    )


ROWS = 25
SEEN = 0.004  # a customer below that is a mark that nobody sees
