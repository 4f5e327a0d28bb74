"""Exhibits on what stands written of a subject: which tables hold it, by whose rules and lists it matters."""

from __future__ import annotations

import datetime as dt

import pandas as pd
from babel.dates import format_date

from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common


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


def lists(report: Report, entries: pd.DataFrame, title: str) -> Exhibit | Gap:
    """Show on which official lists of critical goods the subject, or a part of it, stands.

    A gap where it is on none.

    Parameters
    ----------
    entries : DataFrame
        From `decisions.named.designated`: list, item, item_ja, designated, product, match, reason, reason_ja.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> item = exhibits.naming.about(["850511"])
    >>> exhibits.lists.lists(
    ...     report.on(dataset("official_lists")),
    ...     decisions.named.designated(load("official_lists"), item),
    ...     item.title("en"),
    ... ).id
    'lists'
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
        common.HS,
        Column("what", "column.holds"),
    )
    return report.exhibit(
        "holds.lists", values, table=Table(rows, columns, open=True, whole=entries), caveats=["caveat.lists"]
    )
