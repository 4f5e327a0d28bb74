"""Global Trade Alert: governments' measures, as its data endpoint answers, with basic or with full access."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.tables import read as read_list
from econsec.errors import NoDataError, SchemaError
from econsec.sources.files import find
from econsec.sources.shape import columns, read_json, silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.sources.shape import Tell

WHERE = "Global Trade Alert"
NEEDED = (
    *("intervention_id", "state_act_id", "state_act_title", "intervention_url", "gta_evaluation"),
    *("implementing_jurisdictions", "affected_jurisdictions", "implementation_level", "eligible_firm"),
    *("intervention_type", "mast_chapter", "affected_products"),
    *("date_announced", "date_implemented", "date_removed", "is_in_force"),
)
KNOWN = {
    *("state_act_url", "implementing_jurisdiction_groups", "mast_subchapter", "affected_sectors", "date_published"),
    *("intervention_description", "state_act_source", "is_official_source"),
}
EVALUATIONS = ("Red", "Amber", "Green")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
#: Codes as Global Trade Alert has them, where they are not the United Nations' M49.
OWN = {"FRA": "251", "IND": "699", "ITA": "381", "XKX": "999"}
STANDS = "What was fetched before stands."


def code_of(iso3: str) -> int:
    """Return the number that Global Trade Alert has for an economy.

    Examples
    --------
    >>> code_of("IND"), code_of("CHN"), code_of("USA")
    (699, 156, 840)
    """
    return int(OWN.get(iso3) or read_list("economies").set_index("iso3")["m49"][iso3])


def page(path: Path) -> list[dict[str, Any]]:
    """Return the measures of one answer.

    Raises
    ------
    FetchError, SchemaError
        It is no list of measures.
    """
    body = read_json(path, WHERE)
    if isinstance(body, dict) and (said := body.get("detail") or body.get("error") or body.get("message")):
        raise SchemaError(f"{WHERE} answers: {str(said)[:100]}", hint=STANDS)
    if not isinstance(body, list) or not all(isinstance(item, dict) for item in body):
        raise SchemaError(f"{WHERE} answers without a list of measures", hint=STANDS)
    for item in body:
        if not isinstance(number := item.get("intervention_id"), int):
            raise SchemaError(f"{WHERE} sends a measure of the number {str(number)[:40]!r}", hint=STANDS)
    return body


def read_measures(folder: Path, tell: Tell = silent) -> pd.DataFrame:
    """Read every answer of a folder, ``CHN-*.json``: the measures of one economy that touch what was asked for.

    Returns
    -------
    DataFrame
        year, month (announced), implementer (ISO3), measure (its number), act, title, evaluation, type, chapter
        (of UNCTAD's MAST), level, firms, affected (ISO3, ``;``), products (HS6, ``;``), announced, implemented, removed
        (ISO dates; empty where there is none), in_force, url.

    Raises
    ------
    MissingFileError, MissingColumnError, NoDataError, SchemaError
        There is no answer, or it is not what Global Trade Alert sends.
    """
    rows = [_row(item, path, tell) for path in find(folder, "*.json") for item in page(path)]
    if not rows:
        raise NoDataError(f"{WHERE} knows no such measure", hint=f"Check the codes and the years. {STANDS}")
    # Two questions may meet in one measure; what it says is the same.
    table = pd.DataFrame(rows).drop_duplicates()
    if (twice := table.duplicated(["implementer", "measure"])).any():
        raise SchemaError(f"{WHERE} tells measure {table[twice]['measure'].iloc[0]} in two ways", hint=STANDS)
    return table.astype({"year": "int32", "month": "int32", "measure": "int32", "act": "int32"})


def _row(item: dict[str, Any], path: Path, tell: Callable[[str], None]) -> dict[str, Any]:
    columns(item, NEEDED, KNOWN, f"{WHERE}, {path.name}", tell)
    implementer = path.name.partition("-")[0]
    if implementer not in (names := _economies(item["implementing_jurisdictions"])):
        raise SchemaError(f"{WHERE} sends a measure of {names[:60]}", expected=implementer, hint=STANDS)
    if item["gta_evaluation"] not in EVALUATIONS or item["is_in_force"] not in {0, 1}:
        raise SchemaError(f"{WHERE} sends an evaluation or a state that is none", expected="Red, 0 or 1", hint=STANDS)
    announced = _day(item["date_announced"])
    if not announced:
        raise SchemaError(f"{WHERE} sends a measure that nobody has announced", hint=STANDS)
    return {
        "year": int(announced[:4]),
        "month": int(announced[5:7]),
        "implementer": implementer,
        "measure": int(item["intervention_id"]),
        "act": int(item["state_act_id"]),
        "title": str(item["state_act_title"]),
        "evaluation": item["gta_evaluation"],
        "type": str(item["intervention_type"]),
        "chapter": str(item["mast_chapter"] or ""),
        "level": str(item["implementation_level"] or ""),
        "firms": str(item["eligible_firm"] or ""),
        "affected": _economies(item["affected_jurisdictions"]),
        "products": ";".join(sorted({_product(one) for one in item["affected_products"] or []})),
        "announced": announced,
        "implemented": _day(item["date_implemented"]),
        "removed": _day(item["date_removed"]),
        "in_force": "yes" if item["is_in_force"] else "no",
        "url": str(item["intervention_url"]),
    }


def _economies(found: list[dict[str, Any]] | None) -> str:
    return ";".join(sorted({str(one["iso"]) for one in found or []}))


def _product(found: dict[str, Any] | int) -> str:
    """Return a code: a number with basic access, an object with levels of duty beside it with full access."""
    code = str(found["product_id"] if isinstance(found, dict) else found)
    if not (code.isascii() and code.isdigit() and len(code) in {5, 6}):
        raise SchemaError(f"{WHERE} sends the product {code!r}", expected="six digits", hint=STANDS)
    return code.zfill(6)


def _day(found: str | None) -> str:
    if found is None:
        return ""
    if DAY.fullmatch(str(found)) is None:
        raise SchemaError(f"{WHERE} sends the day {found!r}", expected="YYYY-MM-DD", hint=STANDS)
    return date.fromisoformat(found).isoformat()
