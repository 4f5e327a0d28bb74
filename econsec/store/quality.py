"""The tests that concern one report: those of the tables it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec import paths
from econsec.errors import EconsecError
from econsec.store import package, parquet
from econsec.store.catalog import dataset
from econsec.store.gates import GATES
from econsec.store.integrity import Check, found, verify_bytes
from econsec.store.schemas import schema

if TYPE_CHECKING:
    import pandas as pd


class _ElsewhereError(Exception):
    """A gate asks for a table that the report does not read."""


def quality(*names: str) -> list[Check]:
    """Test the tables that a report reads: their bytes, and the quality gates that need no other table.

    What the build promised of columns, units and keys holds as long as the bytes are the same; `econsec data check`
    tests it anew, and every gate.

    Parameters
    ----------
    names : str
        The datasets.

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
    entries = {item["name"]: item for item in package.read(paths.data()).get("resources", [])}
    tables: dict[str, pd.DataFrame] = {}
    outcomes: list[Check] = []

    def load(name: str) -> pd.DataFrame:
        if name not in names:
            raise _ElsewhereError
        if name not in tables:
            tables[name] = parquet.read(dataset(name).path, schema(name))
        return tables[name]

    for name in names:
        path = dataset(name).path
        try:
            verify_bytes(path, entries[name])
        except EconsecError as error:
            outcomes.append(Check(f"{name}.sha256", passed=False, detail=str(error), error=type(error)))
            continue
        outcomes.append(Check(f"{name}.sha256", passed=True, detail=entries[name]["hash"][7:19]))
        for gate in GATES:
            if gate.partition(".")[0] == name:
                try:
                    outcomes.append(found(gate, GATES[gate](load)))
                except _ElsewhereError:
                    continue
    return outcomes
