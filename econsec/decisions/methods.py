"""What each decision means, in English and Japanese: for the method notes that close a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from econsec.errors import UnknownNameError
from econsec.indicators.definitions import Definition, defined, described, worded
from econsec.indicators.definitions import describe as describe_indicator

if TYPE_CHECKING:
    from collections.abc import Mapping


class UnknownMethodError(UnknownNameError):
    """A name that neither a decision nor an indicator has."""

    noun = "method"


def _read() -> Mapping[str, Any]:
    return defined(__package__, "methods.toml")


def methods() -> tuple[str, ...]:
    """Return the names of decisions that `describe` knows, in the order of the file.

    Examples
    --------
    >>> "hidden_content" in methods()
    True
    """
    return tuple(_read())


def describe(name: str, language: str = "en") -> Definition:
    """Say what a decision, or an indicator, means.

    Parameters
    ----------
    name : str
        Of `methods`, or a public name of `econsec.indicators`.
    language : str
        "en" or "ja".

    Returns
    -------
    Definition
        Term, plain definition, formula, reference and range.

    Raises
    ------
    UnknownMethodError
        Nothing has this name.

    Examples
    --------
    >>> describe("hidden_content", "ja").term
    '隠れた依存'
    """
    known = _read()
    if name in known:
        return worded(name, known[name], language)
    if name in described():
        return describe_indicator(name, language)
    raise UnknownMethodError(name, [*known, *described()])
