"""The catalogue: every dataset by name, with what it holds, whose it is and how to know that it is whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from econsec import paths, provenance
from econsec.errors import MissingFileError, UnknownDatasetError
from econsec.store import package, shelf
from econsec.store.schemas import Field, schemas, user_schemas
from econsec.store.together import settle

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Dataset:
    """A tidy table that is there.

    Parameters
    ----------
    fields : tuple of Field
        Name, type, unit and description of each column.
    key : tuple of str
        The columns that make a row unique.
    source : Source
        Whose figures, in which edition, under which licence.
    years : tuple of int
        The years that have rows; empty for a table without years.
    economies, products : tuple of str
        The codes that have rows; empty where there are too many to list.
    rows, bytes, sha256
        Of the file ``path``; for a user's store of all its files.
    """

    name: str
    titles: dict[str, str]
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    source: provenance.Source
    years: tuple[int, ...]
    economies: tuple[str, ...]
    products: tuple[str, ...]
    rows: int
    bytes: int
    sha256: str
    path: Path

    def title(self, language: str = "en") -> str:
        """Return the title in a language."""
        return self.titles[language]

    @property
    def caveats(self) -> tuple[str, ...]:
        """The ids of the caveats that go with every figure of it."""
        return self.source.caveats


def dataset(name: str) -> Dataset:
    """Find a dataset by its name.

    Raises
    ------
    UnknownDatasetError
        There is none of that name; the error suggests the nearest.
    MissingFileError
        It is known, and has not been built.

    Examples
    --------
    >>> dataset("baci_minerals").years
    (2022, 2024)
    """
    known = _catalogue(paths.data())
    if name in known:
        return known[name]
    if name in user_schemas():
        return _added(name)
    if name in schemas():
        raise MissingFileError(f"the dataset {name!r} is not built", hint="Run: econsec data build --raw DIR")
    raise UnknownDatasetError(name, [*schemas(), *user_schemas()])


def datasets() -> tuple[Dataset, ...]:
    """List every dataset of the bundle."""
    return tuple(_catalogue(paths.data()).values())


def added() -> tuple[Dataset, ...]:
    """List every dataset in the user's own store."""
    return tuple(_added(name) for name in user_schemas()) if shelf.stored() else ()


def _added(name: str) -> Dataset:
    schema, files = user_schemas()[name], shelf.stored()
    if not files:
        raise MissingFileError(f"the dataset {name!r} is not in your store", hint="Run: econsec data add baci FILE.zip")
    digest = hashlib.sha256("".join(item.sha256 for item in files).encode()).hexdigest()
    return Dataset(
        name=schema.name,
        titles={"en": schema.title, "ja": schema.title_ja},
        fields=schema.fields,
        key=schema.key,
        source=provenance.source(schema.source),
        years=tuple(sorted({item.year for item in files})),
        economies=(),
        products=(),
        rows=sum(item.rows for item in files),
        bytes=sum(item.bytes for item in files),
        sha256=digest,
        path=shelf.folder(),
    )


def _catalogue(folder: Path) -> dict[str, Dataset]:
    settle(folder)  # before the time of its catalogue is looked at
    path = folder / package.FILE
    return _read(folder, path.stat().st_mtime_ns if path.is_file() else 0)


@cache
def _read(folder: Path, changed: int) -> dict[str, Dataset]:  # noqa: ARG001 - a package built anew is read anew
    entries = {item["name"]: item for item in package.read(folder).get("resources", [])}
    return {name: _dataset(entries[name], folder) for name in schemas() if name in entries}


def _dataset(entry: dict[str, Any], folder: Path) -> Dataset:
    schema = schemas()[entry["name"]]
    return Dataset(
        name=schema.name,
        titles={"en": schema.title, "ja": schema.title_ja},
        fields=schema.fields,
        key=schema.key,
        source=provenance.source(schema.source),
        years=tuple(entry["years"]),
        economies=tuple(entry["economies"].split()),
        products=tuple(entry["products"].split()),
        rows=entry["rows"],
        bytes=entry["size"],
        sha256=entry["hash"].removeprefix("sha256:"),
        path=folder / entry["path"],
    )
