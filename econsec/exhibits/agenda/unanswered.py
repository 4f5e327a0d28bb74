"""What the package cannot say, and who could."""

from __future__ import annotations

import pandas as pd

from econsec import provenance
from econsec.exhibits.elements import Column, Exhibit, Report, Table


def unanswered(report: Report, questions: pd.DataFrame) -> Exhibit:
    """Show what a dialogue would ask and the tables do not say: why, who has it, what brings it.

    Parameters
    ----------
    questions : DataFrame
        From `decisions.unanswered`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> questions = decisions.unanswered(**report.roles, year=2024, codes=exhibits.stages.rare_earths(report))
    >>> data = [dataset(name) for name in ("baci_routes", "export_controls", "gpu_clusters")]
    >>> exhibits.unanswered.unanswered(report.on(*data), questions).id
    'unanswered'
    """
    rows = [_written(report, row) for _, row in questions.iterrows()]
    shown = questions.assign(**{key: [row[key] for row in rows] for key in ("asked", "because", "has", "brings")})
    columns = (
        Column("asked", "brief.unanswered.column.question"),
        Column("because", "brief.unanswered.column.why"),
        Column("has", "brief.unanswered.column.who"),
        Column("brings", "brief.unanswered.column.command"),
    )
    fetch = int(questions["command"].notna().sum())
    values = {"n": len(questions), "fetch": fetch, "rest": len(questions) - fetch}
    return report.exhibit(
        "brief.unanswered",
        values,
        table=Table(shown, columns, open=True, whole=shown.rename(columns={"why": "caveat", "who": "source"})),
        caveats=["caveat.unanswered"],
    )


def _written(report: Report, row: pd.Series[str]) -> dict[str, str]:
    key, about = f"brief.unanswered.{row['question']}", {"about": row["about"] or report.importer}
    known = {part: isinstance(row[part], str) for part in ("why", "who", "command")}
    return {
        "asked": report.text(f"{key}.question", **about),
        "because": (
            provenance.caveat(row["why"], report.language) if known["why"] else report.text(f"{key}.why", **about)
        ),
        "has": _publisher(report, row["who"]) if known["who"] else report.text(f"{key}.who", **about),
        "brings": row["command"] if known["command"] else report.text("brief.unanswered.by_hand"),
    }


def _publisher(report: Report, name: str) -> str:
    found = provenance.source(name)
    publisher, product = (found.text(part, report.language) for part in ("publisher", "product"))
    return (
        publisher
        if publisher == product
        else report.text("brief.unanswered.source", publisher=publisher, product=product)
    )
