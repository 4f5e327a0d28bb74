"""The OECD by SDMX: a dataflow and a key, as its Data Explorer shows them behind "Developer API", one request each."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pandas as pd

from econsec.errors import ParameterError
from econsec.live.connector import Way, in_place, span, whole, years_of
from econsec.sources.economies import oecd as reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.live.connector import Ask, Earlier, Tables, Visit

HOME = "https://sdmx.oecd.org/public/rest/data/"
FIRST_YEAR, TABLE = 1900, "oecd_series"


def wanted(codes: list[str], _reporter: str, years: str, _monthly: bool) -> Ask:
    """Check what a person asks for: dataflows with their keys, and years.

    Raises
    ------
    ParameterError
        What is no dataflow with a key, or a year that is none.

    Examples
    --------
    >>> wanted(["OECD.SDD.STES,DSD_STES@DF_CLI,4.1/JPN.M.LI...AA..."], "", "2024", False)["years"]
    [2024, 2024]
    """
    example = "AGENCY,DATAFLOW,VERSION/KEY such as OECD.SDD.STES,DSD_STES@DF_CLI,4.1/JPN.M.LI...AA..."
    for code in codes or [""]:
        if reader.QUESTION.fullmatch(code) is None:
            raise ParameterError(f"{code!r} is no dataflow of the OECD with a key", expected=example)
    return {"questions": sorted(set(codes)), "years": years_of(years, FIRST_YEAR)}


def ask(visit: Visit, one: Ask) -> None:
    """Fetch each answer, whole: it ends with its last line."""
    first, until = span(one)
    for number, question in enumerate(one["questions"], 1):
        name = _file(question, one)
        if (visit.raw / name).exists():
            continue
        visit.tell(f"oecd: question {number} of {len(one['questions'])}")
        params = {"startPeriod": str(first), "endPeriod": str(until)}
        params |= {"dimensionAtObservation": "AllDimensions", "format": "csvfile"}
        whole(visit.save(f"{HOME}{question}", name, params=params, kind="csv"), "the OECD")


def read(raw: Path, asks: tuple[Ask, ...], earlier: Earlier, tell: Callable[[str], None]) -> Tables:
    """Make the table: what was asked for in the place of what was known of it, and the rest as it was."""
    made = [reader.read_series({name: raw / _file(name, one) for name in one["questions"]}, tell) for one in asks]
    fresh = pd.concat(made, ignore_index=True).drop_duplicates(reader.KEY)

    def covered(known: pd.DataFrame) -> pd.Series[bool]:
        found = pd.Series(data=False, index=known.index)
        for one in asks:
            years = known["year"].between(*span(one))
            for question in one["questions"]:
                found |= years & reader.asked(known, question)
        return found

    return {TABLE: in_place(earlier(TABLE), fresh, covered)}


def _file(question: str, one: Ask) -> str:
    return f"{hashlib.sha256(repr((question, one['years'])).encode()).hexdigest()[:16]}.csv"


WAY = Way(ask=ask, read=read, wanted=wanted, reporter="")
