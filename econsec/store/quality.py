"""The tests that concern one report: those of the tables it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.errors import EconsecError
from econsec.store import parquet
from econsec.store.catalog import dataset
from econsec.store.gates import GATES, kept
from econsec.store.integrity import Check, found, verify_bytes
from econsec.store.kept import vintages
from econsec.store.package import sha256
from econsec.store.schemas import live_schemas, schema

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    import pandas as pd


class _ElsewhereError(Exception):
    """A gate asks for a table that the report does not read."""


class _Tables:
    """The tables that a report reads, each read and hashed once."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = names
        self._read: dict[str, pd.DataFrame] = {}
        self._hashes: dict[str, str] = {}

    def load(self, name: str) -> pd.DataFrame:
        if name not in self._read:
            self._read[name] = parquet.read(self._path(name), schema(name))
        return self._read[name]

    def hashed(self, name: str) -> str:
        if name not in self._hashes:
            self._hashes[name] = sha256(self._path(name))
        return self._hashes[name]

    def _path(self, name: str) -> Path:
        if name not in self._names:
            raise _ElsewhereError
        return dataset(name).path


def quality(*names: str) -> list[Check]:
    """Test the tables that a report reads: their bytes, and the quality gates that need no other table.

    What the build promised of columns, units and keys holds as long as the bytes are the same; `econsec data check`
    tests it anew, and every gate.

    Parameters
    ----------
    names : str
        The datasets; of those that nobody has fetched there is nothing to test.

    Returns
    -------
    list of Check
        For each dataset its SHA-256, then its gates; a table whose bytes are wrong is not read.

    Raises
    ------
    UnknownDatasetError
        There is none of that name.

    Examples
    --------
    >>> [outcome.name for outcome in quality("iea_supply") if outcome.passed]
    ['iea_supply.sha256', 'iea_supply.totals']
    """
    outcomes: list[Check] = []
    tables = _Tables(names)
    for name in names:
        if name in live_schemas() and vintages.holding(name) is None:
            continue
        one = dataset(name)
        try:
            # Of a table that was fetched anew the bytes are those of its vintage, not those of the bundle.
            verify_bytes(one.path, {"path": one.path.name, "size": one.bytes, "hash": f"sha256:{one.sha256}"})
        except EconsecError as error:
            outcomes.append(Check(f"{name}.sha256", passed=False, detail=str(error), error=type(error)))
            continue
        outcomes.append(Check(f"{name}.sha256", passed=True, detail=one.sha256[:12]))
        for gate in GATES:
            if gate.partition(".")[0] == name:
                try:
                    outcomes.append(found(gate, kept.find(gate, GATES[gate], tables.load, tables.hashed)))
                except _ElsewhereError:
                    continue
    return outcomes
