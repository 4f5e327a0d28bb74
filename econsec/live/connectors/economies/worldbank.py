"""World Bank v2: ask for each indicator, all economies, all years, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.codes.tables import read as read_list
from econsec.errors import CutOffError, NoDataError, UnknownIndicatorError
from econsec.live.connector import Way, in_place
from econsec.sources.economies import worldbank_api as reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.live.connector import Ask, Earlier, Tables, Visit

PAGE = "https://api.worldbank.org/v2/country/all/indicator/{indicator}"
PER_PAGE = 20_000
TABLE = "wdi"
#: More pages than this no indicator has.
MOST_PAGES = 50


def wanted(codes: list[str], _reporter: str, _years: str, _monthly: bool) -> Ask:
    """Return what is asked for: the indicators named, or all that the bundle knows.

    Raises
    ------
    UnknownIndicatorError
        One that ``data/codes/wdi_indicators.csv`` does not have.
    """
    known = list(read_list("wdi_indicators").indicator)
    for code in codes:
        if code.upper() not in known:
            raise UnknownIndicatorError(code, known)
    return {"indicators": sorted({code.upper() for code in codes}) or ["all"]}


def ask(visit: Visit, one: Ask) -> None:
    """Fetch every page of every indicator; one that the World Bank has archived keeps its last figures, and is told."""
    indicators = _named(one)
    for number, indicator in enumerate(indicators, 1):
        visit.tell(f"worldbank: indicator {number} of {len(indicators)}")
        if not any(visit.raw.glob(f"{indicator}-*.json")):
            _pages(visit, indicator)


def read(raw: Path, asks: tuple[Ask, ...], earlier: Earlier, tell: Callable[[str], None]) -> Tables:  # noqa: ARG001
    """Make the table: each indicator that came in the place of what was known of it, the others as they were."""
    fresh = reader.read_series(raw, tell)
    came = set(fresh["indicator"])
    return {TABLE: in_place(earlier(TABLE), fresh, lambda known: known["indicator"].isin(came))}


def _pages(visit: Visit, indicator: str) -> None:
    number, pages = 1, 1
    while number <= pages:
        params = {"format": "json", "per_page": str(PER_PAGE), "page": str(number)}
        name = f"{indicator}-{number:03}.json"
        saved = visit.save(PAGE.format(indicator=indicator), name, params=params, kind="json")
        try:
            about, _ = reader.page(saved)
        except NoDataError as error:
            visit.drop(saved)
            visit.tell(f"{indicator}: {error.problem}; its last figures are kept")
            return
        pages = int(about["pages"])
        if int(about["page"]) != number or pages > MOST_PAGES:
            said = f"the World Bank sends page {about['page']} of {pages} for page {number} of {indicator}"
            raise CutOffError(said, hint=reader.STANDS)
        visit.vintage = max(visit.vintage, str(about.get("lastupdated") or ""))
        number += 1


def _named(one: Ask) -> list[str]:
    return list(read_list("wdi_indicators").indicator) if one["indicators"] == ["all"] else list(one["indicators"])


WAY = Way(ask=ask, read=read, wanted=wanted, usual=({"indicators": ["all"]},), reporter="", months=False)
