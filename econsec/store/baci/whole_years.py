"""Whole years of BACI in the user's own store, asked by product and summed to the digits asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import duckdb

from econsec.store.baci import shelf
from econsec.store.baci.derived import derive
from econsec.store.memory import ask, connect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd

# A sum has tonnes where each part of it states them: half a weight under a whole value would be a price of nothing.
# Threads add in an order of their own, so that floats would differ in their last digit from run to run; decimals do not
# (the publisher gives three).
QUERY = """
    SELECT year, exporter, importer, {code} AS product, sum(value::DECIMAL(38, 3))::DOUBLE AS value,
        CASE WHEN count(*) = count(tonnes) THEN sum(tonnes::DECIMAL(38, 3))::DOUBLE END AS tonnes
    FROM read_parquet(?) WHERE {within} GROUP BY ALL ORDER BY year, exporter, importer, product
"""


SORT = "SELECT * EXCLUDE (revision) FROM read_parquet(?) ORDER BY product, importer, exporter"
SIX = 6  # digits


def flows(codes: Sequence[str], *, revision: str, years: Sequence[int]) -> pd.DataFrame:
    """Sum the trade of some codes of two, four or six digits, none inside another, in some years of the store.

    Parameters
    ----------
    codes : sequence of str
        HS codes of the revision.
    revision : str
        Such as "HS17".
    years : sequence of int
        Years that the store holds.

    Returns
    -------
    DataFrame
        year, exporter, importer, product (the code asked for), value (USD), tonnes (missing where a part states none).

    Raises
    ------
    MissingFileError
        A file of the store is gone or of another size.
    """
    files = [str(by_product(item)) for item in shelf.select([revision], years)]
    digits = sorted({len(code) for code in codes})
    terms = {size: "product" if size == SIX else f"left(product, {size})" for size in digits}
    cases = [f"WHEN {term} IN ({', '.join('?' * len(_of(codes, size)))}) THEN {term}" for size, term in terms.items()]
    # Bounds are what a reader can pass over whole groups of rows by; a part of a code is not.
    spans = " OR ".join("product BETWEEN ? AND ?" for _ in codes)
    values = [name for size in digits for name in _of(codes, size)]
    ends = [end for code in codes for end in (code.ljust(SIX, "0"), code.ljust(SIX, "9"))]
    query = QUERY.format(code=f"CASE {' '.join(cases)} END", within=spans)
    asked = [*values, files, *ends]
    return ask(_connection(), query, asked)


def by_product(item: shelf.Stored) -> Path:
    """Return a year sorted by product, made when it is first asked for; the year as it lies where none can be written.

    A year lies in bands of importers and exporters, of which each holds every product: to find one, all would be read.
    The name carries the hash of what it was made from, and it appears in one move, whole.
    """
    found = item.path.with_name(f"{item.year}.by-product.{item.sha256[:16]}.parquet")
    try:
        return derive(item.path, found, SORT, replaces=f"{item.year}.by-product.*.parquet")
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException):
        return item.path


def products(revision: str) -> tuple[str, ...]:
    """Return the six-digit codes that the store has trade in, in any of its years of a revision."""
    items = shelf.select([revision], [])
    return _products(tuple((str(by_product(item)), item.sha256) for item in items))


@lru_cache(maxsize=8)
def _products(files: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    query = "SELECT DISTINCT product FROM read_parquet(?) ORDER BY 1"
    rows = _connection().cursor().execute(query, [[path for path, _ in files]]).fetchall()
    return tuple(str(row[0]) for row in rows)


@lru_cache(maxsize=1)
def _connection() -> duckdb.DuckDBPyConnection:
    return connect()


def _of(codes: Sequence[str], size: int) -> list[str]:
    return [code for code in codes if len(code) == size]
