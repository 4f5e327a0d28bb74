"""Exhibits on what each economy brings: patents by technology, doctorates, royalties, effort."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.economies import economy_name
from econsec.codes.tables import read
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.charts.pairs import pairs
from econsec.exhibits.charts.two_sides import two_sides
from econsec.exhibits.elements import units
from econsec.exhibits.elements.exhibit import Exhibit
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.elements.table import Column, Table
from econsec.exhibits.elements.theme import GREEN
from econsec.exhibits.elements.vintage import caveats
from econsec.exhibits.science.industry import YARDSTICK, roles
from econsec.i18n import numbers

if TYPE_CHECKING:
    from econsec.exhibits.elements.report import Report
    from econsec.store.catalog import Dataset

# US patents by technology, and what goes into research: series and indicators to the messages that name them.
TECHNOLOGIES = {
    "us-patents-semiconductors": "technology.semiconductors",
    "us-patents-pharma": "technology.pharma",
    "us-patents-energy-mitigation": "technology.energy",
    "us-patents-transport-mitigation": "technology.transport",
    "us-patents-ict-mitigation": "technology.ict",
}
EFFORT = {
    "GB.XPD.RSDV.GD.ZS": "effort.rd",
    "SP.POP.SCIE.RD.P6": "effort.researchers",
    "IP.JRN.ARTC.SC": "effort.articles",
    "IP.PAT.RESD": "effort.patents",
}


def field_label(field: str, language: str) -> str:
    """Return what the publisher calls a field of science.

    Examples
    --------
    >>> field_label("engineering", "ja")
    '工学'
    """
    names = read("ncses_fields").drop_duplicates("name_en").set_index("name_en")["name_ja"]
    return str(names.get(field, field)) if language == "ja" else field[:1].upper() + field[1:]


def technologies(report: Report, shares: pd.DataFrame, names: dict[str, str], data: Dataset) -> Exhibit | Gap:
    """Compare the parts of the world's US patents that importer and partner hold, technology by technology.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    shares : DataFrame
        From `decisions.knowledge.latest`: series, year, economy, value, share (0..1).
    names : dict
        Series to the message that names its technology.
    data : Dataset
        Whose figures they are.

    Returns
    -------
    Exhibit or Gap
        A gap where the source has no patents of importer or partner.
    """
    wide = shares.pivot_table(index=["series", "year"], columns="economy", values="share").reset_index()
    if not {report.importer, report.partner} <= set(wide.columns):
        return Gap("strengths.technologies.gap")
    wide = wide[wide["series"].isin(names)].assign(
        label=lambda rows: [report.text(names[name]) for name in rows["series"]],
        mine=lambda rows: rows[report.importer],
        theirs=lambda rows: rows[report.partner],
        rival=lambda rows: rows.get(report.rival),
    )
    wide = wide.sort_values("mine", ascending=False, kind="stable")
    widest = wide.loc[(wide["mine"] - wide["theirs"]).abs().sort_values().index[-1:]]
    values: dict[str, Any] = {name: float(widest[name].sum()) for name in ("mine", "theirs")}
    values["first"] = str(widest["label"].iloc[0])
    values["n"], values["of"] = int((wide["mine"] > wide["theirs"]).sum()), len(wide)
    values["first_year"], values["last_year"] = str(int(wide["year"].min())), str(int(wide["year"].max()))
    columns = (
        Column("label", report.text("table.technology")),
        Column("year", report.text("table.year"), "code"),
        Column("mine", report.text("economy.importer"), "percent", bar=True),
        Column("theirs", report.text("economy.partner"), "percent", bar=True),
        *((Column("rival", report.text("economy.rival"), "percent"),) if report.rival in wide else ()),
    )
    series = two_sides(report)
    top_share = min(1.0, 1.2 * float(wide[["mine", "theirs"]].to_numpy(dtype=float).max()))
    return Exhibit(
        id="technologies",
        headline=report.text("strengths.technologies.headline", **values),
        subtitle=report.text("strengths.technologies.subtitle", **values),
        alt=report.text("strengths.technologies.alt", **values),
        chart=charts.dumbbell(wide, series, top=top_share, step=34),
        table=Table(wide, columns, report.text("strengths.technologies.subtitle", **values), whole=shares),
        datasets=(data,),
        language=report.language,
        caveats=(report.text("caveat.us_patents"), *caveats(report, "ncses_tabulator")),
    )


def doctorates(report: Report, figures: pd.DataFrame, data: Dataset) -> Exhibit | Gap:
    """Compare the doctorates that importer and partner award, field by field.

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
        A gap where the source does not have both economies.
    """
    wide = figures.pivot_table(index="field", columns="economy", values="value")
    if not {report.importer, report.partner} <= set(wide.columns):
        return Gap("strengths.doctorates.gap")
    wide = wide.dropna(subset=[report.importer, report.partner]).reset_index()
    wide = wide[~wide["field"].isin(["all fields"])].sort_values(report.partner, ascending=False, kind="stable")
    wide = wide.assign(label=[field_label(field, report.language) for field in wide["field"]])
    for name, code in (("mine", report.importer), ("theirs", report.partner)):
        wide[name] = wide[code]
        wide[f"{name}_text"] = [numbers.decimal(value, report.language) for value in wide[name]]
    total = wide[wide["field"] == SCIENCE]
    if total.empty:
        return Gap("strengths.doctorates.gap")
    values = {
        "mine": float(total["mine"].iloc[0]),
        "theirs": float(total["theirs"].iloc[0]),
        "last_year": str(int(figures["year"].max())),
    }
    columns = (
        Column("label", report.text("table.field")),
        Column("mine", report.text("economy.importer"), "int"),
        Column("theirs", report.text("economy.partner"), "int"),
    )
    series = two_sides(report)
    return Exhibit(
        id="doctorates",
        headline=report.text("strengths.doctorates.headline", **values),
        subtitle=report.text("strengths.doctorates.subtitle", **values),
        alt=report.text("strengths.doctorates.alt", **values),
        chart=pairs(wide, series),
        table=Table(wide, columns, report.text("strengths.doctorates.subtitle", **values), whole=figures),
        datasets=(data,),
        language=report.language,
        caveats=(report.text("caveat.degrees"), *caveats(report, "ncses_rebuilt")),
    )


SCIENCE = "science and engineering"


def royalties(report: Report, figures: pd.DataFrame, data: Dataset) -> Exhibit | Gap:
    """Show what each economy receives and pays for the use of intellectual property.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    figures : DataFrame
        economy, year, received, paid (USD): the latest year with both.
    data : Dataset
        Whose figures they are.

    Returns
    -------
    Exhibit or Gap
        A gap where importer or partner is not known.
    """
    shown = [code for code in roles(report, YARDSTICK) if code in set(figures["economy"])]
    if not {report.importer, report.partner} <= set(shown):
        return Gap("strengths.royalties.gap")
    drawn = figures.set_index("economy").loc[shown].reset_index()
    drawn = drawn.assign(label=[economy_name(code, report.language) for code in drawn["economy"]])
    for name in ("received", "paid"):
        drawn[f"{name}_usd"] = drawn[name]
        drawn[f"{name}_text"] = [units.amount(value, report.language) for value in drawn[name]]
        drawn[name] = drawn[name] / units.scale(report.language)
    known = drawn.set_index("economy")
    values: dict[str, Any] = {}
    for part, code in (("mine", report.importer), ("theirs", report.partner)):
        values |= {f"{part}_{name}": float(known[f"{name}_usd"][code]) for name in ("received", "paid")}
        values[f"{part}_year"] = str(int(known["year"][code]))
    columns = (
        Column("label", report.text("column.economy")),
        Column("year", report.text("table.year"), "code"),
        Column("received_usd", report.text("table.received"), "usd_million"),
        Column("paid_usd", report.text("table.paid"), "usd_million"),
    )
    series = [
        Series("received", report.text("strengths.received"), GREEN),
        Series("paid", report.text("strengths.paid"), charts.SECOND),
    ]
    return Exhibit(
        id="royalties",
        headline=report.text("strengths.royalties.headline", **values),
        subtitle=report.text("strengths.royalties.subtitle", **values),
        alt=report.text("strengths.royalties.alt", **values),
        chart=pairs(drawn, series),
        table=Table(drawn, columns, report.text("strengths.royalties.subtitle", **values)),
        datasets=(data,),
        language=report.language,
        caveats=(report.text("caveat.royalties"), *caveats(report, "wdi_sparse")),
    )


def effort(report: Report, latest: pd.DataFrame, names: dict[str, str], data: Dataset) -> Exhibit | Gap:
    """Set what each economy puts into research beside each other, every figure with its year: a table.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    latest : DataFrame
        From `decisions.knowledge.latest`: indicator, economy, year, value.
    names : dict
        Indicator to the message that names it with its unit, in the order to print.
    data : Dataset
        Whose figures they are.

    Returns
    -------
    Exhibit or Gap
        A gap where the first indicator is not known of importer or partner.
    """
    shown = [code for code in roles(report, YARDSTICK) if code in set(latest["economy"])]
    found = latest.set_index(["indicator", "economy"])
    value, year = found["value"].to_dict(), found["year"].to_dict()
    first = next(iter(names))
    if not {(first, report.importer), (first, report.partner)} <= set(value):
        return Gap("strengths.effort.gap")
    rows = []
    for indicator, key in names.items():
        own = {code: (indicator, code) for code in shown}
        written = {
            code: _written(value[at], year[at], report.language) if at in value else "" for code, at in own.items()
        }
        rows.append({"label": report.text(key)} | written)
    values: dict[str, Any] = {}
    for part, code in (("mine", report.importer), ("theirs", report.partner)):
        values |= {part: float(value[first, code]) / 100, f"{part}_year": str(year[first, code])}
    columns = (
        Column("label", report.text("table.measure")),
        *(Column(code, economy_name(code, report.language)) for code in shown),
    )
    whole = latest[latest["indicator"].isin(names) & latest["economy"].isin(shown)]
    return Exhibit(
        id="effort",
        headline=report.text("strengths.effort.headline", **values),
        subtitle=report.text("strengths.effort.subtitle"),
        alt=report.text("strengths.effort.headline", **values),
        table=Table(pd.DataFrame(rows), columns, report.text("strengths.effort.subtitle"), open=True, whole=whole),
        datasets=(data,),
        language=report.language,
        caveats=caveats(report, "wdi_sparse"),
    )


def _written(value: float, year: int, language: str) -> str:
    number = numbers.decimal(value, language, digits=2 if value < 10 else 0)  # noqa: PLR2004 - shares of GDP
    return f"{number}（{year}年）" if language == "ja" else f"{number} ({year})"
