"""What the indicators mean, in words: definitions and reasons in English and Japanese are data beside this module."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from econsec import toml_tables
from econsec.errors import ParameterError, UnknownIndicatorError

if TYPE_CHECKING:
    from collections.abc import Mapping

LANGUAGES = ("en", "ja")


@dataclass(frozen=True)
class Definition:
    """What an indicator is.

    Parameters
    ----------
    name : str
        The name of the function, or of the rule.
    term : str
        What a report calls it, in the language asked for.
    text : str
        What it says, in plain words of that language.
    formula : str
        How it is computed.
    reference : str
        Who defined it.
    range : str
        What values it can take.
    """

    name: str
    term: str
    text: str
    formula: str
    reference: str
    range: str


@cache
def defined(package: str, name: str) -> dict[str, Any]:
    """Read a file of definitions: what each is, in words of every language.

    Examples
    --------
    >>> sorted(defined("econsec.indicators", "definitions.toml")["hhi"])
    ['en', 'formula', 'ja', 'range', 'reference']
    """
    path = files(package).joinpath(name)
    read = toml_tables.read(path)
    for term, entry in read.items():
        where = f"{path} [{term}]"
        toml_tables.keyed(entry, ("formula", "reference", "range", *LANGUAGES), where=where)
        for language in LANGUAGES:
            toml_tables.keyed(entry[language], ("term", "text"), ("formula",), where=f"{where} {language}")
    return read


def worded(name: str, entry: Mapping[str, Any], language: str) -> Definition:
    """Return an entry of a file of definitions in a language; a formula with words in it is written in the reader's."""
    words = entry[_checked(language)]
    formula = words.get("formula", entry["formula"])
    return Definition(name, words["term"], words["text"], formula, entry["reference"], entry["range"])


@cache
def _reasons() -> dict[str, Any]:
    path = files(__package__).joinpath("reasons.toml")
    read = toml_tables.read(path)
    for reason, entry in read.items():
        toml_tables.keyed(entry, LANGUAGES, where=f"{path} [{reason}]")
    return read


def described() -> tuple[str, ...]:
    """Return the names that `describe` knows, in the order of the file."""
    return tuple(defined(__package__, "definitions.toml"))


def describe(name: str, language: str = "en") -> Definition:
    """Say what an indicator, or a rule of import dependence, means.

    Parameters
    ----------
    name : str
        The public name, such as "tci" or "meti".
    language : str
        "en" or "ja".

    Returns
    -------
    Definition
        Term, plain definition, formula, reference and range.

    Raises
    ------
    UnknownIndicatorError
        No indicator has this name.
    ParameterError
        A language other than the two.

    Examples
    --------
    >>> describe("tci").term
    'Trade complementarity index (TCI)'
    >>> describe("hhi", language="ja").term
    '輸入相手国の集中度（HHI）'
    """
    known = defined(__package__, "definitions.toml")
    if name not in known:
        raise UnknownIndicatorError(name, known)
    return worded(name, known[name], language)


def explain(reason: str, language: str = "en") -> str:
    """Say in words why a number is missing.

    Parameters
    ----------
    reason : str
        As it stands in a column ``reason``.
    language : str
        "en" or "ja".

    Raises
    ------
    UnknownIndicatorError
        A reason that no indicator gives.
    ParameterError
        A language other than the two.

    Examples
    --------
    >>> explain("no trade", "ja")
    '対象となる貿易がない'
    """
    known = _reasons()
    if reason not in known:
        raise UnknownIndicatorError(reason, known)
    return str(known[reason][_checked(language)])


def _checked(language: str) -> str:
    """Refuse a language that there are no texts in."""
    if language not in LANGUAGES:
        raise ParameterError(f"language {language!r}", expected=" or ".join(map(repr, LANGUAGES)))
    return language
