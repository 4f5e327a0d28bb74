"""Make the cubes of the store, a year a task: here, or wherever an executor of the caller's runs it."""

from __future__ import annotations

import time
from concurrent.futures import as_completed
from typing import TYPE_CHECKING

import duckdb

from econsec.errors import EconsecError, IntegrityError, NoDataError, in_brief
from econsec.store.baci import cubes, shelf
from econsec.store.baci.derived import derive
from econsec.store.memory import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from concurrent.futures import Executor, Future
    from pathlib import Path

AGAIN = "The years that are made stand; run it again to go on."


def make_cubes(
    *,
    years: Iterable[int] = (),
    executor: Executor | None = None,
    report: Callable[[str], None] = lambda _: None,
) -> tuple[shelf.Stored, ...]:
    """Sum up years of the store by importer and product and by exporter and product, unless that is done.

    Then ``load("baci_imports", ...)`` and ``load("baci_exports", ...)`` have them: value, HHI, the largest partner with
    its share (of equal ones the first by its code), the share in the economy's basket (of which TCI is made), RCA. The
    two are also exports and imports as the indicators take them: ``indicators.tci(exports, imports)``.

    Parameters
    ----------
    years : iterable of int
        Of the store; empty: all.
    executor : concurrent.futures.Executor or None
        Who makes them, a task a year; its workers see the store's folder under the same path. None: this process, year
        by year, with all cores.
    report : callable
        Told a line for each year.

    Returns
    -------
    tuple of Stored
        The years asked for, by revision and year.

    Raises
    ------
    NoDataError
        The store is empty, or does not hold a year.
    MissingFileError
        A file of the store is gone or of another size.
    IntegrityError
        A year cannot be read, or its cube cannot be written; the years that are made stand.
    EconsecError
        A worker was lost, and nobody took over.
    """
    wanted, known = set(years), {item.year for item in shelf.stored()}
    if not known:
        raise NoDataError("the store has no year of BACI", hint="Run: econsec data add baci FILE.zip")
    if strange := sorted(wanted - known):
        raise NoDataError(f"the store has no year {strange[0]}", expected=", ".join(map(str, sorted(known))))
    items, due = shelf.select([], wanted), {}
    for item in items:
        tables = {cubes.place(name, item): query for name, query in cubes.QUERIES.items()}
        if all(path.is_file() for path in tables):
            report(f"{item.revision} {item.year}: already there")
        else:
            due[item] = (item.path, tables, f"{item.revision} {item.year}")
    if executor is None:
        for item, task in due.items():
            report(_said(item, one_year(*task)))
        return items
    running = {executor.submit(one_year, *task): item for item, task in due.items()}
    try:
        for done in as_completed(running):
            report(_said(running[done], _answer(done, running[done])))
    finally:
        for left in running:
            left.cancel()
    return items


def one_year(source: Path, tables: dict[Path, str], name: str) -> float:
    """Make the cubes of a year: all that the task needs is in what it is given, and in the folder of the year.

    Parameters
    ----------
    source : Path
        The year.
    tables : dict of Path to str
        Where each cube goes, and its query.
    name : str
        What errors call the year.

    Returns
    -------
    float
        The seconds that it took.

    Raises
    ------
    IntegrityError
        It cannot be read or written here.
    """
    started = time.monotonic()
    try:
        for target, query in tables.items():
            year, cube = target.name.split(".")[:2]
            derive(source, target, query, replaces=f"{year}.{cube}.*.parquet")
    except (OSError, duckdb.Error) as error:
        raise IntegrityError(
            f"the cubes of {name} could not be made: {in_brief(error)}",
            expected=f"a whole {source} that can be read here, and room beside it",
            hint=AGAIN,
        ) from error
    return time.monotonic() - started


def cube_trouble(item: shelf.Stored) -> str:
    """Add up a cube; return what is wrong with it as a sentence, nothing if it is all trade of its year.

    Parameters
    ----------
    item : Stored
        Of `econsec.store.baci.cubes.held`: ``value`` is that of the year.
    """
    try:
        with connect() as connection:
            found = connection.execute("SELECT sum(value) FROM read_parquet(?)", [str(item.path)]).fetchone()
    except duckdb.Error as error:
        return f"{item.file} cannot be read: {in_brief(error)}"
    if found == (item.value,):
        return ""
    return f"{item.file} does not add up to the {item.value:,.0f} USD of its year; remove it and make it anew"


def _answer(done: Future[float], item: shelf.Stored) -> float:
    try:
        return done.result()
    except EconsecError:
        raise
    except Exception as error:  # whatever an executor has to say of workers that are gone
        lost = f"{type(error).__name__} {in_brief(error)}".rstrip()
        raise EconsecError(f"the cubes of {item.revision} {item.year} were not made ({lost})", hint=AGAIN) from error


def _said(item: shelf.Stored, seconds: float) -> str:
    return f"{item.revision} {item.year}: {item.rows:,} rows in {seconds:.1f} s"
