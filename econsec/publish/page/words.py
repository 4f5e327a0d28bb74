"""The page's own words, from ``template/words.toml``: whole phrases, one a language."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WORDS = Path(__file__).parents[1] / "template" / "words.toml"


class Words:
    """The page's own words in one language; a language without them is spoken to in English.

    Examples
    --------
    >>> Words("ja")("exhibit", number=3)
    '図表3'
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """Return a phrase, filled in."""
        phrases = _phrases()[key]
        return phrases.get(self.language, phrases["en"]).format_map(values)


def terms(text: str, defined: Sequence[str]) -> list[tuple[int, str]]:
    """Return which defined terms a text uses: the place of each, from one, and its name as the text has it.

    A term is known by its words before a bracket and by its abbreviation, as in "Supplier concentration (HHI)".

    Examples
    --------
    >>> terms("HHI of 2024; the METI rule", ["Supplier share", "Concentration (HHI)", "METI rule"])
    [(2, 'HHI'), (3, 'METI rule')]
    >>> terms("輸入の集中度", ["集中度（HHI）"])
    [(1, '集中度')]
    """
    found = []
    for place, term in enumerate(defined, 1):
        names = [re.split(r"[（(]", term)[0].strip(), *re.findall(r"(?<=[（(])[A-Z]{2,}(?=[）)])", term)]
        used = [hit[0] for name in names if (hit := re.search(_whole(name), text, re.IGNORECASE))]
        found += [(place, used[0])] if used else []
    return found


def _whole(name: str) -> str:
    """Return a pattern of a name that is no part of another Latin word."""
    return rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])"


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
