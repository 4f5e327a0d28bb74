"""Check the bundle: every file whole, every table as its schema promises, every quality gate as a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from econsec.codes.tables import read as read_list
from econsec.errors import EconsecError, IntegrityError, MissingFileError, QualityError, UnitError
from econsec.store import package, parquet
from econsec.store.baci import cubes, shelf
from econsec.store.baci.cube_making import cube_trouble
from econsec.store.gates import GATES, Finding
from econsec.store.kept import condition, own_tables, vintages
from econsec.store.package import sha256
from econsec.store.schemas import Schema, schema
from econsec.store.validate import validate

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    import pandas as pd

KINDS = {
    "sha256": ("The file is the one of the catalogue", "ファイルが目録と一致する"),
    "schema": ("Columns, units, ranges and key are as promised", "列・単位・範囲・キーが定義どおりである"),
    "rows": ("As many rows as at the last build", "行数が前回の作成時と一致する"),
}
# What a report in Japanese says of a table that could not be tested; the error's own sentence is in English.
TROUBLES = {
    MissingFileError: "ファイルがない",
    IntegrityError: "ファイルが目録と一致しない",
    UnitError: "単位が目録と一致しない",
    QualityError: "検査を実施できない",
}
TROUBLE = "表が定義に合わない"


@dataclass(frozen=True)
class Check:
    """The outcome of one test of the data.

    Parameters
    ----------
    name : str
        ``dataset.what``, such as ``baci_minerals.sha256``.
    passed : bool
        Whether it holds.
    detail : str
        What was found; for a failure the error's sentence.
    error : type or None
        The class of the error, None if it passed.
    values : dict
        What a quality gate found, for its sentence in another language.
    """

    name: str
    passed: bool
    detail: str
    error: type[EconsecError] | None = None
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def dataset(self) -> str:
        """The dataset that it concerns."""
        return self.name.partition(".")[0]

    def title(self, language: str = "en") -> str:
        """Return what is tested, in a language.

        Examples
        --------
        >>> Check("wgi.sha256", passed=True, detail="").title("ja")
        'ファイルが目録と一致する'
        """
        what = self.name.partition(".")[2]
        if what in KINDS:
            return KINDS[what][language == "ja"]
        return _of_gate(self.name, "title", language)

    def told(self, language: str = "en") -> str:
        """Return what was found, in a language.

        Examples
        --------
        >>> Check("wgi.sha256", passed=False, detail="no file wgi.parquet", error=MissingFileError).told("ja")
        'ファイルがない'
        """
        if self.values:
            return _found(self.name, self.values, language)
        if language == "ja" and self.error is not None:
            return TROUBLES.get(self.error, TROUBLE)
        return self.detail


def _commodities() -> dict[str, str]:
    return dict(read_list("usgs_commodities").itertuples(index=False, name=None))


def _found(name: str, values: dict[str, Any], language: str) -> str:
    """Write what a gate found; lists are of the survey's commodities."""
    written = dict(values)
    for key, value in values.items():
        if isinstance(value, list):
            names = _commodities() if language == "ja" else {}
            written[key] = ("、" if language == "ja" else ", ").join(
                str(names.get(item, item)) for item in value
            ) or "–"
    return _of_gate(name, "found", language).format(**written)


def _of_gate(name: str, what: str, language: str) -> str:
    gates = read_list("../schemas/gates").set_index("gate")
    return str(gates.loc[name, f"{what}_ja" if language == "ja" else what])


def check(folder: Path, *, only: Collection[str] = ()) -> list[Check]:
    """Test every file of a bundle; raise nothing.

    First the bytes (SHA-256), then the schema, the units, the key; a table whose bytes are wrong is not read. Then the
    quality gates of the tables that passed.

    Parameters
    ----------
    folder : Path
        The folder ``data``.
    only : collection of str
        The datasets to test; empty: all.

    Returns
    -------
    list of Check
        In the catalogue's order, the gates last.
    """
    try:
        entries = {item["name"]: item for item in package.read(folder).get("resources", [])}
    except EconsecError as error:
        return [Check("datapackage.json", passed=False, detail=str(error), error=type(error))]
    if not entries:
        return [Check("datapackage.json", passed=False, detail=f"none in {folder}", error=MissingFileError)]
    tables: dict[str, pd.DataFrame] = {}
    wanted = [name for name in entries if not only or name in only]
    found = [outcome for name in wanted for outcome in _table(schema(name), entries[name], folder, tables)]
    return [*found, *_gates(wanted, entries, folder, tables)]


def check_added() -> list[Check]:
    """Test every year in the user's own store; raise nothing. Empty if nothing was ever added.

    Returns
    -------
    list of Check
        One a year, all named ``baci.sha256``: the detail names the file. One a cube, ``baci_imports.sum`` or
        ``baci_exports.sum``: whether it adds up to the trade of its year.
    """
    try:
        found = [("baci.sha256", item, shelf.trouble(item)) for item in shelf.stored()]
    except EconsecError as error:
        return [Check("baci.sha256", passed=False, detail=str(error), error=type(error))]
    found += [(f"{name}.sum", item, cube_trouble(item)) for name in cubes.QUERIES for item in cubes.held(name)]
    return [
        Check(name, not wrong, wrong or f"{item.file} {item.sha256[:12]}", IntegrityError if wrong else None)
        for name, item, wrong in found
    ]


def check_fetched() -> list[Check]:
    """Hash every file of every vintage that was fetched; raise nothing. Empty if nothing was ever fetched.

    Returns
    -------
    list of Check
        One a vintage, named ``SOURCE.sha256``.
    """
    found = []
    for folder in vintages.folders():
        name = f"{folder.parent.name}.sha256"
        try:
            wrong = condition.trouble(vintages.read(folder))
        except EconsecError as error:
            wrong = str(error)
        found.append(Check(name, not wrong, wrong or folder.name, IntegrityError if wrong else None))
    return found


def check_own() -> list[Check]:
    """Hash every table of one's own; raise nothing. Empty if none is kept.

    Returns
    -------
    list of Check
        One a dataset, named ``own_NAME.sha256``.
    """
    found = {name: own_tables.trouble(name) for name in own_tables.held()}
    return [
        Check(f"{name}.sha256", not wrong, wrong or "whole", IntegrityError if wrong else None)
        for name, wrong in found.items()
    ]


def _table(schema: Schema, entry: dict[str, Any], folder: Path, tables: dict[str, pd.DataFrame]) -> Iterator[Check]:
    path = folder / entry["path"]
    try:
        verify_bytes(path, entry)
    except EconsecError as error:
        yield Check(f"{schema.name}.sha256", passed=False, detail=str(error), error=type(error))
        return
    yield Check(f"{schema.name}.sha256", passed=True, detail=entry["hash"][7:19])
    try:
        verify_units(entry, schema)
        table = parquet.read(path, schema)
        validate(table, schema)
    except EconsecError as error:
        yield Check(f"{schema.name}.schema", passed=False, detail=str(error), error=type(error))
        return
    tables[schema.name] = table
    yield Check(
        f"{schema.name}.schema", passed=True, detail=f"{len(schema.fields)} columns, key {'+'.join(schema.key)}"
    )
    same = len(table) == entry["rows"]
    yield Check(f"{schema.name}.rows", passed=same, detail=f"{len(table):,}", error=None if same else IntegrityError)


def _gates(
    wanted: list[str], entries: dict[str, Any], folder: Path, tables: dict[str, pd.DataFrame]
) -> Iterator[Check]:
    def load(name: str) -> pd.DataFrame:
        if name not in tables:  # a gate may hold a table against one that was not asked for
            verify_bytes(folder / entries[name]["path"], entries[name])
            tables[name] = parquet.read(folder / entries[name]["path"], schema(name))
        return tables[name]

    for name, gate in GATES.items():
        dataset = name.partition(".")[0]
        if dataset not in wanted or dataset not in tables:
            continue
        try:
            finding = gate(load)
        except (EconsecError, KeyError) as error:
            said = f"not tested: {error}"
            yield Check(name, passed=False, detail=said, error=QualityError)
        else:
            yield found(name, finding)


def found(name: str, finding: Finding) -> Check:
    """Return the outcome of a gate."""
    said = _found(name, finding.values, "en")
    return Check(name, finding.passed, said, None if finding.passed else QualityError, finding.values)


def verify_bytes(path: Path, entry: dict[str, Any]) -> None:
    """Refuse a file that is not the one the data package names.

    Raises
    ------
    MissingFileError
        It is not there.
    IntegrityError
        Its size or its SHA-256 differs.
    """
    if not path.is_file():
        raise MissingFileError(f"no file {entry['path']}", hint="Run: econsec data build --raw DIR")
    if (size := path.stat().st_size) != entry["size"]:
        raise IntegrityError(f"{entry['path']} has {size:,} bytes", expected=f"{entry['size']:,}")
    if f"sha256:{sha256(path)}" != entry["hash"]:
        raise IntegrityError(
            f"{entry['path']} has another SHA-256 than datapackage.json says", hint="Restore the file."
        )


def verify_units(entry: dict[str, Any], schema: Schema) -> None:
    """Refuse a data package whose units are not the schema's.

    Raises
    ------
    UnitError
        A field's unit differs.
    """
    units = {field["name"]: field.get("unit", "") for field in entry["schema"]["fields"]}
    for column in schema.fields:
        if column.name in units and units[column.name] != column.unit:
            said = f"datapackage.json says {units[column.name]!r} of {schema.name}, column {column.name}"
            raise UnitError(said, expected=repr(column.unit))
