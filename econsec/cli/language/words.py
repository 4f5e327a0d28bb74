"""What commands say of their own: written in English where it is said, in Japanese in ``words.csv`` beside this file.

The catalogues of the reports take a third of a second to read; this one is read by the standard library, and only where
somebody reads Japanese.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from econsec.cli.language import choice

if TYPE_CHECKING:
    from rich.table import Table

HERE = Path(__file__).parent
#: The language in use: a Python session, where nobody calls `speak`, is told in English.
_in_use = [choice.ENGLISH]


def speak(language: str) -> None:
    """Let all that is said from now on be said in a language: ``en`` or ``ja``."""
    _in_use[0] = language


def language() -> str:
    """Return the language in use."""
    return _in_use[0]


def is_japanese() -> bool:
    """Say whether Japanese is in use."""
    return _in_use[0] == choice.JAPANESE


def read(name: str) -> dict[str, str]:
    """Return a catalogue of this folder: the Japanese by the English template."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return {row["en"]: row["ja"] for row in csv.DictReader(file)}


@cache
def catalogue() -> dict[str, str]:
    """Return what commands say of their own."""
    return read("words.csv")


def worded(template: str, **values: object) -> str:
    """Return a sentence in the language in use.

    Parameters
    ----------
    template : str
        In English, with named placeholders as of :meth:`str.format`: the key of the catalogue.
    **values
        What to put in their places.

    Examples
    --------
    >>> worded("{done} of {count} checks passed", done=2, count=3)
    '2 of 3 checks passed'
    """
    if is_japanese():
        template = catalogue().get(template, template)
    return template.format(**values)


def label(word: str, width: int = 10) -> str:
    """Return a word in the language in use, filled up to a number of cells of a terminal.

    Examples
    --------
    >>> label("failed") + "|"
    'failed    |'
    """
    found = worded(word)
    if not is_japanese():
        return f"{found:<{width}}"
    from rich.cells import cell_len

    return found + " " * (width - cell_len(found))


def table(*headings: str, **how: Any) -> Table:  # noqa: ANN401 - as Rich takes it
    """Return an empty table of Rich with headings in the language in use.

    Rich cuts off a word that is wider than its column, and in Japanese a sentence is a word: there it is folded.
    """
    from rich.table import Column, Table

    if not is_japanese():
        return Table(*headings, **how)
    return Table(*(Column(worded(heading), overflow="fold") for heading in headings), **how)
