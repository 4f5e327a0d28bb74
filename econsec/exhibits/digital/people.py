"""Exhibits on people and what they sell: a stated shortage, persons of working age, degrees, services."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import economies, levels, pairs, two_sides
from econsec.exhibits.digital.developers import both
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common, units
from econsec.exhibits.elements.theme import CHARCOAL
from econsec.exhibits.science.endowments import field_label
from econsec.exhibits.science.industry import YARDSTICK
from econsec.i18n import numbers

FIELD = "engineering"  # the field that a headline compares: both report it, and it is nearest to IT


def shortage(report: Report, stated: pd.DataFrame) -> Exhibit | Gap:
    """Set the stated shortages of IT staff beside a year's gain in accounts of both: an order of magnitude.

    A gap where neither economy has a stated shortage.

    Parameters
    ----------
    stated : DataFrame
        From `decisions.developers.against_gap`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> rates = decisions.developers.pace(
    ...     decisions.developers.by_quarter(load("github_activity"), until=2025), least=1000000
    ... )
    >>> stated = decisions.developers.against_gap(load("facts"), rates, pair=[report.importer, report.partner])
    >>> exhibits.people.shortage(report.on(dataset("facts"), dataset("github_activity")), stated).id
    'shortage'
    """
    if stated.empty:
        return Gap("talent.shortage.gap")
    values = last_shortage(stated)
    lacking, other = values["lacking"], values["other"]
    rows: list[dict[str, Any]] = []
    many = units.many(report.language, 1e3)
    ranged = stated["year"].duplicated(keep=False)
    said = stated["fact_ja" if report.language == "ja" else "fact"]
    for year, value, several, fact in zip(stated["year"], stated["value"], ranged, said, strict=True):
        form = "stated" if not several else "low" if value == values["low"] else "high"
        label = report.text(f"talent.shortage.{form}", data_year=str(int(year)))
        rows.append({"label": label, "persons": value, "colour": CHARCOAL, "fact": fact})
    for code, gain in ((lacking, values["own_gain"]), (other, values["other_gain"])):
        label = report.text("talent.shortage.gain", economy=code)
        rows.append({"label": label, "persons": gain, "colour": report.palette.of(code), "fact": ""})
    drawn = pd.DataFrame(rows)
    drawn["text"] = [numbers.count(value, report.language) for value in drawn["persons"]]
    drawn["value"] = drawn["persons"] / many
    drawn["own_part"] = drawn["persons"] / values["own_gain"]
    drawn["other_part"] = drawn["persons"] / values["other_gain"]
    columns = (
        Column("label", "talent.column.what"),
        Column("persons", "talent.column.number", "int"),
        Column("other_part", report.text("talent.column.of_gain", economy=other), "percent0"),
        Column("own_part", report.text("talent.column.of_gain", economy=lacking), "percent0"),
        Column("fact", "talent.column.source"),
    )
    return report.exhibit(
        "talent.shortage",
        values,
        chart=charts.bars(drawn, colour=CHARCOAL, axis_format=",.0f", step=34, room=0.12),
        table=Table(drawn, columns, whole=stated),
        caveats=["caveat.accounts_staff", "facts_secondary"],
    )


def last_shortage(stated: pd.DataFrame) -> dict[str, Any]:
    """Return the shortage of the last year that is stated, low and high, beside a year's gain, for a sentence."""
    last = stated[stated["year"] == stated["year"].max()]
    return {
        "lacking": str(last["economy"].iloc[0]),
        "other": str(last["other"].iloc[0]),
        "low": float(last["value"].min()),
        "high": float(last["value"].max()),
        "gap_year": str(int(last["year"].iloc[0])),
        "own_gain": float(last["own_gain"].iloc[0]),
        "other_gain": float(last["other_gain"].iloc[0]),
        "low_part": float(last["other_part"].min()),
        "high_part": float(last["other_part"].max()),
        "own_low_part": float(last["own_part"].min()),
        "own_high_part": float(last["own_part"].max()),
    }


def people(report: Report, persons: pd.DataFrame) -> Exhibit | Gap:
    """Follow the persons of working age of the three economies, from a common start.

    A gap where importer or partner is not known.

    Parameters
    ----------
    persons : DataFrame
        From `decisions.developers.working_age`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> exhibits.people.people(
    ...     report.on(dataset("wdi")),
    ...     decisions.developers.working_age(load("wdi"), economies=list(report.roles.values()), since=1995),
    ... ).id
    'people'
    """
    ends = persons.sort_values("year").groupby("economy").agg(before=("value", "first"), after=("value", "last"))
    ends = ends.assign(change=ends["after"] - ends["before"], index=100 * ends["after"] / ends["before"]).reset_index()
    values = both(report, ends, {"change": "change", "after": "after", "index": "index"})
    if values is None:
        return Gap("talent.people.gap")
    shown = report.present(ends["economy"])
    values |= {"first_year": str(int(persons["year"].min())), "last_year": str(int(persons["year"].max()))}
    drawn = persons[persons["economy"].isin(shown)].assign(
        series=lambda rows: rows["economy"], value=lambda rows: rows["index"]
    )
    table = ends.set_index("economy").loc[shown].reset_index()
    table = table.assign(name=report.names(shown))
    columns = (
        common.ECONOMY,
        Column("before", values["first_year"], "int"),
        Column("after", values["last_year"], "int"),
        Column("index", "talent.column.index", "dec1"),
    )
    series = economies(report, shown)
    return report.exhibit(
        "talent.people",
        values,
        chart=levels(drawn, series),
        table=Table(table, columns, whole=persons),
        caveats=["caveat.working_age", "wdi_sparse"],
    )


def graduates(report: Report, figures: pd.DataFrame) -> Exhibit | Gap:
    """Compare the first degrees that importer and partner award, field by field; a field not reported has no mark.

    A gap where the source does not have both economies' engineers.

    Parameters
    ----------
    figures : DataFrame
        Of one year: field, economy, value.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> degrees = decisions.world_shares.common(
    ...     load("science_indicators", series="first-degrees"), economies=[report.importer, report.partner]
    ... )
    >>> exhibits.people.graduates(report.on(dataset("science_indicators")), degrees).id
    'graduates'
    """
    own = figures[figures["economy"].isin([report.importer, report.partner])]
    wide = report.side_by_side(own, "field").query("field != 'all fields'")
    wide = wide.sort_values("theirs", ascending=False, kind="stable", na_position="last")
    if FIELD not in set(wide.dropna()["field"]):
        return Gap("talent.graduates.gap")
    wide["label"] = [field_label(field, report.language) for field in wide["field"]]
    for side in ("mine", "theirs"):
        wide[f"{side}_text"] = [numbers.decimal(value, report.language) for value in wide[side].fillna(0)]
    known = wide.set_index("field")
    values: dict[str, Any] = {side: float(known[side][FIELD]) for side in ("mine", "theirs")}
    values |= {"data_year": str(int(figures["year"].max())), "field": field_label(FIELD, report.language)}
    series = two_sides(report)
    return report.exhibit(
        "talent.graduates",
        values,
        chart=pairs(wide, series, log=True),
        table=Table(wide, (Column("label", "table.field"), *common.SIDES), whole=own),
        caveats=["caveat.degrees", "ncses_rebuilt"],
    )


def services(report: Report, figures: pd.DataFrame, compared: pd.DataFrame) -> Exhibit | Gap:
    """Follow the exports of information and communication services, to the whole world.

    A gap where the source does not have importer or partner.

    Parameters
    ----------
    figures : DataFrame
        economy, year, value (USD).
    compared : DataFrame
        From `decisions.world_shares.growth` over two years that both have: economy, before, after, times, first_year,
        last_year.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> sold = load("ict_services")
    >>> compared = decisions.world_shares.growth_together(sold, economies=[report.importer, report.partner])
    >>> exhibits.people.services(report.on(dataset("ict_services")), sold, compared).id
    'services'
    """
    values = both(report, compared, {"before": "before", "after": "after", "times": "times"})
    if values is None:
        return Gap("talent.services.gap")
    shown = report.present(figures["economy"], YARDSTICK)
    own = figures[figures["economy"].isin(shown)]
    values |= {
        "first_year": str(int(compared["first_year"].iloc[0])),
        "last_year": str(int(compared["last_year"].iloc[0])),
    }
    values["times"] = values["theirs_after"] / values["mine_after"]
    drawn = own.assign(series=own["economy"], value=own["value"] / units.scale(report.language))
    table = compared[compared["economy"].isin(set(figures["economy"]))].sort_values("after", ascending=False)
    table = table.dropna(subset=["after"])
    table = table.assign(name=report.names(table["economy"]))
    columns = (
        common.ECONOMY,
        Column("before", report.text("table.usd_million_of", year=values["first_year"]), "usd_million"),
        Column("after", report.text("table.usd_million_of", year=values["last_year"]), "usd_million"),
        common.TIMES,
    )
    series = economies(report, shown)
    return report.exhibit(
        "talent.services",
        values,
        chart=levels(drawn, series),
        table=Table(table, columns, whole=figures),
        caveats=["caveat.services_world", "caveat.services_read"],
    )
