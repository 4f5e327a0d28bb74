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
    """Return an empty table of Rich with headings in the language in use, which :func:`put` prints."""
    from rich.table import Table

    return Table(*map(worded, headings), **how)


def put(console: Console, rows: Table) -> None:
    """Print a table, or where its words would be broken a list: a name a line, and below it what is said of it."""
    from rich.table import Column, Table

    from econsec.cli.language.pages import longest, wrapped

    headings = [str(column.header) for column in rows.columns]
    columns = [[str(cell) for cell in column.cells] for column in rows.columns]
    parts = [[part for text in column for part in text.splitlines()] for column in columns]
    least = [max(map(longest if place else _cells, column), default=0) for place, column in enumerate(parts)]
    most = [max(map(_cells, column), default=0) for column in parts]
    asked = [
        (max(_cells(heading), fewest), max(_cells(heading), all_of_it))
        for heading, fewest, all_of_it in zip(headings, least, most, strict=True)
    ]
    widths = _widths(asked, console.width - 3 * len(columns) - 1)
    if widths:
        # Lines are broken here: Rich breaks Japanese anywhere, in a number too, and would cut off what is too wide.
        whole = Table(
            *(Column(one, width=width) for one, width in zip(headings, widths, strict=True)), show_lines=rows.show_lines
        )
        for row in zip(*columns, strict=True):
            cells = [
                [line for part in text.splitlines() for line in wrapped(part, width)]
                for text, width in zip(row, widths, strict=True)
            ]
            whole.add_row(*map("\n".join, cells))
        console.print(whole, markup=False)
        return
    room = max(map(_cells, headings[1:]), default=0) + 2
    for name, *told in zip(*columns, strict=True):
        console.print(name, style="bold", markup=False, soft_wrap=True)
        for heading, text in zip(headings[1:], told, strict=True):
            lines = [one for line in text.splitlines() for one in wrapped(line, max(console.width - room - 2, 20))]
            for place, line in enumerate(lines):
                start = heading if not place else ""
                console.print(f"  {start}{' ' * (room - _cells(start))}{line}", markup=False, soft_wrap=True)


def _widths(asked: list[tuple[int, int]], room: int) -> list[int]:
    """Share cells out among columns, each with the least that it needs and the most that it can use; none if too few.

    Examples
    --------
    >>> _widths([(4, 4), (2, 20), (2, 5)], 20), _widths([(4, 4), (8, 20)], 10)
    ([4, 11, 5], [])
    """
    widths = [least for least, _ in asked]
    left = room - sum(widths)
    if left < 0:
        return []
    hungry = sorted(range(len(asked)), key=lambda place: asked[place][1] - asked[place][0])
    for done, place in enumerate(hungry):
        more = min(asked[place][1] - widths[place], left // (len(hungry) - done))
        widths[place] += more
        left -= more
    return widths


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)
