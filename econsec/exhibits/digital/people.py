"""Exhibits on people and what they sell: a stated shortage, persons of working age, degrees, services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.economies import economy_name
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.charts.levels import levels
from econsec.exhibits.charts.pairs import pairs
from econsec.exhibits.charts.two_sides import two_sides
from econsec.exhibits.digital.developers import both
from econsec.exhibits.elements import units
from econsec.exhibits.elements.exhibit import Exhibit
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.elements.table import Column, Table
from econsec.exhibits.elements.theme import CHARCOAL
from econsec.exhibits.elements.vintage import caveats
from econsec.exhibits.science.endowments import field_label
from econsec.exhibits.science.industry import YARDSTICK, roles
from econsec.i18n import numbers

if TYPE_CHECKING:
    from econsec.exhibits.elements.report import Report
    from econsec.store.catalog import Dataset

FIELD = "engineering"  # the field that a headline compares: both report it, and it is nearest to IT


def shortage(report: Report, stated: pd.DataFrame, data: tuple[Dataset, ...]) -> Exhibit | Gap:
    """Set the stated shortages of IT staff beside a year's gain in accounts of both: an order of magnitude.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    stated : DataFrame
        From `decisions.developers.against_gap`.
    data : tuple of Dataset
        Whose figures they are.

    Returns
    -------
    Exhibit or Gap
        A gap where neither economy has a stated shortage.
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
        Column("label", report.text("talent.column.what")),
        Column("persons", report.text("talent.column.number"), "int"),
        Column("other_part", report.text("talent.column.of_gain", economy=other), "percent0"),
        Column("own_part", report.text("talent.column.of_gain", economy=lacking), "percent0"),
        Column("fact", report.text("talent.column.source")),
    )
    return Exhibit(
        id="shortage",
        headline=report.text("talent.shortage.headline", **values),
        subtitle=report.text("talent.shortage.subtitle", **values),
        alt=report.text("talent.shortage.alt", **values),
        chart=charts.bars(drawn, colour=CHARCOAL, axis_format=",.0f", step=34, room=0.12),
        table=Table(drawn, columns, report.text("talent.shortage.caption", **values), whole=stated),
        datasets=data,
        language=report.language,
        caveats=(report.text("caveat.accounts_staff"), *caveats(report, "facts_secondary")),
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


def people(report: Report, persons: pd.DataFrame, data: Dataset) -> Exhibit | Gap:
    """Follow the persons of working age of the three economies, from a common start.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    persons : DataFrame
        From `decisions.developers.working_age`.
    data : Dataset
        Whose figures they are.

    Returns
    -------
    Exhibit or Gap
        A gap where importer or partner is not known.
    """
    ends = persons.sort_values("year").groupby("economy").agg(before=("value", "first"), after=("value", "last"))
    ends = ends.assign(change=ends["after"] - ends["before"], index=100 * ends["after"] / ends["before"]).reset_index()
    values = both(report, ends, {"change": "change", "after": "after", "index": "index"})
    if values is None:
        return Gap("talent.people.gap")
    shown = [code for code in roles(report) if code in set(ends["economy"])]
    values |= {"first_year": str(int(persons["year"].min())), "last_year": str(int(persons["year"].max()))}
    drawn = persons[persons["economy"].isin(shown)].assign(
        series=lambda rows: rows["economy"], value=lambda rows: rows["index"]
    )
    table = ends.set_index("economy").loc[shown].reset_index()
    table = table.assign(name=[economy_name(code, report.language) for code in shown])
    columns = (
        Column("name", report.text("column.economy")),
        Column("before", values["first_year"], "int"),
        Column("after", values["last_year"], "int"),
        Column("index", report.text("talent.column.index", first_year=values["first_year"]), "dec1"),
    )
    series = [Series(code, economy_name(code, report.language), report.palette.of(code)) for code in shown]
    return Exhibit(
        id="people",
        headline=report.text("talent.people.headline", **values),
        subtitle=report.text("talent.people.subtitle", **values),
        alt=report.text("talent.people.alt", **values),
        chart=levels(drawn, series),
        table=Table(table, columns, report.text("talent.people.caption", **values), whole=persons),
        datasets=(data,),
        language=report.language,
        caveats=(report.text("caveat.working_age"), *caveats(report, "wdi_sparse")),
    )


def graduates(report: Report, figures: pd.DataFrame, data: Dataset) -> Exhibit | Gap:
    """Compare the first degrees that importer and partner award, field by field; a field not reported has no mark.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    figures : DataFrame
        Of one year: field, economy, value.
    data : Dataset
        Whose figures they are.

    Returns
    -------
    Exhibit or Gap
        A gap where the source does not have both economies' engineers.
    """
    own = figures[figures["economy"].isin([report.importer, report.partner])]
    wide = own.pivot_table(index="field", columns="economy", values="value")
    wide = wide.reindex(columns=[report.importer, report.partner])
    if FIELD not in wide.index or wide.loc[FIELD].isna().any():
        return Gap("talent.graduates.gap")
    wide = wide.drop(index=["all fields"], errors="ignore").reset_index()
    wide = wide.rename(columns={report.importer: "mine", report.partner: "theirs"})
    wide = wide.sort_values("theirs", ascending=False, kind="stable", na_position="last")
    wide["label"] = [field_label(field, report.language) for field in wide["field"]]
    for side in ("mine", "theirs"):
        wide[f"{side}_text"] = [numbers.decimal(value, report.language) for value in wide[side].fillna(0)]
    known = wide.set_index("field")
    values: dict[str, Any] = {side: float(known[side][FIELD]) for side in ("mine", "theirs")}
    values |= {"data_year": str(int(figures["year"].max())), "field": field_label(FIELD, report.language)}
    columns = (
        Column("label", report.text("table.field")),
        Column("mine", report.text("economy.importer"), "int"),
        Column("theirs", report.text("economy.partner"), "int"),
    )
    series = two_sides(report)
    return Exhibit(
        id="graduates",
        headline=report.text("talent.graduates.headline", **values),
        subtitle=report.text("talent.graduates.subtitle", **values),
        alt=report.text("talent.graduates.alt", **values),
        chart=pairs(wide, series, log=True),
        table=Table(wide, columns, report.text("talent.graduates.subtitle", **values), whole=own),
        datasets=(data,),
        language=report.language,
        caveats=(report.text("caveat.degrees"), *caveats(report, "ncses_rebuilt")),
    )


def services(report: Report, figures: pd.DataFrame, compared: pd.DataFrame, data: Dataset) -> Exhibit | Gap:
    """Follow the exports of information and communication services, to the whole world.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    figures : DataFrame
        economy, year, value (USD).
    compared : DataFrame
        From `decisions.knowledge.growth` over two years that both have: economy, before, after, times, first_year,
        last_year.
    data : Dataset
        Whose figures they are.

    Returns
    -------
    Exhibit or Gap
        A gap where the source does not have importer or partner.
    """
    values = both(report, compared, {"before": "before", "after": "after", "times": "times"})
    if values is None:
        return Gap("talent.services.gap")
    shown = [code for code in roles(report, YARDSTICK) if code in set(figures["economy"])]
    own = figures[figures["economy"].isin(shown)]
    values |= {
        "first_year": str(int(compared["first_year"].iloc[0])),
        "last_year": str(int(compared["last_year"].iloc[0])),
    }
    values["times"] = values["theirs_after"] / values["mine_after"]
    drawn = own.assign(series=own["economy"], value=own["value"] / units.scale(report.language))
    table = compared[compared["economy"].isin(set(figures["economy"]))].sort_values("after", ascending=False)
    table = table.dropna(subset=["after"])
    table = table.assign(name=[economy_name(code, report.language) for code in table["economy"]])
    columns = (
        Column("name", report.text("column.economy")),
        Column("before", report.text("table.usd_million_of", year=values["first_year"]), "usd_million"),
        Column("after", report.text("table.usd_million_of", year=values["last_year"]), "usd_million"),
        Column("times", report.text("table.times"), "dec1"),
    )
    series = [Series(code, economy_name(code, report.language), report.palette.of(code)) for code in shown]
    return Exhibit(
        id="services",
        headline=report.text("talent.services.headline", **values),
        subtitle=report.text("talent.services.subtitle", **values),
        alt=report.text("talent.services.alt", **values),
        chart=levels(drawn, series),
        table=Table(table, columns, report.text("talent.services.caption", **values), whole=figures),
        datasets=(data,),
        language=report.language,
        caveats=(report.text("caveat.services_world"), report.text("caveat.services_read")),
    )
