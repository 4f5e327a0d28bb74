"""The numbers behind an exhibit, as a CSV file that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from econsec.publish.page.payload import Scalar, Sheet

# White space (but a plain blank), signs with a meaning in an address or in HTML, and the byte order mark.
SPELLED_OUT = re.compile('[^\\S ]|[%#"<>&\\ufeff]')
# What a spreadsheet takes for the start of a formula; the full-width forms are what a Japanese keyboard types.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def cell(value: Scalar) -> Scalar:
    r"""Make one cell harmless: text that reads as a formula gets an apostrophe before it, numbers stay numbers.

    Examples
    --------
    >>> cell("=1+1"), cell(-1.5), cell("Japan")
    ("'=1+1", -1.5, 'Japan')
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def encode(sheet: Sheet) -> bytes:
    """Write the numbers of an exhibit as CSV.

    Parameters
    ----------
    sheet : Sheet
        Columns and rows.

    Returns
    -------
    bytes
        UTF-8 with a byte order mark, without which Excel reads Japanese as Latin-1.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([cell(name) for name in sheet.columns])
    writer.writerows([_written(cell(value)) for value in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def _written(value: Scalar) -> Scalar:
    """Write a number to six digits, an amount to its last unit: the rest is noise and a third of the file."""
    return f"{value:.{max(6, len(str(int(value))))}g}" if isinstance(value, float) else value


def link(data: bytes) -> str:
    """Return the data: address of a CSV file.

    Only what would end the address or be read otherwise is spelled out: a browser encodes the rest, and Japanese stays
    a third as long.

    Examples
    --------
    >>> link("国,a b".encode("utf-8-sig"))
    'data:text/csv;charset=utf-8,%EF%BB%BF国,a b'
    """
    return "data:text/csv;charset=utf-8," + SPELLED_OUT.sub(lambda letter: quote(letter[0]), data.decode())
