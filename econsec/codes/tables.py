"""Read the hand-kept code lists of ``data/codes``, each once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from econsec import paths
from econsec.errors import MissingFileError

if TYPE_CHECKING:
    from pathlib import Path


def read(name: str) -> pd.DataFrame:
    """Return a code list as text, an empty cell being an empty string.

    Parameters
    ----------
    name : str
        The file's name inside ``data/codes`` without its ending.

    Returns
    -------
    DataFrame
        Every column as text: a code such as ``030110`` keeps its leading zero.

    Raises
    ------
    MissingFileError
        There is no such list.

    Examples
    --------
    >>> read("economies").query("iso3 == 'IND'").baci.item()
    '699'
    """
    return _read(paths.data() / "codes" / f"{name}.csv").copy()


@cache
def _read(path: Path) -> pd.DataFrame:
    if not path.is_file():
        raise MissingFileError(f"no code list {path.name}", expected=f"a file {path}")
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
