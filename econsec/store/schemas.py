"""What a tidy table promises: its fields with type and unit, its key, its source. Facts in ``data/schemas``."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from econsec import paths, provenance, toml_tables
from econsec.errors import MissingFileError, UnknownDatasetError, did_you_mean

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Field:
    """A column of a tidy table.

    Parameters
    ----------
    type : str
        As Frictionless names it: string, integer, number, date.
    unit : str
        USD, t, kt, ISO 3166-1 alpha-3 ...; empty where there is none.
    required : bool
        No cell may be missing.
    minimum : float or None
        The least value allowed.
    enum : tuple of str
        The values allowed; empty: any.
    pattern : str
        The form of a text; empty: any.
    """

    name: str
    type: str
    unit: str
    required: bool
    minimum: float | None
    enum: tuple[str, ...]
    pattern: str
    description: str
    description_ja: str

    def text(self, language: str = "en") -> str:
        """Return what the column holds, in a language."""
        return self.description_ja if language == "ja" else self.description


@dataclass(frozen=True)
class Schema:
    """The promise of one tidy table.

    Parameters
    ----------
    source : str
        Id in ``sources.toml``.
    folder, files
        Where the publisher's files lie below the raw data.
    key : tuple of str
        The columns that make a row unique; the rows are sorted by them.
    split : tuple of str
        The numbers whose bytes are stored apart, because few repeat.
    place : str
        The folder below ``data``: tidy, or noncommercial for a source whose licence forbids commercial use.
    home : str
        bundle (comes with the project), user (added by `econsec data add`) or live (brought by `econsec data fetch`).
    """

    name: str
    title: str
    title_ja: str
    source: str
    folder: str
    files: tuple[str, ...]
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    place: str
    split: tuple[str, ...] = ()
    home: str = "bundle"

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the fields in order."""
        return tuple(field.name for field in self.fields)

    @property
    def path(self) -> str:
        """The table's file below ``data``."""
        return f"{self.place}/{self.name}.parquet"


def schema(name: str) -> Schema:
    """Find the schema of a dataset.

    Raises
    ------
    UnknownDatasetError
        There is none of that name; the error suggests the nearest.

    Examples
    --------
    >>> schema("baci_minerals").key
    ('year', 'importer', 'product', 'exporter')
    """
    known = schemas() | user_schemas() | live_schemas()
    if name not in known:
        raise UnknownDatasetError(name, known)
    return known[name]


def schemas() -> dict[str, Schema]:
    """Return the schemas of the bundle by name, in the order of ``datasets.toml``."""
    return {name: item for name, item in _read(paths.data() / "schemas").items() if item.home == "bundle"}


def user_schemas() -> dict[str, Schema]:
    """Return the schemas of what a user may add to a store of their own."""
    return {name: item for name, item in _read(paths.data() / "schemas").items() if item.home == "user"}


def live_schemas() -> dict[str, Schema]:
    """Return the schemas of tables that no bundle holds: only a publisher's own service brings them."""
    return {name: item for name, item in _read(paths.data() / "schemas").items() if item.home == "live"}


@cache
def _read(folder: Path) -> dict[str, Schema]:
    if not (folder / "datasets.toml").is_file():
        raise MissingFileError(f"no file datasets.toml in {folder}")
    path = folder / "datasets.toml"
    facts = toml_tables.read(path)
    columns: dict[str, list[Field]] = {}
    with (folder / "fields.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            columns.setdefault(row["dataset"], []).append(_field(row))
    if without := [name for name in facts if name not in columns]:
        raise toml_tables.FactsError(f"fields.csv has no column of {without[0]}, which {path} names")
    return {name: _schema(name, entry, tuple(columns[name]), path) for name, entry in facts.items()}


def _schema(name: str, entry: object, fields: tuple[Field, ...], path: Path) -> Schema:
    own = toml_tables.facts(Schema, entry, where=f"{path} [{name}]", given=("name", "fields", "place"))
    if own["source"] not in (known := [one.id for one in provenance.sources()]):
        raise toml_tables.FactsError(
            f"{path} [{name}] has no source {own['source']!r}",
            expected="one of sources.toml",
            hint=did_you_mean(own["source"], known),
        )
    place = "tidy" if provenance.source(own["source"]).commercial else "noncommercial"
    return Schema(name=name, fields=fields, place=place, **own)


def _field(row: dict[Any, str]) -> Field:
    return Field(
        name=row["field"],
        type=row["type"],
        unit=row["unit"],
        required=row["required"] == "yes",
        minimum=float(row["minimum"]) if row["minimum"] else None,
        enum=tuple(row["enum"].split(";")) if row["enum"] else (),
        pattern=row["pattern"],
        description=row["description"],
        description_ja=row["description_ja"],
    )
