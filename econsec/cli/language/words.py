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
    from rich.console import Console
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


def put(console: Console, rows: Table) -> None:
    """Print a table, or where its words would be broken a list: a name a line, and below it what is said of it."""
    from econsec.cli.language.pages import longest, wrapped

    columns = [[str(cell) for cell in column.cells] for column in rows.columns]
    rows.columns[0].no_wrap = True
    for column, cells in zip(rows.columns, columns, strict=True):
        column.min_width = max(longest(text) for text in [str(column.header), *cells])
    rows.columns[0].min_width = max(_cells(line) for cell in columns[0] for line in cell.splitlines())
    borders = 3 * len(rows.columns) + 1
    if sum(column.min_width or 0 for column in rows.columns) + borders <= console.width:
        console.print(rows)
        return
    headings = [str(column.header) for column in rows.columns[1:]]
    room = max(map(_cells, headings), default=0) + 2
    for name, *told in zip(*columns, strict=True):
        console.print(name, style="bold", markup=False, soft_wrap=True)
        for heading, text in zip(headings, told, strict=True):
            lines = [one for line in text.splitlines() for one in wrapped(line, max(console.width - room - 2, 20))]
            for place, line in enumerate(lines):
                start = heading if not place else ""
                console.print(f"  {start}{' ' * (room - _cells(start))}{line}", markup=False, soft_wrap=True)


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)
