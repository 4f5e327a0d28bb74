"""The log of runs: one JSON line for each report and language that somebody asked for, and what became of it.

Among them stands what a night found beside: a watch that began or ended, a message that was not sent.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from econsec.publish.files import durable, lock
from econsec.publish.job import Status, Told

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME = "runs.jsonl"
Line = TypeVar("Line", bound=BaseModel)
#: Beyond so many bytes the older half is let go: at ten reports a night, some years.
_LIMIT = 4 << 20


class Run(BaseModel):
    """One line of the log.

    Parameters
    ----------
    started, ended : datetime
        When, UTC.
    report, language, variant : str
        Which; the variant is the hash of other than default parameters, or empty.
    status, reason, problem : str
        How it ended: see :class:`econsec.publish.render.Outcome`.
    edition, date : str
        The edition that was made, found, or is left from before; empty if there is none.
    seconds : float
        How long it took.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    started: datetime
    ended: datetime
    report: str
    language: str
    variant: str = ""
    status: Status
    reason: str = ""
    problem: Told = ""
    edition: str = ""
    date: str = ""
    seconds: float


class Looked(BaseModel):
    """A line of the log that says what is new of a watch.

    Parameters
    ----------
    at : datetime
        When it was seen, UTC.
    watch, variant : str
        Which; the variant as of a run.
    news : str
        ``began``, ``ended``, ``lost`` (it cannot be found: ``problem`` says why) or ``found`` (again).
    value, of : float or None, str
        The figure, and what it is of: an edition, a year, a month.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    at: datetime
    watch: str
    variant: str = ""
    news: Literal["began", "ended", "lost", "found"]
    value: float | None = None
    of: str = ""
    problem: Told = ""


class Sent(BaseModel):
    """A line of the log that says what became of a message.

    Parameters
    ----------
    at : datetime
        When, UTC.
    channel : str
        ``mail`` or ``webhook``.
    sent, problem : bool, str
        Whether it left, and what was in the way.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    at: datetime
    channel: Literal["mail", "webhook"]
    sent: bool
    problem: Told = ""


def write(out: Path, lines: Iterable[BaseModel]) -> None:
    """Add lines to the log of a folder of reports; each is written in one piece."""
    text = "".join(f"{line.model_dump_json()}\n" for line in lines).encode()
    if not text:
        return
    durable.make_folder(out)
    descriptor = os.open(out / NAME, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o666)
    try:
        size = os.fstat(descriptor).st_size
        # A full disk may have cut the last line: it must not swallow this one.
        if size and os.pread(descriptor, 1, size - 1) != b"\n":
            text = b"\n" + text
        os.write(descriptor, text)
    finally:
        os.close(descriptor)
    if size > _LIMIT:
        _shorten(out)


def read(out: Path) -> list[Run]:
    """Return all runs of the log, the oldest first; a line that is cut or foreign is passed over."""
    return _lines(out, Run)


def looks(out: Path) -> list[Looked]:
    """Return what the log says of watches, the oldest first."""
    return _lines(out, Looked)


def messages(out: Path) -> list[Sent]:
    """Return what the log says of messages, the oldest first."""
    return _lines(out, Sent)


def _lines(out: Path, kind: type[Line]) -> list[Line]:
    try:
        lines = (out / NAME).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        with suppress(ValidationError):
            found.append(kind.model_validate_json(line))
    return found


def last(out: Path, variant: str = "") -> dict[tuple[str, str], Run]:
    """Return the last run of each report and language, of one variant: by default of what is asked as usual."""
    return {(run.report, run.language): run for run in read(out) if run.variant == variant}


def now() -> datetime:
    """Return the time, UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def _shorten(out: Path) -> None:
    with lock.hold(out, wait=10):
        lines = (out / NAME).read_bytes().splitlines(keepends=True)
        durable.write_file(out / NAME, b"".join(lines[len(lines) // 2 :]))
