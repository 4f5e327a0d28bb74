"""What every connector is: it asks, and it says which tables its answers make."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.live.asking.client import Client, Received

    Ask = dict[str, Any]
    Tables = dict[str, pd.DataFrame]
    Earlier = Callable[[str], pd.DataFrame | None]
    Covered = Callable[[pd.DataFrame], pd.Series[bool]]


def span(one: Ask) -> tuple[int, int]:
    """Return the first and the last year of a question; one that stays open ends this year.

    Examples
    --------
    >>> span({"years": [2020, 2025]})
    (2020, 2025)
    """
    first, last = one["years"]
    return first, datetime.now(UTC).year if last is None else last


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
    """

    ask: Callable[[Visit, Ask], None]
    read: Callable[[Path, tuple[Ask, ...], Earlier, Callable[[str], None]], Tables]
    wanted: Callable[[list[str], str, str, bool], Ask]
    usual: tuple[Ask, ...] = ()
