"""An edition: one rendered report in its folder, with the manifest that says from what it was made.

Layout: ``<out>/<report>/<language>/<edition id>/`` with ``report.html``, ``report.static.html``, ``edition.json``,
``notebook.ipynb``, ``data/*.csv`` and what each of these holds (``data/*.csv-metadata.json``); ``latest`` beside it
names the newest. Other than default parameters are a variant:
``<out>/<report>/variants/<hash>/<language>/...``
"""

from __future__ import annotations

import hashlib
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from econsec.errors import IntegrityError, MissingFileError
from econsec.publish.editions.manifest import Manifest, Stored
from econsec.publish.files import durable
from econsec.publish.plan.fingerprint import file_hash, json_hash

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST, LATEST = "edition.json", "latest"
HTML, STATIC, NOTEBOOK, THUMBNAIL = "report.html", "report.static.html", "notebook.ipynb", "thumbnail.svg"
#: Beside the editions: the notebook of the last run, if it failed.
FAILED = "failed.ipynb"


@dataclass(frozen=True)
class Edition:
    """A folder with a manifest that could be read."""

    folder: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        """Return the edition id."""
        return self.manifest.id

    @property
    def html(self) -> Path:
        """Return the interactive page."""
        return self.folder / HTML

    @property
    def static(self) -> Path:
        """Return the page without script."""
        return self.folder / STATIC

    def is_whole(self) -> bool:
        """Say whether it is what was written, but for files that somebody has put beside its own."""
        return self.is_sealed() and not any(self._wrong(name, stored) for name, stored in self.manifest.files.items())

    def damage(self) -> list[str]:
        """Return what is wrong with its files: missing, changed, or not named by the manifest."""
        wrong = [] if self.is_sealed() else [f"{MANIFEST} is not the manifest that was written"]
        wrong += filter(None, (self._wrong(name, stored) for name, stored in self.manifest.files.items()))
        known = {*self.manifest.files, MANIFEST}
        found = (path for path in self.folder.rglob("*") if path.is_symlink() or not path.is_dir())
        names = sorted(path.relative_to(self.folder).as_posix() for path in found)
        return wrong + [f"{name} is not named by the manifest" for name in names if name not in known]

    def is_sealed(self) -> bool:
        """Say whether the manifest's file is, letter for letter, what such a manifest is written as."""
        try:
            written = (self.folder / MANIFEST).read_bytes()
            return _read(written) == self.manifest and _is_sealed(written)
        except (OSError, ValidationError):
            return False

    def _wrong(self, name: str, stored: Stored) -> str:
        path = self.folder / name
        if not path.is_file():  # a pipe or a device would be read for ever
            return f"{name} is missing" if not path.exists() else f"{name} is no file"
        same = path.stat().st_size == stored.size and file_hash(path) == stored.sha256
        return "" if same else f"{name} is not the file that was written"


def place(out: Path, report: str, language: str, changed: Mapping[str, Any], *, commercial_only: bool = False) -> Path:
    """Return the folder of all editions of a report in a language.

    Parameters
    ----------
    out : Path
        The folder of all reports.
    report, language : str
        Which report.
    changed, commercial_only : mapping, bool
        As in :func:`variant`.
    """
    asked = variant(changed, commercial_only=commercial_only)
    return out / report / "variants" / asked / language if asked else out / report / language


def variant(changed: Mapping[str, Any], *, commercial_only: bool = False) -> str:
    """Return the name of what is not asked as usual, or nothing.

    Parameters
    ----------
    changed : mapping
        The parameters that are not at their default: none of them becomes part of a path but as a hash.
    commercial_only : bool
        Whether the edition is for commercial use: it must never stand where another is looked for.

    Examples
    --------
    >>> variant({}), variant({"year": 2022})
    ('', 'a8312f27')
    """
    # No parameter has such a name: a parameter is a word of Python.
    asked = {**changed, "--commercial-only": True} if commercial_only else changed
    return json_hash(asked)[:8] if asked else ""


def read(folder: Path) -> Edition:
    """Read an edition.

    Raises
    ------
    MissingFileError
        There is no manifest.
    IntegrityError
        It is not one.
    """
    if not (folder / MANIFEST).is_file():  # a pipe of that name would be read for ever
        raise MissingFileError(
            f"no edition in {folder}",
            expected=f"a file {MANIFEST}",
            hint=f"An edition is a folder such as reports/NAME/en/{LATEST}",
        )
    try:
        return Edition(folder, _read((folder / MANIFEST).read_bytes()))
    except (ValidationError, OSError) as error:
        raise IntegrityError(f"{folder / MANIFEST} is not a manifest ({type(error).__name__})") from error


# A run reads each manifest for its plan and its outcome, and for page and feed of the gallery in each language: what is
# the same to the letter is read once. Enough for the newest of a large portfolio.
@lru_cache(maxsize=256)
def _read(written: bytes) -> Manifest:
    return Manifest.model_validate_json(written)


@lru_cache(maxsize=256)
def _is_sealed(written: bytes) -> bool:
    manifest = _read(written)
    return manifest.seal == manifest.digest() and manifest.is_written_as(written)


def latest(folder: Path) -> Edition | None:
    """Return the newest edition of a report's folder, or None if there is none that can be read."""
    try:
        return read((folder / LATEST).resolve())
    except (IntegrityError, RuntimeError):  # a link that leads to itself
        return None


def unchanged(folder: Path, fingerprint: str, date: str | None) -> Edition | None:
    """Return the newest edition if it was made from the same, is whole, and is of that day (None: of any day)."""
    found = latest(folder)
    if found is None or found.manifest.fingerprint != fingerprint or not found.is_whole():
        return None
    return found if date in (None, found.manifest.date) else None


def write(folder: Path, manifest: Manifest, files: Mapping[str, bytes], *, keep: int) -> Edition:
    """Write an edition, let ``latest`` name it, and throw away the oldest beyond the limit.

    Parameters
    ----------
    folder : Path
        The folder of all editions of the report in the language; its lock is held.
    manifest : Manifest
        Without its files: they are named here.
    files : mapping of relative path to bytes
        The pages, the notebook, the tables.
    keep : int
        How many editions stay.
    """
    return publish(put(folder, manifest, files), folder, keep=keep)


def put(folder: Path, manifest: Manifest, files: Mapping[str, bytes]) -> Edition:
    """Write an edition into a folder, where nothing names it yet: as :func:`write` does."""
    stored = {
        name: Stored(sha256=hashlib.sha256(files[name]).hexdigest(), size=len(files[name])) for name in sorted(files)
    }
    manifest = manifest.model_copy(update={"files": stored})
    manifest = manifest.model_copy(update={"seal": manifest.digest()})
    target = folder / manifest.id
    durable.write_folder(target, {**files, MANIFEST: manifest.text()})
    return Edition(target, manifest)


def publish(made: Edition, folder: Path, *, keep: int) -> Edition:
    """Let ``latest`` name an edition, and throw away the oldest beyond the limit.

    Parameters
    ----------
    made : Edition
        In its place, or elsewhere on the same file system: then it is moved.
    folder : Path
        The folder of all editions of the report in the language; its lock is held.
    keep : int
        How many editions stay.
    """
    target = folder / made.id
    if made.folder != target:
        durable.move_folder(made.folder, target)
    durable.point(folder / LATEST, made.id)
    _prune(folder, keep, made.id)
    return Edition(target, made.manifest)


def editions(folder: Path) -> list[Edition]:
    """Return the editions of a report's folder that can be read, the newest first."""
    found = []
    for path in folder.glob(f"[!.]*/{MANIFEST}"):
        if not path.parent.is_symlink():
            with suppress(IntegrityError):
                found.append(read(path.parent))
    return sorted(found, key=lambda one: (one.manifest.date, one.folder.stat().st_mtime_ns), reverse=True)


def _prune(folder: Path, keep: int, newest: str) -> None:
    """Keep those that were made last; what a clock that was ahead has made goes first, for it would stay for years."""
    tomorrow = (time.time() + 24 * 3600) * 1e9

    def made(one: Edition) -> tuple[float, str]:
        at = one.folder.stat().st_mtime_ns
        return (at if at < tomorrow else 0, one.manifest.date)

    others = sorted((one for one in editions(folder) if one.id != newest), key=made, reverse=True)
    for old in others[max(keep - 1, 0) :]:
        # Renamed first: a folder half thrown away must not look like an edition.
        doomed = folder / f"{durable.TEMPORARY}old-{old.folder.name}"
        old.folder.rename(doomed)
        shutil.rmtree(doomed, ignore_errors=True)
