"""An edition: one rendered report in its folder, with the manifest that says from what it was made.

Layout: ``<out>/<report>/<language>/<edition id>/`` with ``report.html``, ``report.static.html``, ``edition.json``,
``notebook.ipynb`` and ``data/*.csv``; ``latest`` beside it names the newest. Other than default parameters are a
variant:
``<out>/<report>/variants/<hash>/<language>/...``
"""

from __future__ import annotations

import hashlib
import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from econsec.errors import IntegrityError, MissingFileError
from econsec.publish.editions.vintage import Vintage
from econsec.publish.files import durable
from econsec.publish.plan.fingerprint import file_hash, json_hash

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST, LATEST = "edition.json", "latest"
HTML, STATIC, NOTEBOOK, THUMBNAIL = "report.html", "report.static.html", "notebook.ipynb", "thumbnail.svg"


class Named(BaseModel):
    """A file by name and SHA-256."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    sha256: str


class Stored(BaseModel):
    """A file of the edition: its SHA-256 and its size in bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str
    size: int


class Claim(BaseModel):
    """A sentence of the report with the values it was computed from."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    role: str
    text: str
    values: dict[str, Any] = {}


def _day(text: str) -> str:
    """Refuse what is no day: whoever counts the age of an edition would trip over it."""
    return date.fromisoformat(text).isoformat()


class Manifest(BaseModel):
    """Everything an edition was made from, and what it says.

    Parameters
    ----------
    id, report, title, language, date : str
        Which edition it is; the date is the day it is made for, not a clock's time.
    parameters : dict
        All parameters, the default ones too.
    periods : tuple of str
        Those of them that say for when.
    notebook : Named
        The notebook as it was read.
    inputs : tuple of Named
        The data it could read.
    code : str
        One SHA-256 over the package.
    versions : dict
        Python and the packages.
    fingerprint : str
        One SHA-256 over all of the above but the date: the same fingerprint need not run again.
    base : str
        One SHA-256 over the fingerprint and the date; the id is taken from it and from ``previous``.
    commercial_only : bool
        Whether what stands on a source that forbids commercial use was left out.
    previous : dict or None
        What the page was told about the edition before it.
    claims : tuple of Claim
        What it says, with the values.
    sources : tuple of dict
        Where its exhibits come from.
    vintages : dict
        Of the tables among the inputs, by name.
    files : dict
        Every other file of the folder.
    seal : str
        One SHA-256 over all of the above; empty in manifests from before there was one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: int = 1
    id: str
    report: str
    title: str
    language: str
    date: Annotated[str, AfterValidator(_day)]
    parameters: dict[str, Any]
    periods: tuple[str, ...] = ()
    notebook: Named
    inputs: tuple[Named, ...]
    code: str
    versions: dict[str, str]
    fingerprint: str
    base: str
    commercial_only: bool = False
    previous: dict[str, Any] | None = None
    claims: tuple[Claim, ...] = ()
    sources: tuple[dict[str, Any], ...] = ()
    vintages: dict[str, Vintage] = {}
    files: dict[str, Stored] = {}
    seal: str = ""

    def digest(self) -> str:
        """Return what the seal has to be."""
        # A manifest from before vintages were named was sealed without them.
        unsaid = {"seal"} if self.vintages else {"seal", "vintages"}
        return json_hash(self.model_dump(mode="json", exclude=unsaid))


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
        """Say whether every file is there in its size; :meth:`damage` looks at every byte."""
        return all(
            (path := self.folder / name).is_file() and path.stat().st_size == stored.size
            for name, stored in self.manifest.files.items()
        )

    def damage(self) -> list[str]:
        """Return what is wrong with its files: missing, changed, or not named by the manifest."""
        sealed = self.manifest.seal in ("", self.manifest.digest())
        wrong = [] if sealed else [f"{MANIFEST} is not the manifest that was written"]
        for name, stored in self.manifest.files.items():
            if not (self.folder / name).is_file():
                wrong.append(f"{name} is missing")
            elif file_hash(self.folder / name) != stored.sha256:
                wrong.append(f"{name} is not the file that was written")
        known = {*self.manifest.files, MANIFEST}
        found = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())
        return wrong + [f"{name} is not named by the manifest" for name in sorted(found) if name not in known]


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
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
        return Edition(folder, Manifest.model_validate_json(text))
    except (FileNotFoundError, NotADirectoryError):
        raise MissingFileError(f"no edition in {folder}", expected=f"a file {MANIFEST}") from None
    except (ValidationError, UnicodeDecodeError) as error:
        raise IntegrityError(f"{folder / MANIFEST} is not a manifest ({type(error).__name__})") from error


def latest(folder: Path) -> Edition | None:
    """Return the newest edition of a report's folder, or None if there is none that can be read."""
    try:
        return read((folder / LATEST).resolve())
    except IntegrityError:
        return None


def current(folder: Path, fingerprint: str, date: str | None) -> Edition | None:
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
    stored = {
        name: Stored(sha256=hashlib.sha256(files[name]).hexdigest(), size=len(files[name])) for name in sorted(files)
    }
    manifest = manifest.model_copy(update={"files": stored})
    manifest = manifest.model_copy(update={"seal": manifest.digest()})
    text = json.dumps(manifest.model_dump(mode="json"), ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    target = folder / manifest.id
    durable.write_folder(target, {**files, MANIFEST: text.encode()})
    durable.point(folder / LATEST, manifest.id)
    _prune(folder, keep, manifest.id)
    return Edition(target, manifest)


def editions(folder: Path) -> list[Edition]:
    """Return the editions of a report's folder that can be read, the newest first."""
    found = []
    for path in folder.glob(f"[!.]*/{MANIFEST}"):
        if not path.parent.is_symlink():
            with suppress(IntegrityError):
                found.append(read(path.parent))
    return sorted(found, key=lambda one: (one.manifest.date, one.folder.stat().st_mtime_ns), reverse=True)


def _prune(folder: Path, keep: int, newest: str) -> None:
    for old in [one for one in editions(folder) if one.id != newest][max(keep - 1, 0) :]:
        # Renamed first: a folder half thrown away must not look like an edition.
        doomed = folder / f"{durable.TEMPORARY}old-{old.id}"
        old.folder.rename(doomed)
        shutil.rmtree(doomed, ignore_errors=True)
