"""A copy of the bundle that a test may break."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from econsec import paths
from econsec.store import package
from econsec.store.package import sha256

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pyarrow as pa


SMALL = ("usgs_world", "iea_supply", "chip_inputs")


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """Return a copy of ``data`` with three of its smaller tables."""
    folder = tmp_path / "data"
    shutil.copytree(paths.data(), folder, ignore=shutil.ignore_patterns("*.part", "*.parquet"))
    catalogue = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    kept = [item for item in catalogue["resources"] if item["name"] in SMALL]
    (folder / "datapackage.json").write_text(package.text(kept), encoding="utf-8")
    for item in kept:
        (folder / item["path"]).parent.mkdir(exist_ok=True)
        shutil.copy(paths.data() / item["path"], folder / item["path"])
    return folder


@pytest.fixture
def forge(bundle: Path) -> Callable[..., None]:
    """Return a function that changes a table and makes the catalogue agree with its new bytes."""

    def change(name: str, edit: Callable[[pa.Table], pa.Table]) -> None:
        resources = package.read(bundle)["resources"]
        entry = next(item for item in resources if item["name"] == name)
        path = bundle / entry["path"]
        table = edit(pq.read_table(path))
        pq.write_table(table, path)
        entry |= {"size": path.stat().st_size, "hash": f"sha256:{sha256(path)}", "rows": table.num_rows}
        (bundle / "datapackage.json").write_text(package.text(resources), encoding="utf-8")

    return change
