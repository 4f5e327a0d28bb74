"""What every connector is: it asks, and it says which tables its answers make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.economies import economy
from econsec.errors import FetchError, ParameterError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.live.asking.client import Client, Received

    Ask = dict[str, Any]
    Tables = dict[str, pd.DataFrame]
    Earlier = Callable[[str], pd.DataFrame | None]
    Covered = Callable[[pd.DataFrame], pd.Series[bool]]


def years_of(typed: str, earliest: int) -> list[int | None]:
    """Return the first and the last of the years that a person types; None for a last one that stays open.

    Parameters
    ----------
    typed : str
        ``2024``, ``2020:2025``, or ``2020:`` for all years from then on, those to come too.
    earliest : int
        The first that the publisher has.

    Raises
    ------
    ParameterError
        They are none, or lie outside what there is.

    Examples
    --------
    >>> years_of("2024", 1962), years_of("2020:", 1962)
    ([2024, 2024], [2020, None])
    """
    match, now = re.fullmatch(r"(\d{4})(:(\d{4})?)?", typed, re.ASCII), datetime.now(UTC).year
    first = int(match[1]) if match else 0
    last = (int(match[3]) if match[3] else None if match[2] else first) if match else 0
    if not earliest <= first <= (now if last is None else last) <= now:
        said = f"years cannot be {typed!r}"
        raise ParameterError(said, expected=f"a year from {earliest} to {now}, such as {now}, 2020:{now} or 2020:")
    return [first, last]


def named(codes: list[str], reporter: str, where: str) -> list[str]:
    """Return the economies that a person names, as ISO3 codes in order.

    Raises
    ------
    ParameterError
        There is none, or a group of them.
    UnknownEconomyError
        No economy has that name.

    Examples
    --------
    >>> named(["Japan", "IND"], "", "the IMF")
    ['IND', 'JPN']
    """
    if not (given := [*codes, *filter(None, [reporter])]):
        raise ParameterError(f"no economy to ask {where} for", expected="codes or names, such as JPN India")
    found = [economy(one, where="economy") for one in given]
    if several := [one.iso3 for one in found if one.kind != "economy"]:
        raise ParameterError(f"{several[0]} is no single economy", expected="codes or names, such as JPN India")
    return sorted({one.iso3 for one in found})


def mind(name: str, reporter: str, *, monthly: bool, only: str | None = "", months: bool = False) -> None:
    """Refuse what a source cannot mind: a reporter and months, where it is not a `Way` that says otherwise.

    Raises
    ------
    ParameterError, UnknownEconomyError
        A reporter other than the one whose figures these are, or months where there are none.

    Examples
    --------
    >>> mind("estat", "Japan", monthly=True, only="JPN", months=True)
    >>> mind("baci", "", monthly=True)
    Traceback (most recent call last):
    ...
    econsec.errors.ParameterError: baci has no figures by month. Expected the question without --monthly
    """
    if reporter and only is not None and economy(reporter, where="reporter").iso3 != only:
        whose = f"the figures of {only} alone" if only else "no figures by reporter"
        raise ParameterError(f"{name} has {whose}", expected="the question without --reporter")
    if monthly and not months:
        raise ParameterError(f"{name} has no figures by month", expected="the question without --monthly")


def span(one: Ask) -> tuple[int, int]:
    """Return the first and the last year of a question; one that stays open ends this year.

    Raises
    ------
    ParameterError
        This machine's clock stands before the first.

    Examples
    --------
    >>> span({"years": [2020, 2025]})
    (2020, 2025)
    """
    first, last = one["years"]
    until = datetime.now(UTC).year if last is None else last
    if until < first:
        raise ParameterError(f"it is {until} by this machine's clock, and {first} was asked for", hint="Set the clock.")
    return first, until


def in_place(before: pd.DataFrame | None, fresh: pd.DataFrame, covered: Covered) -> pd.DataFrame:
    """Return what came in the place of what was known of it, and the rest of what was known as it was.

    Parameters
    ----------
    before : DataFrame or None
        The table as it was, None if there was none.
    fresh : DataFrame
        What came.
    covered : callable
        Given the table as it was; says of each row whether what came stands for it.

    Examples
    --------
    >>> before = pd.DataFrame({"year": [2023, 2024], "value": [1.0, 2.0]})
    >>> fresh = pd.DataFrame({"year": [2024], "value": [3.0]})
    >>> in_place(before, fresh, lambda known: known["year"] == 2024)["value"].tolist()
    [1.0, 3.0]
    """
    kept = None if before is None else before[~covered(before)]
    return fresh if kept is None or kept.empty else pd.concat([kept, fresh], ignore_index=True)


def asked_for(known: pd.DataFrame, asks: tuple[Ask, ...], *, economy: str) -> pd.Series[bool]:
    """Say of each row whether its product, year and economy (the column of that name) were asked for."""
    covered = pd.Series(data=False, index=known.index)
    for one in asks:
        asked = known["product"].isin(one["codes"]) & known["year"].between(*span(one))
        covered |= asked & (known[economy] == one["reporter"])
    return covered


def among(known: pd.DataFrame, fresh: pd.DataFrame, *keys: str) -> pd.Series[bool]:
    """Say of each row whether its keys are among those that came."""
    came = pd.MultiIndex.from_frame(fresh[list(keys)])
    return pd.Series(pd.MultiIndex.from_frame(known[list(keys)]).isin(came), index=known.index)


def whole(path: Path, where: str) -> None:
    """Refuse a CSV that ends within a line.

    Raises
    ------
    FetchError
        It does.
    """
    with path.open("rb") as file:
        file.seek(-1, 2)
        if file.read(1) not in {b"\n", b"\r"}:
            raise FetchError(f"{where} sends {path.name} without its last line", hint="What was fetched before stands.")


@dataclass
class Visit:
    """One visit to a publisher: where its answers go, and what was sent so far.

    Parameters
    ----------
    client : Client
        To ask with.
    raw : Path
        The folder for what is sent, byte for byte.
    tell : callable
        Told how far it is, and warnings.
    received : list of Received
        In the order in which it came.
    vintage : str
        The publisher's own date of the figures, where it says one.
    """

    client: Client
    raw: Path
    tell: Callable[[str], None]
    received: list[Received] = field(default_factory=list)
    vintage: str = ""

    def save(self, url: str, name: str, **how: Any) -> Path:  # noqa: ANN401 - as `Client.save`
        """Ask for an address and keep the answer under a name; see `Client.save`."""
        target = self.raw / name
        self.received.append(self.client.save(url, target, **how))
        return target

    def drop(self, path: Path) -> None:
        """Throw an answer away that will be asked for in smaller parts."""
        path.unlink()
        self.received = [one for one in self.received if one.file != path.name]


@dataclass(frozen=True)
class Way:
    """How one publisher is asked and read.

    Parameters
    ----------
    ask : callable
        Given a visit and what is asked for; fetches all of it or raises.
    read : callable
        Given the folder of answers, what was asked for and a function that returns a table as it was; returns the
        tables, whole. The third argument tells of new columns.
    wanted : callable
        Given codes, reporter, years and monthly as a person types them; returns what is asked for, or refuses.
    usual : tuple of dict
        What a refresh asks for where nobody has asked for anything yet.
    reporter : str or None
        The one economy whose office this is; empty where a question names no reporter; None where it names any.
    months : bool
        It tells months: a question may say so.
    """

    ask: Callable[[Visit, Ask], None]
    read: Callable[[Path, tuple[Ask, ...], Earlier, Callable[[str], None]], Tables]
    wanted: Callable[[list[str], str, str, bool], Ask]
    usual: tuple[Ask, ...] = ()
    reporter: str | None = None
    months: bool = True

    def question(self, name: str, codes: list[str], reporter: str, years: str, *, monthly: bool) -> Ask:
        """Return what is asked for, and refuse what the source cannot mind: its figures would be taken for it.

        Raises
        ------
        ParameterError, UnknownEconomyError
            As `wanted`; or a reporter other than the one whose figures these are, or months where there are none.
        """
        mind(name, reporter, monthly=monthly, only=self.reporter, months=self.months)
        return self.wanted(codes, reporter, years, monthly)
