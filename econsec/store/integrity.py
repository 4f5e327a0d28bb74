"""Check the bundle: every file whole, every table as its schema promises, every quality gate as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from econsec.errors import EconsecError, IntegrityError, MissingFileError, UnitError
from econsec.store import package, parquet
from econsec.store.schemas import Schema, schemas
from econsec.store.validate import validate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Check:
    """The outcome of one test of the data.

    Parameters
    ----------
    name : str
        ``dataset.what``, such as ``baci_minerals.sha256``.
    passed : bool
        Whether it holds.
    detail : str
        What was found; for a failure the error's sentence.
    error : type or None
        The class of the error, None if it passed.
    """

    name: str
    passed: bool
    detail: str
    error: type[EconsecError] | None = None


def check(folder: Path) -> list[Check]:
    """Test every file of a bundle; raise nothing.

    First the bytes (SHA-256), then the schema, the units, the key; a table whose bytes are wrong is not read.

    Parameters
    ----------
    folder : Path
        The folder ``data``.

    Returns
    -------
    list of Check
        In the catalogue's order.
    """
    try:
        entries = {item["name"]: item for item in package.read(folder).get("resources", [])}
    except EconsecError as error:
        return [Check("datapackage.json", passed=False, detail=str(error), error=type(error))]
    if not entries:
        return [Check("datapackage.json", passed=False, detail=f"none in {folder}", error=MissingFileError)]
    return [found for name, entry in entries.items() for found in _table(schemas()[name], entry, folder)]


def _table(schema: Schema, entry: dict[str, Any], folder: Path) -> Iterator[Check]:
    path = folder / entry["path"]
    try:
        verify_bytes(path, entry)
    except EconsecError as error:
        yield Check(f"{schema.name}.sha256", passed=False, detail=str(error), error=type(error))
        return
    yield Check(f"{schema.name}.sha256", passed=True, detail=entry["hash"][7:19])
    try:
        verify_units(entry, schema)
        table = parquet.read(path, schema)
        validate(table, schema)
    except EconsecError as error:
        yield Check(f"{schema.name}.schema", passed=False, detail=str(error), error=type(error))
        return
    yield Check(
        f"{schema.name}.schema", passed=True, detail=f"{len(schema.fields)} columns, key {'+'.join(schema.key)}"
    )
    same = len(table) == entry["rows"]
    yield Check(f"{schema.name}.rows", passed=same, detail=f"{len(table):,}", error=None if same else IntegrityError)


def verify_bytes(path: Path, entry: dict[str, Any]) -> None:
    """Refuse a file that is not the one the data package names.

    Raises
    ------
    MissingFileError
        It is not there.
    IntegrityError
        Its size or its SHA-256 differs.
    """
    if not path.is_file():
        raise MissingFileError(f"no file {entry['path']}", hint="Run: econsec data build --raw DIR")
    if (size := path.stat().st_size) != entry["bytes"]:
        raise IntegrityError(f"{entry['path']} has {size:,} bytes", expected=f"{entry['bytes']:,}")
    if f"sha256:{parquet.sha256(path)}" != entry["hash"]:
        raise IntegrityError(
            f"{entry['path']} has another SHA-256 than datapackage.json says", hint="Restore the file."
        )


def verify_units(entry: dict[str, Any], schema: Schema) -> None:
    """Refuse a data package whose units are not the schema's.

    Raises
    ------
    UnitError
        A field's unit differs.
    """
    units = {field["name"]: field.get("unit", "") for field in entry["schema"]["fields"]}
    for field in schema.fields:
        if field.name in units and units[field.name] != field.unit:
            said = f"datapackage.json says {units[field.name]!r} of {schema.name}, column {field.name}"
            raise UnitError(said, expected=repr(field.unit))
