"""Exhibits on foundries: who makes the chips of AI."""

from __future__ import annotations

import pandas as pd

from econsec.codes.tables import read
from econsec.exhibits import charts
from econsec.exhibits.dependence.entrepot import name_of
from econsec.exhibits.elements import Column, Exhibit, Report, Table, common
from econsec.exhibits.elements.theme import GREY


def seats() -> pd.DataFrame:
    """Return the economy in which each foundry has its seat: foundry, economy.

    Examples
    --------
    >>> seats().set_index("foundry").loc["TSMC", "economy"]
    'TWN'
    """
    return read("foundries")


def foundries(report: Report, made: pd.DataFrame, listed: int) -> Exhibit:
    """Show who makes the chips that artificial intelligence runs on, by year of release.

    Parameters
    ----------
    made : DataFrame
        From `decisions.chips.foundries`: year, foundry, economy, chips.
    listed : int
        Chips that the source lists, with a foundry and a day of release or without.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("IND", "JPN", "CHN", 2024)
    >>> chips = load("ai_chips")
    >>> exhibits.foundries.foundries(
    ...     report.on(dataset("ai_chips")), decisions.chips.foundries(chips, exhibits.foundries.seats()), len(chips)
    ... ).id
    'foundries'
    """
    sums = made.groupby(["foundry", "economy"])["chips"].sum().sort_values(ascending=False).reset_index()
    total = float(sums["chips"].sum())
    drawn = sums.assign(
        seat=[name_of(report, code) for code in sums["economy"]],
        value=sums["chips"],
        share=sums["chips"] / total,
        colour=report.colours(sums["economy"]),
    )
    drawn["label"] = report.each("name.bracketed", drawn, name="foundry", what="seat")
    drawn["text"] = report.each("chips.foundries.bar", drawn, value="value", share="share")
    top = drawn.iloc[0]
    values = {
        "first": top["foundry"],
        "seat": top["economy"],
        "share": float(top["share"]),
        "n": float(top["chips"]),
        "of": round(total),
        "unknown": listed - round(total),
        "first_year": str(made["year"].min()),
        "last_year": str(made["year"].max()),
        "parts": sum(code in set(sums["economy"]) for code in (report.importer, report.partner)),
    }
    heads = (Column("label", "chips.column.foundry"), Column("chips", "chips.column.chips", "dec1"), common.SHARE)
    return report.exhibit(
        "chips.foundries",
        values,
        also={"foundries": len(drawn)},
        chart=charts.bars(drawn, colour=GREY, axis_format="d", step=34),
        table=Table(drawn, heads, whole=made),
        caveats=["caveat.foundries"],
    )
