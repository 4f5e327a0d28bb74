"""United Nations Statistics Division: which codes of the Harmonised System's revisions stand for each other.

Two files for each older revision: correlations, every pair of codes with its kind, and conversions, the one older code
that the Division recommends for a code of 2022.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.errors import SchemaError
from econsec.sources.files import find, read_text

if TYPE_CHECKING:
    from pathlib import Path

OLDER = ("1992", "2002", "2012", "2017")
PAIR = ["hs2022", "product"]


def read_correlations(folder: Path) -> pd.DataFrame:
    """Read the correlations of HS 2022 with each older revision.

    Returns
    -------
    DataFrame
        revision (HS1992 ... HS2017), hs2022, product (six digits as text, of HS 2022 and of the revision), kind (from
        2022: 1:1, 1:n, n:1, n:n), recommended (the Division converts the code of 2022 to this one).

    Raises
    ------
    MissingFileError, MissingColumnError, SchemaError
        A file is missing, has another layout, or recommends a pair that is no correlation.
    """
    return pd.concat([_revision(folder, year) for year in OLDER], ignore_index=True)


def _revision(folder: Path, year: str) -> pd.DataFrame:
    path = find(folder, f"*HS2022-HS{year}_Correlations.csv")[0]
    table = read_text(path, ("from_hs2022", "to", "relationship")).set_axis([*PAIR, "kind"], axis=1)
    converted = find(folder, f"*HS2022-HS{year}_Conversions.csv")[0]
    pairs = pd.read_csv(converted, dtype=str, keep_default_na=False)
    if pairs.shape[1] != len(PAIR):
        raise SchemaError(f"{converted.name} has {pairs.shape[1]} columns", expected="two, HS 2022 and the older")
    chosen = pd.MultiIndex.from_frame(pairs.set_axis(PAIR, axis=1))
    known = pd.MultiIndex.from_frame(table[PAIR])
    if len(strange := chosen.difference(known)):
        raise SchemaError(f"{converted.name} recommends {strange[0]}, which is no correlation")
    return table.assign(revision=f"HS{year}", recommended=known.isin(chosen))
