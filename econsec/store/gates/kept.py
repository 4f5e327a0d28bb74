"""What a gate found, kept by the hashes of the tables that it read: of the same bytes it would find the same."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from econsec import paths
from econsec.store.gates.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from econsec.store.gates.finding import Tables


def find(name: str, gate: Callable[[Tables], Finding], load: Tables, hashed: Callable[[str], str]) -> Finding:
    """Return what a gate finds, from the cache where it has found it before.

    Parameters
    ----------
    name : str
        The gate's.
    gate : function
        What it does.
    load : function of str
        Reads a table.
    hashed : function of str
        The SHA-256 of a table's bytes as they lie on the disk; raises what `load` raises for a table not to be read.
    """
    path = paths.cache() / "gates" / f"{name}-{_code()[:16]}.json"
    tables, finding = _read(path)
    # In the order in which it asked for them: up to a table with other bytes it would ask for the same.
    if finding and all(hashed(table) == before for table, before in tables.items()):
        return finding
    asked: dict[str, str] = {}

    def noted(table: str) -> pd.DataFrame:
        frame = load(table)
        asked[table] = hashed(table)
        return frame

    found = gate(noted)
    record = {"tables": asked, **found._asdict(), "passed": bool(found.passed)}
    with suppress(OSError):  # nothing but time hangs on it
        _write(path, json.dumps(record, ensure_ascii=False, default=lambda number: number.item()))
    return found


def _read(path: Path) -> tuple[dict[str, str], Finding | None]:
    with suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads(path.read_text(encoding="utf-8"))
        return dict(known["tables"]), Finding(known["passed"], known["values"]) if known["tables"] else None
    return {}, None


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as file:
        file.write(text)
    Path(file.name).replace(path)  # whole or not at all: other reports read it


@cache
def _code() -> str:
    """Return a hash of the gates themselves."""
    files = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
