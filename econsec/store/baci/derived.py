"""What a query makes of a year of the store, kept beside it: named by what it was made from, there whole or not."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import duckdb

from econsec.store.atomic_files import sync
from econsec.store.baci.streaming import FORMAT, MEMORY
from econsec.store.memory import connect


def derive(source: Path, target: Path, query: str, *, replaces: str) -> Path:
    """Write what a query makes of a file, unless it is there; several may try at once, on one machine or on many.

    Parameters
    ----------
    source : Path
        The file that the query reads; it has one place for it.
    target : Path
        Its name has to carry a hash of all that it hangs on: where it is, it is what the query gives.
    query : str
        SQL.
    replaces : str
        The pattern of what is out of date in the folder once the target is there.

    Raises
    ------
    OSError, duckdb.Error
        It could not be read or written; nothing of it is there.
    """
    if target.is_file():
        return target
    begun = f".{target.name}-"
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=begun, ignore_cleanup_errors=True) as room:
            fresh = Path(room) / target.name
            with connect(memory_limit=MEMORY, temp_directory=room) as connection:
                connection.execute(f"COPY ({query}) TO ? {FORMAT}", [str(source), str(fresh)])
            sync(fresh)
            fresh.replace(target)
    except (OSError, duckdb.Error):
        if not target.is_file():  # else another was faster, and has thrown away what was begun besides
            raise
    for left in target.parent.glob(f"{begun}*"):  # of who was killed at it, or is too late
        shutil.rmtree(left, ignore_errors=True)
    for old in target.parent.glob(replaces):
        if old != target:
            old.unlink(missing_ok=True)
    sync(target.parent)
    return target
