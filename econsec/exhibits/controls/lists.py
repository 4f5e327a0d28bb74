"""Exhibits on what stands written of a subject: which tables hold it, by whose rules and lists it matters."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd
from babel.dates import format_date

from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.dependence.verdicts import side_by_side
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table
from econsec.store.catalog import dataset

if TYPE_CHECKING:
    from econsec.store.catalog import Dataset

SHOWN = 6  # codes that a cell of the table names
SIX = 6
STATES = {1: "yes", 0: "no", -1: "unknown"}
SIGNS = {"yes": "●", "no": "○", "unknown": "?"}
PALE, BLANK = "#D4D4D4", "#EDEDED"


def tables(report: Report, held: pd.DataFrame, title: str) -> Exhibit:
    """Show which tables hold the subject, under which codes, of which years, and whether they hold both economies.

    Parameters
    ----------
    held : DataFrame
        From `decisions.records.held` for importer and partner.
    title : str
        What the subject is called.
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
    return report.exhibit(
        "holds.tables",
        values,
        id="holds",
        table=Table(rows, columns, open=True, whole=held),
        data=tuple({one.source.id: one for one in data.values()}.values()),
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


def rules(
    report: Report, counted: pd.DataFrame, names: list[str], title: str, data: tuple[Dataset, ...]
) -> Exhibit | Gap:
    """Show which published rules call the subject a dependence of importer and of partner.

    A gap where nothing can be judged for either; several products are shown side by side.

    Parameters
    ----------
    counted : DataFrame
        From `decisions.dossier.verdicts`: importer, product, hold, fail, unknown, verdicts.
    names : list of str
        The rules, in the order of the verdicts.
    title : str
        What the subject is called.
    """
    known = counted[counted["hold"] + counted["fail"] > 0] if len(counted) else counted
    if known.empty:
        return Gap("holds.rules.gap", {"item": title})
    if len(counted["product"].unique()) > 1:
        kind = "minerals" if counted["product"].str.len().eq(SIX).all() else "headings"
        return side_by_side(report, counted, names, data, kind=kind)
    rows = counted.set_index("importer")["verdicts"]
    parts = [code for code in (report.importer, report.partner) if code in rows.index]
    cells = pd.DataFrame(
        [
            {"label": report.text(f"rule.{rule}"), "rule": rule, "economy": code, "state": STATES[rows[code][place]]}
            for place, rule in enumerate(names)
            for code in parts
        ]
    )
    cells = cells.assign(
        column=report.names(cells["economy"]),
        sign=cells["state"].map(SIGNS),
        text=[report.text(f"flag.{state}") for state in cells["state"]],
        asks=[report.text(f"holds.asks.{rule}") for rule in cells["rule"]],
    )
    held = counted.set_index("importer")["hold"]
    doubts = int(counted["unknown"].sum())
    values = {
        "item": title,
        "of": len(names),
        "n": int(held.get(report.importer, 0)),
        "partner_n": int(held.get(report.partner, 0)),
        "ours": report.text("part.rules", n=int(held.get(report.importer, 0)), of=len(names)),
        "theirs": report.text("part.rules", n=int(held.get(report.partner, 0)), of=len(names)),
        "doubt": report.text("holds.doubt", n=doubts) if doubts else "",
    }
    form = "both" if len(parts) > 1 else "importer" if report.importer in parts else "partner"
    states = [
        Series("yes", report.text("flag.yes"), report.palette.of(report.rival)),
        Series("no", report.text("flag.no"), PALE),
        Series("unknown", report.text("flag.unknown"), BLANK),
    ]
    columns = (
        Column("label", "holds.column.rule"),
        Column("asks", "holds.column.asks"),
        Column("column", "goods.column.importer"),
        Column("text", "holds.column.passed"),
    )
    return report.exhibit(
        "holds.rules",
        values,
        form=form,
        alt=report.text("holds.rules.alt", **values, judged=_judged(report, cells)),
        chart=charts.matrix(cells, list(dict.fromkeys(cells["column"])), states, step=34),
        table=Table(cells, columns, whole=counted),
        data=data,
        caveats=["caveat.rules_four"],
    )


def _judged(report: Report, cells: pd.DataFrame) -> list[str]:
    """Write the verdict of each rule on each importer, for those who do not see the chart."""
    return [
        report.text("holds.rules.judged", rule=rule, who=who, text=text)
        for rule, who, text in zip(cells["label"], cells["economy"], cells["text"], strict=True)
    ]


def since(day: str, language: str) -> str:
    """Write a day, a month or a year, as far as it is known.

    Examples
    --------
    >>> since("2022-12-20", "en"), since("2023-06", "en"), since("2023-06", "ja"), since("2024", "ja")
    ('20 Dec 2022', 'Jun 2023', '2023年6月', '2024年')
    """
    parts = [int(part) for part in day.split("-")]
    forms = {"en": ("y", "MMM y", "d MMM y"), "ja": ("y年", "y年M月", "y年M月d日")}
    first = dt.date(*parts, *(1,) * (3 - len(parts)))
    return format_date(first, format=forms[language][len(parts) - 1], locale=language)


def lists(report: Report, entries: pd.DataFrame, title: str, data: Dataset) -> Exhibit | Gap:
    """Show on which official lists of critical goods the subject, or a part of it, stands.

    A gap where it is on none.

    Parameters
    ----------
    entries : DataFrame
        From `decisions.dossier.designated`: list, item, item_ja, designated, product, match, reason, reason_ja.
    title : str
        What the subject is called.
    data : Dataset
        Whose lists they are.
    """
    if entries.empty:
        return Gap("holds.lists.gap", {"item": title})
    own = "_ja" if report.language == "ja" else ""
    rows = entries.assign(
        label=entries[f"item{own}"],
        since=[since(day, report.language) for day in entries["designated"]],
        list_text=[report.text(f"holds.list.{name.split(' ', maxsplit=1)[0].lower()}") for name in entries["list"]],
        what=[
            report.text("holds.what", what=what, match=report.text(f"holds.match.{match}"))
            for what, match in zip(entries[f"reason{own}"], entries["match"], strict=True)
        ],
    )
    values = {"item": title, "n": entries["list"].nunique(), "names": list(dict.fromkeys(rows["list_text"]))}
    columns = (
        Column("label", "holds.column.item"),
        Column("list_text", "holds.column.list"),
        Column("since", "holds.column.designated"),
        Column("product", "column.hs", "code"),
        Column("what", "column.holds"),
    )
    return report.exhibit(
        "holds.lists", values, table=Table(rows, columns, open=True, whole=entries), data=data, caveats=["caveat.lists"]
    )
