"""Exhibits on the minerals that clean energy will ask for: how many times today's, and for what use."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import SECOND, Series
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.labels import minerals_of
from econsec.exhibits.elements.theme import CHARCOAL, GREEN, LILAC
from econsec.i18n import numbers

REST = "#EDEDED"
HALF = 0.5


def demand(report: Report, found: pd.DataFrame, *, scenario: str, year: int) -> Exhibit | Gap:
    """Show between which multiples of today's demand the scenarios lie, mineral by mineral.

    A gap where the marked scenario has no figures.

    Parameters
    ----------
    found : DataFrame
        From `decisions.clean_energy.demand`: mineral, scenario, base, value (kt), times, part.
    scenario : str
        The one that is marked.
    year : int
        Of the scenarios.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> iea = dataset("iea_demand")
    >>> exhibits.mineral_demand.demand(
    ...     report.on(iea), decisions.clean_energy.demand(load("iea_demand"), year=2040), scenario="STEPS", year=2040
    ... ).id
    'mineral-demand'
    """
    names = minerals_of("iea_mineral", report.language)
    known = found[found["mineral"].isin(names)].dropna(subset=["times"])
    wide = known.pivot_table(index="mineral", columns="scenario", values="times")
    if scenario not in wide:
        return Gap("scenarios.demand.gap")
    drawn = wide.assign(low=wide.min(axis=1), high=wide.max(axis=1), central=wide[scenario])
    drawn = drawn.rename_axis(columns=None).reset_index().sort_values("central", ascending=False, ignore_index=True)
    drawn["label"] = drawn["mineral"].map(names)
    drawn["text"] = report.each("scenarios.range", drawn, low="low", high="high")
    marked = known[known["scenario"] == scenario].set_index("mineral")
    for key in ("base", "value", "part"):
        drawn[key] = drawn["mineral"].map(marked[key])
    first, last = drawn.iloc[0], drawn.iloc[-1]
    values = {
        "scenario": report.text(f"scenario.{scenario}"),
        "horizon": str(year),
        "first": first["label"],
        "first_times": float(first["central"]),
        "first_high": float(first["high"]),
        "last": last["label"],
        "last_times": float(last["central"]),
    }
    others = [name for name in ("STEPS", "APS", "NZE") if name in wide]
    columns = (
        Column("label", "column.mineral"),
        Column("base", "scenarios.column.base", "int"),
        Column("value", "scenarios.column.value", "int"),
        Column("part", "scenarios.column.part", "percent", bar=True),
        *(Column(name, report.text("scenarios.column.times", name=name), "dec1") for name in others),
    )
    return report.exhibit(
        "scenarios.demand",
        values,
        id="mineral-demand",
        chart=charts.span(drawn, colour=GREEN, step=32, axis_format=",.0f", top=1.25 * float(drawn["high"].max())),
        table=Table(drawn, columns, whole=found),
        caveats=["caveat.scenarios", "caveat.iea"],
    )


def uses(report: Report, found: pd.DataFrame, *, scenario: str, year: int) -> Exhibit:
    """Show what each mineral will be used for.

    Parameters
    ----------
    found : DataFrame
        From `decisions.clean_energy.uses`: mineral, use, value (kt), share (0..1).
    scenario : str
        Which.
    year : int
        Of the scenario.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> uses = decisions.clean_energy.uses(load("iea_demand"), scenario="STEPS", year=2040)
    >>> exhibits.mineral_demand.uses(report.on(dataset("iea_demand")), uses, scenario="STEPS", year=2040).id
    'mineral-uses'
    """
    names = minerals_of("iea_mineral", report.language)
    series = [
        Series("vehicles", report.text("scenarios.vehicles"), GREEN),
        Series("storage", report.text("scenarios.storage"), LILAC),
        Series("networks", report.text("scenarios.networks"), CHARCOAL),
        Series("power", report.text("scenarios.power"), SECOND),
        Series("other", report.text("scenarios.other"), REST),
    ]
    said = {one.key: one.label for one in series}
    known = found[found["mineral"].isin(names) & (found["share"] > 0)]
    vehicles = known[known["use"] == "vehicles"].sort_values("share", ascending=False, kind="stable")
    order = list(dict.fromkeys([*vehicles["mineral"], *known["mineral"]]))
    place = {mineral: rank for rank, mineral in enumerate(order)}
    rank = {one.key: at for at, one in enumerate(series)}
    drawn = known.assign(
        label=known["mineral"].map(names),
        series=known["use"],
        said=known["use"].map(said),
        name=[numbers.percent(share, report.language, digits=0) for share in known["share"]],
        place=known["mineral"].map(place),
        rank=known["use"].map(rank),
    ).sort_values(["place", "rank"], ignore_index=True)
    other = known[known["use"] == "other"].set_index("mineral")["share"].reindex(order).fillna(0.0)
    top = vehicles.iloc[0] if len(vehicles) else None
    values = {
        "scenario": report.text(f"scenario.{scenario}"),
        "horizon": str(year),
        "first": "" if top is None else names[top["mineral"]],
        "share": None if top is None else float(top["share"]),
        "over": int((other < HALF).sum()),
        "of": len(order),
    }
    columns = (
        Column("label", "column.mineral"),
        Column("said", "scenarios.column.use"),
        Column("value", "scenarios.column.kt", "dec1"),
        common.SHARE,
    )
    return report.exhibit(
        "scenarios.uses",
        values,
        id="mineral-uses",
        form="none" if top is None else "",
        chart=charts.stacked(drawn, series, step=34),
        table=Table(drawn, columns),
        caveats=["caveat.scenarios", "caveat.iea"],
    )
