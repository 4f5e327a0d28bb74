"""Whole years of BACI in the user's own store, asked by product and summed to the digits asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import duckdb

from econsec.store import shelf
from econsec.store.memory import connect

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

# A sum has tonnes where each part of it states them: half a weight under a whole value would be a price of nothing.
QUERY = """
    SELECT year, exporter, importer, {code} AS product, sum(value) AS value,
        CASE WHEN count(*) = count(tonnes) THEN sum(tonnes) END AS tonnes
    FROM read_parquet(?) WHERE {within} GROUP BY ALL ORDER BY year, exporter, importer, product
"""


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
    files = [str(item.path) for item in shelf.select([revision], years)]
    digits = sorted({len(code) for code in codes})
    # Whole codes compare as they are; only a wider code needs a part of each.
    terms = {size: "product" if size == 6 else f"left(product, {size})" for size in digits}  # noqa: PLR2004
    parts = [f"{term} IN ({', '.join('?' * len(_of(codes, size)))})" for size, term in terms.items()]
    cases = [f"WHEN {part} THEN {term}" for part, term in zip(parts, terms.values(), strict=True)]
    code = next(iter(terms.values())) if len(terms) == 1 else f"CASE {' '.join(cases)} END"
    values = [name for size in digits for name in _of(codes, size)]
    asked = [*([] if len(terms) == 1 else values), files, *values]
    query = QUERY.format(code=code, within=" OR ".join(parts))
    return _connection().cursor().execute(query, asked).df()


def products(revision: str) -> tuple[str, ...]:
    """Return the six-digit codes that the store has trade in, in any of its years of a revision."""
    items = shelf.select([revision], [])
    return _products(tuple((str(item.path), item.sha256) for item in items))


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
