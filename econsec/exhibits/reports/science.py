"""The first screen of the report on scientific cooperation."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits.elements import Report
from econsec.exhibits.elements.vintage import front
from econsec.exhibits.science.coauthorship import ends, places
from econsec.store.catalog import Dataset


def opening(report: Report, data: Dataset, *, since: int) -> None:
    """Open the report: its title and what its data are.

    Parameters
    ----------
    data : Dataset
        The table of works written together.
    since : int
        First year that is followed.
    """
    front(report, "science", data, since=str(since))


def answer(
    report: Report,
    path: pd.DataFrame,
    shares: pd.DataFrame,
    technologies: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    bounds: tuple[float, float] | None,
) -> None:
    """Say the answer: how near the two are, what place each has with the other, what each would bring.

    Parameters
    ----------
    path : DataFrame
        From `decisions.gravity.path`.
    shares : DataFrame
        From `decisions.coauthorship.partners`.
    technologies : DataFrame
        Shares of the world's patents in the last year of one technology: economy, year, share (0..1).
    articles : DataFrame
        Articles on AI in one year: economy, year, value.
    bounds : (float, float), optional
        From `decisions.gravity.bounds`.
    """
    own = path[(path["economy"] == report.importer) & (path["partner"] == report.partner)].sort_values("year")
    if len(own) > 1 and bounds:
        values = ends(own) | {"low": bounds[0], "high": bounds[1]}
        form = "more" if values["after"] > 1 else "less"
        part = {"over": values["after"] - 1} if form == "more" else {"short": 1 - values["after"]}
        report.answer(f"science.answer.gravity.{form}", **values, **part)
    else:
        report.answer("science.answer.gravity.unknown")
    _places(report, shares)
    _strengths(report, technologies, articles)


def _strengths(report: Report, technologies: pd.DataFrame, articles: pd.DataFrame) -> None:
    """Say who leads in patents and who in articles: the same economy, or each in one."""
    held, wrote = technologies.set_index("economy")["share"], articles.set_index("economy")["value"]
    both = [report.importer, report.partner]
    if not set(both) <= set(held.index) & set(wrote.index):
        report.answer("science.answer.strengths.unknown")
        return
    holder, writer = str(held[both].idxmax()), str(wrote[both].idxmax())
    other = both[both[0] == holder]
    form = "both" if holder == writer else "each"
    report.answer(
        f"science.answer.strengths.{form}",
        holder=holder,
        other=other,
        patents=float(held[holder]),
        other_patents=float(held[other]),
        articles=float(wrote[writer]),
        fewer=float(wrote[both].min()),
        patents_year=str(int(technologies["year"].max())),
        articles_year=str(int(articles["year"].max())),
    )


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
