"""The first screen of the report on scientific cooperation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.exhibits.coauthors import ends, places
from econsec.exhibits.front import front

if TYPE_CHECKING:
    import pandas as pd

    from econsec.exhibits.report import Report
    from econsec.store.catalog import Dataset

DECEMBER = 12


def opening(report: Report, data: Dataset, *, since: int) -> None:
    """Open the report: its title and what its data are.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    data : Dataset
        The table of works written together.
    since : int
        First year that is followed.
    """
    period = report.text("science.period", since=str(since))
    front(report, "science", data, period=period, ends=(report.year, DECEMBER))


def answer(
    report: Report, path: pd.DataFrame, shares: pd.DataFrame, technologies: pd.DataFrame, articles: pd.DataFrame
) -> None:
    """Say the answer: how near the two are, what place each has with the other, what each would bring.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    path : DataFrame
        From `decisions.gravity.path`.
    shares : DataFrame
        From `decisions.ties.partners`.
    technologies : DataFrame
        Shares of the world's patents in the last year of one technology: economy, year, share (0..1).
    articles : DataFrame
        Articles on AI in one year: economy, year, value.
    """
    own = path[(path["economy"] == report.importer) & (path["partner"] == report.partner)].sort_values("year")
    if len(own) > 1:
        values = ends(own)
        form = "more" if values["after"] > 1 else "less"
        part = {"over": values["after"] - 1} if form == "more" else {"short": 1 - values["after"]}
        report.answer(f"science.answer.gravity.{form}", **values, **part)
    else:
        report.answer("science.answer.gravity.unknown")
    _places(report, shares)
    held, wrote = technologies.set_index("economy")["share"], articles.set_index("economy")["value"]
    if {report.importer, report.partner} <= set(held.index) & set(wrote.index):
        mine, theirs = held[report.importer], held[report.partner]
        known = {"mine_patents": float(mine), "theirs_patents": float(theirs)}
        known |= {"mine_articles": float(wrote[report.importer]), "theirs_articles": float(wrote[report.partner])}
        years = {"patents_year": technologies["year"].max(), "articles_year": articles["year"].max()}
        report.answer("science.answer.strengths", **known, **{name: str(int(year)) for name, year in years.items()})
    else:
        report.answer("science.answer.strengths.unknown")


def _places(report: Report, shares: pd.DataFrame) -> None:
    mine = places(shares, report.importer, report.partner)
    theirs = places(shares, report.partner, report.importer)
    if mine.empty or theirs.empty:
        report.answer("science.answer.places.unknown")
        return
    values = {
        "mine_then": int(mine["rank"].iloc[0]),
        "mine_now": int(mine["rank"].iloc[-1]),
        "theirs_then": int(theirs["rank"].iloc[0]),
        "theirs_now": int(theirs["rank"].iloc[-1]),
        "mine_share": float(mine["share"].iloc[-1]),
        "theirs_share": float(theirs["share"].iloc[-1]),
        "first_year": str(int(mine["year"].iloc[0])),
    }
    report.answer("science.answer.places", **values)
