"""Exhibits on the power that data centres need, and on who has how much of what."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import economies, levels, two_sides
from econsec.exhibits.digital.developers import both
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.science.industry import YARDSTICK, roles
from econsec.i18n import numbers

TERAWATT = 1e9  # kWh in a TWh
SCALES = {"electricity": TERAWATT, "renewables": 1e3}  # what a unit of the table holds of the source's


def standing(report: Report, found: pd.DataFrame) -> Exhibit | Gap:
    """Share out what the two have together, measure by measure: who has models, machines, people, power.

    A gap where no measure has both.

    Parameters
    ----------
    found : DataFrame
        From `decisions.compute.balance`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> things = {
    ...     "models": decisions.models.count(decisions.models.notable(load("ai_models"), since=2015)),
    ...     "servers": decisions.compute.in_all(load("wdi"), indicator="IT.NET.SECR.P6", per=1e6),
    ...     "electricity": decisions.compute.in_all(load("wdi"), indicator="EG.USE.ELEC.KH.PC"),
    ... }
    >>> found = decisions.compute.balance(things, pair=["JPN", "IND"])
    >>> exhibits.power.standing(report.on(dataset("ai_models"), dataset("wdi")), found).id
    'standing'
    """
    if found.empty:
        return Gap("standing.gap")
    values = sides(report, found)
    kept = found.assign(label=[report.text(f"standing.{name}") for name in found["measure"]])
    parts = []
    for series, share in (("mine", kept["share"]), ("theirs", 1 - kept["share"])):
        written = [numbers.percent(value, report.language, digits=0) for value in share]
        parts.append(kept.assign(series=series, share=share, name=written))
    order = two_sides(report)
    scale = kept["measure"].map(SCALES).fillna(1.0)
    table = kept.assign(
        mine=kept["mine"] / scale,
        theirs=kept["theirs"] / scale,
        data_year=kept["year"].astype(str),
        unit=[report.text(f"standing.unit.{name}") for name in kept["measure"]],
    )
    columns = (
        Column("label", "table.measure"),
        Column("data_year", "table.year", "code"),
        *common.SIDES,
        Column("unit", "standing.column.unit"),
        Column("share", "standing.column.share", "percent0", bar=True),
    )
    return report.exhibit(
        "standing",
        values,
        chart=charts.stacked(pd.concat(parts, ignore_index=True), order, step=30),
        table=Table(table, columns),
        caveats=["caveat.standing"],
    )


def sides(report: Report, found: pd.DataFrame) -> dict[str, Any]:
    """Return of how many measures each of the two has the larger part, and which, for a sentence."""
    names = [report.text(f"standing.{name}") for name in found["measure"]]
    mine = [name for name, share in zip(names, found["share"], strict=True) if share > 0.5]  # noqa: PLR2004 - half
    theirs = [name for name in names if name not in mine]
    return {"of": len(found), "mine_n": len(mine), "theirs_n": len(theirs), "mine": mine, "theirs": theirs[::-1]}


def electricity(report: Report, used: pd.DataFrame, compared: pd.DataFrame) -> Exhibit | Gap:
    """Follow the electricity that the economies use, on a scale of powers of ten.

    A gap where importer or partner is not known.

    Parameters
    ----------
    used : DataFrame
        From `decisions.compute.in_all`: economy, year, value (kWh).
    compared : DataFrame
        From `decisions.world_shares.growth_together`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> used = decisions.compute.in_all(load("wdi"), indicator="EG.USE.ELEC.KH.PC")
    >>> compared = decisions.world_shares.growth_together(used, economies=["JPN", "IND"])
    >>> exhibits.power.electricity(report.on(dataset("wdi")), used, compared).id
    'electricity'
    """
    values = both(report, compared, {"before": "before", "after": "after", "times": "times"})
    if values is None:
        return Gap("energy.electricity.gap")
    shown = report.present(used["economy"], YARDSTICK)
    values |= {name: str(int(compared[name].iloc[0])) for name in ("first_year", "last_year")}
    for name in ("mine_before", "mine_after", "theirs_before", "theirs_after"):
        values[name] /= TERAWATT
    own = used[used["economy"].isin(shown)]
    table = compared[compared["economy"].isin(shown)].sort_values("after", ascending=False)
    table = table.assign(
        name=report.names(table["economy"]),
        before=table["before"] / TERAWATT,
        after=table["after"] / TERAWATT,
    )
    columns = (
        common.ECONOMY,
        Column("before", report.text("energy.column.twh", data_year=values["first_year"]), "int"),
        Column("after", report.text("energy.column.twh", data_year=values["last_year"]), "int"),
        common.TIMES,
    )
    series = economies(report, shown)
    drawn = own.assign(series=own["economy"], value=own["value"] / TERAWATT)
    return report.exhibit(
        "energy.electricity",
        values,
        chart=levels(drawn, series, log=True),
        table=Table(table, columns, whole=own),
        caveats=["caveat.electricity"],
    )


def draw(report: Report, drawn: pd.DataFrame) -> None:
    """Say what the known clusters could draw at most, beside what each economy uses.

    Parameters
    ----------
    drawn : DataFrame
        From `decisions.compute.draw`.
    """
    for code in (report.importer, report.partner):
        own = drawn[drawn["economy"] == code]
        if own.empty:
            continue
        row = own.iloc[0]
        form = "planned" if row["planned_power"] > 0 else "now"
        values = {"power": float(row["power"]), "part": float(row["part"]), "data_year": str(int(row["year"]))}
        values |= {"later": float(row["planned_power"]), "planned_part": float(row["planned_part"])}
        report.claim(f"energy.draw.{form}", economy=code, **values)


def renewable(report: Report, shares: pd.DataFrame, built: pd.DataFrame) -> Exhibit | Gap:
    """Follow renewables' part of generation, with what was built in the last ten years beside it.

    A gap where importer or partner is not known.

    Parameters
    ----------
    shares : DataFrame
        Renewables' share of generation: economy, year, value (percent).
    built : DataFrame
        From `decisions.clean_energy.growth`: economy, base, last, before, after (GW).

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report, power = Report("JPN", "IND", "CHN", 2025), load("renewables")
    >>> capacity = decisions.clean_energy.capacity(power, economies=[*report.roles.values(), "USA"])
    >>> shares = power.query("technology == 'all renewables' and measure == 'share of generation'")
    >>> built = decisions.clean_energy.growth(capacity)
    >>> exhibits.power.renewable(report.on(dataset("renewables")), shares, built).id
    'renewable'
    """
    own = shares[shares["economy"].isin(roles(report, YARDSTICK))].assign(value=lambda rows: rows["value"] / 100)
    ends = (
        own.sort_values("year")
        .groupby("economy", as_index=False)
        .agg(first=("value", "first"), share=("value", "last"), year=("year", "last"))
    )
    joined = ends.merge(built[["economy", "base", "last", "before", "after"]], on="economy", how="left")
    joined["added"] = joined["after"] - joined["before"]
    values = both(report, joined, {"first": "first", "share": "share", "added": "added"})
    if values is None:
        return Gap("energy.renewable.gap")
    values |= {"first_year": str(int(own["year"].min())), "last_year": str(int(own["year"].max()))}
    values |= {"base": str(int(joined["base"].max())), "last": str(int(joined["last"].max()))}
    shown = report.present(own["economy"], YARDSTICK)
    table = joined.set_index("economy").loc[shown].reset_index()
    table = table.assign(name=report.names(shown))
    columns = (
        common.ECONOMY,
        Column("first", values["first_year"], "percent"),
        Column("share", values["last_year"], "percent", bar=True),
        Column("added", "energy.column.added", "dec1"),
    )
    series = economies(report, shown)
    return report.exhibit(
        "energy.renewable",
        values,
        chart=charts.curves(own.assign(series=own["economy"]), series, y_format=".0%"),
        table=Table(table, columns, whole=own),
        caveats=["caveat.renewable", "irena_terms"],
    )
