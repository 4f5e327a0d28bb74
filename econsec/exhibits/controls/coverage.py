"""What of an importer's trade the rival's controls touch."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.controls.in_force import said
from econsec.exhibits.elements import Exhibit, Gap, Report, Table, common


def coverage(
    report: Report,
    found: pd.DataFrame,
    labels: dict[str, str],
    as_of: dt.date,
    *,
    covered: dt.date,
) -> Exhibit | Gap:
    """Show how much of what the importer buys from the rival lies in codes that a control touches.

    A gap where no control touches these products.

    Parameters
    ----------
    found : DataFrame
        From `decisions.coverage`.
    covered : date
        From `decisions.last_covered`: the last day that the source covers.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, load, sector, trade
    >>> report, today = Report("IND", "JPN", "CHN", 2024), exhibits.today()
    >>> labels, announced = exhibits.mineral_uses.labels("semiconductors", "en"), load("export_controls")
    >>> metals, last = trade(list(labels), year=2024), decisions.last_covered(announced, today)
    >>> products = sector("critical_minerals").products.query("product in @labels")
    >>> asked = {"importer": "IND", "rival": "CHN", "as_of": today}
    >>> found = decisions.coverage(exhibits.in_force.of_rival(report, announced), products, metals, **asked)
    >>> here = report.on(*exhibits.cited((*metals.sources, "export_controls")))
    >>> exhibits.coverage.coverage(here, found, labels, today, covered=last).id
    'controlled-trade'
    """
    asked = found[found["product"].isin(labels)]
    touched = asked[asked["controls"].notna() & (asked["from_rival"] > 0)]
    if touched.empty:
        return Gap("controls.coverage.gap", {"covered": covered})
    touched = touched.assign(
        label=touched["product"].map(labels),
        status_text=said(report, touched, covered),
    ).sort_values("from_rival", ascending=False, kind="stable")
    total = float(asked["from_rival"].sum())
    values = {
        "n": len(touched),
        "value": float(touched["from_rival"].sum()),
        "share": float(touched["from_rival"].sum()) / total if total else None,
        "of": len(asked),
        "covered": covered,
        "as_of": as_of,
        "first": touched["label"].iloc[0],
        "first_value": float(touched["from_rival"].iloc[0]),
    }
    drawn = touched.assign(value=touched["from_rival"] / 1e6)
    drawn["text"] = [report.text("amount.usd", value=value) for value in touched["from_rival"]]
    return report.exhibit(
        "controls.coverage",
        values,
        id="controlled-trade",
        chart=charts.bars(drawn, colour=report.palette.of(report.rival), axis_format=",.0f", step=28),
        table=Table(touched, (*common.GOOD, common.NEED, common.FROM_RIVAL, common.SINCE, common.STATUS)),
        caveats=["caveat.controls_code", "caveat.controls_before"],
    )
