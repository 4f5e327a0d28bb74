"""Japan's Ministry of Finance: trade by area and principal commodity, in billion yen a calendar year.

The groups are the ministry's principal commodities, not HS; what they are called in English and Japanese, and which
group holds which, is in ``data/codes/japan_commodities.csv``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import recode
from econsec.codes.tables import read
from econsec.errors import SchemaError
from econsec.sources.files import find, read_text

if TYPE_CHECKING:
    from pathlib import Path

YEN_PER_BILLION = 1e9
# The table ends with January to March of this year, which is no year.
UNFINISHED = "2026"


def read_trade(folder: Path) -> pd.DataFrame:
    """Read Japan's exports and imports.

    Returns
    -------
    DataFrame
        year, flow (export, import), partner (ISO3; WLD all areas, EUU the European Union, which holds members that
        stand beside it), commodity (slug), value (yen). Exports are FOB, imports CIF.

    Raises
    ------
    SchemaError
        A commodity that the list does not know.
    """
    table = read_text(find(folder, "trade_year_bn_jpy.csv")[0], ("ex_im", "area", "goods", "year", "value"))
    table = table[table.year != UNFINISHED]
    names = read("japan_commodities").set_index("name").commodity
    if unknown := sorted(set(table.goods) - set(names.index)):
        raise SchemaError(f"a commodity {unknown[0]!r} that data/codes/japan_commodities.csv does not have")
    return pd.DataFrame(
        {
            "year": table.year.astype("int32"),
            "flow": table.ex_im,
            "partner": recode(table.area, "mof"),
            "commodity": table.goods.map(names),
            "value": (pd.to_numeric(table.value) * YEN_PER_BILLION).round(),
        }
    ).reset_index(drop=True)
