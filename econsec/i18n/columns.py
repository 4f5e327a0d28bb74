"""What the columns of a file are called and measured in, by their names, whichever report writes them."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from econsec.codes.economies import economy_name
from econsec.errors import UnknownNameError

CATALOGUE = Path(__file__).with_name("columns.csv")
#: What the name of a unit begins with in the catalogue.
_UNIT = "*"


class About(NamedTuple):
    """What a reader is told of a column.

    Parameters
    ----------
    heading, unit, note : str
        In one language; unit and note are empty where there is nothing to say.
    """

    heading: str
    unit: str = ""
    note: str = ""


def about(name: str, language: str) -> About | None:
    """Return what the catalogue says of a column; None if it does not know the name.

    Parameters
    ----------
    name : str
        As in the header of the file; a column named by the code of an economy says whether that is so of it.
    language : str
        ``en`` or ``ja``.

    Examples
    --------
    >>> about("imports", "en")
    About(heading='Imports', unit='USD', note='')
    >>> about("imports", "ja").unit, about("IND", "en").heading, about("one's own", "en")
    ('米ドル', 'India', None)
    """
    if row := _rows().get(name):
        return About(row[language], unit(row["unit"], language), row[f"note_{language}"])
    try:
        return About(economy_name(name, language))
    except UnknownNameError:
        return None


def unit(key: str, language: str) -> str:
    """Return a unit in words; empty for none.

    Examples
    --------
    >>> unit("part", "en")
    'part of 1'
    """
    return _rows()[f"{_UNIT}{key}"][language] if key else ""


@cache
def _rows() -> dict[str, dict[str, str]]:
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}
