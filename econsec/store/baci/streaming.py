"""One year of BACI from text to Parquet, by DuckDB in bounded memory, and what has to hold of it."""

from __future__ import annotations

import math
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import duckdb

from econsec.errors import (
    MOST_SAID,
    DuplicateKeyError,
    IntegrityError,
    MissingColumnError,
    NegativeValueError,
    NotFiniteError,
    SchemaError,
    UnknownEconomyError,
    UnknownProductError,
    in_brief,
)
from econsec.store.memory import connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pandas as pd

HEADER = "t,i,j,k,v,q"
MEMORY = "800MB"

SOURCE = """read_csv(?, header = true, delim = ',', auto_detect = false, columns = {
    't': 'INTEGER', 'i': 'INTEGER', 'j': 'INTEGER', 'k': 'VARCHAR', 'v': 'DOUBLE', 'q': 'VARCHAR'})"""
# The codes are enumerations of the publisher's own lists: they sort as numbers, in half the time of text, and a code
# outside its list becomes NULL, which the verification looks for. CEPII prints three decimals of a thousand dollars:
# whole dollars, which floats would blur.
SORTED = f"""
    SELECT ? AS revision, t AS year, e.iso3 AS exporter, m.iso3 AS importer,
        TRY_CAST(lpad(k, 6, '0') AS product) AS product, round(v * 1000) AS value,
        CASE WHEN q = '' OR ends_with(q, 'NA') THEN NULL ELSE CAST(q AS DOUBLE) END AS tonnes
    FROM {SOURCE} AS flows LEFT JOIN sellers e ON flows.i = e.code LEFT JOIN buyers m ON flows.j = m.code
    ORDER BY m.band + e.band, importer, product, exporter
"""  # noqa: S608 - constants only, here and below
# A file is a grid: bands of importers, and in each of them bands of exporters, of the alphabet and with equally many
# rows each. Whoever asks for one importer or for one exporter reads a column or a row of the grid, and not all of it.
ROWS_A_GROUP = 30_720
# Of an enumeration DuckDB writes its first value as the least of every group: a reader could pass over none.
PLAIN = f"""
    SELECT * REPLACE (CAST(exporter AS VARCHAR) AS exporter, CAST(importer AS VARCHAR) AS importer) FROM ({SORTED})
"""  # noqa: S608
FORMAT = f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_A_GROUP})"
PAIRS = f"CREATE OR REPLACE TABLE pairs AS SELECT i, j, count(*) AS n FROM {SOURCE} GROUP BY i, j"  # noqa: S608
BANDS = """
CREATE OR REPLACE TABLE {table} AS
SELECT code, iso3, CAST(? * floor(? * (sum(n) OVER (ORDER BY iso3) - n / 2) / sum(n) OVER ()) AS USMALLINT) AS band
FROM (SELECT {column} AS code, sum(n) AS n FROM pairs GROUP BY code) JOIN countries USING (code)
"""
FACTS = """
SELECT count(*) AS rows, count(exporter) AS exporters, count(importer) AS importers, count(product) AS products,
    min(year) AS first, max(year) AS last, min(value) AS least, coalesce(sum(value), 0) AS total,
    count(value) AS valued, count(*) FILTER (NOT isfinite(value) OR NOT isfinite(tonnes)) AS endless,
    coalesce(min(tonnes), 0) AS lightest
FROM read_parquet(?)
"""
# The rows are sorted within each cell of the grid: a key that stands twice stands next to itself.
REPEATED = """
SELECT importer, product, exporter FROM (
    SELECT importer, product, exporter, importer = lag(importer) OVER () AND product = lag(product) OVER ()
        AND exporter = lag(exporter) OVER () AS again
    FROM read_parquet(?)
) WHERE again LIMIT 1
"""
STRANGER = f"SELECT k FROM {SOURCE} WHERE TRY_CAST(lpad(k, 6, '0') AS product) IS NULL LIMIT 1"  # noqa: S608
CODES = "(SELECT code FROM countries)"
NOBODY = f"SELECT i, j FROM {SOURCE} WHERE i NOT IN {CODES} OR j NOT IN {CODES} LIMIT 1"  # noqa: S608


@dataclass(frozen=True)
class Facts:
    """What a year holds: rows and the sum of its trade in USD."""

    rows: int
    value: float


@contextmanager
def engine(scratch: Path, countries: pd.DataFrame, products: pd.DataFrame) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a DuckDB that spills to a folder, with the publisher's lists as tables.

    Parameters
    ----------
    scratch : Path
        Where it may spill.
    countries : DataFrame
        code, iso3.
    products : DataFrame
        product.
    """
    spill = str(scratch / "spill")
    with connect(memory_limit=MEMORY, temp_directory=spill, preserve_insertion_order=True) as connection:
        connection.register("given_countries", countries)
        connection.register("given_products", products)
        connection.execute("CREATE TYPE economy AS ENUM (SELECT DISTINCT iso3 FROM given_countries ORDER BY iso3)")
        connection.execute("CREATE TYPE product AS ENUM (SELECT DISTINCT product FROM given_products ORDER BY product)")
        connection.execute(
            "CREATE TABLE countries AS SELECT CAST(code AS INTEGER) AS code, CAST(iso3 AS economy) AS iso3 "
            "FROM given_countries"
        )
        yield connection


def convert(
    connection: duckdb.DuckDBPyConnection, text: Path, target: Path, *, revision: str, year: int, lines: int
) -> Facts:
    """Write one year's text as Parquet, in which an importer and an exporter are each found fast, and verify it.

    Parameters
    ----------
    text : Path
        CEPII's text of the year.
    target : Path
        The Parquet file to write.
    revision, year
        What the file's name says that it holds.
    lines : int
        How many lines the text has, counted when it was unpacked.

    Raises
    ------
    MissingColumnError, NegativeValueError, DuplicateKeyError, UnknownEconomyError, UnknownProductError, SchemaError
        The text is not what CEPII writes; the error names what and where.
    IntegrityError
        The year cannot be written.
    """
    with text.open("rb") as opened:
        header = opened.readline(MOST_SAID).decode(errors="replace").strip().replace('"', "")
    if header != HEADER:
        raise MissingColumnError(f"{revision} {year} begins with {header!r}", expected=HEADER)
    try:
        _band(connection, text, rows=lines - 1)
        place = target.as_posix().replace("'", "''")
        connection.execute(f"COPY ({PLAIN}) TO '{place}' {FORMAT}", [revision, str(text)])
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:  # not the text's fault
        raise IntegrityError(f"{revision} {year} could not be written: {in_brief(error)}") from error
    except duckdb.Error as error:
        raise SchemaError(
            f"{revision} {year} cannot be read: {in_brief(error)}", expected=f"rows of {HEADER}"
        ) from error
    return _verified(connection, text, target, where=f"{revision} {year}", year=year, lines=lines)


def _band(connection: duckdb.DuckDBPyConnection, text: Path, *, rows: int) -> None:
    """Part importers and exporters into bands: twice as many of importers, for they are asked for more often."""
    groups = max(1.0, rows / ROWS_A_GROUP)
    buyers = round(math.sqrt(2 * groups))
    connection.execute(PAIRS, [str(text)])
    sellers = round(groups / buyers)
    for table, column, bands, step in (("buyers", "j", buyers, sellers), ("sellers", "i", sellers, 1)):
        connection.execute(BANDS.format(table=table, column=column), [step, bands])


def _verified(
    connection: duckdb.DuckDBPyConnection, text: Path, target: Path, *, where: str, year: int, lines: int
) -> Facts:
    names = [str(column[0]) for column in connection.execute(FACTS, [str(target)]).description]
    facts = dict(zip(names, connection.fetchone() or (), strict=True))
    if lines == 1:
        raise SchemaError(f"{where} has a header and no rows", expected="a row for each flow")
    if facts["rows"] != lines - 1:
        raise SchemaError(f"{where}: {facts['rows']:,} rows were read of {lines - 1:,} lines")
    if min(facts["exporters"], facts["importers"]) < facts["rows"]:
        pair = connection.execute(NOBODY, [str(text)]).fetchone()
        raise UnknownEconomyError(pair, where=f"{where}, not in CEPII's own list of countries")
    if facts["products"] < facts["rows"]:
        code = (connection.execute(STRANGER, [str(text)]).fetchone() or ("",))[0]
        raise UnknownProductError(code, where=f"{where}, not in CEPII's own list of products")
    if facts["rows"] and (facts["first"], facts["last"]) != (year, year):
        raise SchemaError(f"{where} holds years {facts['first']} to {facts['last']}")
    _refuse_amounts(facts, where)
    if again := connection.execute(REPEATED, [str(target)]).fetchone():
        raise DuplicateKeyError(f"{where}: two rows for importer {again[0]}, product {again[1]}, exporter {again[2]}")
    return Facts(rows=int(facts["rows"]), value=float(facts["total"]))


def _refuse_amounts(facts: dict[str, Any], where: str) -> None:
    """Refuse values and quantities that no trade has."""
    if facts["valued"] < facts["rows"]:
        raise SchemaError(f"{where}: {facts['rows'] - facts['valued']:,} rows without a value")
    if facts["endless"]:
        raise NotFiniteError(f"{where}: {facts['endless']:,} rows with a value or a quantity that is no finite number")
    if facts["rows"] and facts["least"] < 0:
        raise NegativeValueError(f"{where}: a value of {facts['least']:,.0f} USD", expected="at least 0")
    if facts["lightest"] < 0:
        raise NegativeValueError(f"{where}: a quantity of {facts['lightest']:,.3f} tonnes", expected="at least 0")
