"""The table that stands beside every chart: what was drawn, to be read, sorted and taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from econsec.errors import MissingColumnError
from econsec.i18n import columns, numbers
from econsec.i18n.spans import Span
from econsec.i18n.text import text

Scalar = str | int | float | bool | None


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    key : str
        Column of the frame, and the name in the CSV file.
    label : str
        Heading, or the key of its message (see :meth:`~econsec.exhibits.elements.report.Report.exhibit`).
    kind : str
        How its values are written: a key of :data:`KINDS`.
    bar : bool
        Draw a bar behind a share (0..1).
    """

    key: str
    label: str
    kind: str = "text"
    bar: bool = False


#: Kinds of which the page prints other numbers than the file holds, and the unit of those in the file.
SCALED = {"percent": "part", "percent0": "part", "points": "part", "usd_million": "usd"}
#: What Python makes of a number that is missing or has no end, once somebody has made words of it.
NO_WORDS = frozenset({"", "nan", "NaN", "<NA>", "NaT", "inf", "-inf"})


@dataclass(frozen=True)
class Table:
    """A frame with headings and a caption.

    Parameters
    ----------
    frame : DataFrame
        One row a line of the table.
    columns : tuple of Column
        In the order to print; the first is the row's heading.
    caption : str
        What the table holds, with unit and period; an exhibit that is described by its key finds it there.
    open : bool
        Whether it is shown at once, or folded under its chart.
    whole : DataFrame, optional
        What the CSV file holds, with all its columns, where the page shows a part only.
    catalogued : bool
        Whether its columns are those of the catalogue, as an exhibit of the package has them: `PER` is Peru then, and
        in a table of a reader's own it may be a price by earnings.

    Raises
    ------
    MissingColumnError
        A column is not in the frame.
    """

    frame: pd.DataFrame
    columns: tuple[Column, ...]
    caption: str = ""
    open: bool = False
    whole: pd.DataFrame | None = None
    catalogued: bool = False

    def __post_init__(self) -> None:
        missing = [column.key for column in self.columns if column.key not in self.frame]
        if missing:
            raise MissingColumnError(
                f"no column {', '.join(missing)}", expected=f"some of {', '.join(map(str, self.frame.columns))}"
            )

    def payload(self, language: str) -> dict[str, Any]:
        """Return the table as the page prints it: every cell written in the language, with its value to sort by."""
        written = [[_cell(value, column, language) for value in self.frame[column.key]] for column in self.columns]
        return {
            "caption": self.caption,
            "columns": [{"key": c.key, "label": c.label, "kind": _page_kind(c)} for c in self.columns],
            "row_header": 0,
            "rows": [list(row) for row in zip(*written, strict=True)],
            "open": self.open,
        }

    def csv(self, language: str) -> dict[str, Any]:
        """Return the same table for a file: raw values under the frame's own names, and what each name means.

        A column is called as the page calls it, or, in an exhibit of the package, as the catalogue of columns does; one
        that neither knows is called nothing.
        """
        frame = self.frame[[column.key for column in self.columns]] if self.whole is None else self.whole
        keys = [str(key) for key in frame.columns]
        values = [[scalar(value) for value in frame[key]] for key in keys]
        printed = {column.key: column for column in self.columns}
        known = printed if not self.catalogued else dict.fromkeys(keys) | printed
        about = {key: _about(key, known[key], language) for key in keys if key in known}
        rows = [list(row) for row in zip(*values, strict=True)]
        return {"columns": keys, "rows": rows, "about": {key: said for key, said in about.items() if said}}


def _about(key: str, printed: Column | None, language: str) -> dict[str, str]:
    """Return heading, unit and note of a column of the file, whose values are not scaled as the page's are."""
    if printed is None:
        known = columns.about(key, language)
        return known._asdict() if known else {}
    if not (scale := SCALED.get(printed.kind)):
        return {"heading": printed.label}  # which says the unit
    unit = columns.unit(scale, language)
    heading = printed.label.replace(text("unit.usd_million", language), unit)
    return {"heading": heading, "unit": unit, "note": text(f"scaled.{scale}", language)}


def scalar(value: Any) -> Scalar:  # noqa: ANN401 - whatever a frame may hold
    """Return a value as JSON knows it: missing becomes None, NumPy's numbers become Python's.

    Examples
    --------
    >>> scalar(float("nan")) is None
    True
    """
    if isinstance(value, (str, bool)):
        return value
    if isinstance(value, (list, tuple, frozenset, set)):
        return "; ".join(str(item) for item in value)
    if hasattr(value, "isoformat") and not numbers.is_missing(value):
        return str(value.isoformat())[:10]
    if numbers.is_missing(value):
        return None
    plain = value.item() if hasattr(value, "item") else value
    return plain if isinstance(plain, (bool, int, float)) else str(plain)


def plain(value: Any) -> Scalar | list[Scalar]:  # noqa: ANN401 - whatever a sentence is given
    """Return a value of a sentence as JSON knows it; a list stays one.

    Examples
    --------
    >>> plain(["a", float("nan")])
    ['a', None]
    """
    return [scalar(item) for item in value] if isinstance(value, (list, tuple)) else scalar(value)


def kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a sentence as JSON knows them, a span by its ends.

    Examples
    --------
    >>> kept({"n": 2, "part": Span(0.0, 1.0, 2.0, scale=10.0)})
    {'n': 2, 'part': 1.0, 'part_low': 0.0, 'part_high': 2.0, 'part_scale': 10.0}
    """
    found: dict[str, Any] = {}
    for name, value in values.items():
        found |= value.values(name) if isinstance(value, Span) else {name: plain(value)}
    return found


def _cell(value: Any, column: Column, language: str) -> dict[str, Any]:  # noqa: ANN401
    plain = scalar(value)
    cell: dict[str, Any] = {"text": KINDS[column.kind](plain, language), "value": plain}
    if column.bar and isinstance(plain, (int, float)):
        cell["bar"] = min(max(float(plain), 0.0), 1.0)
    return cell


def _page_kind(column: Column) -> str:
    if column.bar:
        return "bar"
    return {
        "text": "text",
        "code": "code",
        "flag": "flag",
        "date": "text",
        "name": "text",
        "range": "text",
        "percent": "percent",
        "percent0": "percent",
    }.get(column.kind, "number")


def _million(value: Scalar, language: str) -> str:
    """Write an amount in millions: two decimals below one, one decimal below a thousand, never a false zero."""
    if not isinstance(value, (int, float)):
        return dash(language)
    size = abs(value) / 1e6
    if 0 < size < 0.005:  # noqa: PLR2004 - what two decimals would call nothing
        return "<" + numbers.decimal(0.01, language, digits=2)
    digits = 0 if size >= 1000 or size == 0 else 1 if size >= 1 else 2  # noqa: PLR2004
    return numbers.decimal(value / 1e6, language, digits=digits)


def dash(language: str) -> str:  # noqa: ARG001 - one sign for both languages, asked for like the words
    """Return the sign for a value that is not known."""
    return "–"


def _number(digits: int) -> Callable[[Scalar, str], str]:
    def write(value: Scalar, language: str) -> str:
        known = isinstance(value, (int, float))
        return numbers.decimal(value, language, digits=digits) if known else dash(language)  # type: ignore[arg-type]

    return write


def _percent(value: Scalar, language: str) -> str:
    return numbers.percent(value, language) if isinstance(value, (int, float)) else dash(language)


def _flag(value: Scalar, language: str) -> str:
    return text({True: "flag.yes", False: "flag.no", None: "flag.unknown"}[value], language)  # type: ignore[index]


def _text(value: Scalar, language: str) -> str:
    return dash(language) if value is None or value in NO_WORDS else str(value)


def _range(value: Scalar, language: str) -> str:
    """Write from a number to another, joined so that a line breaks at most after the sign for "to" in Japanese."""
    written = _text(value, language)
    return written if written == dash(language) else written.replace("–", "–\u2060").replace("～", "\u2060～")


KINDS: dict[str, Callable[[Scalar, str], str]] = {
    "text": _text,
    "code": _text,
    "name": _text,
    "range": _range,
    "percent": _percent,
    "percent0": lambda value, language: (
        numbers.percent(value, language, digits=0) if isinstance(value, (int, float)) else dash(language)
    ),
    "points": lambda value, language: (
        numbers.points(value, language) if isinstance(value, (int, float)) else dash(language)
    ),
    "usd_million": _million,
    "int": _number(0),
    "ordinal": lambda value, language: (
        numbers.ordinal(int(value), language) if isinstance(value, (int, float)) else dash(language)
    ),
    "dec1": _number(1),
    "dec2": _number(2),
    "flag": _flag,
    "date": lambda value, language: numbers.date(str(value), language) if value else dash(language),
}
