"""UN Comtrade: ask by year or month, split what is cut off at a cap, keep nothing that may be a part."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from econsec.codes.economies import economy
from econsec.errors import CutOffError, NoDataError, ParameterError, SchemaError, TooLongError
from econsec.flows import fetched
from econsec.live.connector import Way, asked_for, in_place, span, years_of
from econsec.sources.trade import comtrade as reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from econsec.live.connector import Ask, Earlier, Tables, Visit

HOME = "https://comtradeapi.un.org"
PREVIEW, KEYED = "/public/v1/preview/C/{freq}/HS", "/data/v1/get/C/{freq}/HS"
#: As many rows are the most that an answer holds: it was cut off.
PREVIEW_CAP, KEYED_CAP = 500, 100_000
#: Periods that one request may name.
KEYED_PERIODS = 12
CODE = re.compile(r"\d{2}|\d{4}|\d{6}")
FIRST_YEAR = 1962
TABLE = {"A": "trade_annual_reported", "M": "trade_monthly"}
READ = {"A": reader.read_annual, "M": reader.read_monthly}
STANDS = "What was fetched before stands."


@dataclass(frozen=True)
class Query:
    """One request: all of its combinations."""

    freq: str
    reporter: str
    periods: tuple[str, ...]
    codes: tuple[str, ...]
    flows: tuple[str, ...]

    def params(self, cap: int) -> dict[str, str]:
        """Return the request's parameters: totals only, or they repeat as details."""
        return {
            "reporterCode": self.reporter,
            "period": ",".join(self.periods),
            "cmdCode": ",".join(self.codes),
            "flowCode": ",".join(self.flows),
            **reader.TOTALS,
            "maxRecords": str(cap),
            "includeDesc": "false",
        }

    def halves(self) -> tuple[Query, Query] | None:
        """Return two queries that ask for the same, None if it cannot be parted."""
        for name in ("periods", "codes", "flows"):
            if (count := len(values := getattr(self, name))) > 1:
                return replace(self, **{name: values[: count // 2]}), replace(self, **{name: values[count // 2 :]})
        return None


def wanted(codes: list[str], reporter: str, years: str, monthly: bool) -> Ask:
    """Check what a person asks for, before anything is sent: Comtrade answers a wrong code with nothing.

    Parameters
    ----------
    codes : list of str
        HS codes of two, four or six digits.
    reporter : str
        Code or name of the economy whose office reports; empty: Japan.
    years : str
        ``2024``, ``2020:2025``, or ``2020:`` for all years from then on, those to come too.
    monthly : bool
        By month.

    Returns
    -------
    dict
        codes, reporter (ISO3), years (first, last; the last is None if it stays open), monthly.

    Raises
    ------
    ParameterError
        A code or a year that is none.
    UnknownEconomyError
        No economy has that name.

    Examples
    --------
    >>> wanted(["280530"], "Japan", "2020:2025", monthly=False)
    {'codes': ['280530'], 'reporter': 'JPN', 'years': [2020, 2025], 'monthly': False}
    """
    for code in codes:
        if not CODE.fullmatch(code):
            raise ParameterError(f"{code!r} is no HS code", expected="two, four or six digits, such as 280530")
    if not codes:
        raise ParameterError("no code to ask Comtrade for", expected="HS codes, such as 280530")
    found = economy(reporter or "JPN", where="reporter")
    if found.kind != "economy" or not found.baci:
        raise ParameterError(f"{found.iso3} is no economy that reports to Comtrade")
    return {
        "codes": sorted(set(codes)),
        "reporter": found.iso3,
        "years": years_of(years, FIRST_YEAR),
        "monthly": monthly,
    }


def ask(visit: Visit, one: Ask) -> None:
    """Fetch what was asked for, all of it.

    Raises
    ------
    NoDataError
        A code has no row in any of the periods: Comtrade says the same of a code that does not exist.
    CutOffError
        An answer is as long as the cap and cannot be asked for in smaller parts.
    SchemaError
        Comtrade answers another question.
    """
    seen: dict[str, set[str]] = {}
    queries = list(_queries(one, keyed=visit.client.key is not None))
    for number, query in enumerate(queries, 1):
        visit.tell(f"comtrade: request {number} of {len(queries)}")
        for row in _collect(visit, query):
            seen.setdefault(str(row["classificationCode"]), set()).add(str(row["cmdCode"]))
    told = set().union(*seen.values())
    if absent := [code for code in one["codes"] if code not in told]:
        first, last = span(one)
        raise NoDataError(
            f"Comtrade has no row of {', '.join(absent)} reported by {one['reporter']}, {first} to {last}",
            hint=f"It says the same of a code that does not exist: check it. {STANDS}",
        )
    for revision, codes in sorted(seen.items()):
        for sentence in fetched.lacking(codes, revision=revision):
            visit.tell(f"comtrade: {sentence}")


def read(raw: Path, asks: tuple[Ask, ...], earlier: Earlier, tell: Callable[[str], None]) -> Tables:
    """Make the tables: what was asked for now in the place of what was known of it, and the rest as it was."""
    made: Tables = {}
    for freq, name in TABLE.items():
        mine = [one for one in asks if one["monthly"] == (freq == "M")]
        before = earlier(name)
        if mine and any(raw.glob(f"{freq}-*.json")):
            fresh = READ[freq](raw, tell)
            made[name] = in_place(before, fresh, partial(asked_for, asks=tuple(mine), economy="reporter"))
        elif before is not None:
            made[name] = before
    return made


def _queries(one: Ask, *, keyed: bool) -> Iterator[Query]:
    freq, now = "M" if one["monthly"] else "A", datetime.now(UTC)
    first, last = span(one)
    periods = [str(year) for year in range(first, last + 1)]
    if freq == "M":
        periods = [f"{year}{month:02}" for year in periods for month in range(1, 13)]
        periods = [period for period in periods if period <= f"{now.year}{now.month:02}"]
    size = KEYED_PERIODS if keyed else 1
    for start in range(0, len(periods), size):
        yield Query(
            freq,
            economy(one["reporter"]).baci,
            tuple(periods[start : start + size]),
            tuple(one["codes"]),
            ("M", "X"),
        )


def _collect(visit: Visit, query: Query) -> Iterator[dict[str, Any]]:
    keyed = visit.client.key is not None
    cap, path = (KEYED_CAP, KEYED) if keyed else (PREVIEW_CAP, PREVIEW)
    name = f"{query.freq}-{query.reporter}-{len(visit.received):04}-{query.periods[0]}-{query.codes[0]}.json"
    try:
        saved = visit.save(HOME + path.format(freq=query.freq), name, params=query.params(cap), kind="json")
    except TooLongError:
        if (halves := query.halves()) is None:
            raise
        for half in halves:
            yield from _collect(visit, half)
        return
    rows = reader.rows(saved)
    if len(rows) >= cap:
        visit.drop(saved)
        if (halves := query.halves()) is None:
            asked = f"{query.codes[0]}, {query.periods[0]}, {query.flows[0]}"
            hint = STANDS if keyed else f"With a key of your own up to {KEYED_CAP:,} rows come at once. {STANDS}"
            raise CutOffError(f"Comtrade sends {len(rows):,} rows of {asked}, its cap: more may be missing", hint=hint)
        for half in halves:
            yield from _collect(visit, half)
        return
    for row in rows:
        _answers(row, query)
        yield row


def _answers(row: dict[str, Any], query: Query) -> None:
    """Refuse a row that was not asked for: a parameter was not understood, and more than one may be wrong."""
    for name, values in (
        ("reporterCode", (query.reporter,)),
        ("period", query.periods),
        ("cmdCode", query.codes),
        ("flowCode", query.flows),
    ):
        if str(row.get(name)) not in values:
            raise SchemaError(
                f"Comtrade sends {name} {row.get(name)!r}", expected=f"one of {', '.join(values)}", hint=STANDS
            )


WAY = Way(ask=ask, read=read, wanted=wanted)
