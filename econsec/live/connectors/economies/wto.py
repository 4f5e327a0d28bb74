"""WTO: duties of one member by product, with the user's key, one request a product; an answer at the cap is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.errors import CutOffError
from econsec.live.connector import Way, asked_for, in_place, span
from econsec.live.connectors.trade import comtrade
from econsec.sources.economies import wto as reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.live.connector import Ask, Earlier, Tables, Visit

URL = "https://api.wto.org/timeseries/v1/data"
CAP, TABLE = 10_000, "wto_duties"


def wanted(codes: list[str], reporter: str, years: str, _monthly: bool) -> Ask:
    """Check what a person asks for: as `econsec.live.connectors.trade.comtrade.wanted`, by year.

    Examples
    --------
    >>> wanted(["280530"], "Japan", "2025", False)
    {'codes': ['280530'], 'reporter': 'JPN', 'years': [2025, 2025]}
    """
    one = comtrade.wanted(codes, reporter, years, monthly=False)
    return {name: one[name] for name in ("codes", "reporter", "years")}


def ask(visit: Visit, one: Ask) -> None:
    """Fetch each product.

    Raises
    ------
    CutOffError
        An answer is as long as the cap.
    """
    first, until = span(one)
    for number, code in enumerate(one["codes"], 1):
        name = f"{one['reporter']}-{first}-{until}-{code}.json"
        if (visit.raw / name).exists():
            continue
        visit.tell(f"wto: product {number} of {len(one['codes'])}")
        params = {"i": reader.INDICATOR, "r": reader.code_of(one["reporter"]), "ps": f"{first}-{until}", "pc": code}
        params |= {"spc": "false", "fmt": "json", "mode": "full", "head": "M", "lang": "1", "max": str(CAP)}
        if len(reader.rows(visit.save(URL, name, params=params, kind="json"))) >= CAP:
            raise CutOffError(
                f"the WTO sends {CAP:,} duties on {code}, its cap: more may be missing", hint=reader.STANDS
            )


def read(raw: Path, asks: tuple[Ask, ...], earlier: Earlier, tell: Callable[[str], None]) -> Tables:
    """Make the table: what was asked for in the place of what was known of it, and the rest as it was."""
    fresh = reader.read_duties(raw, tell)
    return {TABLE: in_place(earlier(TABLE), fresh, lambda known: asked_for(known, asks, economy="economy"))}


WAY = Way(ask=ask, read=read, wanted=wanted, months=False)
