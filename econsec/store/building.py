"""Make the tidy tables and their data package from the publishers' files."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from econsec.errors import MissingFileError
from econsec.sources.files import find
from econsec.store import package, parquet
from econsec.store.recipes import RECIPES
from econsec.store.schemas import Schema, schemas
from econsec.store.together import replacing
from econsec.store.validate import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path


def build(
    raw: Path, out: Path, *, only: Iterable[str] = (), report: Callable[[str], None] = lambda _: None
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
    BusyError
        Another build is writing there.
    """
    if not raw.is_dir():
        raise MissingFileError(f"no folder {raw}", expected="the folder of the publishers' raw files")
    known, wanted = schemas(), set(only)
    made = [name for name in known if not wanted or name in wanted]
    with replacing(out) as fresh:
        # A build of everything needs nothing of a catalogue that may be damaged.
        before = package.read(out).get("resources", []) if wanted else []
        resources = {item["name"]: item for item in before}
        for name in made:
            resources[name] = _make(known[name], raw, fresh, report)
        kept = [resources[name] for name in known if name in resources]
        (fresh / package.FILE).write_text(package.text(kept), encoding="utf-8")
    _clear(out, {item["path"] for item in kept})
    return tuple(made)


def _make(schema: Schema, raw: Path, out: Path, report: Callable[[str], None]) -> dict[str, object]:
    started = time.perf_counter()
    folder = raw / schema.folder
    table = RECIPES[schema.name](folder)
    validate(table, schema)
    path = out / schema.path
    parquet.write(table, schema, path)
    inputs = [file for pattern in schema.files for file in find(folder, pattern)]
    report(
        f"{schema.name}: {len(table):,} rows, {path.stat().st_size / 1e6:.2f} MB, {time.perf_counter() - started:.1f} s"
    )
    return package.resource(table, schema, path, [(file.relative_to(raw), parquet.sha256(file)) for file in inputs])


def _clear(out: Path, kept: Collection[str]) -> None:
    """Remove tables that the catalogue does not name: one whose source has come to forbid commercial use has moved."""
    for place in {schema.place for schema in schemas().values()}:
        for path in (out / place).glob("*.parquet"):
            if path.relative_to(out).as_posix() not in kept:
                path.unlink()
