"""The page's own words, from ``template/words.toml``: whole phrases, one a language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

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


@cache
def _phrases() -> dict[str, dict[str, str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
