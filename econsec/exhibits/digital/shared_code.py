"""Exhibits on work on each other's code: who pushes to whose repositories, and beside what sizes would give."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from econsec.codes.economies import economy
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common

NAMED = 9  # partners named on the map
QUARTERS = 4


def _until(report: Report, turn: int) -> str:
    return report.text("developers.quarter", data_year=str(turn // QUARTERS), quarter=str(turn % QUARTERS + 1))


def ways(report: Report, shares: pd.DataFrame) -> dict[str, Any] | None:
    """Return what the two push to each other in the last four quarters, for a sentence; None if either is missing."""
    last = shares[shares["turn"] == shares["turn"].max()].set_index(["economy", "partner"])
    pair = {"mine": (report.importer, report.partner), "theirs": (report.partner, report.importer)}
    if not set(pair.values()) <= set(last.index):
        return None
    found: dict[str, Any] = {"until": _until(report, int(shares["turn"].max()))}
    for side, key in pair.items():
        row = last.loc[key]
        found |= {side: float(row["value"]), f"{side}_share": float(row["share"]), f"{side}_rank": int(row["rank"])}
    return found


def exchange(report: Report, shares: pd.DataFrame, around: Sequence[str]) -> Exhibit | Gap:
    """Show who pushes how much to whose repositories: both directions of every pair of a few economies.

    A gap where the source does not have both directions between importer and partner.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.shared_code.sent`.
    around : sequence of str
        From `decisions.shared_code.circle`: the economies of the picture.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> summed = decisions.shared_code.yearly(load("github_collaboration"), until=2025)
    >>> together, shares = decisions.shared_code.together(summed), decisions.shared_code.sent(summed)
    >>> around = decisions.shared_code.circle(together, always=list(report.roles.values()))
    >>> exhibits.shared_code.exchange(report.on(dataset("github_collaboration")), shares, around).id
    'exchange'
    """
    values = ways(report, shares)
    if values is None:
        return Gap("pushes.gap")
    names = report.named(around)
    last = shares[shares["turn"] == shares["turn"].max()]
    own = last[last["economy"].isin(names) & last["partner"].isin(names)]
    pair = {report.importer, report.partner}
    flows = own.assign(
        source=own["economy"],
        target=own["partner"],
        mark=[{one, other} == pair for one, other in zip(own["economy"], own["partner"], strict=True)],
        text=report.each("pushes.exchange.flow", own, one="economy", other="partner", value="value"),
    )
    ring = pd.DataFrame({"key": list(names), "text": list(names.values())})
    ring["colour"] = report.colours(names)
    table = own.sort_values("value", ascending=False)
    table = table.assign(name=table["economy"].map(names), other=table["partner"].map(names))
    columns = (
        Column("name", "pushes.column.from"),
        Column("other", "pushes.column.to"),
        Column("value", "pushes.column.pushes", "int"),
        Column("share", "pushes.column.share", "percent", bar=True),
    )
    return report.exhibit(
        "pushes.exchange",
        values,
        also={"n": len(names)},
        chart=charts.chord(flows, ring),
        table=Table(table, columns, whole=own),
        caveats=["caveat.pushes", "caveat.vpn", "github_threshold"],
    )


def mutual(report: Report, kept: pd.DataFrame) -> Exhibit | Gap:
    """Follow what part of each one's pushes abroad goes to the other, to the rival, and to the port beside it.

    A gap where the source does not have both directions between importer and partner.

    Parameters
    ----------
    kept : DataFrame
        From `decisions.shared_code.sides`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> kept = decisions.shared_code.sides(
    ...     decisions.shared_code.sent(decisions.shared_code.yearly(load("github_collaboration"), until=2025)),
    ...     **report.roles,
    ... )
    >>> exhibits.shared_code.mutual(report.on(dataset("github_collaboration")), kept).id
    'mutual'
    """
    values = ways(report, kept)
    if values is None:
        return Gap("pushes.gap")
    ports = kept.loc[kept["part"] == "entrepot", "partner"].unique()
    names = report.named([*report.roles.values(), *ports])
    panels = {code: report.text("pushes.mutual.panel", economy=code) for code in (report.importer, report.partner)}
    drawn = kept.assign(panel=kept["economy"].map(panels), series=kept["partner"], year=kept["turn"])
    turns = range(int(kept["turn"].min()), int(kept["turn"].max()) + 1)
    written = {turn: str(turn // QUARTERS) for turn in turns if turn % QUARTERS == 0}
    values |= {"since": _until(report, turns[0]), "first": str(turns[0] // QUARTERS)}
    pairs = (("mine", report.importer, report.partner), ("theirs", report.partner, report.importer))
    for side, one, other in pairs:
        own = kept[(kept["economy"] == one) & (kept["partner"] == other)].sort_values("turn")
        values[f"{side}_before"] = float(own["share"].iloc[0])
    columns = (
        Column("name", "pushes.column.from"),
        Column("other", "pushes.column.to"),
        Column("quarter", "pushes.column.until"),
        Column("value", "pushes.column.pushes", "int"),
        Column("share", "pushes.column.share", "percent"),
        common.PLACE,
    )
    table = kept[(turns[-1] - kept["turn"]) % QUARTERS == 0].sort_values(["economy", "partner", "turn"])
    table = table.assign(
        name=table["economy"].map(names),
        other=table["partner"].map(names),
        quarter=[_until(report, int(turn)) for turn in table["turn"]],
    )
    series = [Series(code, names[code], report.palette.of(code)) for code in names]
    return report.exhibit(
        "pushes.mutual",
        values,
        chart=charts.curves(
            drawn.assign(value=drawn["share"]), series, panels=list(panels.values()), y_format=".0%", names=written
        ),
        table=Table(table, columns, whole=kept),
        caveats=["caveat.pushes", "github_threshold"],
    )


def beside(report: Report, kept: pd.DataFrame) -> None:
    """Say what the rival's share becomes when the port beside it is added: a fall may be a move next door.

    Parameters
    ----------
    kept : DataFrame
        From `decisions.shared_code.sides`.
    """
    own = kept[kept["economy"] == report.importer]
    wide = own.pivot_table(index="turn", columns="part", values="share").sort_index()
    if not {"rival", "entrepot"} <= set(wide.columns) or wide[["rival", "entrepot"]].iloc[[0, -1]].isna().any(
        axis=None
    ):
        return
    values: dict[str, Any] = {"port": str(own.loc[own["part"] == "entrepot", "partner"].iloc[0])}
    for when, at in (("before", 0), ("after", -1)):
        alone, port = (float(wide[part].iloc[at]) for part in ("rival", "entrepot"))
        values |= {f"{when}_alone": alone, f"{when}_both": alone + port, when: _until(report, int(wide.index[at]))}
    report.claim("pushes.beside", **values)


def partners(report: Report, pairs: pd.DataFrame, *, least: float = 1000.0) -> Exhibit | Gap:
    """Show on the globe with whom the importer's developers work, and how that stands to sizes.

    A gap where the two have nothing together.

    Parameters
    ----------
    pairs : DataFrame
        From `decisions.shared_code.together`.
    least : float
        Partners with fewer pushes both ways are in the file and not on the map.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> ties = decisions.shared_code.together(decisions.shared_code.yearly(load("github_collaboration"), until=2025))
    >>> exhibits.shared_code.partners(report.on(dataset("github_collaboration")), ties).id
    'partners'
    """
    own = pairs[pairs["economy"] == report.importer].sort_values("works", ascending=False).reset_index(drop=True)
    found = own[own["partner"] == report.partner]
    if found.empty:
        return Gap("pushes.gap")
    drawn = own[(own["works"] >= least) | own["partner"].isin(list(report.roles.values()))]
    drawn = report.placed(drawn, "partner").assign(value=drawn["works"])
    told = {*drawn["partner"].head(NAMED), report.partner, report.rival}
    drawn["text"] = drawn["name"].where(drawn["partner"].isin(told), "")
    home = economy(report.importer)
    values = {
        "index": float(found["index"].iloc[0]),
        "works": float(found["works"].iloc[0]),
        "rank": int((own["works"] > found["works"].iloc[0]).sum()) + 1,
        "of": len(own),
        "first": str(own["partner"].iloc[0]),
        "first_works": float(own["works"].iloc[0]),
        "least": least,
    }
    columns = (
        common.ECONOMY,
        Column("sent", "pushes.column.sent", "int"),
        Column("received", "pushes.column.received", "int"),
        Column("index", "pushes.column.index", "dec2"),
    )
    known = drawn.dropna(subset=["latitude", "longitude"])
    return report.exhibit(
        "pushes.partners",
        values,
        chart=charts.places(known, (home.latitude, home.longitude)),
        table=Table(drawn, columns, whole=own),
        caveats=["caveat.push_index", "caveat.vpn"],
    )
