"""Exhibits on co-authorship: whom two economies write with more, and whom less, than their sizes would give."""

from __future__ import annotations

import math

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common


def nearness(report: Report, pairs: pd.DataFrame, ranges: pd.DataFrame, *, least: float = 1000.0) -> Exhibit | Gap:
    """Show with whom importer and partner write more, or less, than gravity would give: one dot a partner.

    A gap where neither economy is in the benchmark.

    Parameters
    ----------
    pairs : DataFrame
        Of one year, from `decisions.gravity.fit`: economy, partner, works, expected, ratio.
    ranges : DataFrame
        From `decisions.gravity.ranges`: how far each ratio may lie by what is counted as nearness.
    least : float
        Pairs expected to write fewer works than that are left out: chance rules among them.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2023)
    >>> works = load("coauthorship")
    >>> distances = load("distances")
    >>> economies = decisions.gravity.sample(works.query("year <= 2023"), distances, always=report.roles.values())
    >>> ranges = decisions.gravity.ranges(works, distances, year=2023, economies=economies)
    >>> fitted = decisions.gravity.fit(works, distances, year=2023, economies=economies)
    >>> exhibits.nearness.nearness(report.on(dataset("coauthorship"), dataset("distances")), fitted.pairs, ranges).id
    'nearness'
    """
    own = pairs[pairs["economy"].isin([report.importer, report.partner]) & (pairs["expected"] >= least)]
    ends = ["economy", "partner", "ratio_low", "ratio_high"]
    own = own.merge(ranges[ends], on=["economy", "partner"], how="left")
    if own.empty:
        return Gap("coauthors.nearness.gap")
    order = {code: place for place, code in enumerate((report.importer, report.partner))}
    own = own.assign(place=own["economy"].map(order)).sort_values(["place", "ratio"], kind="stable")
    own["label"] = report.names(own["economy"])
    own["name"] = own["whose"] = report.names(own["partner"])
    own["value"] = own["ratio"]
    own["colour"] = report.colours(own["partner"])
    own["text"] = [name if shown else "" for name, shown in zip(own["name"], _named(report, own), strict=True)]
    drawn = own.sort_values("partner", key=lambda codes: ~codes.isin(list(report.roles.values())), kind="stable")
    mine = own[own["economy"] == own["economy"].iloc[0]]
    theirs = own[own["economy"] != own["economy"].iloc[0]]
    values = {
        "n": int((mine["ratio"] > 1).sum()),
        "of": len(mine),
        "one": str(mine["economy"].iloc[0]),
        "first": str(mine["partner"].iloc[-1]),
        "first_ratio": float(mine["ratio"].iloc[-1]),
        "last": str(mine["partner"].iloc[0]),
        "last_ratio": float(mine["ratio"].iloc[0]),
        "sure": int((mine["ratio_low"] > 1).sum()),
        "first_range": _range(report, mine.iloc[-1]),
        "last_range": _range(report, mine.iloc[0]),
        "least": least,
        "data_year": str(report.year),
    }
    form = ""
    if len(theirs):
        form = "both"
        values |= {
            "back": int((theirs["ratio"] > 1).sum()),
            "back_of": len(theirs),
            "other": str(theirs["economy"].iloc[0]),
            "back_first": str(theirs["partner"].iloc[-1]),
            "back_ratio": float(theirs["ratio"].iloc[-1]),
            "back_last": str(theirs["partner"].iloc[0]),
            "back_least": float(theirs["ratio"].iloc[0]),
            "back_sure": int((theirs["ratio_low"] > 1).sum()),
            "back_range": _range(report, theirs.iloc[-1]),
        }
    top = math.ceil(2 * max(1.0, float(own["ratio"].max()))) / 2  # every dot stands where its ratio is
    columns = (
        common.ECONOMY_ROW,
        Column("name", "table.with"),
        Column("works", "coauthors.actual", "int"),
        Column("expected", "coauthors.expected", "int"),
        Column("ratio", "coauthors.ratio", "dec2"),
        Column("ratio_low", "coauthors.column.low", "dec2"),
        Column("ratio_high", "coauthors.column.high", "dec2"),
    )
    return report.exhibit(
        "coauthors.nearness",
        values,
        form=form,
        chart=charts.swarm(drawn, axis_format=".1f", domain=(0.0, top), threshold=1.0, step=110),
        table=Table(own.sort_values(["place", "works"], ascending=[True, False]), columns),
        caveats=["caveat.gravity", "caveat.whole_counts"],
    )


def _range(report: Report, row: pd.Series[float]) -> str:
    """Say between what the ratio of one pair lies."""
    return report.text("coauthors.range", low=float(row["ratio_low"]), high=float(row["ratio_high"]))


def _named(report: Report, own: pd.DataFrame) -> list[bool]:
    """Name the parts of the report, and the nearest and the farthest of each row."""
    ends_of = own.groupby("economy")["ratio"].agg(["idxmin", "idxmax"]).to_numpy().ravel()
    return [code in report.roles.values() or at in ends_of for at, code in zip(own.index, own["partner"], strict=True)]
