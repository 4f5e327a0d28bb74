"""CEPII's BACI under HS 1992, every pair of economies since 1995, as a public package carries it.

One Parquet file with CEPII's own columns: t year, i exporter, j importer (CEPII's numbers), k product, v thousand USD,
q tonnes (missing where no quantity was reported). Another series than the files under HS 2017: the source has caveats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from econsec.codes.economies import recode
from econsec.codes.frames import require
from econsec.errors import SchemaError
from econsec.sources.files import find
from econsec.sources.trade.cepii import COLUMNS, USD_PER_THOUSAND

if TYPE_CHECKING:
    from pathlib import Path


def read_pairs(folder: Path) -> pd.DataFrame:
    """Read the pairs of every product and year.

    Parameters
    ----------
    folder : Path
        Holds the one file ``baci_hs92_*codes_*.parquet``.

    Returns
    -------
    DataFrame
        year, exporter, importer (ISO3), product (HS6 of 1992 as text), value (USD), tonnes (NaN if missing).

    Raises
    ------
    MissingFileError, MissingColumnError, SchemaError, UnknownEconomyError
        There is no such file, it is cut off, or it has another layout.
    """
    path = find(folder, "baci_hs92_*codes_*.parquet")[-1]
    try:
        table = pq.read_table(path).to_pandas()
    except (pa.ArrowException, OSError) as error:
        raise SchemaError(f"{path.name} cannot be read: {error}", expected="the whole Parquet file") from error
    require(table, COLUMNS, name=path.name)
    return pd.DataFrame(
        {
            "year": table.t.astype("int32"),
            "exporter": recode(table.i.astype("str"), "baci"),
            "importer": recode(table.j.astype("str"), "baci"),
            "product": table.k.astype("str").str.zfill(6),
            # Three decimals of a thousand dollars are whole dollars, which floats would blur.
            "value": (table.v.astype("float64") * USD_PER_THOUSAND).round(),
            "tonnes": table.q.astype("float64"),
        }
    )
