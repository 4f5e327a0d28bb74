"""What every reader needs: find a publisher's file, read it as text, refuse a changed layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.frames import require
from econsec.errors import MissingFileError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def find(folder: Path, pattern: str) -> list[Path]:
    """Return the files that match, sorted by name.

    Raises
    ------
    MissingFileError
        None does.
    """
    found = sorted(folder.glob(pattern))
    if not found:
        raise MissingFileError(f"no file {pattern} in {folder}", expected="the publisher's own file there")
    return found


def read_text(path: Path, columns: Iterable[str], *, encoding: str = "utf-8") -> pd.DataFrame:
    """Read a CSV with every cell as text, and check that the columns are there.

    Parameters
    ----------
    path : Path
        A CSV file.
    columns : iterable of str
        The columns that the reader uses. Others are dropped: a publisher may add some.
    encoding : str
        Such as ``cp1252``.

    Raises
    ------
    MissingColumnError
        The publisher's layout has changed.
    """
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding=encoding)
    require(table, columns, name=path.name)
    return table[list(columns)]


def records(table: pd.DataFrame) -> list[dict[str, str]]:
    """Return the rows of a table of text, each as a dictionary."""
    return [{str(name): str(cell) for name, cell in row.items()} for row in table.to_dict("records")]
