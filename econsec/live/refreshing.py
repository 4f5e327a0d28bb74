"""Refresh what can be refreshed, source by source, and say what became of each."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from econsec.errors import BusyError, EconsecError, IntegrityError
from econsec.live import updating
from econsec.live.asking import keys
from econsec.live.publishers import Publisher, publisher, publishers
from econsec.store.kept import vintages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CHECKED = "checked.json"
Status = Literal["new", "same", "failed", "skipped"]


@dataclass(frozen=True)
class Outcome:
    """What became of a source.

    Parameters
    ----------
    source : str
        The connector.
    status : str
        ``new`` (a vintage more), ``same`` (the publisher has nothing new), ``failed`` or ``skipped``.
    detail : str
        Which tables and rows; or why it failed or was skipped.
    seconds : float
        How long it took.
    """

    source: str
    status: Status
    detail: str
    seconds: float = 0.0


def attempt(name: str, *, fewer: bool = False, tell: Callable[[str], None] = lambda _: None) -> Outcome:
    """Refresh a source and say what became of it; raise nothing of ours."""
    started = time.monotonic()
    try:
        if why := _skipped(publisher(name)):
            return Outcome(name, "skipped", why)
        one, fresh = updating.update(name, fewer=fewer, tell=tell)
        rows = ", ".join(f"{table} {entry['rows']:,} rows" for table, entry in one.tables.items())
        found = Outcome(name, "new" if fresh else "same", rows if fresh else f"as on {one.day}")
    except BusyError as error:
        found = Outcome(name, "skipped", str(error))
    except (EconsecError, OSError) as error:
        found = Outcome(name, "failed", str(error))
    found = replace(found, seconds=time.monotonic() - started)
    if found.status != "skipped":
        remember(found)
    return found


def refresh(
    only: Iterable[str] = (), *, fewer: bool = False, tell: Callable[[str], None] = lambda _: None
) -> tuple[Outcome, ...]:
    """Refresh every source that can be, or some; one that fails does not stop the others.

    Raises
    ------
    UnknownConnectorError
        ``only`` names none.
    """
    names = chosen(only)
    return tuple(attempt(name, fewer=fewer, tell=tell) for name in names)


def chosen(only: Iterable[str]) -> list[str]:
    """Return the sources named, or all of them; refuse a name that is none."""
    return [publisher(name).name for name in only] or [about.name for about in publishers()]


def planned(name: str) -> str:
    """Return what a refresh would do about a source, as a sentence; nothing is sent."""
    about = publisher(name)
    try:
        last = vintages.newest(name)
    except IntegrityError as error:  # of one source: of the others is told all the same
        return f"fail: {error}"
    if why := _skipped(about):
        return f"skip: {why}"
    count = len(last.asks) if last is not None and last.asks else len(updating.way_of(about).usual)
    since = "nothing yet" if last is None else f"the last of {last.day}"
    return f"ask {', '.join(about.hosts)} {count} question{'s' if count != 1 else ''} ({since})"


def last_told(name: str) -> dict[str, Any]:
    """Return when a source was last asked and what came of it; empty if never."""
    try:
        found = json.loads((vintages.root() / name / CHECKED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def newer(table: str, *, fetched: bool) -> str:
    """Say whether a newer vintage of a table may be out, as far as its publisher was asked; nothing is sent.

    Parameters
    ----------
    table : str
        Of the catalogue.
    fetched : bool
        Whether the newest vintage at hand was fetched.

    Returns
    -------
    str
        Empty for a table that no connector brings.
    """
    about = next((one for one in publishers() if table in one.tables), None)
    if about is None:
        return ""
    told = last_told(about.name)
    if told.get("status") in {"new", "same"} and fetched:
        return f"none newer on {str(told['time'])[:10]}"
    if told.get("status") == "failed":
        return f"asked in vain on {str(told['time'])[:10]}: a newer one may be out"
    return f"not asked yet: econsec data {'fetch' if about.way else 'import'} {about.name}"


def _skipped(about: Publisher) -> str:
    """Say why a refresh passes a source over; empty if it does not."""
    if about.way not in updating.WAYS:
        return "a person gets this file" if about.tables else "whole years are fetched by their names"
    if about.key_needed and keys.find(about.key) is None:
        return f"no key at hand ({about.key})"
    last = vintages.newest(about.name)
    if (last is None or not last.asks) and not updating.WAYS[about.way].usual:
        return "nothing was ever asked of it"
    return ""


def remember(outcome: Outcome) -> None:
    """Write down when a source was last asked, and what came of it, for ``econsec data sources``."""
    with suppress(OSError):  # a full disk is among what is told
        _write(outcome)


def _write(outcome: Outcome) -> None:
    home = vintages.root() / outcome.source
    home.mkdir(parents=True, exist_ok=True)
    told = {"time": datetime.now(UTC).isoformat(timespec="seconds"), **asdict(outcome)}
    fresh = home / f".{CHECKED}.{os.getpid()}"
    try:
        fresh.write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")
        fresh.replace(home / CHECKED)
    finally:
        fresh.unlink(missing_ok=True)
