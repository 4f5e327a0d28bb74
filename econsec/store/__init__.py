"""The store: checked, hashed tidy tables, loaded by name.

``load`` and its kin stand in the modules named below; they are fetched from there on first use, because DuckDB and
Arrow take longer to import than a command's help may take to print.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from econsec.store.baci.cube_making import make_cubes
    from econsec.store.baci.warehouse import add_baci
    from econsec.store.building import build
    from econsec.store.catalog import Dataset, added, dataset, datasets
    from econsec.store.integrity import Check, check
    from econsec.store.query import load

HOMES = {
    "add_baci": "baci.warehouse",
    "added": "catalog",
    "build": "building",
    "Check": "integrity",
    "check": "integrity",
    "Dataset": "catalog",
    "dataset": "catalog",
    "datasets": "catalog",
    "load": "query",
    "make_cubes": "baci.cube_making",
}
__all__ = ["Check", "Dataset", "add_baci", "added", "build", "check", "dataset", "datasets", "load", "make_cubes"]


def __getattr__(name: str) -> object:
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{HOMES[name]}"), name)
