"""OpenAlex: works with authors in two economies, as its service answers in JSON, counted by economy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.economies import recode
from econsec.codes.tables import read
from econsec.errors import CutOffError, FetchError, MissingColumnError, SchemaError, in_brief
from econsec.sources.files import find
from econsec.sources.shape import each, read_json, silent

if TYPE_CHECKING:
    from pathlib import Path

    from econsec.sources.shape import Tell

WHERE = "OpenAlex"
STANDS = "What was fetched before stands."
NEEDED = ("key", "count")
KNOWN = {"key_display_name"}
#: ``https://openalex.org/countries/JP``, or the code alone.
ECONOMY = re.compile(r"(?:https://openalex\.org/countries/)?([A-Z][A-Z0-9]{1,3})")
#: Where OpenAlex puts works of which it knows no economy.
NOBODY = ("unknown", "https://openalex.org/countries/unknown")
NAME = re.compile(r"(?P<economy>[A-Z]{2})-(?P<year>\d{4})-\d+\.json")


def page(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return what one answer says of itself, and its groups.

    Raises
    ------
    FetchError
        It is no JSON, or says that something went wrong.
    SchemaError
        It is not what OpenAlex answers.
    """
    body = read_json(path, WHERE)
    if not isinstance(body, dict):
        raise SchemaError(f"{WHERE} answers with a {type(body).__name__}", expected="an object with group_by")
    if said := body.get("error"):
        raise FetchError(
            f"{WHERE} answers: {in_brief(ValueError(body.get('message') or said)).rstrip('.')}", hint=STANDS
        )
    about, groups = body.get("meta"), body.get("group_by")
    if not isinstance(about, dict) or not isinstance(groups, list) or not all(isinstance(one, dict) for one in groups):
        raise SchemaError(f"{WHERE} answers without groups", expected="meta and group_by", hint=STANDS)
    for name in ("count", "groups_count"):
        if name not in about:
            raise MissingColumnError(f"{WHERE} answers without {name!r}", expected=f"it beside {', '.join(about)}")
    if about["groups_count"] is not None and about["groups_count"] != len(groups):
        said = f"{WHERE} says {about['groups_count']} groups and sends {len(groups)}"
        raise CutOffError(said, hint=STANDS)
    return about, groups


def read_works(folder: Path, tell: Tell = silent) -> pd.DataFrame:
    """Read every answer of a folder, ``JP-2024-1.json``: the works of an economy in a year, by the economies in them.

    Returns
    -------
    DataFrame
        year, economy, partner (ISO3; the economy itself: all its works), works (whole counts).

    Raises
    ------
    MissingFileError, MissingColumnError, SchemaError
        There is no answer, or it is not what OpenAlex sends.
    """
    known, rows, asked = set(read("economies")["iso2"]), [], set[tuple[int, str, str]]()
    for path in find(folder, "*.json"):
        named = NAME.fullmatch(path.name)
        if named is None:
            raise SchemaError(f"{path.name} is no answer of {WHERE}", expected="a name such as JP-2024-1.json")
        _, groups = page(path)
        if not groups:
            raise SchemaError(f"{WHERE} knows no work of {named['economy']} in {named['year']}", hint=STANDS)
        each(groups, NEEDED, KNOWN, WHERE, tell)
        for one in groups:
            if str(one.get("key")) in NOBODY:
                continue
            code, count = ECONOMY.fullmatch(str(one.get("key"))), one.get("count")
            if code is None or not isinstance(count, int) or isinstance(count, bool) or count < 0:
                raise SchemaError(f"{WHERE} sends {str(one.get('key'))[:60]!r}: {str(count)[:40]!r}", hint=STANDS)
            if code[1] in known:
                rows.append((int(named["year"]), named["economy"], code[1], float(count)))
            else:
                tell(f"{WHERE} has the economy {code[1]!r}, which is not read")
        asked.add((int(named["year"]), named["economy"], named["economy"]))
    # An economy's works all have an author in it: where it is not among its groups, another question was answered.
    if absent := sorted(asked - {row[:3] for row in rows}):
        raise SchemaError(f"{WHERE} answers for others than {absent[0][1]} in {absent[0][0]}", hint=STANDS)
    table = pd.DataFrame(rows, columns=["year", "economy", "partner", "works"])
    return table.astype({"year": "int32"}).assign(
        economy=recode(table["economy"], "iso2"), partner=recode(table["partner"], "iso2")
    )
