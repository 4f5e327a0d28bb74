"""e-Stat 3.0: Japan's months by code and economy, a hundred thousand figures a page, with the user's key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.errors import CutOffError, ParameterError
from econsec.live.connector import Way, in_place, span
from econsec.live.connectors.trade import japan_customs
from econsec.sources.trade import estat as reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.live.connector import Ask, Earlier, Tables, Visit

URL = "https://api.e-stat.go.jp/rest/3.0/app/json/getStatsData"
#: Which table of e-Stat holds which years; those before 2016 are several, parted by chapter.
IDS = {
    "imports": ((2016, 2020, "0003313966"), (2021, 2025, "0003425294"), (2026, 2030, "0004049326")),
    "exports": ((2016, 2020, "0003313965"), (2021, 2025, "0003425293"), (2026, 2030, "0004049306")),
}
FIRST_YEAR, DIGITS, PER_PAGE, MOST_PAGES = 2016, 9, 100_000, 50
TABLE = "japan_trade_estat"


def wanted(codes: list[str], reporter: str, years: str, monthly: bool) -> Ask:
    """Check what a person asks for: as `econsec.live.connectors.trade.japan_customs.wanted`, from 2016 on.

    Raises
    ------
    ParameterError
        A code or a year that is none, or before 2016.

    Examples
    --------
    >>> wanted(["280530"], "JPN", "2025", True)
    {'codes': ['280530'], 'years': [2025, 2025]}
    """
    one = japan_customs.wanted(codes, reporter, years, monthly)
    if one["years"][0] < FIRST_YEAR:
        raise ParameterError(f"years cannot be {years!r}", expected=f"a year from {FIRST_YEAR} on")
    return one


def ask(visit: Visit, one: Ask) -> None:
    """Fetch every page of each code, year and direction.

    Raises
    ------
    NoDataError
        There is no such code in a year.
    CutOffError
        The pages do not follow each other, or have no end.
    """
    first, last = span(one)
    for year in range(first, last + 1):
        for flow, tables in IDS.items():
            table = next(name for start, end, name in tables if start <= year <= end)
            for code in one["codes"]:
                visit.tell(f"estat: {flow} of {code} in {year}")
                _pages(visit, table, f"{flow}-{year}-{code}", code, year)


def read(raw: Path, asks: tuple[Ask, ...], earlier: Earlier, tell: Callable[[str], None]) -> Tables:
    """Make the table: the codes asked for in the years that came, and what was known of others."""
    codes = tuple(sorted({code for one in asks for code in one["codes"]}))
    fresh = reader.read_monthly(raw, tell)
    years = set(fresh["year"])
    return {
        TABLE: in_place(
            earlier(TABLE), fresh, lambda known: known["year"].isin(years) & known["product"].str.startswith(codes)
        )
    }


def _pages(visit: Visit, table: str, name: str, code: str, year: int) -> None:
    if any(visit.raw.glob(f"{name}-*.json")):
        return
    start = 1
    for number in range(1, MOST_PAGES + 1):
        params = {
            "statsDataId": table,
            "cdCat01From": code.ljust(DIGITS, "0"),
            "cdCat01To": code.ljust(DIGITS, "9"),
            "cdTime": f"{year}000000",
            "metaGetFlg": "N",
            "limit": str(PER_PAGE),
            "startPosition": str(start),
        }
        about, rows = reader.page(visit.save(URL, f"{name}-{number}.json", params=params, kind="json"))
        if int(about["FROM_NUMBER"]) != start:
            said = f"e-Stat sends rows from {about['FROM_NUMBER']} on for those from {start} on"
            raise CutOffError(said, hint=reader.STANDS)
        start += len(rows)
        if not about.get("NEXT_KEY"):
            if start - 1 != int(about["TOTAL_NUMBER"]):
                said = f"e-Stat says {about['TOTAL_NUMBER']} rows and sends {start - 1}"
                raise CutOffError(said, hint=reader.STANDS)
            return
        if int(about["NEXT_KEY"]) != start:
            raise CutOffError(f"e-Stat goes on at {about['NEXT_KEY']} after row {start - 1}", hint=reader.STANDS)
    raise CutOffError(f"e-Stat has more than {MOST_PAGES} pages of {name}", hint=reader.STANDS)


WAY = Way(ask=ask, read=read, wanted=wanted, reporter="JPN")
