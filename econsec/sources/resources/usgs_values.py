"""What a cell of a USGS table says: a number, a bound, a word, or that the figure is withheld."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

UNITS = {
    "metric tons": ("t", 1.0),
    "tons": ("t", 1.0),
    "thousand metric tons": ("t", 1e3),
    "thousand metric dry tons": ("t", 1e3),
    "million metric tons": ("t", 1e6),
    "kilograms": ("kg", 1.0),
    "million cubic meters": ("m3", 1e6),
    "million liters": ("L", 1e6),
    "thousands of carats": ("carat", 1e3),
    "thousand carats": ("carat", 1e3),
    "million carats": ("carat", 1e6),
}
NUMBER = re.compile(r"(?P<bound>[<>]?)\s*(?P<digits>[\d,]*\.?\d+)\s*(?P<estimated>e?)")
RANGE = re.compile(r"[\d,.]+\s*(?:-|\N{EN DASH}|to)\s*[\d,.]+")
BOUNDS = {">": "greater than", "<": "less than"}
WORDS = {
    "w": "withheld",
    "na": "not available",
    "xx": "not applicable",
    "s": "see note",
    "large": "in words",
    "moderate": "in words",
    "moderate to large": "in words",
    "small": "in words",
    "very small": "in words",
}
# The 2025 release leaves the cell empty and says why in the notes.
NOTED = {"w for 23-24": "withheld", "included in world total": "see note", "included with other countries": "see note"}


class Reading(NamedTuple):
    """A cell as a number with its unit, and what is to be known about it.

    Parameters
    ----------
    value : float
        In the unit; for a bound the bound itself; NaN where there is no number.
    unit : str
        t, kg, m3, L or carat.
    qualifier : str
        Empty, estimated, greater than, less than, range, withheld, not available, not applicable, in words, see note.
    note : str
        What the publisher adds.
    """

    value: float
    unit: str
    qualifier: str
    note: str

    @property
    def empty(self) -> bool:
        """Neither a number nor a reason for there being none."""
        return math.isnan(self.value) and not self.qualifier


def parse(text: str, note: str, unit: tuple[str, float]) -> Reading:
    """Read one cell.

    Parameters
    ----------
    text : str
        The cell.
    note : str
        The notes beside it; "Estimated." among them becomes the qualifier.
    unit : tuple
        The base unit and how many of it the publisher's unit holds.

    Examples
    --------
    >>> parse("45,500", "Reported.", ("t", 1.0)).value
    45500.0
    >>> parse(">2,000", "", ("t", 1000.0))
    Reading(value=2000000.0, unit='t', qualifier='greater than', note='')
    >>> parse("W", "", ("t", 1.0)).qualifier
    'withheld'
    >>> parse("330 - 390", "Estimated.", ("t", 1e6)).note
    '330 - 390'
    """
    name, factor = unit
    cell = text.strip()
    estimated, note = _estimated(note)
    if cell == "\N{EM DASH}":
        return Reading(0.0, name, "", note)
    if number := NUMBER.fullmatch(cell):
        qualifier = BOUNDS.get(number["bound"], "estimated" if estimated or number["estimated"] else "")
        return Reading(float(number["digits"].replace(",", "")) * factor, name, qualifier, note)
    if RANGE.fullmatch(cell):
        return Reading(math.nan, name, "range", "; ".join(filter(None, (cell, note))))
    word = (cell or note).strip(" .").lower()
    qualifier = WORDS.get(word) or NOTED.get(word) or ("unreadable" if cell else "")
    said = cell if qualifier in {"in words", "unreadable"} else ""
    return Reading(math.nan, name, qualifier, "; ".join(filter(None, (said, note))))


def _estimated(note: str) -> tuple[bool, str]:
    parts = [part.strip() for part in note.replace(" -- ", "\n").replace("Estimated. ", "Estimated.\n").split("\n")]
    kept = [part for part in parts if part and not re.fullmatch(r"(?i)estimated( for)?( 2023)?\.?", part)]
    return len(kept) < len([part for part in parts if part]), " ".join(kept)
