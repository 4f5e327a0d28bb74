"""The appendix of a report: what was tested of the tables it reads, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from econsec.exhibits.elements import Column, Exhibit, Report, Table
from econsec.store.catalog import dataset

if TYPE_CHECKING:
    from econsec.store.integrity import Check


def tests(report: Report, outcomes: Sequence[Check]) -> list[Exhibit]:
    """Show the tests of a report's tables; those of sources that forbid commercial use apart, as they may be left out.

    Parameters
    ----------
    outcomes : sequence of Check
        From `store.quality.quality`.

    Examples
    --------
    >>> from econsec import Report, exhibits, quality
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> [one.id for one in exhibits.quality.tests(report, quality("facts", "github_activity", "wdi"))]
    ['quality']
    """
    free = [outcome for outcome in outcomes if dataset(outcome.dataset).source.commercial]
    bound = [outcome for outcome in outcomes if outcome not in free]
    parts = (("quality", ".part" if bound else "", free), ("quality-noncommercial", ".bound", bound))
    tables = len({outcome.dataset for outcome in outcomes})
    return [_tests(report, name, form, part, tables) for name, form, part in parts if part]


def _tests(report: Report, name: str, form: str, outcomes: Sequence[Check], tables: int) -> Exhibit:
    shown = pd.DataFrame(
        {
            "table": [dataset(outcome.dataset).title(report.language) for outcome in outcomes],
            "test": [outcome.title(report.language) for outcome in outcomes],
            "result": [report.text(f"quality.{'passed' if outcome.passed else 'failed'}") for outcome in outcomes],
            "found": [outcome.told(report.language) for outcome in outcomes],
        }
    )
    data = [dataset(each) for each in dict.fromkeys(outcome.dataset for outcome in outcomes)]
    failed = sum(not outcome.passed for outcome in outcomes)
    values = {"n": len(outcomes), "tables": len(data), "all": tables, "failed": failed}
    columns = (
        Column("table", "quality.column.table"),
        Column("test", "quality.column.test"),
        Column("result", "quality.column.result"),
        Column("found", "quality.column.found"),
    )
    return report.on(*data).exhibit(
        "quality",
        values,
        id=name,
        headline=f"quality.headline{form}{'.failed' if failed else ''}",
        table=Table(shown, columns, open=True),
        caveats=["caveat.quality"],
    )
