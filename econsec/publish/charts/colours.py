"""The house's colours: which partner each has in the dark, and as the colour of words."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

WORDS = ":is(text, g.words)"  # a group of words may say their colour once for all
TABLE = Path(__file__).parents[1] / "template" / "colours.csv"


class Colour(NamedTuple):
    """A colour that charts may use, with its partners.

    Parameters
    ----------
    colour : str
        As charts write it.
    words : str
        Instead of it for words on white (4.5:1 where the mark has only 3:1); empty if it serves.
    dark, dark_words : str
        Instead of it on the dark page, for marks and for words.
    role : str
        ``mark`` (3:1 on the page), ``words`` (4.5:1), ``line`` (never the only carrier of a fact) or ``paper``.
    why : str
        What it is for.
    """

    colour: str
    words: str
    dark: str
    dark_words: str
    role: str
    why: str


def palette() -> tuple[Colour, ...]:
    """Read the house's colours."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(Colour(**row) for row in csv.DictReader(file))


def css(drawn: str) -> str:
    """Write the rules that give each colour its partner, by the attributes that Vega writes.

    Parameters
    ----------
    drawn : str
        The page's charts, as text: colours that do not occur in it need no rule.

    Returns
    -------
    str
        CSS: darker words in the light, and everything in the dark (on screen only: paper is white).
    """
    found = drawn.lower()
    used = [one for one in palette() if one.colour.lower() in found]
    light = [f'.chart {WORDS}[fill="{one.colour}" i] {{ fill: {one.words}; }}' for one in used if one.words]
    dark = []
    for one in used:
        if one.dark:
            dark.append(f'.chart [fill="{one.colour}" i] {{ fill: {one.dark}; }}')
            dark.append(f'.chart [stroke="{one.colour}" i] {{ stroke: {one.dark}; }}')
        if one.dark_words and (one.words or one.dark_words != one.dark):
            dark.append(f'.chart {WORDS}[fill="{one.colour}" i] {{ fill: {one.dark_words}; }}')
    return "\n".join([*light, "@media screen and (prefers-color-scheme: dark) {", *dark, "}"])
