"""USGS through ScienceBase: find the release's file by its name, compare the hashes of all that bear it, take one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.economies import recode
from econsec.errors import CutOffError, FetchError, MissingColumnError, NoDataError, ParameterError, SchemaError
from econsec.live.connector import Way, whole
from econsec.sources.resources import usgs as reader
from econsec.sources.shape import read_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.live.connector import Ask, Earlier, Tables, Visit

HOME = "https://www.sciencebase.gov/catalog/"
RELEASE, FILE, TABLE = 2026, "MCS2026_Commodities_Data.csv", "usgs_world"
MOST_ITEMS = 100
WHERE, STANDS = "ScienceBase", "What was fetched before stands."


def wanted(codes: list[str], _reporter: str, _years: str, _monthly: bool) -> Ask:
    """Return what is asked for: the release whole, there is nothing to choose.

    Raises
    ------
    ParameterError
        Something was named.
    """
    if codes:
        raise ParameterError(f"the release of USGS comes whole, not as {codes[0]!r}", expected="no code")
    return {"release": RELEASE}


def ask(visit: Visit, one: Ask) -> None:  # noqa: ARG001 - all of it
    """Fetch the file, and see that it is the one that the catalogue describes.

    Raises
    ------
    SchemaError
        Two items bear the name with other contents: which one is meant nobody can say.
    CutOffError
        The file has another size or hash than the catalogue says.
    """
    params = {"q": FILE, "fields": "title,files", "format": "json", "max": str(MOST_ITEMS)}
    found = _files(read_json(visit.save(f"{HOME}items", "items.json", params=params, kind="json"), WHERE))
    hashes = {checksum for _, _, checksum in found}
    if len(hashes) > 1:
        items = " and ".join(sorted(item for item, _, _ in found))
        raise SchemaError(f"{WHERE} has {FILE} in {items}, and they differ", hint=f"Which one holds? {STANDS}")
    item, size, checksum = found[0]
    saved = visit.save(f"{HOME}file/get/{item}", FILE, params={"name": FILE}, kind="csv")
    whole(saved, WHERE)
    content = saved.read_bytes()
    if len(content) != size or hashlib.md5(content, usedforsecurity=False).hexdigest() != checksum:
        raise CutOffError(f"{WHERE} sends {FILE} with another size or hash than its catalogue says", hint=STANDS)


def read(raw: Path, asks: tuple[Ask, ...], earlier: Earlier, tell: Callable[[str], None]) -> Tables:  # noqa: ARG001
    """Make the table: the release in the place of what was known of it, and the releases before it as they were."""
    fresh, before = reader.read_2026(raw / FILE), earlier(TABLE)
    fresh = fresh.assign(economy=recode(fresh["economy"], "usgs"))
    kept = None if before is None else before[before["edition"] != RELEASE]
    return {TABLE: fresh if kept is None or kept.empty else pd.concat([fresh, kept], ignore_index=True)}


def _files(body: Any) -> list[tuple[str, int, str]]:  # noqa: ANN401 - any JSON
    """Return item, size and MD5 of every file of the name."""
    items = body.get("items") if isinstance(body, dict) else None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise SchemaError(f"{WHERE} answers without items", expected="an object with total and items", hint=STANDS)
    if said := body.get("error") or body.get("errors"):
        raise FetchError(f"{WHERE} answers: {str(said)[:100]}", hint=STANDS)
    if int(body.get("total", len(items))) > len(items):
        raise CutOffError(f"{WHERE} says {body['total']} items and sends {len(items)}", hint=STANDS)
    files = [(item, one) for item in items for one in item.get("files") or [] if one.get("name") == FILE]
    if not files:
        raise NoDataError(f"{WHERE} has no {FILE}", hint=f"The release may have been renamed. {STANDS}")
    for _, one in files:
        if not isinstance(one.get("size"), int) or (one.get("checksum") or {}).get("type") != "MD5":
            raise MissingColumnError(f"{WHERE} says no size or no MD5 of {FILE}", expected="both, to know it is whole")
    return [(str(item.get("id")), one["size"], str(one["checksum"].get("value"))) for item, one in files]


WAY = Way(ask=ask, read=read, wanted=wanted, usual=({"release": RELEASE},), reporter="", months=False)
