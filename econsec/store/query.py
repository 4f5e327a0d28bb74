"""Load a dataset by name: DuckDB reads from its Parquet file what the filters ask for, and nothing else."""

from __future__ import annotations

from functools import lru_cache
from numbers import Real
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.answers import kept
from econsec.codes.economies import economy
from econsec.errors import (
    IntegrityError,
    MissingColumnError,
    MissingFileError,
    NoDataError,
    ParameterError,
    UnknownDatasetError,
    UnknownProductError,
    UnknownValueError,
)
from econsec.store.baci import cubes, shelf
from econsec.store.catalog import Dataset, dataset
from econsec.store.kept import own_tables, vintages
from econsec.store.memory import ask, connect
from econsec.store.package import ECONOMY_FIELDS, sha256
from econsec.store.schemas import live_schemas, user_schemas

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import duckdb

    Wanted = str | int | Iterable[str] | Iterable[int] | None

#: What a column without a row is.
EMPTY = {"string": "str", "integer": "int32", "number": "float64"}


def load(name: str, *, as_of: str | None = None, **where: Wanted) -> pd.DataFrame:
    """Load a dataset, or the part of it that the filters leave.

    Parameters
    ----------
    name : str
        A dataset of the catalogue.
    as_of : str or None
        An ISO day such as ``"2026-03-01"``: the table as it was known by the end of it. None: the newest there is.
    **where : scalar or list
        Column and the value or values wanted: ``year=2024``, ``importer="JPN"``, ``product=["850511", "810194"]``.
        Economies may be named as in `econsec.codes.economies.economy`; one that has no row here gives none.

    Returns
    -------
    DataFrame
        The columns of the catalogue in their units, sorted by the key; ``attrs["dataset"]`` is the name.

    Raises
    ------
    UnknownDatasetError, UnknownEconomyError, UnknownProductError, UnknownValueError
        A name, a code or a word that no row has: an empty table would say that there is no such trade.
    ParameterError
        A filter on a column that the dataset does not have, or with what is no value of it.
    NoDataError
        A year that the dataset does not cover, or a day on which nothing of it was known.
    IntegrityError
        The file's bytes are not those of the catalogue.
    MissingColumnError
        Another version of econsec fetched it, in another shape.

    Examples
    --------
    >>> magnets = load("baci_minerals", year=2024, importer="Japan", product="850511")
    >>> f"{magnets.value.sum() / 1e6:.1f} million USD"
    '568.8 million USD'
    """
    found = dataset(name, as_of=as_of)
    filters = {column: _wanted(found, column, value) for column, value in where.items() if value is not None}
    files = _files(found, filters)
    frame = _kept(files, filters) if found.name not in user_schemas() else _select(files, filters, order=found.key)
    lost = [field.name for field in found.fields if field.name not in frame.columns]
    if lost and found.fetched:
        said = f"{name} was fetched by another version of econsec: it has no column {lost[0]!r}"
        raise MissingColumnError(said, hint="Ask for it again: econsec data refresh")
    _refuse_strangers(found, files, filters, frame)
    if frame.empty:  # then DuckDB gives pandas no text type
        frame = frame.astype({field.name: "str" for field in found.fields if field.type == "string"})
    frame.attrs["dataset"] = name
    return frame


def fetched(name: str, **where: Wanted) -> pd.DataFrame:
    """Load a table that only a publisher's own service brings; where nobody has fetched it, its columns without a row.

    Parameters
    ----------
    name : str
        A table of the kind that `econsec data fetch` brings.
    **where : scalar or list
        As for `load`.

    Returns
    -------
    DataFrame
        As from `load`.

    Raises
    ------
    UnknownDatasetError
        No such table can be fetched; the error suggests the nearest.

    Examples
    --------
    >>> fetched("trade_monthly", reporter="JPN").columns[:3].tolist()
    ['year', 'month', 'reporter']
    """
    if name not in live_schemas():
        raise UnknownDatasetError(name, live_schemas())
    if vintages.holding(name) is not None:
        return load(name, as_of=None, **where)
    return pd.DataFrame({field.name: pd.Series(dtype=EMPTY[field.type]) for field in live_schemas()[name].fields})


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
    if found.name not in user_schemas():
        _verify(found)
        return [found.path]
    there = cubes.held(found.name)
    items = shelf.select(filters.get("revision", []), filters.get("year", []), of=there)
    if not items:
        held = ", ".join(f"{item.revision} {item.year}" for item in there)
        raise NoDataError(f"the store has no {found.name} of that revision and year", expected=f"one of {held}")
    if len(revisions := {item.revision for item in items}) > 1:
        names = " or ".join(sorted(revisions))
        raise ParameterError(f"the store has {found.name} in several revisions", expected=f"revision={names}")
    return [item.path for item in items]


def _kept(files: list[Path], filters: dict[str, list[str | int]]) -> pd.DataFrame:
    """Run a query of the bundle once for several who ask the same, and give each a frame of his own to write to."""
    states = tuple((file, file.stat().st_mtime_ns) for file in files)
    return _once(states, tuple((column, tuple(values)) for column, values in filters.items())).copy(deep=False)


@lru_cache(maxsize=16)
def _once(states: tuple[tuple[Path, int], ...], filters: tuple[tuple[str, tuple[str | int, ...]], ...]) -> pd.DataFrame:
    wanted = {column: list(values) for column, values in filters}
    return kept(("select", states, filters), lambda: _select([file for file, _ in states], wanted, order=()))


def _select(files: list[Path], filters: dict[str, list[str | int]], *, order: tuple[str, ...]) -> pd.DataFrame:
    """Run the query: values as parameters, one placeholder each, because a join with a list would lose the order.

    The tables of the bundle are sorted as they lie, which a long list of values would not keep (it becomes a join), so
    their rows are asked for in the order of the file; a user's store is a grid and has to be sorted.
    """
    conditions = [
        f'"{column}" IN ({", ".join("?" * len(values))})' if values else "FALSE" for column, values in filters.items()
    ]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    where += f" ORDER BY {', '.join(order or ('file_row_number',))}"
    parameters = [[str(file) for file in files], *(value for values in filters.values() for value in values)]
    place = "" if order else ", file_row_number = true"
    kept = "*" if order else "* EXCLUDE (file_row_number)"
    query = f"SELECT {kept} FROM read_parquet(?{place}){where}"  # noqa: S608
    return ask(_connection(), query, parameters)


def _refuse_strangers(
    found: Dataset, files: list[Path], filters: dict[str, list[str | int]], frame: pd.DataFrame
) -> None:
    """Refuse a value that no row has, and not only no row of this answer: "exports" is no flow."""
    types = {field.name: field.type for field in found.fields}
    for column, values in filters.items():
        if column in ECONOMY_FIELDS or types[column] not in {"string", "integer"}:
            continue
        if not (absent := set(values).difference(frame[column].unique())):
            continue
        known = _known(tuple((file, file.stat().st_mtime_ns) for file in files), column)
        for value in sorted(absent.difference(known)):
            if column == "product":
                raise UnknownProductError(value, map(str, known), where=found.name)
            raise UnknownValueError(value, map(str, known), where=f"{found.name}, column {column}")


@lru_cache(maxsize=64)
def _known(files: tuple[tuple[Path, int], ...], column: str) -> tuple[str | int, ...]:
    query = f'SELECT DISTINCT "{column}" FROM read_parquet(?) WHERE "{column}" IS NOT NULL ORDER BY 1'  # noqa: S608
    return tuple(row[0] for row in _connection().cursor().execute(query, [[str(file) for file, _ in files]]).fetchall())


def _wanted(found: Dataset, column: str, value: Wanted) -> list[str | int]:
    types = {field.name: field.type for field in found.fields}
    if column not in types:
        raise ParameterError(
            f"{found.name} has no column {column!r} to filter on", expected=f"one of {', '.join(types)}"
        )
    values = _listed(value)
    if column in ECONOMY_FIELDS:
        return [economy(str(item), where=column).iso3 for item in values]
    if types[column] == "integer":
        numbers = [_whole(item, column) for item in values]
        return [_year(found, number) for number in numbers] if column == "year" else list(numbers)
    if column == "product" and (numbers := [item for item in values if not isinstance(item, str)]):
        # As a number a code has lost its leading zero, if it had one.
        raise ParameterError(f"product cannot be {numbers[0]!r}", expected="a code as text, such as '030110'")
    return [str(item) for item in values]


def _listed(value: Wanted) -> list[str | int]:
    if value is None or isinstance(value, str):
        return [] if value is None else [value]
    # A number of NumPy is none of Python's, and a report's parameter may be one.
    return [value] if isinstance(value, Real) else list(value)  # type: ignore[arg-type, list-item]


def _whole(value: object, column: str) -> int:
    try:
        whole = int(value)  # type: ignore[call-overload]
    except (TypeError, ValueError, OverflowError):
        whole = None
    if whole is None or (isinstance(value, Real) and whole != value):
        raise ParameterError(f"{column} cannot be {value!r}", expected="a whole number")
    return int(whole)


def _year(found: Dataset, value: int) -> int:
    if value not in found.years:
        first, last = found.years[0], found.years[-1]
        whole = 1 < last - first == len(found.years) - 1
        years = f"{first} to {last}" if whole else f"one of {', '.join(map(str, found.years))}"
        raise NoDataError(f"{found.name} has no year {value}", expected=years)
    return value


def _verify(found: Dataset) -> None:
    """Hash the file once in a process, and again whenever it has changed."""
    if not found.path.is_file():
        if found.name.startswith(own_tables.PREFIX) and not found.sha256:
            said = "these figures live in the process that named them"
            raise MissingFileError(said, hint="econsec.own(..., name=...) keeps them.")
        raise MissingFileError(f"no file {found.path}", hint=_mend(found, "Run: econsec data build --raw DIR"))
    state = found.path.stat()
    if _hash(found.path, state.st_mtime_ns, state.st_size) != found.sha256:
        raise IntegrityError(
            f"{found.path.name} is not the file that was kept, fetched or built (its SHA-256 differs)",
            hint=_mend(found, "Restore it, or build the data again."),
        )


def _mend(found: Dataset, bundle: str) -> str:
    """Return what to do about a file that is gone or damaged."""
    if found.name.startswith(own_tables.PREFIX):
        return f"{own_tables.AGAIN} --name {found.name.removeprefix(own_tables.PREFIX)} ..."
    return f"Remove the folder {found.path.parent}; the vintages before it stand." if found.fetched else bundle


@lru_cache(maxsize=256)
def _hash(path: Path, changed: int, size: int) -> str:  # noqa: ARG001 - part of the key
    return sha256(path)


@lru_cache(maxsize=1)
def _connection() -> duckdb.DuckDBPyConnection:
    return connect()
