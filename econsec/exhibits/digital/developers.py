"""Exhibits on developers: how many accounts, how fast they grow, how many of those who work."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import economies, levels
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common, units
from econsec.exhibits.science.industry import YARDSTICK, roles
from econsec.i18n import numbers


def quarter(report: Report, frame: pd.DataFrame) -> str:
    """Write the last quarter of a frame that has year and quarter."""
    last = frame.sort_values(["year", "quarter"]).iloc[-1]
    return report.text("developers.quarter", data_year=str(int(last["year"])), quarter=str(int(last["quarter"])))


def both(report: Report, frame: pd.DataFrame, columns: dict[str, str], by: str = "economy") -> dict[str, Any] | None:
    """Return figures of importer and partner for a sentence (mine_NAME, theirs_NAME), or None if one is not known."""
    known = frame.set_index(by)
    if not {report.importer, report.partner} <= set(known.index):
        return None
    sides = (("mine", report.importer), ("theirs", report.partner))
    found = {f"{side}_{name}": float(known[column][code]) for side, code in sides for name, column in columns.items()}
    return None if any(pd.isna(value) for value in found.values()) else found


def accounts(report: Report, counts: pd.DataFrame, rates: pd.DataFrame) -> Exhibit | Gap:
    """Follow the developer accounts of the three economies and the yardstick, quarter by quarter.

    A gap where importer or partner has no accounts in the last quarter.

    Parameters
    ----------
    counts : DataFrame
        From `decisions.developers.by_quarter`.
    rates : DataFrame
        From `decisions.developers.pace`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> counts = decisions.developers.by_quarter(load("github_activity"), until=2025)
    >>> exhibits.developers.accounts(
    ...     report.on(dataset("github_activity")), counts, decisions.developers.pace(counts, least=1000000)
    ... ).id
    'accounts'
    """
    values = both(report, rates, {"now": "value"})
    if values is None:
        return Gap("developers.gap")
    shown = report.present(rates["economy"], YARDSTICK)
    own = counts[counts["economy"].isin(shown)]
    drawn = own.assign(
        series=own["economy"], year=own["turn"] / 4, value=own["value"] / units.many(report.language, 1e6)
    )
    first = own[own["turn"] == own["turn"].min()]
    more = report.partner if values["theirs_now"] > values["mine_now"] else report.importer
    fewer = report.importer if more == report.partner else report.partner
    least, most = sorted((values["mine_now"], values["theirs_now"]))
    values |= {"more": more, "fewer": fewer, "times": most / least, "most": most, "least": least}
    values |= {"since": quarter(report, first), "until": quarter(report, own)}
    table = rates[rates["economy"].isin(shown)].sort_values("value", ascending=False)
    table = table.assign(name=report.names(table["economy"]))
    columns = (
        common.ECONOMY,
        Column("value", "developers.column.accounts", "int"),
        Column("gain", "developers.column.gain", "int"),
        Column("growth", "developers.column.growth", "percent"),
    )
    series = economies(report, shown)
    return report.exhibit(
        "developers.accounts",
        values,
        chart=levels(drawn, series),
        table=Table(table, columns, whole=own),
        caveats=["github_accounts", "caveat.accounts_public"],
    )


def growth(report: Report, rates: pd.DataFrame, *, least: float) -> Exhibit | Gap:
    """Show how fast the accounts of every larger economy grew in a year, and a year on average before.

    A gap where importer or partner is not ranked.

    Parameters
    ----------
    rates : DataFrame
        From `decisions.developers.pace`, ranked from `least` accounts on.
    least : float
        The same number, for the subtitle.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> rates = decisions.developers.pace(
    ...     decisions.developers.by_quarter(load("github_activity"), until=2025), least=1000000
    ... )
    >>> exhibits.developers.growth(report.on(dataset("github_activity")), rates, least=1000000).id
    'growth'
    """
    values = both(report, rates, {"growth": "growth", "rank": "rank"})
    if values is None:
        return Gap("developers.growth.gap", {"least": least})
    ranked = rates.dropna(subset=["rank", "yearly"]).sort_values("growth", ascending=False)
    names = report.named(ranked["economy"])
    told = {*roles(report, YARDSTICK), ranked["economy"].iloc[0], ranked["economy"].iloc[-1]}
    values |= {"mine_rank": int(values["mine_rank"]), "theirs_rank": int(values["theirs_rank"])}
    values |= {"of": int(ranked["of"].iloc[0]), "least": least, "until": quarter(report, rates)}
    values |= {"years": int(ranked["years"].iloc[0])}
    rows = [
        ranked.assign(label=report.text(f"developers.growth.{key}", **values), value=ranked[key])
        for key in ("growth", "yearly")
    ]
    drawn = pd.concat(rows, ignore_index=True).assign(
        name=lambda frame: frame["economy"].map(names),
        whose=lambda frame: frame["economy"].map(names),
        colour=lambda frame: report.colours(frame["economy"]),
        text=lambda frame: [names[code] if code in told else "" for code in frame["economy"]],
    )
    # The parts of the report choose their places first, and lie on top.
    drawn = drawn.sort_values("economy", key=lambda codes: ~codes.isin(list(report.roles.values())), kind="stable")
    drawn = drawn.sort_values("label", key=lambda labels: labels != rows[0]["label"].iloc[0], kind="stable")
    low, high = (math.floor(10 * drawn["value"].min()) / 10, math.ceil(10 * drawn["value"].max()) / 10)
    columns = (
        common.ECONOMY,
        Column("value", "developers.column.accounts", "int"),
        Column("growth", "developers.column.growth", "percent"),
        Column("yearly", "developers.column.yearly", "percent"),
        common.PLACE,
    )
    table = ranked.assign(name=ranked["economy"].map(names))
    return report.exhibit(
        "developers.growth",
        values,
        chart=charts.swarm(drawn, axis_format=".0%", domain=(min(0.0, low), max(high, 0.1)), step=110),
        table=Table(table, columns, whole=rates),
        caveats=["github_accounts", "github_threshold"],
    )


def density(report: Report, found: pd.DataFrame) -> Exhibit | Gap:
    """Show how many accounts there are for a thousand persons of working age, then and now.

    A gap where importer or partner is not known.

    Parameters
    ----------
    found : DataFrame
        From `decisions.developers.density`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> counts = decisions.developers.by_quarter(load("github_activity"), until=2025)
    >>> found = decisions.developers.density(
    ...     counts, decisions.developers.working_age(load("wdi"), economies=sorted(set(counts["economy"])))
    ... )
    >>> exhibits.developers.density(report.on(dataset("github_activity"), dataset("wdi")), found).id
    'density'
    """
    values = both(report, found, {"before": "before", "after": "after"})
    if values is None:
        return Gap("developers.density.gap")
    shown = report.present(found["economy"], YARDSTICK)
    names = report.named(shown)
    drawn = found.set_index("economy").loc[shown].reset_index()
    drawn = drawn.assign(
        panel="",
        name=drawn["economy"].map(names),
        colour=report.colours(shown),
        text_before=[numbers.decimal(value, report.language, digits=1) for value in drawn["before"]],
        text_after=[numbers.decimal(value, report.language, digits=1) for value in drawn["after"]],
    )
    ends = (str(int(drawn["first_year"].iloc[0])), str(int(drawn["last_year"].iloc[0])))
    values |= {"first_year": ends[0], "last_year": ends[1]}
    columns = (common.ECONOMY, Column("before", ends[0], "dec1"), Column("after", ends[1], "dec1"))
    return report.exhibit(
        "developers.density",
        values,
        chart=charts.slope(drawn, panels=[""], ends=ends),
        table=Table(drawn.sort_values("after", ascending=False), columns, whole=found),
        caveats=["github_accounts", "caveat.working_age", "caveat.vpn"],
    )
