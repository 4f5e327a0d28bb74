"""OpenAlex: how many works have authors in two economies, one request an economy and year, within a day's budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.codes.tables import read as read_list
from econsec.errors import CutOffError
from econsec.live.connector import Way, among, in_place, named, span, years_of
from econsec.sources.knowledge import openalex_api as reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.live.connector import Ask, Earlier, Tables, Visit

URL = "https://api.openalex.org/works"
#: As many groups are the most that an answer holds: it was cut off, unless a cursor leads on.
CAP = 200
FIRST_YEAR = 1950
TABLE = "openalex_works"


def wanted(codes: list[str], reporter: str, years: str, _monthly: bool) -> Ask:
    """Check what a person asks for: economies, by code or name, and years.

    Raises
    ------
    ParameterError
        A year that is none, or no economy.
    UnknownEconomyError
        No economy has that name.

    Examples
    --------
    >>> wanted(["Japan"], "", "2024", False)
    {'economies': ['JPN'], 'years': [2024, 2024]}
    """
    return {"economies": named(codes, reporter, "OpenAlex"), "years": years_of(years, FIRST_YEAR)}


def ask(visit: Visit, one: Ask) -> None:
    """Fetch every economy and year, page by page.

    Raises
    ------
    CutOffError
        An answer is as long as the cap, and no cursor leads on.
    """
    codes = read_list("economies").set_index("iso3")["iso2"]
    first, until = span(one)
    for name in one["economies"]:
        for year in range(first, until + 1):
            path = f"{codes[name]}-{year}-1.json"
            if (visit.raw / path).exists():
                continue
            visit.tell(f"openalex: {name} in {year}")
            params = {
                "filter": f"authorships.countries:{codes[name]},publication_year:{year}",
                "group_by": "authorships.countries",
                "per-page": str(CAP),
            }
            _, groups = reader.page(visit.save(URL, path, params=params, kind="json"))
            if len(groups) >= CAP:
                _page_through(visit, f"{codes[name]}-{year}", params)


def read(raw: Path, asks: tuple[Ask, ...], earlier: Earlier, tell: Callable[[str], None]) -> Tables:  # noqa: ARG001
    """Make the table: the economies and years that came in the place of what was known of them."""
    fresh = reader.read_works(raw, tell)
    return {TABLE: in_place(earlier(TABLE), fresh, lambda known: among(known, fresh, "economy", "year"))}


def _page_through(visit: Visit, name: str, params: dict[str, str]) -> None:
    """Ask again with a cursor, for there may be more groups than one answer holds."""
    visit.drop(visit.raw / f"{name}-1.json")
    cursor, number = "*", 1
    while cursor:
        saved = visit.save(URL, f"{name}-{number}.json", params=params | {"cursor": cursor}, kind="json")
        about, groups = reader.page(saved)
        if not groups:
            visit.drop(saved)
            return
        following = about.get("next_cursor")
        if following == cursor or (following is None and len(groups) >= CAP):
            raise CutOffError(f"OpenAlex sends {len(groups)} groups of {name}, its cap: more may be missing")
        cursor, number = str(following or ""), number + 1


WAY = Way(ask=ask, read=read, wanted=wanted, months=False)
