"""What stands in the user's own store of BACI: a line a year in ``store.json``, cheap to read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from econsec import paths
from econsec.errors import IntegrityError, MissingFileError
from econsec.store.atomic_files import sync
from econsec.store.kept.as_begun import refuse_changed
from econsec.store.kept.newer import refuse_newer
from econsec.store.package import sha256

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MANIFEST = "store.json"
#: What the store is called where it is said that it has changed.
BACI = "the store of BACI"


@dataclass(frozen=True)
class Stored:
    """One year in the store.

    Parameters
    ----------
    file : str
        Below the store's folder.
    value : float
        All trade of the year, USD.
    crc : int
        The zip's checksum of the text that it was made from.
    """

    revision: str
    version: str
    year: int
    file: str
    rows: int
    value: float
    bytes: int
    sha256: str
    crc: int

    @property
    def path(self) -> Path:
        """The file itself."""
        return folder() / self.file


def folder() -> Path:
    """Return the folder of the store of BACI."""
    return paths.user_data() / "baci"


def stored() -> tuple[Stored, ...]:
    """List the years in the store, by revision and year.

    Raises
    ------
    IntegrityError
        The store's own list is damaged, or was changed since the report that this process runs began.
    """
    path = folder() / MANIFEST
    written = path.read_bytes() if path.is_file() else b""
    refuse_changed(BACI, hashlib.sha256(written).hexdigest() if written else "")
    if not written:
        return ()
    try:
        entries = json.loads(written.decode())
        for entry in entries:
            refuse_newer(path, entry, Stored)
        return tuple(Stored(**entry) for entry in entries)
    except (json.JSONDecodeError, UnicodeDecodeError, TypeError) as error:
        raise IntegrityError(f"{path} is damaged ({error})", hint="Remove it and add the zip again.") from error


def verify() -> tuple[str, ...]:
    """Hash every year of the store; return a sentence for each that is not whole, nothing if all are."""
    return tuple(filter(None, map(trouble, stored())))


def trouble(item: Stored) -> str:
    """Hash a year of the store; return what is wrong with it as a sentence, nothing if it is whole."""
    if not item.path.is_file():
        return f"{item.file} is gone"
    return "" if sha256(item.path) == item.sha256 else f"{item.file} has another SHA-256 than when it was added"


def select(
    revisions: Iterable[str | int], years: Iterable[str | int], *, of: Iterable[Stored] | None = None
) -> tuple[Stored, ...]:
    """Return the files, of all or of some, that hold some revisions and years; all where none are named.

    Raises
    ------
    MissingFileError
        A file of the store is gone or of another size.
    """
    named, wanted = set(revisions), set(years)
    among = stored() if of is None else of
    found = [item for item in among if (not named or item.revision in named) and (not wanted or item.year in wanted)]
    for item in found:
        if not item.path.is_file() or item.path.stat().st_size != item.bytes:
            raise MissingFileError(f"{item.path} is gone or cut off", hint="Run again: econsec data add baci FILE.zip")
    return tuple(found)


def save(items: Iterable[Stored]) -> None:
    """Write the list of the store anew, in one move: a reader sees the old one or the new one."""
    ordered = sorted(items, key=lambda item: (item.revision, item.year))
    fresh = folder() / f"{MANIFEST}.part"
    fresh.write_text(json.dumps([asdict(item) for item in ordered], indent=1) + "\n", encoding="utf-8")
    sync(fresh)
    fresh.replace(folder() / MANIFEST)
    sync(folder())
