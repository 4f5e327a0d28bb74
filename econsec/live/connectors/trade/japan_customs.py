"""Japan Customs through e-Stat's file download: the listing of a year, then each of its files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from econsec.errors import CutOffError, NoDataError, ParameterError
from econsec.live.connector import Way, in_place, span, whole, years_of
from econsec.sources.trade import japan_customs as reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

    from econsec.live.connector import Ask, Earlier, Tables, Visit

LISTING = "https://www.e-stat.go.jp/stat-search/files"
DOWNLOAD = "https://www.e-stat.go.jp/stat-search/file-download"
STATISTICS = {
    "page": "1",
    "layout": "datalist",
    "toukei": "00350300",
    "tstat": "000001013141",
    "tclass1": "000001013180",
}
DIRECTIONS = {"exports": "000001013181", "imports": "000001013182"}
#: A year's articles of one direction, by section of the tariff.
FILES = 22
FILE = re.compile(r"file-download\?statInfId=(\d{9,12})(?:&amp;|&)fileKind=1")
#: The two last digits of a month's code are the month.
MONTH = re.compile(r"[?&;]month=(\d{2,8})")
STAGES = {"確定": "final", "確々報": "revised", "確報": "revised", "速報": "provisional"}
CODE = re.compile(r"\d{2,9}")
FIRST_YEAR = 2001
TABLE = "japan_trade_monthly"
STANDS = "What was fetched before stands."


def wanted(codes: list[str], _reporter: str, years: str, _monthly: bool) -> Ask:
    """Check what a person asks for.

    Parameters
    ----------
    codes : list of str
        Beginnings of codes, two to nine digits.
    years : str
        ``2025``, ``2020:2025`` or ``2020:``.

    Raises
    ------
    ParameterError
        A code or a year that is none.

    Examples
    --------
    >>> wanted(["280530"], "JPN", "2025", True)
    {'codes': ['280530'], 'years': [2025, 2025]}
    """
    if not codes:
        raise ParameterError("no code to ask Japan Customs for", expected="HS codes, such as 280530")
    for code in codes:
        if not CODE.fullmatch(code):
            raise ParameterError(f"{code!r} is no code of Japan Customs", expected="two to nine digits")
    return {"codes": sorted(set(codes)), "years": years_of(years, FIRST_YEAR)}


def ask(visit: Visit, one: Ask) -> None:
    """Fetch every file of every year, in both directions.

    Raises
    ------
    CutOffError
        A listing has another number of files than a year has.
    NoDataError
        A year is not listed.
    """
    first, last = span(one)
    for year in range(first, last + 1):
        for direction in DIRECTIONS:
            if not any(visit.raw.glob(f"{direction}-{year}-*.csv")):
                _year(visit, direction, year)


def read(raw: Path, asks: tuple[Ask, ...], earlier: Earlier, tell: Callable[[str], None]) -> Tables:
    """Make the table: the articles asked for in the years that came, and what was known of others."""
    codes = sorted({code for one in asks for code in one["codes"]})
    fresh = reader.read_monthly(raw, codes, tell)
    reader.require_rows(fresh, codes)
    years = set(fresh["year"])

    def covered(known: pd.DataFrame) -> pd.Series[bool]:
        chapters = known["product"].str[:2].isin({code[:2] for code in codes}) & known["product"].str.contains("X")
        return known["year"].isin(years) & (known["product"].str.startswith(tuple(codes)) | chapters)

    return {TABLE: in_place(earlier(TABLE), fresh, covered)}


def _year(visit: Visit, direction: str, year: int) -> None:
    params = STATISTICS | {"tclass2": DIRECTIONS[direction], "year": f"{year}0"}
    page = _listing(visit, params, f"{direction}-{year}-listing.html")
    months = MONTH.findall(page)
    if not FILE.search(page) and months:
        newest = max(months, key=lambda code: int(code[-2:]))
        page = _listing(visit, params | {"month": newest}, f"{direction}-{year}-listing-{newest}.html")
    files = list(dict.fromkeys(FILE.findall(page)))
    if not files:
        raise NoDataError(f"e-Stat lists no {direction} of {year}", hint=STANDS)
    if len(files) != FILES:
        said = f"e-Stat lists {len(files)} files of {direction} in {year}"
        raise CutOffError(said, hint=f"A year has {FILES}: the listing was cut off, or has changed. {STANDS}")
    stage = next((meaning for word, meaning in STAGES.items() if word in page), "not said")
    for number, identifier in enumerate(files, 1):
        visit.tell(f"japan_customs: {direction} {year}, file {number} of {len(files)}")
        name = f"{direction}-{year}-{stage}-{identifier}.csv"
        path = visit.save(DOWNLOAD, name, params={"statInfId": identifier, "fileKind": "1"}, kind="csv")
        whole(path, "e-Stat")


def _listing(visit: Visit, params: dict[str, str], name: str) -> str:
    return visit.save(LISTING, name, params=params).read_bytes().decode("utf-8", "replace")


WAY = Way(ask=ask, read=read, wanted=wanted, reporter="JPN")
