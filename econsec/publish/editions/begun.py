"""What stood before a night began, kept until what the night found is kept: one that is cut off is told by the next."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from econsec.publish.editions import edition, runlog
from econsec.publish.files import durable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

#: Beside the lock of those nights.
NAME = "begun{}.json"
LOCK = ".due"


class Before(BaseModel):
    """How a report in a language stood.

    Parameters
    ----------
    edition : str
        The id of its newest edition, empty if there was none.
    failed : str
        Why its last run failed, empty if it did not.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    edition: str = ""
    failed: str = ""


class Begun(BaseModel):
    """How all stood that a night has begun with.

    Parameters
    ----------
    reports : mapping of str to Before
        By report and language, as ``minerals/en``.
    sources : mapping of str to str
        By source: why it could not be refreshed when it was last asked, empty if it could.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    reports: dict[str, Before] = {}
    sources: dict[str, str] = {}


def read(out: Path, *, commercial_only: bool = False) -> Begun:
    """Return how all stood before a night that was cut off, or that goes on; empty if what each found is kept.

    Parameters
    ----------
    out, commercial_only : Path, bool
        The folder of reports, and which of their editions.
    """
    try:
        return Begun.model_validate_json(_file(out, commercial_only=commercial_only).read_bytes())
    except (OSError, ValidationError):
        return Begun()


def note(
    out: Path,
    *,
    reports: Iterable[tuple[str, str]] = (),
    sources: Mapping[str, str] | None = None,
    commercial_only: bool = False,
) -> Begun:
    """Write down how reports and sources stand that are about to change; what stands there already stays.

    Call it alone, before anything changes. A disk that takes no note keeps nobody from rendering.

    Parameters
    ----------
    out, commercial_only : Path, bool
        As for :func:`read`.
    reports : iterable of (name, language)
        What is due.
    sources : mapping of str to str
        What is going to be asked, and why it last failed.
    """
    was = read(out, commercial_only=commercial_only)
    runs = runlog.last(out, edition.variant({}, commercial_only=commercial_only))
    fresh = {}
    for name, language in reports:
        found = edition.latest(edition.place(out, name, language, {}, commercial_only=commercial_only))
        run = runs.get((name, language))
        failed = run.problem if run and run.status == "failed" else ""
        fresh[f"{name}/{language}"] = Before(edition=found.id if found else "", failed=failed)
    begun = Begun(reports=fresh | was.reports, sources=dict(sources or {}) | was.sources)
    if begun != was:
        with suppress(OSError):
            durable.write_file(_file(out, commercial_only=commercial_only), begun.model_dump_json().encode())
    return begun


def end(out: Path, *, commercial_only: bool = False) -> None:
    """Forget it: all that the night found is kept elsewhere, or told."""
    with suppress(OSError):
        _file(out, commercial_only=commercial_only).unlink(missing_ok=True)


def _file(out: Path, *, commercial_only: bool) -> Path:
    variant = edition.variant({}, commercial_only=commercial_only)
    return out / LOCK / NAME.format(f"-{variant}" if variant else "")
