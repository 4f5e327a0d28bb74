"""Make the tidy tables and their data package from the publishers' files."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from econsec.errors import IntegrityError, MissingFileError, QualityError, SchemaError, UnknownDatasetError, in_brief
from econsec.sources.files import find
from econsec.store import package, parquet
from econsec.store.atomic_files import replacing
from econsec.store.package import sha256
from econsec.store.recipes import RECIPES
from econsec.store.schemas import Schema, schemas
from econsec.store.validate import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

#: A new release has more rows, or a few less. Much fewer, and a publisher's file was cut off on its way here.
LEAST_KEPT = 0.95


def build(
    raw: Path,
    out: Path,
    *,
    only: Iterable[str] = (),
    fewer: bool = False,
    report: Callable[[str], None] = lambda _: None,
) -> tuple[str, ...]:
    """Make every tidy table, or some, and write ``datapackage.json``.

    Each table is validated before it is written. All of them and the catalogue change in one step: a failure, a kill
    or a full disk leaves what was there, whole. The same raw files give the same bytes.

    Parameters
    ----------
    raw : Path
        The publishers' files, one folder a source.
    out : Path
        The folder ``data`` to write to.
    only : iterable of str
        The datasets to make; empty: all.
    fewer : bool
        Accept tables that have lost rows or years since the last build.
    report : callable
        Told a line for each table made.

    Returns
    -------
    tuple of str
        The names of the tables made.

    Raises
    ------
    MissingFileError, SchemaError, UnknownEconomyError
        A raw file is missing or is not what its reader knows.
    UnknownDatasetError
        There is no such dataset to make.
    QualityError
        A table has lost a year, or more than one row in twenty, since the last build.
    BusyError
        Another build is writing there.
    """
    if not raw.is_dir():
        raise MissingFileError(f"no folder {raw}", expected="the folder of the publishers' raw files")
    known, wanted = schemas(), set(only)
    for name in wanted.difference(known):
        raise UnknownDatasetError(name, known)
    made = [name for name in known if not wanted or name in wanted]
    with replacing(out) as fresh:
        before = _last(out, needed=bool(wanted))
        resources = dict(before) if wanted else {}
        for name in made:
            resources[name] = _make(known[name], raw, fresh, report)
            if name in before and not fewer:
                _hold_against(resources[name], before[name])
        kept = [resources[name] for name in known if name in resources]
        (fresh / package.FILE).write_text(package.text(kept), encoding="utf-8")
    _clear(out, {item["path"] for item in kept})
    return tuple(made)


def _last(out: Path, *, needed: bool) -> dict[str, dict[str, Any]]:
    """Return what the last build made; a build of everything needs nothing of a catalogue that is damaged."""
    try:
        return {item["name"]: item for item in package.read(out).get("resources", [])}
    except IntegrityError:
        if needed:
            raise
        return {}


def _hold_against(made: dict[str, Any], before: dict[str, Any]) -> None:
    """Refuse a table that has lost what the last build had."""
    lost = sorted(set(before["years"]) - set(made["years"]))
    if lost or made["rows"] < LEAST_KEPT * before["rows"]:
        gone = f" and not the year {lost[0]}" if lost else ""
        problem = f"{made['name']} has {made['rows']:,} rows{gone}; the last build had {before['rows']:,}"
        raise QualityError(
            problem,
            expected="no year less, and at least 95 % of the rows",
            hint="A publisher's file may be cut off. If it has truly become shorter: econsec data build --fewer",
        )


def _make(schema: Schema, raw: Path, out: Path, report: Callable[[str], None]) -> dict[str, Any]:
    started = time.perf_counter()
    folder = raw / schema.folder
    try:
        table = RECIPES[schema.name](folder)
    except (ValueError, LookupError) as error:  # a number that is none, a line that breaks off
        raise SchemaError(
            f"{schema.name}: the raw files in {folder} cannot be read ({type(error).__name__}: {in_brief(error)})",
            expected="the publisher's own files, whole",
        ) from error
    validate(table, schema)
    path = out / schema.path
    parquet.write(table, schema, path)
    inputs = [file for pattern in schema.files for file in find(folder, pattern)]
    report(
        f"{schema.name}: {len(table):,} rows, {path.stat().st_size / 1e6:.2f} MB, {time.perf_counter() - started:.1f} s"
    )
    return package.resource(table, schema, path, [(file.relative_to(raw), sha256(file)) for file in inputs])


def _clear(out: Path, kept: Collection[str]) -> None:
    """Remove tables that the catalogue does not name: one whose source has come to forbid commercial use has moved."""
    for place in {schema.place for schema in schemas().values()}:
        for path in (out / place).glob("*.parquet"):
            if path.relative_to(out).as_posix() not in kept:
                path.unlink()
