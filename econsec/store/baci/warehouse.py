"""A store for more than the bundle: whole revisions of BACI, year by year, in the user's own folder.

A year counts as there when its line stands in ``store.json``, which is written last: an interrupted run goes on where
it stopped, and leaves nothing half.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from econsec import paths
from econsec.codes.economies import recode
from econsec.codes.frames import require
from econsec.errors import IntegrityError, NoDataError, SchemaError, in_brief
from econsec.store.atomic_files import alone, sync, takes_nothing
from econsec.store.baci.archive import Archive, Member, extracted, inspect
from econsec.store.baci.shelf import Stored, folder, save, stored
from econsec.store.baci.streaming import convert, engine
from econsec.store.baci.whole_years import by_product
from econsec.store.package import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

WORK = ".work-"
GO_ON = "The years before it are in the store; run it again to go on."


def add_baci(
    archive: Path, *, years: Iterable[int] = (), report: Callable[[str], None] = lambda _: None
) -> tuple[Stored, ...]:
    """Add CEPII's download of a revision to the store.

    Parameters
    ----------
    archive : Path
        CEPII's own zip: years, list of countries, list of products.
    years : iterable of int
        The years wanted; empty: all.
    report : callable
        Told a line for each year.

    Returns
    -------
    tuple of Stored
        The years that were added; those already there with the same text are left as they are.

    Raises
    ------
    MissingFileError, IntegrityError
        There is no zip, or it is damaged; or the disk is full.
    SchemaError, UnknownEconomyError, UnknownProductError
        A year is not what CEPII writes; the years before it are in the store.
    NoDataError
        The zip does not have a year that was asked for; nothing is added.
    BusyError
        Another process is adding to the store.
    """
    found, wanted = inspect(archive), set(years)
    held = [member.year for member in found.members]
    if strange := sorted(wanted.difference(held)):
        raise NoDataError(f"{archive.name} has no year {strange[0]}", expected=f"one of {', '.join(map(str, held))}")
    paths.keep_in(folder())
    added = []
    with alone(folder(), wait=False), _room(), _workbench() as scratch:
        there = {(item.revision, item.year): item for item in stored()}
        countries, products = _lists(found, scratch)
        for member in found.members:
            if wanted and member.year not in wanted:
                continue
            if _is_there(there.get((member.revision, member.year)), member):
                report(f"{member.revision} {member.year}: already there")
                continue
            item = _add(found, member, countries, products, scratch)
            there[member.revision, member.year] = item
            save(there.values())
            by_product(item)
            added.append(item)
            report(f"{item.revision} {item.year}: {item.rows:,} rows, {item.bytes / 1e6:.0f} MB")
    return tuple(added)


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if not takes_nothing(folder(), error):
            raise
        raise IntegrityError(f"{folder()} could not be written: {error.strerror}", hint=GO_ON) from error


@contextmanager
def _workbench() -> Iterator[Path]:
    """Give a folder for the text of a year; what a killed run left in one is as large as that, and thrown away."""
    for left in folder().glob(f"{WORK}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder(), prefix=WORK) as name:
        yield Path(name)


def _is_there(known: Stored | None, member: Member) -> bool:
    return known is not None and (known.version, known.crc) == (member.version, member.crc) and known.path.is_file()


def _lists(archive: Archive, scratch: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the zip's own lists: which number is which economy, and which products there are."""
    tables = []
    for name, column in ((archive.countries, "country_code"), (archive.products, "code")):
        with extracted(archive, name, scratch) as (path, _):
            try:
                table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
            except (ValueError, pd.errors.ParserError) as error:  # another encoding, an open quote, nothing at all
                raise SchemaError(f"{name} cannot be read: {in_brief(error)}", expected="CSV in UTF-8") from error
        require(table, [column], name=name)
        if table.empty:
            raise SchemaError(f"{name} has no rows", expected="a row for each that the years name")
        tables.append(table[column].str.strip())
    numbers, codes = tables
    countries = pd.DataFrame({"code": numbers, "iso3": recode(numbers, "baci")})
    return countries, pd.DataFrame({"product": codes.str.zfill(6)})


def _add(archive: Archive, member: Member, countries: pd.DataFrame, products: pd.DataFrame, scratch: Path) -> Stored:
    fresh = scratch / "year.parquet"
    with engine(scratch, countries, products) as connection, extracted(archive, member.name, scratch) as (text, lines):
        facts = convert(connection, text, fresh, revision=member.revision, year=member.year, lines=lines)
    item = Stored(
        revision=member.revision,
        version=member.version,
        year=member.year,
        file=f"{member.revision}/{member.year}.parquet",
        rows=facts.rows,
        value=facts.value,
        bytes=fresh.stat().st_size,
        sha256=sha256(fresh),
        crc=member.crc,
    )
    item.path.parent.mkdir(parents=True, exist_ok=True)
    sync(fresh)
    fresh.replace(item.path)
    sync(item.path.parent)
    return item
