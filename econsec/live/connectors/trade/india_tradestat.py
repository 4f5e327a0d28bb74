"""India's TradeStat: a page with a form whose token is good for minutes, one code, direction and month a question."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

from econsec.errors import FetchError, NoDataError, ParameterError
from econsec.live.asking.answers import ExpiredError
from econsec.live.connector import Way, among, in_place, span, years_of
from econsec.sources.trade import tradestat as reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.live.connector import Ask, Earlier, Tables, Visit

HOME = "https://tradestat.commerce.gov.in/meidb/commodity_wise_all_countries_"
#: The names of a form's fields differ by direction: the page of imports has an "im" before them.
FORMS = {"exports": ("export", ""), "imports": ("import", "im")}
CODE = re.compile(r"\d{2}|\d{4}|\d{6}|\d{8}", re.ASCII)
DOLLARS, CALENDAR = "1", "2"
FIRST_YEAR, TABLE, YEAR = 2018, "india_trade_monthly", 12
#: A chapter that India sells and buys in every month: a month that has none of it is not published yet.
PROBE, LATEST = "85", 6


def wanted(codes: list[str], _reporter: str, years: str, _monthly: bool) -> Ask:
    """Check what a person asks for.

    Raises
    ------
    ParameterError
        A code or a year that is none.

    Examples
    --------
    >>> wanted(["280530"], "", "2024:2025", True)
    {'codes': ['280530'], 'years': [2024, 2025]}
    """
    if not codes:
        raise ParameterError("no code to ask TradeStat for", expected="codes of India's schedule, such as 280530")
    for code in codes:
        if CODE.fullmatch(code) is None:
            raise ParameterError(f"{code!r} is no code of India's schedule", expected="two, four, six or eight digits")
    return {"codes": sorted(set(codes)), "years": years_of(years, FIRST_YEAR)}


def ask(visit: Visit, one: Ask) -> None:
    """Fetch every month that is published; a page tells two years, so every second one is asked for.

    Raises
    ------
    FetchError
        It has published nothing of the years, or sends no form.
    NoDataError
        It has no page of a code in any month.
    """
    (first, until), office = span(one), _Office(visit)
    told = set[str]()
    for flow in FORMS:
        latest = _latest(office, flow, until)
        if latest < (first, 1):
            raise FetchError(f"TradeStat has published no {flow} of {first} yet", hint=reader.STANDS)
        visit.vintage = max(visit.vintage, f"{latest[0]}-{latest[1]:02}")
        for code in one["codes"]:
            visit.tell(f"india_tradestat: {flow} of {code}")
            for year, month in _pages(first, until, latest):
                there = reader.has_table(office.month(flow, code, year, month))
                if not there and year > first:  # nothing then says nothing of the year before
                    there = reader.has_table(office.month(flow, code, year - 1, month))
                if there:
                    told.add(code)
    if unknown := sorted(set(one["codes"]) - told):
        said = f"TradeStat has no trade of {', '.join(unknown)} in any month of {first} to {until}"
        raise NoDataError(said, expected="codes of India's schedule, of two to eight digits", hint=reader.STANDS)


def _pages(first: int, until: int, latest: tuple[int, int]) -> list[tuple[int, int]]:
    """Return the year and month of each page that is needed: the later of two years, as far as it is published.

    Examples
    --------
    >>> _pages(2023, 2025, (2025, 2))[:4], len(_pages(2023, 2025, (2025, 2)))
    ([(2023, 1), (2023, 2), (2024, 3), (2024, 4)], 14)
    """
    pages = []
    for month in range(1, YEAR + 1):
        year = max(year for year in range(first - 1, until + 1) if (year, month) <= latest)
        while year >= first:
            pages.append((year, month))
            year -= 2
    return sorted(pages)


def _latest(office: _Office, flow: str, until: int) -> tuple[int, int]:
    """Find the latest month that is published of a direction, at most that of the years asked for."""
    now = datetime.now(UTC)
    year, month = min((until, YEAR), (now.year, now.month))
    for _ in range(LATEST):
        name = reader.file_name(flow, PROBE, year, month)
        wanted = (office.visit.raw / name).exists()
        path = office.month(flow, PROBE, year, month)
        published = reader.has_table(path)
        if not wanted:
            office.visit.drop(path)  # asked for to know whether there is a page, and not for its figures
        if published:
            return year, month
        year, month = (year, month - 1) if month > 1 else (year - 1, YEAR)
    raise FetchError(f"TradeStat shows no {flow} of chapter {PROBE} since {year}-{month:02}", hint=reader.STANDS)


class _Office:
    """The pages of one visit, with the token that the last form gave: it is good for both directions."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self._token = visit, ""

    def month(self, flow: str, code: str, year: int, month: int) -> Path:
        """Return the page of a month, asked for once."""
        path = self.visit.raw / reader.file_name(flow, code, year, month)
        if path.exists():
            return path
        page, mark = FORMS[flow]
        form = {
            f"{mark}ddMonth": str(month),
            f"{mark}ddYear": str(year),
            "hscodesearch": code,
            f"{mark}ddReportVal": DOLLARS,
            f"{mark}ddReportYear": CALENDAR,
        }
        if self._token:
            with suppress(ExpiredError):
                return self._post(page, form, path.name)
        self._token = self._fresh(page)
        return self._post(page, form, path.name)

    def _post(self, page: str, form: dict[str, str], name: str) -> Path:
        return self.visit.save(f"{HOME}{page}", name, form={"_token": self._token} | form, kind="html")

    def _fresh(self, page: str) -> str:
        path = self.visit.save(f"{HOME}{page}", "form.html", kind="html")
        field = BeautifulSoup(path.read_bytes(), "html.parser").find("input", {"name": "_token"})
        self.visit.drop(path)  # a token, and no figure
        if field is None or not field.get("value"):
            raise FetchError("TradeStat sends a page without its form", hint=reader.STANDS)
        return str(field["value"])


def read(raw: Path, asks: tuple[Ask, ...], earlier: Earlier, tell: Callable[[str], None]) -> Tables:  # noqa: ARG001
    """Make the table: what was asked for in the place of what was known of it, and the rest as it was."""
    fresh = reader.read_monthly(raw)
    page = ("year", "month", "flow", "product")
    return {TABLE: in_place(earlier(TABLE), fresh, lambda known: among(known, fresh, *page))}


WAY = Way(ask=ask, read=read, wanted=wanted, reporter="IND")
