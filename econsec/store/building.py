"""Make the tidy tables and their data package from the publishers' files."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from econsec.errors import MissingFileError
from econsec.sources.files import find
from econsec.store import package, parquet
from econsec.store.recipes import RECIPES
from econsec.store.schemas import Schema, schemas
from econsec.store.validate import validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


def build(
    raw: Path, out: Path, *, only: Iterable[str] = (), report: Callable[[str], None] = lambda _: None
) -> tuple[str, ...]:
    """Make every tidy table, or some, and write ``datapackage.json``.

    Each table is validated before it is written, and written beside its place and moved there: a failure leaves the
    table that was there. The same raw files give the same bytes.

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
    """
    if not raw.is_dir():
        raise MissingFileError(f"no folder {raw}", expected="the folder of the publishers' raw files")
    known, wanted = schemas(), set(only)
    made = [name for name in known if not wanted or name in wanted]
    # A build of everything needs nothing of a catalogue that may be damaged.
    before = package.read(out).get("resources", []) if wanted else []
    resources = {item["name"]: item for item in before}
    for name in made:
        resources[name] = _make(known[name], raw, out, report)
    kept = [resources[name] for name in known if name in resources]
    _replace(out / "datapackage.json", package.text(kept))
    return tuple(made)


def _make(schema: Schema, raw: Path, out: Path, report: Callable[[str], None]) -> dict[str, object]:
    started = time.perf_counter()
    folder = raw / schema.folder
    table = RECIPES[schema.name](folder)
    validate(table, schema)
    path = out / schema.path
    fresh = path.with_suffix(".part")
    parquet.write(table, schema, fresh)
    fresh.replace(path)
    inputs = [file for pattern in schema.files for file in find(folder, pattern)]
    report(
        f"{schema.name}: {len(table):,} rows, {path.stat().st_size / 1e6:.2f} MB, {time.perf_counter() - started:.1f} s"
    )
    return package.resource(table, schema, path, [(file.relative_to(raw), parquet.sha256(file)) for file in inputs])


def _replace(path: Path, text: str) -> None:
    fresh = path.with_suffix(".part")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
