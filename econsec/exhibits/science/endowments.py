"""Exhibits on what each economy brings: patents by technology, doctorates, royalties, effort."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.codes.tables import read
from econsec.exhibits import charts
from econsec.exhibits.charts import Series, pairs, two_sides
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common, units
from econsec.exhibits.elements.theme import GREEN
from econsec.exhibits.science.industry import YARDSTICK
from econsec.i18n import numbers

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


def technologies(report: Report, shares: pd.DataFrame, names: dict[str, str]) -> Exhibit | Gap:
    """Compare the parts of the world's US patents that importer and partner hold, technology by technology.

    A gap where the source has no patents of importer or partner.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.world_shares.latest`: series, year, economy, value, share (0..1).
    names : dict
        Series to the message that names its technology.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2023)
    >>> science = load("science_indicators")
    >>> names = exhibits.endowments.TECHNOLOGIES
    >>> technologies = decisions.world_shares.latest(
    ...     decisions.world_shares.of_world(science[science["series"].isin(list(names))])
    ... )
    >>> exhibits.endowments.technologies(report.on(dataset("science_indicators")), technologies, names).id
    'technologies'
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
        Column("label", "table.technology"),
        common.YEAR,
        Column("mine", "economy.importer", "percent", bar=True),
        Column("theirs", "economy.partner", "percent", bar=True),
        *((Column("rival", "economy.rival", "percent"),) if report.rival in wide else ()),
    )
    series = two_sides(report)
    top_share = min(1.0, 1.2 * float(wide[["mine", "theirs"]].to_numpy(dtype=float).max()))
    return report.exhibit(
        "strengths.technologies",
        values,
        chart=charts.dumbbell(wide, series, top=top_share, step=34),
        table=Table(wide, columns, whole=shares),
        caveats=["caveat.us_patents", "ncses_tabulator"],
    )


def doctorates(report: Report, figures: pd.DataFrame) -> Exhibit | Gap:
    """Compare the doctorates that importer and partner award, field by field.

    A gap where the source does not have both economies.

    Parameters
    ----------
    figures : DataFrame
        Of one year: field, economy, value.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2023)
    >>> degrees = load("science_indicators").query(
    ...     "series == 'doctoral-degrees' and economy in @report.roles.values()"
    ... )
    >>> common = decisions.world_shares.common(degrees, economies=[report.importer, report.partner])
    >>> exhibits.endowments.doctorates(report.on(dataset("science_indicators")), common).id
    'doctorates'
    """
    wide = report.side_by_side(figures, "field").dropna().query("field != 'all fields'")
    wide = wide.sort_values("theirs", ascending=False, kind="stable")
    wide = wide.assign(label=[field_label(field, report.language) for field in wide["field"]])
    for name in report.sides:
        wide[f"{name}_text"] = [numbers.decimal(value, report.language) for value in wide[name]]
    total = wide[wide["field"] == SCIENCE]
    if total.empty:
        return Gap("strengths.doctorates.gap")
    values = {
        "mine": float(total["mine"].iloc[0]),
        "theirs": float(total["theirs"].iloc[0]),
        "last_year": str(int(figures["year"].max())),
    }
    series = two_sides(report)
    return report.exhibit(
        "strengths.doctorates",
        values,
        chart=pairs(wide, series),
        table=Table(wide, (Column("label", "table.field"), *common.SIDES), whole=figures),
        caveats=["caveat.degrees", "ncses_rebuilt"],
    )


SCIENCE = "science and engineering"


def royalties(report: Report, figures: pd.DataFrame) -> Exhibit | Gap:
    """Show what each economy receives and pays for the use of intellectual property.

    A gap where importer or partner is not known.

    Parameters
    ----------
    figures : DataFrame
        economy, year, received, paid (USD): the latest year with both.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2023)
    >>> charges = decisions.world_shares.exchange(load("wdi"), received="BX.GSR.ROYL.CD", paid="BM.GSR.ROYL.CD")
    >>> exhibits.endowments.royalties(report.on(dataset("wdi")), charges).id
    'royalties'
    """
    shown = report.present(figures["economy"], YARDSTICK)
    if not {report.importer, report.partner} <= set(shown):
        return Gap("strengths.royalties.gap")
    drawn = figures.set_index("economy").loc[shown].reset_index()
    drawn = drawn.assign(label=report.names(drawn["economy"]))
    for name in ("received", "paid"):
        drawn[f"{name}_usd"] = drawn[name]
        drawn[f"{name}_text"] = [units.amount(value, report.language) for value in drawn[name]]
        drawn[name] = drawn[name] / units.scale(report.language)
    known = drawn.set_index("economy")
    values: dict[str, Any] = {}
    for part, code in report.sides.items():
        values |= {f"{part}_{name}": float(known[f"{name}_usd"][code]) for name in ("received", "paid")}
        values[f"{part}_year"] = str(int(known["year"][code]))
    columns = (
        common.ECONOMY_ROW,
        common.YEAR,
        Column("received_usd", "table.received", "usd_million"),
        Column("paid_usd", "table.paid", "usd_million"),
    )
    series = [
        Series("received", report.text("strengths.received"), GREEN),
        Series("paid", report.text("strengths.paid"), charts.SECOND),
    ]
    return report.exhibit(
        "strengths.royalties",
        values,
        chart=pairs(drawn, series),
        table=Table(drawn, columns),
        caveats=["caveat.royalties", "wdi_sparse"],
    )


def effort(report: Report, latest: pd.DataFrame, names: dict[str, str]) -> Exhibit | Gap:
    """Set what each economy puts into research beside each other, every figure with its year: a table.

    A gap where the first indicator is not known of importer or partner.

    Parameters
    ----------
    latest : DataFrame
        From `decisions.world_shares.latest`: indicator, economy, year, value.
    names : dict
        Indicator to the message that names it with its unit, in the order to print.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2023)
    >>> latest = decisions.world_shares.latest(load("wdi"), by=["indicator", "economy"])
    >>> exhibits.endowments.effort(report.on(dataset("wdi")), latest, exhibits.endowments.EFFORT).id
    'effort'
    """
    shown = report.present(latest["economy"], YARDSTICK)
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
    for part, code in report.sides.items():
        values |= {part: float(value[first, code]) / 100, f"{part}_year": str(year[first, code])}
    columns = (Column("label", "table.measure"), *(Column(code, report.name(code)) for code in shown))
    whole = latest[latest["indicator"].isin(names) & latest["economy"].isin(shown)]
    return report.exhibit(
        "strengths.effort",
        values,
        table=Table(pd.DataFrame(rows), columns, open=True, whole=whole),
        caveats=["wdi_sparse"],
    )


def _written(value: float, year: int, language: str) -> str:
    number = numbers.decimal(value, language, digits=2 if value < 10 else 0)  # noqa: PLR2004 - shares of GDP
    return f"{number}（{year}年）" if language == "ja" else f"{number} ({year})"
