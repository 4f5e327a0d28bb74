"""What each table holds of one subject."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits.elements import Column, Exhibit, Report, Table
from econsec.store.catalog import dataset

SHOWN = 6  # codes that a cell of the table names


SIX = 6


def tables(report: Report, held: pd.DataFrame, title: str) -> Exhibit:
    """Show which tables hold the subject, under which codes, of which years, and whether they hold both economies.

    Parameters
    ----------
    held : DataFrame
        From `decisions.named.held` for importer and partner.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, load, trade
    >>> report, item = Report("JPN", "IND", "CHN", 2024), exhibits.naming.about(["850511"])
    >>> within = decisions.named.within(load("india_exports"), item)
    >>> held = decisions.named.held(trade(item, year=2024), within, item, economies=["JPN", "IND"])
    >>> exhibits.held.tables(report, held, item.title("en")).id
    'holds'
    """
    data = {name: dataset(name) for name in held["table"]}
    rows = held.assign(
        label=[data[name].title(report.language) for name in held["table"]],
        codes_text=[_listed(report, codes, fit) for codes, fit in zip(held["codes"], held["fit"], strict=True)],
        years=[_years(report, *span) for span in held[["first", "last"]].itertuples(index=False, name=None)],
    )
    for code in (report.importer, report.partner):
        rows[f"{code}_text"] = [report.text(f"holds.{'' if has else 'un'}covered") for has in held[code]]
    values = {
        "item": title,
        "n": int((held["fit"] != "none").sum()),
        "of": len(held),
        "same": int((held["fit"] == "same").sum()),
        "both": int((held[report.importer] & held[report.partner]).sum()),
    }
    columns = (
        Column("label", "holds.column.table"),
        Column("codes_text", "holds.column.codes"),
        Column(f"{report.importer}_text", report.name(report.importer)),
        Column(f"{report.partner}_text", report.name(report.partner)),
        Column("years", "holds.column.years"),
    )
    sources = {one.source.id: one for one in data.values()}
    return report.on(*sources.values()).exhibit(
        "holds.tables",
        values,
        id="holds",
        table=Table(rows, columns, open=True, whole=held),
        caveats=["caveat.holds"],
    )


def _listed(report: Report, codes: tuple[str, ...], fit: str) -> str:
    """Name the codes, with how they fit what was asked."""
    match = report.text(f"holds.fit.{fit}")
    if not codes:
        return match
    more = len(codes) - SHOWN
    said = ", ".join(codes[:SHOWN])
    said = f"{said} {report.text('holds.rest', n=more)}" if more > 0 else said
    return report.text("holds.what", what=said, match=match)


def _years(report: Report, first: float, last: float) -> str:
    if first != first or first is None:  # noqa: PLR0124 - NaN is not itself
        return ""
    ends = [str(int(first)), str(int(last))]
    return {"en": "–", "ja": "～"}[report.language].join(dict.fromkeys(ends))
