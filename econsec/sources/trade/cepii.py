"""CEPII: BACI, the reconciled trade between every pair of economies.

A year is a file ``BACI_HS17_Y2024_V202601.csv`` with columns t year, i exporter, j importer (CEPII's own numbers), k
product, v thousand USD, q tonnes (missing where no quantity was reported). Positive flows only: an absent pair traded
nothing, if CEPII covers both economies.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import recode
from econsec.errors import SchemaError
from econsec.sources.files import find, read_text

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("t", "i", "j", "k", "v", "q")
NAME = re.compile(r"BACI_(?P<revision>HS\d\d)_Y(?P<year>\d{4})_V(?P<version>\w+)\.csv")
USD_PER_THOUSAND = 1000


def read_baci(folder: Path) -> pd.DataFrame:
    """Read every BACI year of a folder.

    Parameters
    ----------
    folder : Path
        Holds files in CEPII's layout.

    Returns
    -------
    DataFrame
        year, revision (HS17), exporter, importer (ISO3), product (HS6 as text), value (USD), tonnes (NaN if missing).

    Raises
    ------
    MissingFileError, MissingColumnError, SchemaError, UnknownEconomyError
        There is no such file, or it is not what CEPII writes.
    """
    return pd.concat([read_year(path) for path in find(folder, "BACI_HS*_Y*_V*.csv")], ignore_index=True)


def read_year(path: Path) -> pd.DataFrame:
    """Read one year of BACI; columns as `read_baci`.

    Raises
    ------
    SchemaError
        The file's name is not CEPII's, or the rows are of another year than the name says.
    """
    name = NAME.fullmatch(path.name)
    if not name:
        raise SchemaError(f"{path.name} is no BACI year", expected="a name such as BACI_HS17_Y2024_V202601.csv")
    table = read_text(path, COLUMNS)
    if (table.t != name["year"]).any():
        raise SchemaError(f"{path.name} holds the year {table.t[table.t != name['year']].iloc[0]}")
    return pd.DataFrame(
        {
            "year": table.t.astype("int32"),
            "revision": name["revision"],
            "exporter": recode(table.i, "baci"),
            "importer": recode(table.j, "baci"),
            "product": table.k.str.strip().str.zfill(6),
            # CEPII prints three decimals of a thousand dollars: whole dollars, which floats would blur.
            "value": (pd.to_numeric(table.v) * USD_PER_THOUSAND).round(),
            "tonnes": pd.to_numeric(table.q.str.strip().where(~table.q.str.strip().isin(["", "NA"]))).astype("float64"),
        }
    )
