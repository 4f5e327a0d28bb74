"""Load a dataset by name: DuckDB reads from its Parquet file what the filters ask for, and nothing else."""

from __future__ import annotations

from functools import lru_cache
from numbers import Integral
from typing import TYPE_CHECKING

from econsec.codes.economies import economy
from econsec.errors import IntegrityError, MissingFileError, NoDataError, ParameterError, UnknownProductError
from econsec.store import shelf
from econsec.store.catalog import Dataset, dataset
from econsec.store.memory import connect
from econsec.store.package import ECONOMY_FIELDS
from econsec.store.parquet import sha256
from econsec.store.schemas import schemas

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import duckdb
    import pandas as pd

    Wanted = str | int | Iterable[str] | Iterable[int] | None


def load(name: str, **where: Wanted) -> pd.DataFrame:
    """Load a dataset, or the part of it that the filters leave.

    Parameters
    ----------
    name : str
        A dataset of the catalogue.
    **where : scalar or list
        Column and the value or values wanted: ``year=2024``, ``importer="JPN"``, ``product=["850511", "810194"]``.
        Economies may be named as in `econsec.codes.economies.economy`.

    Returns
    -------
    DataFrame
        The columns of the catalogue in their units, sorted by the key; ``attrs["dataset"]`` is the name.

    Raises
    ------
    UnknownDatasetError, UnknownEconomyError, UnknownProductError
        A name that nothing here has.
    ParameterError
        A filter on a column that the dataset does not have.
    NoDataError
        A year that the dataset does not cover.
    IntegrityError
        The file's bytes are not those of the catalogue.

    Examples
    --------
    >>> magnets = load("baci_minerals", year=2024, importer="Japan", product="850511")
    >>> f"{magnets.value.sum() / 1e6:.1f} million USD"
    '568.8 million USD'
    """
    found = dataset(name)
    filters = {column: _wanted(found, column, value) for column, value in where.items() if value is not None}
    frame = _select(_files(found, filters), filters)
    if frame.empty:  # then DuckDB gives pandas no text type
        frame = frame.astype({field.name: "str" for field in found.fields if field.type == "string"})
    frame.attrs["dataset"] = name
    return frame


def distinct(name: str, column: str) -> tuple[str, ...]:
    """Return the values of a text column of a dataset of the bundle, sorted, without reading the rest of it.

    Raises
    ------
    UnknownDatasetError
        There is no such dataset.
    ParameterError
        It has no such column.

    Examples
    --------
    >>> distinct("baci_hs2", "product")[:2]
    ('01', '02')
    """
    found = dataset(name)
    if column not in {field.name for field in found.fields}:
        raise ParameterError(f"{name} has no column {column!r}")
    _verify(found)
    query = f'SELECT DISTINCT "{column}" FROM read_parquet(?) ORDER BY 1'  # noqa: S608 - a column of the schema
    return tuple(str(row[0]) for row in _connection().cursor().execute(query, [str(found.path)]).fetchall())


def _files(found: Dataset, filters: dict[str, list[str | int]]) -> list[Path]:
    """Return the files to read: of a user's store those of the years and the revision asked for."""
    if found.name in schemas():
        _verify(found)
        return [found.path]
    items = shelf.select(filters.get("revision", []), filters.get("year", []))
    if len(revisions := {item.revision for item in items}) > 1:
        names = " or ".join(sorted(revisions))
        raise ParameterError(f"the store has {found.name} in several revisions", expected=f"revision={names}")
    return [item.path for item in items]


def _select(files: list[Path], filters: dict[str, list[str | int]]) -> pd.DataFrame:
    """Run the query: values as parameters, one placeholder each, because a join with a list would lose the order."""
    conditions = [
        f'"{column}" IN ({", ".join("?" * len(values))})' if values else "FALSE" for column, values in filters.items()
    ]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    parameters = [[str(file) for file in files], *(value for values in filters.values() for value in values)]
    return _connection().cursor().execute(f"SELECT * FROM read_parquet(?){where}", parameters).df()  # noqa: S608


def _wanted(found: Dataset, column: str, value: Wanted) -> list[str | int]:
    types = {field.name: field.type for field in found.fields}
    if column not in types:
        raise ParameterError(
            f"{found.name} has no column {column!r} to filter on", expected=f"one of {', '.join(types)}"
        )
    values = _listed(value)
    if column in ECONOMY_FIELDS:
        return [economy(str(item), where=column).iso3 for item in values]
    if column == "year":
        return [_year(found, item) for item in values]
    if column == "product" and found.products:
        for item in values:
            if item not in found.products:
                raise UnknownProductError(item, found.products, where=found.name)
    return [int(item) if types[column] == "integer" else str(item) for item in values]


def _listed(value: Wanted) -> list[str | int]:
    if value is None or isinstance(value, str | int):
        return [] if value is None else [value]
    # A number of NumPy is none of Python's, and a report's parameter may be one.
    return [int(value)] if isinstance(value, Integral) else list(value)


def _year(found: Dataset, value: str | int) -> int:
    if int(value) not in found.years:
        years = f"{found.years[0]} to {found.years[-1]}" if len(found.years) > 1 else str(found.years[0])
        raise NoDataError(f"{found.name} has no year {value}", expected=f"a year from {years} that it covers")
    return int(value)


def _verify(found: Dataset) -> None:
    """Hash the file once in a process, and again whenever it has changed."""
    if not found.path.is_file():
        raise MissingFileError(f"no file {found.path}", hint="Run: econsec data build --raw DIR")
    state = found.path.stat()
    if _hash(found.path, state.st_mtime_ns, state.st_size) != found.sha256:
        raise IntegrityError(
            f"{found.path.name} is not the file that datapackage.json names (its SHA-256 differs)",
            hint="Restore it, or build the data again.",
        )


@lru_cache(maxsize=256)
def _hash(path: Path, changed: int, size: int) -> str:  # noqa: ARG001 - part of the key
    return sha256(path)


@lru_cache(maxsize=1)
def _connection() -> duckdb.DuckDBPyConnection:
    return connect()
