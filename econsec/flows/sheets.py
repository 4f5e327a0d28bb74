"""A table as an analyst's spreadsheet saves it: in any of the usual alphabets, separators and ways to write numbers.

What can be read in one way only is read; what can be read in two is refused, for a thousand and one are both "1,000".
"""

from __future__ import annotations

import csv
import io
import math
import re
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.frames import AMOUNTS, FLOW, KEYS, SIDES, iso3, require
from econsec.errors import MissingColumnError, ParameterError, SchemaError, did_you_mean, in_brief

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SEPARATORS = (",", ";", "\t", "|")
ABOVE = 60  # lines in which a heading is looked for: comments and titles above it are few
#: A publisher's marks of what is not there. "NA" is Namibia too: for economies nothing is a mark.
NOTHING = frozenset({"", "NA", "N/A", "n/a", "#N/A", "NaN", "nan", "null", "NULL", "None", "-", "–", "..", "…"})
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
OLDER = ("cp932", "cp1252")  # what Excel writes in Japan, and in Europe
SAVE = "Save it as CSV UTF-8."
GAPS = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'’](?=\d{3}(?!\d))")  # 1 234 567
# 1234.5, 1,234,567.8, and by lakh and crore 1,23,45,678.9
POINT = r"[+-]?(\d+|\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})+,\d{3})?(\.\d*)?([eE][+-]?\d+)?"
COMMA = r"[+-]?(\d+|\d{1,3}(\.\d{3})+)?(,\d*)?([eE][+-]?\d+)?"  # 1234,5 and 1.234.567,8


def read(file: Path, columns: Mapping[str, str] | None = None) -> pd.DataFrame:
    r"""Read flows from a CSV file: codes and names as text, amounts as numbers; the index has the line of each row.

    Parameters
    ----------
    file : Path
        Separated by comma, semicolon, tab or "|", as its heading shows; in UTF-8, UTF-16, or where this is certain
        Shift_JIS or Windows' Latin. Amounts with points or commas, grouped by thousands or by lakh and crore.
    columns : mapping, optional
        What the heading calls a column, where it is otherwise; see `called`.

    Raises
    ------
    SchemaError
        It holds nothing, or what can be read in no way or in two.
    MissingColumnError, ParameterError
        It has no column of a name that is given; a name is none of flows.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "own.csv"
    >>> _ = path.write_text("exporter;importer;product;value\nNA;Japan;010121;1.234,5\n")
    >>> read(path).reset_index().values.tolist()
    [[2, 'NA', 'Japan', '010121', 1234.5]]
    """
    texts, certain = _texts(file)
    found, missing = [], None
    for text in texts:
        try:
            found.append(_table(text, file, columns or {}))
        except MissingColumnError as error:  # in another alphabet its columns have other names
            missing = error
    if not found and missing:
        raise missing
    if not certain:  # the one in which every economy has a name; what is left out may be written in either
        found = [one for one in found if _all_named(one)]
    if not _same(found):
        raise SchemaError(f"{file.name} is written in an alphabet that cannot be told", expected="UTF-8", hint=SAVE)
    table = found[0]
    if "year" in table:
        table["year"] = table["year"].mask(table["year"].isin(NOTHING))
    held = [column for column in AMOUNTS if column in table]
    return table.assign(**_numbers({column: table[column] for column in held}, file.name, semicolon=_separated(table)))


def _texts(file: Path) -> tuple[list[str], bool]:
    """Return the file in each alphabet that it may be written in, and whether it shows in which it is."""
    content = file.read_bytes()
    marked = next((name for mark, name in MARKS.items() if content.startswith(mark)), "")
    if not marked and b"\0" in content:
        raise SchemaError(f"{file.name} is no text", expected="CSV", hint=SAVE)
    found = []
    for name in [marked] if marked else ["utf-8", *OLDER]:
        with suppress(UnicodeDecodeError):
            found.append(content.decode(name))
            if name not in OLDER:
                return found, True
    return found, False


def called(names: list[str], columns: Mapping[str, str], file: str) -> list[str]:
    """Return what the columns of a file are called here; one that has such a name for something else makes way.

    Parameters
    ----------
    names : list of str
        As the file has them.
    columns : mapping
        Of year, exporter, importer, product, value and tonnes: what the file calls it.
    file : str
        Its name.

    Raises
    ------
    MissingColumnError
        The file has no such column.
    SchemaError
        It has two of one name.
    ParameterError
        A name is none of flows; a column is to be two.

    Examples
    --------
    >>> called(["value", "IMPORT_USD"], {"value": "IMPORT_USD"}, "own.csv")
    ['value of the file', 'value']
    """
    if strange := set(columns) - {*KEYS, *AMOUNTS}:
        raise ParameterError(
            f"no column of flows is called {min(strange)!r}",
            expected="one of year, exporter, importer, product, value, tonnes",
        )
    if twice := [name for name in dict.fromkeys(names) if names.count(name) > 1]:
        raise SchemaError(f"{file} has two columns called {twice[0]!r}", expected="a heading for each column")
    ours = {theirs: mine for mine, theirs in columns.items()}
    if len(ours) < len(columns):
        both = next(theirs for mine, theirs in columns.items() if ours[theirs] != mine)
        raise ParameterError(f"{both!r} is named for two columns", expected="a column for each")
    if lost := [theirs for theirs in ours if theirs not in names]:
        raise MissingColumnError(
            f"{file} has no column {lost[0]!r}",
            expected=f"one of its columns: {', '.join(names)}",
            hint=did_you_mean(lost[0], names),
        )
    return [ours.get(name) or (f"{name} of the file" if name in columns else name) for name in names]


def scaled(frame: pd.DataFrame, scale: Mapping[str, str | float]) -> pd.DataFrame:
    """Multiply amounts, such as those that a file has in thousands.

    Parameters
    ----------
    frame : DataFrame
        With amounts as numbers.
    scale : mapping
        Of value or tonnes: by what.

    Raises
    ------
    ParameterError
        It is no amount; by no number above 0.
    MissingColumnError
        The frame has no such column.

    Examples
    --------
    >>> scaled(pd.DataFrame({"value": [1.5]}), {"value": "1000"})["value"].tolist()
    [1500.0]
    """
    for name, by in scale.items():
        if name not in AMOUNTS:
            raise ParameterError(f"only amounts have a scale: {name!r}", expected=" or ".join(AMOUNTS))
        require(frame, (name,), name="flows")
        try:
            number = float(by)
        except ValueError:
            number = math.nan
        if not 0 < number < math.inf:
            expected = "a number above 0, such as 1000 for thousands"
            raise ParameterError(f"the scale of {name} cannot be {by!r}", expected=expected)
        frame = frame.assign(**{name: frame[name] * number})
    return frame


def _table(text: str, file: Path, columns: Mapping[str, str]) -> pd.DataFrame:
    lines = text.splitlines()
    if said := re.fullmatch(r"sep=(.)", lines[0].strip() if lines else ""):  # Excel's own first line
        lines[0] = ""
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None:
        raise SchemaError(f"{file.name} holds nothing", expected="a heading, and a row a flow")
    separator = said[1] if said else max(SEPARATORS, key=lambda mark: len(_cells(lines[first], mark)))
    names = [name.strip() for name in _cells(lines[first], separator)]
    wanted = {columns.get(name, name) for name in FLOW}
    if not set(names) >= wanted and (heading := _heading(lines, wanted)) > first:
        raise SchemaError(
            f"line {first + 1} of {file.name} is no heading: the columns are named in line {heading + 1}",
            expected="a heading first",
            hint="Delete what stands above it. Values are read as US dollars, whatever is said there of their unit.",
        )
    names = called(names, columns, file.name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            table = pd.read_csv(
                io.StringIO(text),
                sep=separator,
                header=None,
                names=names,
                skiprows=first + 1,
                dtype=str,
                keep_default_na=False,
                index_col=False,
                skip_blank_lines=False,
                skipinitialspace=True,
            )
    except (ValueError, pd.errors.ParserWarning) as error:  # two columns of one name, a row too long, an open quote
        raise SchemaError(
            f"{file.name} cannot be read: {in_brief(error)}",
            expected=f"{len(names)} cells a row, as its heading has",
            hint='A comma inside a cell needs quotes: "1,234".' if separator == "," else "",
        ) from error
    table.index = pd.RangeIndex(first + 2, first + 2 + len(table), name="line")
    table = pd.DataFrame({name: table[name].fillna("").str.strip() for name in names})
    table.attrs["separator"] = separator
    full: pd.DataFrame = table[(table != "").any(axis=1)]
    return full


def _heading(lines: list[str], wanted: set[str]) -> int:
    """Return which line names the columns of flows: a comment or a title may stand above it; -1 if none does."""
    cells = ({name.strip() for name in _cells(line, mark)} for line in lines[:ABOVE] for mark in SEPARATORS)
    return next((number // len(SEPARATORS) for number, names in enumerate(cells) if names >= wanted), -1)


def _cells(line: str, separator: str) -> list[str]:
    with suppress(csv.Error):  # a cell longer than any name
        return next(csv.reader([line], delimiter=separator, skipinitialspace=True), [])
    return []


def _separated(table: pd.DataFrame) -> bool:
    return bool(table.attrs.pop("separator") == ";")


def _all_named(table: pd.DataFrame) -> bool:
    return all(iso3(one) for side in SIDES if side in table for one in table[side].unique())


def _same(tables: list[pd.DataFrame]) -> bool:
    """Say whether alphabets differ in nothing but columns that are left out, or names of the same economies."""
    used = [[one.get(name, pd.Series(dtype=str)).tolist() for name in (*SIDES, "product", *AMOUNTS)] for one in tables]
    return bool(used) and all(one == used[0] for one in used)


def _numbers(columns: dict[str, pd.Series], file: str, *, semicolon: bool) -> dict[str, pd.Series]:
    """Read amounts: all columns of a file are written in one way, so that one clear cell settles it."""
    left = {name: cells[~cells.isin(NOTHING)] for name, cells in columns.items()}
    every = pd.concat([*left.values()] or [pd.Series(dtype=str)])
    if (parted := every.str.contains(r"\d[^\d.,eE]\d")).any():  # this asks each cell alone
        every = every.mask(parted, every[parted].str.replace(GAPS, "", regex=True))
    plain = pd.to_numeric(every, errors="coerce")
    point, comma = (every.str.fullmatch(way) & every.str.contains(r"^[+-]?[.,]?\d") for way in (POINT, COMMA))
    if not (point | comma | plain.notna()).all():
        wrong = every[~(point | comma | plain.notna())]
        raise SchemaError(f"{wrong.iloc[0]!r} in line {wrong.index[0]} of {file} is no number", expected="1234.5")
    unclear = every.str.fullmatch(r"[+-]?\d{1,3}[.,]\d{3}")
    if (point | plain.notna()).all() and (not comma.all() or not unclear.any() or _plainly(every, semicolon)):
        right = every.str.replace(",", "")
    elif comma.all() and (not point.all() or not unclear.any()):
        right = every.str.replace(".", "").str.replace(",", ".")
    elif (point | plain.notna()).all():
        hint = "Write the amounts without marks between thousands, and decimals with a point."
        said = f"{every[unclear].iloc[0]!r} in line {every[unclear].index[0]} of {file} may be thousands or decimals"
        raise SchemaError(said, expected="one way to read it", hint=hint)
    else:
        other = every[~point & plain.isna()]
        raise SchemaError(
            f"{file} has decimal commas and decimal points ({other.iloc[0]!r} in line {other.index[0]})",
            expected="all amounts written in one way",
        )
    numbers = pd.to_numeric(right).to_numpy(dtype="float64")
    found, start = {}, 0
    for name, cells in left.items():
        mine = pd.Series(numbers[start : start + len(cells)], index=cells.index, dtype="float64")
        found[name], start = mine.reindex(columns[name].index), start + len(cells)
    return found


def _plainly(every: pd.Series, semicolon: bool) -> bool:
    """Say whether 1.234 is what a program writes: where the comma separates cells, the point is the decimals'."""
    return not semicolon and not every.str.contains(",", regex=False).any()
