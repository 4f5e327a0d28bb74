"""Exhibits on supply risk."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements import assumptions as assumed
from econsec.exhibits.elements.theme import GREEN, GREY

THRESHOLD = 1.0  # European Commission (2017): a raw material with a supply risk of 1 or more may be critical


def supply_risk(report: Report, risks: pd.DataFrame, labels: dict[str, str]) -> Exhibit | Gap:
    """Show the European Commission's supply risk, computed for the importer.

    Parameters
    ----------
    risks : DataFrame
        From `indicators.supply_risk` for the importer, with `scopes` (which of world supply and own sourcing counted).

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, indicators, load, sector, trade
    >>> report, minerals = Report("JPN", "IND", "CHN", 2024), sector("critical_minerals")
    >>> labels = exhibits.labels(minerals, "en", [])
    >>> world = trade(list(labels), year=2024)
    >>> output = decisions.output_by_product(load("usgs_world"), minerals.products, year=2024)
    >>> bought = world.flows().query("importer == 'JPN'").drop(columns="year")
    >>> risks = indicators.supply_risk(load("wgi"), production=output, sourcing=bought)
    >>> here = report.on(*exhibits.cited((*world.sources, "usgs_world", "wgi")))
    >>> exhibits.supply_risk.supply_risk(here, risks, labels).id
    'supply-risk'
    """
    known = risks[risks["product"].isin(labels)].dropna(subset=["supply_risk", "hhi_sourcing"])
    if known.empty:
        return Gap("risk.supply.gap")
    known = known.assign(
        label=known["product"].map(labels),
        scope_text=[report.text(f"scope.{scope.replace(' ', '_')}") for scope in known["scopes"]],
    ).sort_values("supply_risk", ascending=False, kind="stable")
    above = known[known["supply_risk"] >= THRESHOLD]
    drawn = known.head(14).assign(value=lambda frame: frame["supply_risk"])
    drawn["text"] = [report.text("amount.dec1", value=value) for value in drawn["supply_risk"]]
    drawn["colour"] = [GREEN if risk >= THRESHOLD else GREY for risk in drawn["supply_risk"]]
    values = {
        "n": len(above),
        "of": len(known),
        "first": known["label"].iloc[0],
        "risk": float(known["supply_risk"].iloc[0]),
        "rows": len(drawn),
    }
    columns = (
        *common.GOOD,
        Column("supply_risk", "column.supply_risk", "dec2"),
        Column("hhi_global", "column.hhi_world", "dec2"),
        Column("hhi_sourcing", "column.hhi_sourcing", "dec2"),
        Column("scope_text", "column.scope"),
    )
    return report.exhibit(
        "risk.supply",
        values,
        id="supply-risk",
        chart=charts.bars(drawn, colour=GREY, axis_format=".1f", threshold=THRESHOLD),
        table=Table(known, columns),
        caveats=["caveat.risk", assumed.governance(report, report.data)],
    )
