"""Quantities in the house style of each language: `USD 568.8 million`, `5億6,880万ドル`."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

if TYPE_CHECKING:
    from collections.abc import Iterable

NOT_KNOWN = {"en": "not known", "ja": "不明"}
BELOW, ABOVE = {"en": "<{}", "ja": "{}未満"}, {"en": ">{}", "ja": "{}超"}

# English counts in thousands, Japanese in ten thousands (万, 億, 兆): the scale belongs to the language.
_SCALES = {
    "en": ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")),
    "ja": ((1e12, "兆"), (1e8, "億"), (1e4, "万")),
}
MILLION, MYRIAD = 1e6, 1e4
_CURRENCIES = {
    "USD": {"en": "USD {}", "ja": "{}ドル"},
    "JPY": {"en": "JPY {}", "ja": "{}円"},
    "INR": {"en": "INR {}", "ja": "{}ルピー"},
}


def is_missing(value: object) -> bool:
    """Say whether a value stands for nothing known: None, NaN, NA or an infinity."""
    if value is None:
        return True
    try:
        return not math.isfinite(float(value))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return str(value) in {"<NA>", "NaT"}


def decimal(value: float | None, language: str = "en", *, digits: int = 0) -> str:
    """Write a number with a fixed count of decimals and the language's separators.

    Examples
    --------
    >>> decimal(12345.678, "en", digits=1)
    '12,345.7'
    >>> decimal(float("nan"), "ja")
    '不明'
    """
    if value is None or is_missing(value):
        return NOT_KNOWN[language]
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    number = _half_up(value, digits)
    return _plain_zero(format_decimal(number, format=pattern, locale=language))


def percent(share: float | None, language: str = "en", *, digits: int = 1) -> str:
    """Write a share (0..1) as a percentage; a share too small for the digits is said to be below them.

    Examples
    --------
    >>> percent(0.2764)
    '27.6%'
    >>> percent(0.0002)
    '<0.1%'
    >>> percent(0.0002, "ja")
    '0.1%未満'
    >>> percent(0.99997)
    '>99.9%'
    """
    if share is None or is_missing(share):
        return NOT_KNOWN[language]
    step = 10.0 ** -(digits + 2)
    pattern = "#,##0" + ("." + "0" * digits if digits else "") + "%"

    def write(number: float) -> str:
        rounded = _half_up(number, digits + 2)
        return _plain_zero(format_percent(rounded, format=pattern, locale=language))

    # A flow that exists is not zero, and one that leaves a rest is not all: rounding must not say so.
    if 0 < share < step / 2:
        return BELOW[language].format(write(step))
    if 1 - step / 2 < share < 1:
        return ABOVE[language].format(write(1 - step))
    return write(share)


def points(change: float | None, language: str = "en", *, digits: int = 1) -> str:
    """Write a difference of two shares in percentage points, with its sign.

    Examples
    --------
    >>> points(-0.123)
    '−12.3 points'
    >>> points(0.05, "ja")
    '+5.0ポイント'
    """
    if change is None or is_missing(change):
        return NOT_KNOWN[language]
    rounded = _half_up(100 * change, digits)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else "±"
    number = decimal(abs(rounded), language, digits=digits)
    return f"{sign}{number}" + {"en": " points", "ja": "ポイント"}[language]


def signed(value: float | None, language: str = "en", *, digits: int = 0) -> str:
    """Write a change with its sign.

    Examples
    --------
    >>> signed(-0.54, digits=1), signed(1500.0)
    ('−0.5', '+1,500')
    """
    if value is None or is_missing(value):
        return NOT_KNOWN[language]
    rounded = _half_up(value, digits)
    sign = "+" if rounded > 0 else "−" if rounded < 0 else "±"
    return sign + decimal(abs(rounded), language, digits=digits)


def money(value: float | None, language: str = "en", *, currency: str = "USD") -> str:
    """Write an amount of money in words of its language: million and billion, or 万, 億 and 兆.

    One decimal of the scale in English, four significant digits in Japanese: more than trade statistics deserve, and
    enough to find a figure again.

    Parameters
    ----------
    value : float
        Amount in units of the currency.
    language : str
        ``en`` or ``ja``.
    currency : str
        ISO 4217: USD, JPY or INR.

    Examples
    --------
    >>> money(568_756_900)
    'USD 568.8 million'
    >>> money(568_756_900, "ja")
    '5億6,880万ドル'
    >>> money(24_637_483_700, "ja")
    '246億4,000万ドル'
    >>> money(52_000)
    'USD 52,000'
    """
    if value is None or is_missing(value):
        return NOT_KNOWN[language]
    sign, size = ("−" if value < 0 else ""), abs(float(value))
    amount = _japanese(size) if language == "ja" else _english(size)
    return sign + _CURRENCIES[currency][language].format(amount)


def count(value: float | None, language: str = "en") -> str:
    """Write how many there are, scaled as money is; under a million no digit is lost, in Japanese from 万 on.

    Examples
    --------
    >>> count(22_682_855), count(22_682_855, "ja")
    ('22.7 million', '2,268万')
    >>> count(171_234), count(171_234, "ja"), count(9_999, "ja")
    ('171,234', '17万1,234', '9,999')
    """
    if value is None or is_missing(value):
        return NOT_KNOWN[language]
    size = abs(float(value))
    whole = _half_up(size, 0)
    sign = "−" if value < 0 and whole else ""
    if _significant(size) >= MILLION:
        return sign + (_japanese(size) if language == "ja" else _english(size))
    return sign + (_myriads(whole) if language == "ja" and whole >= MYRIAD else decimal(whole, language))


def change(value: float | None, language: str = "en") -> str:
    """Write how many more or fewer there are, with the sign.

    Examples
    --------
    >>> change(-14_957_720), change(440_200_000, "ja")
    ('−15.0 million', '+4億4,020万')
    """
    if value is None or is_missing(value):
        return NOT_KNOWN[language]
    return ("+" if value > 0 else "±" if value == 0 else "") + count(value, language)


def quantity(value: float | None, unit: str, language: str = "en") -> str:
    """Write a quantity with its unit, scaled as money is.

    Examples
    --------
    >>> quantity(45500, "t")
    '45,500 t'
    >>> quantity(390_000, "t", "ja")
    '39万トン'
    """
    if value is None or is_missing(value):
        return NOT_KNOWN[language]
    if language == "ja":
        return _japanese(float(value)) + {"t": "トン", "kt": "千トン", "kg": "キログラム"}.get(unit, f" {unit}")
    return f"{_english(float(value))} {unit}"


def ordinal(place: int | None, language: str = "en") -> str:
    """Write a place in a ranking: `3rd`, `3位`.

    Examples
    --------
    >>> [ordinal(place) for place in (1, 2, 3, 4, 11, 22)], ordinal(3, "ja")
    (['1st', '2nd', '3rd', '4th', '11th', '22nd'], '3位')
    """
    if place is None or is_missing(place):
        return NOT_KNOWN[language]
    number = int(place)
    if language == "ja":
        return f"{decimal(number, language)}位"
    teens = 10 < number % 100 < 14  # noqa: PLR2004 - eleventh, twelfth, thirteenth
    ending = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return decimal(number) + ending


def date(value: dt.date | str, language: str = "en") -> str:
    """Write a day: `22 Nov 2026`, `2026年11月22日`.

    Examples
    --------
    >>> date("2026-11-22")
    '22 Nov 2026'
    >>> date("2026-11-22", "ja")
    '2026年11月22日'
    """
    if is_missing(value) or not str(value):
        return NOT_KNOWN[language]
    day = dt.date.fromisoformat(str(value)[:10]) if isinstance(value, str) else value
    return format_date(day, format="y年M月d日" if language == "ja" else "d MMM y", locale=language)


def listing(items: Iterable[str], language: str = "en") -> str:
    """Join names as a sentence of the language does.

    Examples
    --------
    >>> listing(["tungsten", "magnesium", "graphite"])
    'tungsten, magnesium and graphite'
    >>> listing(["タングステン", "マグネシウム"], "ja")
    'タングステン、マグネシウム'
    """
    names = list(items)
    return format_list(names, style="standard", locale=Locale.parse("en_GB" if language == "en" else language))


def _english(size: float) -> str:
    for scale, word in _SCALES["en"]:
        if _significant(size) >= scale:
            return decimal(size / scale, "en", digits=1) + word
    return _small(size, "en")


def _japanese(size: float) -> str:
    rounded = _significant(size)
    return _small(size, "ja") if rounded < MYRIAD else _myriads(rounded)


def _myriads(size: float) -> str:
    """Write a whole number of ten thousand or more in its parts: 17万1,234."""
    parts = []
    for scale, word in (*_SCALES["ja"], (1.0, "")):
        count, size = divmod(size, scale)
        if count:
            parts.append(decimal(count, "ja") + word)
    return "".join(parts)


def _significant(size: float, digits: int = 4) -> float:
    return float(f"{size:.{digits - 1}e}")


def _small(size: float, language: str) -> str:
    """Write what is too small for a scale: whole from ten on, else with the decimals that it needs."""
    if size == 0 or size >= 10:  # noqa: PLR2004
        return decimal(size, language)
    return decimal(size, language, digits=1 if size >= 1 else 3)


def _half_up(value: float, digits: int) -> float:
    # Readers check by hand: 27.65 is 27.7 to them, whatever the binary fraction underneath.
    shifted = float(f"{abs(value) * 10**digits:.9f}")
    return math.copysign(math.floor(shifted + 0.5) / 10**digits, value)


def _plain_zero(text: str) -> str:
    return text.removeprefix("-") if not any(digit in text for digit in "123456789") else text.replace("-", "−")
