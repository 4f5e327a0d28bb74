"""Exhibits on machines for artificial intelligence: clusters that exist, that are planned, and where they stand."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from econsec.codes.economies import economy
from econsec.exhibits import charts
from econsec.exhibits.charts import SECOND, Series, pairs
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.theme import GREEN
from econsec.exhibits.science.industry import YARDSTICK, roles
from econsec.i18n import numbers

NOWHERE = "XNA"
NAMED = 10  # economies named on the map, and rows beside those of the report


def held(report: Report, found: pd.DataFrame) -> dict[str, Any]:
    """Return what importer, partner and rival have and plan, for a sentence; a site without a size is no zero."""
    own = list(report.roles.values())
    known = found.drop(columns="planned_name").set_index("economy").reindex(own)
    # An economy that is not in the list has none; one with sites of unknown size has something that is not known.
    known.loc[~known.index.isin(found["economy"])] = 0.0
    values: dict[str, Any] = {}
    for side, row in zip(("mine", "theirs", "rivals"), known.to_dict("records"), strict=True):
        values |= {f"{side}_now": float(row["value"]), f"{side}_share": float(row["share"])}
        values |= {f"{side}_sites": int(row["sites"]), f"{side}_planned": float(row["planned"])}
        values |= {f"{side}_first": float(row["planned_first"]), f"{side}_exist": size(report, float(row["value"]), "")}
        values[f"{side}_plans"] = size(report, float(row["planned"]))
        values |= {f"{side}_sure": float(row["confirmed_share"]), f"{side}_later": float(row["planned_confirmed"])}
    return values


def size(report: Report, value: float, unit: str = ".h100") -> str:
    """Write an amount of compute, with or without its unit, also where it is not known."""
    return report.text(f"machines.size{unit}{'.unknown' if numbers.is_missing(value) else ''}", value=value)


def sites(report: Report, standing: pd.DataFrame, found: pd.DataFrame) -> Exhibit | Gap:
    """Show every known cluster that exists in the economies of the report, a dot each, by its compute.

    A gap where no cluster of importer or partner is known.

    Parameters
    ----------
    standing : DataFrame
        From `decisions.compute.existing`.
    found : DataFrame
        From `decisions.compute.by_economy`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report, clusters = Report("JPN", "IND", "CHN", 2025), load("gpu_clusters")
    >>> standing, found = decisions.compute.existing(clusters), decisions.compute.by_economy(clusters)
    >>> exhibits.machines.sites(report.on(dataset("gpu_clusters")), standing, found).id
    'sites'
    """
    shown = roles(report, YARDSTICK)
    own = standing[standing["economy"].isin(shown) & (standing["h100_equivalents"] >= 1)]
    if not {report.importer, report.partner} & set(own["economy"]):
        return Gap("machines.gap")
    values = held(report, found)
    names = report.named(shown)
    own = own.sort_values("h100_equivalents", ascending=False)
    first = own.groupby("economy").head(1).index
    order = own["economy"].map({code: place for place, code in enumerate(shown)})
    drawn = own.assign(
        label=own["economy"].map(names),
        value=own["h100_equivalents"],
        colour=report.colours(own["economy"]),
        text=own["name"].where(own.index.isin(first), ""),
        place=order,
    ).sort_values("place", kind="stable")
    largest = own.groupby("economy")["h100_equivalents"].max().reindex([report.importer, report.partner])
    for side, value in zip(("mine", "theirs"), largest, strict=True):
        values[f"{side}_most"] = size(report, float(value) if values[f"{side}_sites"] else 0.0)
    top = 10.0 ** math.ceil(math.log10(float(drawn["value"].max())))
    columns = (
        Column("name", "machines.column.cluster"),
        common.ECONOMY_ROW,
        Column("value", "machines.column.h100", "int"),
        Column("power", "machines.column.power", "dec1"),
        Column("first_operational", "machines.column.since", "date"),
    )
    table = drawn.groupby("economy", sort=False).head(NAMED)
    kept = ["name", "economy", "h100_equivalents", "power", "chips", "owner", "certainty", "first_operational"]
    return report.exhibit(
        "machines.sites",
        values,
        also={"rows": NAMED},
        chart=charts.swarm(drawn, axis_format=",.0f", domain=(1.0, top), log=True, step=84),
        table=Table(table, columns, whole=drawn[kept]),
        caveats=["epoch_partial", "caveat.clusters_once"],
    )


def plans(report: Report, found: pd.DataFrame) -> Exhibit | Gap:
    """Set what is planned beside what exists: two marks an economy, never one sum.

    A gap where neither importer nor partner has or plans any.

    Parameters
    ----------
    found : DataFrame
        From `decisions.compute.by_economy`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> exhibits.machines.plans(
    ...     report.on(dataset("gpu_clusters")), decisions.compute.by_economy(load("gpu_clusters"))
    ... ).id
    'plans'
    """
    values = held(report, found)
    own = found[found["economy"] != NOWHERE].set_index("economy")
    if not any(values[f"{side}_{what}"] >= 1 for side in ("mine", "theirs") for what in ("now", "planned")):
        return Gap("machines.gap")
    large = own[["value", "planned"]].max(axis=1).sort_values(ascending=False, kind="stable").index
    shown = [*dict.fromkeys([*(code for code in roles(report, YARDSTICK) if code in own.index), *large[:NAMED]])]
    drawn = own.loc[shown].reset_index()
    for key, column in (("now", "value"), ("later", "planned")):
        drawn[key] = drawn[column].where(drawn[column] >= 1)
        drawn[f"{key}_text"] = [numbers.count(value, report.language) for value in drawn[column]]
    drawn["label"] = report.names(drawn["economy"])
    drawn = drawn.dropna(subset=["now", "later"], how="all").sort_values("later", ascending=False, na_position="last")
    columns = (
        common.ECONOMY_ROW,
        Column("value", "machines.exists", "int"),
        Column("sites", "machines.column.sites", "int"),
        Column("planned", "machines.planned", "int"),
        Column("planned_confirmed", "machines.column.confirmed", "int"),
        Column("planned_sites", "machines.column.planned_sites", "int"),
        Column("planned_name", "machines.column.largest"),
        Column("planned_first", "machines.column.first", "percent0", bar=True),
    )
    series = [
        Series("now", report.text("machines.exists"), GREEN),
        Series("later", report.text("machines.planned"), SECOND),
    ]
    return report.exhibit(
        "machines.plans",
        values,
        chart=pairs(drawn, series, log=True, step=34),
        table=Table(drawn, columns, whole=found),
        caveats=["caveat.plans", "epoch_partial"],
    )


def world(report: Report, found: pd.DataFrame) -> Exhibit | Gap:
    """Show where the compute stands that is known: a circle for each economy, and no border.

    A gap where neither importer nor partner has any.

    Parameters
    ----------
    found : DataFrame
        From `decisions.compute.by_economy`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> exhibits.machines.world(
    ...     report.on(dataset("gpu_clusters")), decisions.compute.by_economy(load("gpu_clusters"))
    ... ).id
    'world'
    """
    values = held(report, found)
    own = found[(found["economy"] != NOWHERE) & (found["value"] > 0)].reset_index(drop=True)
    if not any(values[f"{side}_now"] > 0 for side in ("mine", "theirs")):
        return Gap("machines.gap")
    told = {*own["economy"].head(NAMED), *report.roles.values()}
    drawn = report.placed(own, "economy")
    drawn["text"] = drawn["name"].where(drawn["economy"].isin(told), "")
    values["n"] = len(own)
    columns = (
        common.ECONOMY,
        Column("value", "machines.column.h100", "int"),
        Column("share", "machines.column.share", "percent", bar=True),
        Column("confirmed_share", "machines.column.sure", "percent"),
        Column("sites", "machines.column.sites", "int"),
    )
    home = economy(report.importer)
    return report.exhibit(
        "machines.world",
        values,
        chart=charts.places(drawn, (home.latitude, home.longitude), joined=False),
        table=Table(drawn, columns, whole=own),
        caveats=["epoch_partial", "caveat.clusters_once"],
    )
