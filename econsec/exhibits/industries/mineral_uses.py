"""Exhibits on the minerals that a sector rests on, and what each is for."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.codes.uses import uses
from econsec.exhibits import charts
from econsec.exhibits.charts import two_sides
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.vintage import stale

HALF = 0.5


def labels(use: str, language: str) -> dict[str, str]:
    """Return the minerals of a use with what they are called in a chart.

    Examples
    --------
    >>> labels("semiconductors", "en")["280480"]
    'Arsenic'
    """
    return {code: product_label(code, language) for code in uses(use)["product"]}


def minerals(report: Report, exposed: pd.DataFrame, mirrored: pd.DataFrame, use: str) -> Exhibit | Gap:
    """Show the rival's share in both economies' imports of the minerals of a sector, and what each is for.

    A gap where neither economy imports any of them.

    Parameters
    ----------
    exposed, mirrored : DataFrame
        From `decisions.exposure` for the importer and for the partner: product, imports (USD), rival_share (0..1).
    use : str
        The sector whose minerals they are.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("IND", "JPN", "CHN", 2024)
    >>> materials = exhibits.mineral_uses.labels("semiconductors", "en")
    >>> metals = trade(list(materials), year=2024)
    >>> exposed = decisions.exposure(metals, **report.roles, products=list(materials))
    >>> mirrored = decisions.exposure(metals, **report.reversed.roles, products=list(materials))
    >>> report = report.on(*exhibits.cited(metals.sources))
    >>> exhibits.mineral_uses.minerals(report, exposed, mirrored, "semiconductors").id
    'minerals'
    """
    names, roles = labels(use, report.language), uses(use).set_index("product")[f"role_{report.language}"]
    theirs = mirrored[["product", "rival_share"]].rename(columns={"rival_share": "partner"})
    both = exposed[exposed["product"].isin(names)].merge(theirs, on="product", how="left")
    both = both.rename(columns={"rival_share": "importer"}).dropna(subset=["importer", "partner"], how="all")
    if both.empty:
        return Gap("uses.minerals.gap")
    both = both.assign(label=both["product"].map(names), role=both["product"].map(roles))
    both = both.sort_values(["importer", "partner"], ascending=False, na_position="last", ignore_index=True)
    top = both.iloc[0]
    values: dict[str, Any] = {
        "n": int((both["importer"] > HALF).sum()),
        "of": len(both),
        "partner_n": int((both["partner"] > HALF).sum()),
        "both": int(((both["importer"] > HALF) & (both["partner"] > HALF)).sum()),
        "first": top["label"],
        "first_share": float(top["importer"]),
    }
    series = two_sides(report, "importer", "partner")
    return report.exhibit(
        "uses.minerals",
        values,
        form="" if values["n"] or values["partner_n"] else "none",
        chart=charts.dumbbell(both, series),
        table=Table(both, (*common.GOOD, Column("role", "uses.column.role"), *common.SIDE_SHARES, common.IMPORTS)),
        caveats=["caveat.hs6", *stale(report)],
    )
