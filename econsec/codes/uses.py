"""What minerals are used for: which products of the minerals' list a sector rests on, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.codes.tables import read
from econsec.errors import UnknownNameError

if TYPE_CHECKING:
    import pandas as pd


class UnknownUseError(UnknownNameError):
    """A name that no use of minerals has here."""

    noun = "use"


def uses(name: str) -> pd.DataFrame:
    """Return the minerals that a sector rests on.

    Parameters
    ----------
    name : str
        Name of a sector, such as ``semiconductors``.

    Returns
    -------
    DataFrame
        product (HS6), role_en, role_ja (what it is used for).

    Raises
    ------
    UnknownUseError
        Nothing is noted of that sector.

    Examples
    --------
    >>> "811292" in set(uses("semiconductors")["product"])
    True
    """
    table = read("uses")
    if name not in set(table["use"]):
        raise UnknownUseError(name, sorted(table["use"].unique()))
    return table[table["use"] == name].drop(columns="use").reset_index(drop=True)
