"""Large amounts in the unit that a chart of the language counts in: USD billion, 億ドル; thousands, 万."""

from __future__ import annotations

from econsec.i18n import numbers
from econsec.i18n.text import text

SCALES = {"en": 1e9, "ja": 1e8}
MYRIAD = 1e4  # 万: what Japanese counts people and papers in, where English counts thousands or millions
DIGITS = {"en": 1, "ja": 0}


def scale(language: str) -> float:
    """Return how many dollars (or yen) the unit holds.

    Examples
    --------
    >>> scale("ja")
    100000000.0
    """
    return SCALES[language]


def many(language: str, english: float) -> float:
    """Return how many persons, accounts or papers one step of an axis holds: what English takes, or 万.

    Examples
    --------
    >>> many("en", 1e6), many("ja", 1e6)
    (1000000.0, 10000.0)
    """
    return MYRIAD if language == "ja" else english


def unit(language: str, currency: str = "usd") -> str:
    """Name the unit.

    Examples
    --------
    >>> unit("en"), unit("ja", "jpy")
    ('USD billion', '億円')
    """
    return text(f"unit.{currency}_big", language)


def amount(value: float, language: str) -> str:
    """Write an amount in the unit: one decimal in English, none in Japanese, and more where it is below one.

    Examples
    --------
    >>> amount(30.7e9, "en"), amount(2.0e8, "en"), amount(30.7e9, "ja")
    ('30.7', '0.2', '307')
    """
    size = value / scale(language)
    tiny = 0.1 if language == "en" else 1.0
    digits = DIGITS[language] if abs(size) >= tiny or size == 0 else DIGITS[language] + 2
    return numbers.decimal(size, language, digits=digits)
