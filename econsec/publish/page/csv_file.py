"""The numbers behind an exhibit, as a CSV file that a spreadsheet opens without running anything in it.

A CSV file has no place for notes (RFC 4180): lines before its header would be rows to whoever reads it. What it holds
is said beside it, as the W3C's "CSV on the Web" has it, in a file that its readers look for unasked.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.publish.page.payload import Exhibit, Named, Scalar, Sheet

# White space (but a plain blank), signs with a meaning in an address or in HTML, and the byte order mark.
SPELLED_OUT = re.compile('[^\\S ]|[%#"<>&\\ufeff]')
_IN_SINGLE = re.compile("[^\\S ]|[%#'<>&\\ufeff]")
# What a spreadsheet takes for the start of a formula; the full-width forms are what a Japanese keyboard types.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

#: What the name of a file ends with that says what another holds.
SUFFIX = "-metadata.json"
CAVEATS = "rdfs:comment"


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


def about_link(exhibit: Exhibit) -> Markup:
    """Return the data: address of what is said of an exhibit's CSV file, for who has the page and not its folder.

    The caveats, which stand beside it in the page, are left out. Its quotes are those of JSON, as they are: it stands
    between single ones.
    """
    about = {name: value for name, value in _told(exhibit, f"{exhibit.id}.csv").items() if name != CAVEATS}
    told = json.dumps(about, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    address = "data:application/csvm+json;charset=utf-8," + _IN_SINGLE.sub(lambda letter: quote(letter[0]), told)
    return Markup(address)  # noqa: S704 - nothing of it ends an attribute in single quotes


def about(exhibit: Exhibit, file: str) -> bytes:
    """Describe the CSV file of an exhibit.

    Parameters
    ----------
    exhibit : Exhibit
        With its numbers, its printed table and its sources.
    file : str
        Name of the CSV file, in the same folder.

    Returns
    -------
    bytes
        JSON-LD of the vocabulary ``csvw``: title (the headline), description (what is shown, its unit and period),
        language, sources with licence and vintage, caveats; of each column its name as in the header, its type, and in
        the page's language its heading, its unit and what else is to be known of it.
    """
    return f"{json.dumps(_told(exhibit, file), ensure_ascii=False, indent=1, allow_nan=False)}\n".encode()


def _told(exhibit: Exhibit, file: str) -> dict[str, Any]:
    printed = {column.key: column.label for column in exhibit.table.columns}
    columns = [
        described(name, exhibit.csv.about.get(name), printed.get(name, ""), [row[place] for row in exhibit.csv.rows])
        for place, name in enumerate(exhibit.csv.columns)
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": exhibit.language}],
        "url": file,
        "dc:title": exhibit.headline,
        "dc:description": exhibit.subtitle,
        "dc:language": exhibit.language,
        "dc:source": [
            {
                "dc:bibliographicCitation": one.line,
                "schema:url": one.url,
                "dc:license": one.licence,
                "schema:version": one.vintage,
                "dc:identifier": one.dataset,
            }
            for one in exhibit.sources
        ],
        **({CAVEATS: list(exhibit.caveats)} if exhibit.caveats else {}),
        "tableSchema": {"columns": columns},
    }


def described(name: str, about: Named | None, printed: str, values: Sequence[Scalar]) -> dict[str, Any]:
    """Describe a column of a file in the words of "CSV on the Web".

    Examples
    --------
    >>> described("share", None, "Share", [0.5, None])
    {'titles': 'share', 'dc:title': 'Share', 'datatype': 'number'}
    """
    # Without a "name": of the names that the standard allows many of ours are none.
    said: dict[str, Any] = {"titles": cell(name)}
    if heading := about.heading if about else printed:
        said["dc:title"] = heading
    if about and about.unit:
        said["schema:unitText"] = about.unit
    if about and about.note:
        said["dc:description"] = about.note
    kind = _type(values)
    said["datatype"] = {"base": "boolean", "format": "True|False"} if kind == "boolean" else kind
    return said


def _type(values: Sequence[Scalar]) -> str:
    """Return the CSVW type that all values of a column have; an empty one is text."""
    there = [value for value in values if value is not None]
    if there and all(isinstance(value, bool) for value in there):
        return "boolean"
    if there and all(isinstance(value, int | float) and not isinstance(value, bool) for value in there):
        return "integer" if all(isinstance(value, int) for value in there) else "number"
    return "string"
