"""The IMF by SDMX 2.1 in CSV: all goods of one economy by month and partner, some years a request.

Version 2.1 and not 3.0, which is known to pass over the years of a question; not seen for real, see
`econsec.sources.economies.imf`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.live.connector import Way, in_place, named, span, years_of
from econsec.sources.economies import imf as reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.live.connector import Ask, Earlier, Tables, Visit

HOME = "https://api.imf.org/external/sdmx/2.1/data/IMF.STA,IMTS/"
CSV = "application/vnd.sdmx.data+csv;version=1.0.0"
#: Years a request, up to twice as many in the last: a year that has only begun may have no answer of its own.
YEARS = 5
FIRST_YEAR, TABLE = 1948, "imf_trade_monthly"


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
    >>> wanted(["Japan", "IND"], "", "2024:2025", True)
    {'economies': ['IND', 'JPN'], 'years': [2024, 2025]}
    """
    return {"economies": named(codes, reporter, "the IMF"), "years": years_of(years, FIRST_YEAR)}


def ask(visit: Visit, one: Ask) -> None:
    """Fetch each economy's exports and imports, some years a request."""
    for name in one["economies"]:
        for first, last in _pieces(*span(one)):
            path = f"{name}-{first}-{last}.csv"
            if (visit.raw / path).exists():
                continue
            visit.tell(f"imf: {name} in {first} to {last}")
            params = {"startPeriod": f"{first}-01", "endPeriod": f"{last}-12"}
            url = f"{HOME}{reader.code_of(name)}.{'+'.join(reader.FLOWS)}..M"
            visit.save(url, path, params=params, headers={"Accept": CSV}, kind="csv")


def read(raw: Path, asks: tuple[Ask, ...], earlier: Earlier, tell: Callable[[str], None]) -> Tables:
    """Make the table: what was asked for in the place of what was known of it, and the rest as it was."""
    # By what was asked for then: the year may have changed since.
    files = {path: path.stem.split("-") for path in sorted(raw.glob("*.csv"))}
    fresh = reader.read_monthly({path: (name, (int(a), int(b))) for path, (name, a, b) in files.items()}, tell)

    def covered(known: pd.DataFrame) -> pd.Series[bool]:
        found = pd.Series(data=False, index=known.index)
        for one in asks:
            found |= known["reporter"].isin(one["economies"]) & known["year"].between(*span(one))
        return found

    return {TABLE: in_place(earlier(TABLE), fresh, covered)}


def _pieces(first: int, last: int) -> list[tuple[int, int]]:
    """Return the first and the last year of each request.

    Examples
    --------
    >>> _pieces(2013, 2026), _pieces(2026, 2026)
    ([(2013, 2017), (2018, 2026)], [(2026, 2026)])
    """
    starts = range(first, max(last - YEARS + 1, first) + 1, YEARS)
    return [(start, last if start == starts[-1] else start + YEARS - 1) for start in starts]


WAY = Way(ask=ask, read=read, wanted=wanted)
