"""Exhibits on supply risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.exhibits import charts
from econsec.exhibits.elements import assumptions as assumed
from econsec.exhibits.elements.exhibit import Exhibit
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.elements.table import Column, Table
from econsec.exhibits.elements.theme import GREY

if TYPE_CHECKING:
    import pandas as pd

    from econsec.exhibits.elements.report import Report
    from econsec.store.catalog import Dataset

THRESHOLD = 1.0  # European Commission (2017): a raw material with a supply risk of 1 or more may be critical


def supply_risk(
    report: Report, risks: pd.DataFrame, labels: dict[str, str], data: tuple[Dataset, ...]
) -> Exhibit | Gap:
    """Show the European Commission's supply risk, computed for the importer.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    risks : DataFrame
        From `indicators.supply_risk` for the importer, with `scopes` (which of world supply and own sourcing counted).
    labels : dict
        Product code to label.
    data : tuple of Dataset
        Whose figures they are.
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
    drawn["colour"] = [report.palette.of(report.rival) if risk >= THRESHOLD else GREY for risk in drawn["supply_risk"]]
    values = {
        "n": len(above),
        "of": len(known),
        "first": known["label"].iloc[0],
        "risk": float(known["supply_risk"].iloc[0]),
        "rows": len(drawn),
    }
    columns = (
        Column("label", report.text("column.product")),
        Column("product", report.text("column.hs"), "code"),
        Column("supply_risk", report.text("column.supply_risk"), "dec2"),
        Column("hhi_global", report.text("column.hhi_world"), "dec2"),
        Column("hhi_sourcing", report.text("column.hhi_sourcing"), "dec2"),
        Column("scope_text", report.text("column.scope")),
    )
    return Exhibit(
        id="supply-risk",
        headline=report.text("risk.supply.headline", **values),
        subtitle=report.text("risk.supply.subtitle", **values),
        alt=report.text("risk.supply.alt", **values),
        chart=charts.bars(drawn, colour=GREY, axis_format=".1f", threshold=THRESHOLD),
        table=Table(known, columns, report.text("risk.supply.caption")),
        datasets=data,
        language=report.language,
        caveats=(report.text("caveat.risk"), assumed.governance(report, data)),
    )
