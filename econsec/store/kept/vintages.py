"""Vintages: what a publisher sent on a day, byte for byte, and the tables that our readers made of it.

A vintage is a folder ``live/SOURCE/ID`` of the user's own store, with ``manifest.json``, ``raw/*`` and the tables. It
takes its name in one step when all of it is on the disk, and is never written again: a kill leaves those before it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from econsec import paths
from econsec.errors import IntegrityError, ParameterError
from econsec.store.atomic_files import alone, sync, takes_nothing
from econsec.store.kept.newer import refuse_newer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MANIFEST, RAW, WORK = "manifest.json", "raw", ".work-"
STAMP = "%Y%m%dT%H%M%SZ"
#: Names the last vintage of each source that may be read; set for the cells of a report, so that a refresh while they
#: run gives no later cell other figures than an earlier one, nor than the edition says.
LAST_READ = "ECONSEC_LAST_VINTAGES"


@dataclass(frozen=True)
class Vintage:
    """What was fetched of a source at one time.

    Parameters
    ----------
    source : str
        The connector.
    id : str
        Sorts by time.
    fetched : str
        When, ISO 8601 in UTC.
    vintage : str
        The publisher's own date of these figures, else the day on which they were fetched.
    asks : tuple of dict
        What was asked for, in all: a refresh asks it again.
    files : tuple of dict
        What was sent: file, request without a key, time, size, SHA-256.
    licence : str
        Under which it was sent.
    tables : dict
        By name: file, sha256, size, rows, years, economies, products, periods (a digest of each period's rows); of the
        first vintage of a table of the bundle also earlier, the periods of the bundle's file by its SHA-256.
    folder : Path
        Where it lies.
    """

    source: str
    id: str
    fetched: str
    vintage: str
    asks: tuple[dict[str, Any], ...]
    files: tuple[dict[str, Any], ...]
    licence: str
    tables: dict[str, dict[str, Any]]
    folder: Path

    @property
    def day(self) -> date:
        """The day on which it was fetched."""
        return datetime.fromisoformat(self.fetched).date()

    def path(self, table: str) -> Path:
        """Return the file of one of its tables."""
        return self.folder / str(self.tables[table]["file"])


def root() -> Path:
    """Return the folder of all vintages, in the user's own store."""
    return paths.user_data() / "live"


def vintages(source: str) -> tuple[Vintage, ...]:
    """List what was fetched of a source, the newest first.

    Raises
    ------
    IntegrityError
        A manifest is damaged.
    """
    return tuple(_read(folder / MANIFEST) for folder in _folders(root() / source))


def newest(source: str) -> Vintage | None:
    """Return the last vintage of a source, None if there is none."""
    folders = _folders(root() / source)
    return _read(folders[0] / MANIFEST) if folders else None


def holding(table: str, *, as_of: str | None = None) -> Vintage | None:
    """Return the newest vintage that has a table.

    Parameters
    ----------
    table : str
        Name of a dataset.
    as_of : str or None
        An ISO day: only what had been fetched by its end.

    Returns
    -------
    Vintage or None
        None if none has it.

    Raises
    ------
    ParameterError
        ``as_of`` is no day.
    """
    until = None if as_of is None else day_of(as_of)
    held = (one for one in all_vintages() if table in one.tables and (until is None or one.day <= until))
    return max(held, key=lambda one: one.id, default=None)


def day_of(as_of: str) -> date:
    """Read a day that a person names.

    Raises
    ------
    ParameterError
        It is none.
    """
    try:
        return date.fromisoformat(as_of)
    except (ValueError, TypeError):
        raise ParameterError(f"as_of cannot be {as_of!r}", expected="a day, such as '2026-03-01'") from None


@contextmanager
def working(source: str) -> Iterator[Path]:
    """Give a folder for a new vintage, alone with the source; what is not kept is thrown away.

    Yields
    ------
    Path
        With an empty folder ``raw`` in it.

    Raises
    ------
    BusyError
        Another process is at this source.
    IntegrityError
        The disk is full, or takes nothing from this user; what was there is untouched.
    """
    home = paths.keep_in(root() / source)
    made = None
    with alone(home, wait=False):
        try:
            for left in home.glob(f"{WORK}*"):
                shutil.rmtree(left, ignore_errors=True)
            made = Path(tempfile.mkdtemp(dir=home, prefix=WORK))
            (made / RAW).mkdir()
            yield made
        except OSError as error:
            if not takes_nothing(home, error):
                raise
            problem = f"{home} could not be written: {error.strerror or error}"
            raise IntegrityError(problem, hint="What was there is untouched.") from error
        finally:
            if made is not None:
                shutil.rmtree(made, ignore_errors=True)


def keep(source: str, work: Path, facts: dict[str, Any]) -> Vintage:
    """Make the working folder a vintage, in one step. Call it inside `working`.

    Parameters
    ----------
    work : Path
        With the raw files and the tables.
    facts : dict
        vintage, asks, files, licence, tables: see `Vintage`.
    """
    now, last = datetime.now(UTC).replace(microsecond=0), newest(source)
    # A clock that was set back must not put the new below the old.
    if last is not None and now <= (before := datetime.fromisoformat(last.fetched)):
        now = before + timedelta(seconds=1)
    manifest = {"source": source, "fetched": now.isoformat(), **facts}
    digest = _digest(manifest)
    (work / MANIFEST).write_text(
        json.dumps(manifest | {"hash": digest}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    work.chmod(0o755)
    for path in (*work.rglob("*"), work):
        sync(path)
    final = root() / source / f"{now.strftime(STAMP)}-{digest[:8]}"
    work.rename(final)
    sync(final.parent)
    return _read(final / MANIFEST)


def folders() -> tuple[Path, ...]:
    """Return the folder of every vintage of every source, the newest of each source first."""
    return tuple(_all(root()))


def read(folder: Path) -> Vintage:
    """Read the vintage in a folder.

    Raises
    ------
    IntegrityError
        Its manifest is damaged.
    """
    return _read(folder / MANIFEST)


def all_vintages() -> tuple[Vintage, ...]:
    """List every vintage of every source that is whole and may be read, by source, the newest first.

    One whose manifest is damaged is passed over, as if it had not come: `econsec data check` names it.
    """
    named = os.environ.get(LAST_READ)
    return _whole(folders()) if named is None else _until(root(), named)


@lru_cache(maxsize=16)
def _until(home: Path, named: str) -> tuple[Vintage, ...]:
    """Return what a report may read, once: what comes while it is made is none of its vintages."""
    until = dict(entry.split("=", 1) for entry in named.split(",") if entry)
    return _whole(folder for folder in _all(home) if folder.name <= until.get(folder.parent.name, ""))


def _whole(found: Iterable[Path]) -> tuple[Vintage, ...]:
    kept = []
    for folder in found:
        with suppress(IntegrityError):
            kept.append(read(folder))
    return tuple(kept)


def latest(known: Iterable[Vintage]) -> dict[str, Vintage]:
    """Return the newest vintage of every table that was fetched, by the table's name."""
    found: dict[str, Vintage] = {}
    for one in sorted(known, key=lambda vintage: vintage.id):
        found |= dict.fromkeys(one.tables, one)
    return found


def last_read(known: Iterable[Vintage]) -> dict[str, str]:
    """Return the setting with which another process reads these vintages and no later ones."""
    newest_ids: dict[str, str] = {}
    for one in known:
        newest_ids[one.source] = max(one.id, newest_ids.get(one.source, ""))
    return {LAST_READ: ",".join(f"{source}={last}" for source, last in sorted(newest_ids.items()))}


def _all(home: Path) -> Iterator[Path]:
    return (folder for source in sorted(home.glob("[!.]*")) if source.is_dir() for folder in _folders(source))


def _folders(home: Path) -> list[Path]:
    """Return the vintages of a source, the newest first."""
    return sorted((path for path in home.glob("[!.]*") if path.is_dir()), reverse=True)


def _digest(manifest: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(manifest, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=4096)
def _read(path: Path) -> Vintage:
    """Read a manifest, once: a vintage never changes."""
    try:
        found = json.loads(path.read_bytes().decode())
        digest = found.pop("hash")
        if digest != _digest(found):
            raise ValueError("its own hash differs")  # noqa: TRY301 - one sentence for all of them
        refuse_newer(path, found, Vintage)
        found |= {name: tuple(found[name]) for name in ("asks", "files")}
        return Vintage(**found, id=path.parent.name, folder=path.parent)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise IntegrityError(
            f"{path} is damaged ({error})", hint=f"Remove the folder {path.parent}; the vintages before it stand."
        ) from error
