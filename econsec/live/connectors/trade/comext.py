"""Eurostat Comext by SDMX 2.1 in CSV: a member's months of one code, all partners, one request each.

`sdmx1` would bring its own way to the internet beside the one client; SDMX-CSV is a table as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.codes.tables import read as read_list
from econsec.errors import ParameterError
from econsec.live.connector import Way, asked_for, in_place, span, whole
from econsec.live.connectors.trade import comtrade
from econsec.sources.trade import comext as reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.live.connector import Ask, Earlier, Tables, Visit

HOME = "https://ec.europa.eu/eurostat/api/comext/dissemination/sdmx/2.1/data/DS-045409/"
#: As Eurostat writes the members whose code is not that of ISO 3166.
OWN = {"GRC": "EL"}
MEMBERS = frozenset(
    [
        "AUT",
        "BEL",
        "BGR",
        "CYP",
        "CZE",
        "DEU",
        "DNK",
        "ESP",
        "EST",
        "FIN",
        "FRA",
        "GRC",
        "HRV",
        "HUN",
        "IRL",
        "ITA",
        "LTU",
        "LUX",
        "LVA",
        "MLT",
        "NLD",
        "POL",
        "PRT",
        "ROU",
        "SVK",
        "SVN",
        "SWE",
    ]
)
FIRST_YEAR, TABLE = 2002, "eu_trade_monthly"


def wanted(codes: list[str], reporter: str, years: str, _monthly: bool) -> Ask:
    """Check what a person asks for: as `econsec.live.connectors.trade.comtrade.wanted`, of a member of the Union.

    Raises
    ------
    ParameterError
        A code or a year that is none, or an economy that is no member.

    Examples
    --------
    >>> wanted(["280530"], "Germany", "2025", True)
    {'codes': ['280530'], 'reporter': 'DEU', 'years': [2025, 2025]}
    """
    one = comtrade.wanted(codes, reporter, years, monthly=True)
    if one["reporter"] not in MEMBERS or one["years"][0] < FIRST_YEAR:
        raise ParameterError(
            f"Eurostat has no months of {one['reporter']} from {one['years'][0]} on",
            expected=f"a member of the European Union, from {FIRST_YEAR} on",
        )
    return {name: one[name] for name in ("codes", "reporter", "years")}


def ask(visit: Visit, one: Ask) -> None:
    """Fetch each code, whole: an answer ends with its last line."""
    names = read_list("economies").set_index("iso3")["iso2"].to_dict() | OWN
    reporter, (first, until) = names[one["reporter"]], span(one)
    for number, code in enumerate(one["codes"], 1):
        if (visit.raw / f"{reporter}-{code}.csv").exists():
            continue
        visit.tell(f"comext: code {number} of {len(one['codes'])}")
        params = {"format": "SDMX-CSV", "startPeriod": f"{first}-01", "endPeriod": f"{until}-12"}
        url = f"{HOME}M.{reporter}..{code}.1+2.VALUE_IN_EUROS"
        whole(visit.save(url, f"{reporter}-{code}.csv", params=params, kind="csv"), "Eurostat")


def read(raw: Path, asks: tuple[Ask, ...], earlier: Earlier, tell: Callable[[str], None]) -> Tables:
    """Make the table: what was asked for in the place of what was known of it, and the rest as it was."""
    fresh = reader.read_monthly(raw, tell)
    return {TABLE: in_place(earlier(TABLE), fresh, lambda known: asked_for(known, asks, economy="reporter"))}


WAY = Way(ask=ask, read=read, wanted=wanted)
