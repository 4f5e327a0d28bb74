"""Whole sentences with named placeholders, from the message catalogues under ``locale/``.

A message is found by its key. A placeholder says what kind of thing it holds, and that decides how it is written:
``{share:percent}``, ``{value:usd}``, ``{importer:poss}``; of two words, ``{n:code|codes}``, the count chooses one.
A passage between two pairs of asterisks is set in bold; an asterisk behind a backslash is an asterisk.
"""

from __future__ import annotations

import re
import string
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from babel.messages.pofile import read_po

from econsec.codes.economies import economy_name
from econsec.errors import EconsecError, did_you_mean
from econsec.i18n import numbers, spans
from econsec.i18n.names import possessive, with_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

LOCALE = Path(__file__).parent / "locale"
BOLD = re.compile(r"(?<!\\)\*\*")


class MessageError(EconsecError):
    """A sentence that the catalogue does not hold, or a placeholder without a value."""


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return all messages of a language by key, from every catalogue in its folder (one a subject).

    Raises
    ------
    MessageError
        Two catalogues hold the same key.
    """
    found: dict[str, str] = {}
    for path in sorted((LOCALE / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            messages = read_po(file, locale=language, abort_invalid=True)
        said = {str(message.id): str(message.string) for message in messages if message.id and message.string}
        if twice := sorted(said.keys() & found.keys()):
            raise MessageError(f"message {twice[0]!r} stands in {path.name} and in another catalogue")
        found |= said
    return found


def message(key: str, language: str, count: float | None = None, whole: float | None = None) -> str:
    """Return the sentence of a key, in the form that the count asks for.

    ``key.zero`` and ``key.one`` are used for those counts where the catalogue has them, ``key.whole`` where the count
    is the whole of several: nobody says "4 of 4".

    Raises
    ------
    MessageError
        The catalogue has no such key.

    Examples
    --------
    >>> message("unit.usd_million", "en")
    'USD million'
    """
    known = catalogue(language)
    forms: dict[float, str] = {0: f"{key}.zero", 1: f"{key}.one"}
    if count is not None and count == whole and count > 1:
        forms[count] = f"{key}.whole"
    for candidate in (None if count is None else forms.get(count), key):
        if candidate in known:
            return known[candidate]
    raise MessageError(f"no message {key!r} in language {language!r}", hint=did_you_mean(key, known))


class Said(str):
    """A written message that remembers its values, so that what a page says can be traced to what was computed.

    Parameters
    ----------
    written : str
        The sentence.
    values : mapping
        What its placeholders were given, unwritten.
    """

    __slots__ = ("values",)
    values: dict[str, Any]

    def __new__(cls, written: str, values: Mapping[str, Any]) -> Self:
        """Return the sentence with its values."""
        said = super().__new__(cls, written)
        said.values = dict(values)
        return said


def text(key: str, language: str, **values: Any) -> Said:  # noqa: ANN401
    """Write a message with its values; ``n``, if given, decides the form, alone or as a part of ``of``.

    Examples
    --------
    >>> text("source.of", "en", line="CEPII BACI")
    'Source: CEPII BACI'
    >>> text("minerals.fact.data", "en", year="2024", n=1)
    '2024, 1 six-digit code'
    >>> text("source.of", "en", line="CEPII BACI").values
    {'line': 'CEPII BACI'}
    """
    return Said("".join(part for part, _ in parts(key, language, **values)), values)


def parts(key: str, language: str, **values: Any) -> list[tuple[str, bool]]:  # noqa: ANN401
    """Write a message as passages, each with whether it is set in bold.

    Examples
    --------
    >>> parts("answer.share_example", "en", n=10, of=30)
    [('10 of 30', True), (' codes', False)]
    """
    template = message(key, language, values.get("n"), values.get("of"))
    written = [
        (_Sentence(language, key).vformat(passage.replace(r"\*", "*"), (), values), bool(place % 2))
        for place, passage in enumerate(BOLD.split(template))
    ]
    return [(passage, bold) for passage, bold in written if passage]


class _Sentence(string.Formatter):
    """A formatter whose format specs are kinds of things."""

    def __init__(self, language: str, key: str) -> None:
        self.language, self.key = language, key

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:  # noqa: ANN401
        if key not in kwargs:
            raise MessageError(f"message {self.key!r} has no value for {{{key}}}", expected=", ".join(sorted(kwargs)))
        return super().get_value(key, args, kwargs)

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401
        if not format_spec:
            return str(value)
        if "|" in format_spec:
            return _counted(value, *format_spec.split("|", maxsplit=1))
        if format_spec not in KINDS:
            raise MessageError(
                f"message {self.key!r} asks for the unknown kind {format_spec!r}", expected=", ".join(sorted(KINDS))
            )
        return KINDS[format_spec](value, self.language)


def _low(name: str, language: str) -> str:
    """Write a name as it stands within a sentence: English lowers its first letter, but not a symbol's (Ga, HS)."""
    first = name.split(",", maxsplit=1)[0].split(" ", maxsplit=1)[0]
    symbol = len(first) <= 2 or not first[1:].islower()  # noqa: PLR2004 - chemical symbols have two letters
    return name if language != "en" or symbol else name[0].lower() + name[1:]


def _counted(count: float, one: str, many: str) -> str:
    """Return the word that goes with a count, as English has it: ``{n:int} {n:code|codes}``."""
    return one if count == 1 else many


SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _words(count: float, language: str) -> str:
    """Write a small number as English prose does, in a word; Japanese keeps the digits."""
    return SMALL[int(count)] if language == "en" and count in range(len(SMALL)) else numbers.decimal(count, language)


def _lows(names: Iterable[str], language: str) -> str:
    return numbers.listing([_low(name, language) for name in names], language)


def _names(codes: Iterable[str], language: str) -> str:
    return numbers.listing([with_article(code, language) for code in codes], language)


KINDS: dict[str, Callable[[Any, str], str]] = {
    "percent": numbers.percent,
    "percent0": partial(numbers.percent, digits=0),
    "percent2": partial(numbers.percent, digits=2),
    "points": numbers.points,
    "usd": numbers.money,
    "span": spans.share,
    "span_usd": spans.money,
    "jpy": partial(numbers.money, currency="JPY"),
    "tonnes": lambda value, language: numbers.quantity(value, "t", language),
    "kt": lambda value, language: numbers.quantity(1000 * value, "t", language),
    "int": numbers.decimal,
    "count": numbers.count,
    "words": _words,
    "change": numbers.change,
    "ordinal": numbers.ordinal,
    "dec1": partial(numbers.decimal, digits=1),
    "dec2": partial(numbers.decimal, digits=2),
    "date": numbers.date,
    "list": numbers.listing,
    "low": _low,
    "lows": _lows,
    "name": economy_name,
    "the": with_article,
    "The": partial(with_article, start=True),
    "poss": possessive,
    "Poss": partial(possessive, start=True),
    "names": _names,
}
