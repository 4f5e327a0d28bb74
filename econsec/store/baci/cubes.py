"""What a year of the store comes to by economy and product: the sums, shares and advantages that questions begin with.

Two tables, ``baci_imports`` and ``baci_exports``, made by `econsec data cubes` from a year in one pass each. The SQL is
plain: it runs on another engine as it stands. Values of the store are whole dollars, and what is summed here are whole
numbers, their squares among them: no order of adding, no number of threads and no engine changes a digit.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from econsec.store.baci import shelf

if TYPE_CHECKING:
    from pathlib import Path

# Of partners with the same value the first by its code is the largest one: no engine has to guess.
_CELLS = """
    SELECT revision, year, {economy}, product, sum(value) AS value, count(*) FILTER (WHERE value > 0) AS {partners},
        CAST(sum(CAST(value AS DECIMAL(38, 0)) * CAST(value AS DECIMAL(38, 0))) AS DOUBLE) AS squares,
        max(value) AS most, min_by({partner}, (-value, {partner})) FILTER (WHERE value > 0) AS first
    FROM read_parquet(?)
    GROUP BY revision, year, {economy}, product
"""
_IMPORTS = """
    SELECT revision, year, importer, product, value, suppliers,
        squares / nullif(value * value, 0) AS hhi, first, most / nullif(value, 0) AS first_share,
        value / nullif(sum(value) OVER (PARTITION BY importer), 0) AS basket_share
    FROM ({cells}) AS cells
    ORDER BY importer, product
"""
_EXPORTS = """
    SELECT revision, year, exporter, product, value, markets,
        squares / nullif(value * value, 0) AS hhi, first, most / nullif(value, 0) AS first_share,
        value / nullif(sum(value) OVER (PARTITION BY exporter), 0) AS basket_share,
        value / nullif(sum(value) OVER (PARTITION BY exporter), 0)
            / nullif(sum(value) OVER (PARTITION BY product) / nullif(sum(value) OVER (), 0), 0) AS rca
    FROM ({cells}) AS cells
    ORDER BY exporter, product
"""
#: The query of each; the place in it is for the path of a year, or of all its parts.
QUERIES = {
    "baci_imports": _IMPORTS.format(cells=_CELLS.format(economy="importer", partner="exporter", partners="suppliers")),
    "baci_exports": _EXPORTS.format(cells=_CELLS.format(economy="exporter", partner="importer", partners="markets")),
}


def place(name: str, item: shelf.Stored) -> Path:
    """Return where the cube of a year is, if it is made: the name carries a hash of the year and of the query."""
    made_from = hashlib.sha256(f"{item.sha256} {QUERIES[name]}".encode()).hexdigest()
    return item.path.with_name(f"{item.year}.{name}.{made_from[:16]}.parquet")


def held(name: str) -> tuple[shelf.Stored, ...]:
    """List the files of a dataset of the store, by revision and year; of a cube `sha256` is of what it was made from.

    A cube of what a year was before is none.
    """
    if name not in QUERIES:
        return shelf.stored()
    found = []
    for item in shelf.stored():
        path = place(name, item)
        if path.is_file():
            rows, size = 0, path.stat().st_size
            with suppress(pa.ArrowException):  # it is damaged, which `econsec data check` says
                rows = pq.read_metadata(path).num_rows
            file = path.relative_to(shelf.folder()).as_posix()
            found.append(replace(item, file=file, rows=rows, bytes=size, sha256=path.suffixes[-2].removeprefix(".")))
    return tuple(found)
