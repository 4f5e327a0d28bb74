"""Global Trade Alert, with the user's own key: measures of one economy that touch products, a thousand a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from econsec.errors import CutOffError, ParameterError
from econsec.live.connector import Way, among, in_place, span
from econsec.live.connectors.trade import comtrade
from econsec.sources.economies import gta as reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

    from econsec.live.connector import Ask, Earlier, Tables, Visit

URL = "https://api.globaltradealert.org/api/v1/data/"
PER_PAGE, MOST_PAGES, DIGITS = 1000, 50, 6
FIRST_YEAR, TABLE = 2008, "gta_measures"


def wanted(codes: list[str], reporter: str, years: str, _monthly: bool) -> Ask:
    """Check what a person asks for: HS6 codes, the economy whose measures they are, and the years of announcement.

    Raises
    ------
    ParameterError
        A code of other than six digits, or a year that is none or before 2008.

    Examples
    --------
    >>> wanted(["280530"], "China", "2025", False)
    {'codes': ['280530'], 'reporter': 'CHN', 'years': [2025, 2025]}
    """
    one = comtrade.wanted(codes, reporter, years, monthly=False)
    if any(len(code) != DIGITS for code in one["codes"]) or one["years"][0] < FIRST_YEAR:
        raise ParameterError(
            f"Global Trade Alert has nothing of {', '.join(one['codes'])} from {one['years'][0]} on",
            expected=f"six digits, from {FIRST_YEAR} on",
        )
    return {name: one[name] for name in ("codes", "reporter", "years")}


def ask(visit: Visit, one: Ask) -> None:
    """Fetch every page.

    Raises
    ------
    CutOffError
        The pages do not follow each other, or have no end.
    """
    first, until = span(one)
    filters: dict[str, Any] = {
        "implementer": [reader.code_of(one["reporter"])],
        "affected_products": [int(code) for code in one["codes"]],
        "announcement_period": [f"{first}-01-01", f"{until}-12-31"],
    }
    start, seen = len(list(visit.raw.glob("*.json"))), set[int]()
    for number in range(MOST_PAGES):
        visit.tell(f"gta: page {number + 1} of measures of {one['reporter']}")
        question = {"limit": PER_PAGE, "offset": number * PER_PAGE, "sorting": "date_announced"}
        name = f"{one['reporter']}-{start + number:04}.json"
        path = visit.save(URL, name, body=question | {"request_data": filters}, kind="json")
        found = reader.page(path)
        numbers = [int(item["intervention_id"]) for item in found]
        if len(found) > PER_PAGE or len(set(numbers)) < len(numbers) or seen & set(numbers):
            raise CutOffError("Global Trade Alert sends a measure twice: others may be missing", hint=reader.STANDS)
        seen |= set(numbers)
        if len(found) < PER_PAGE:
            return
    raise CutOffError(f"Global Trade Alert has more than {MOST_PAGES} pages", hint=reader.STANDS)


def read(raw: Path, asks: tuple[Ask, ...], earlier: Earlier, tell: Callable[[str], None]) -> Tables:
    """Make the table: what was asked for now in the place of what was known of it, and other measures as they were."""
    fresh = reader.read_measures(raw, tell)

    def covered(known: pd.DataFrame) -> pd.Series[bool]:
        found = among(known, fresh, "implementer", "measure")
        for one in asks:
            touches = known["products"].str.contains("|".join(one["codes"]))
            found |= touches & (known["implementer"] == one["reporter"]) & known["year"].between(*span(one))
        return found

    return {TABLE: in_place(earlier(TABLE), fresh, covered)}


WAY = Way(ask=ask, read=read, wanted=wanted, months=False)
