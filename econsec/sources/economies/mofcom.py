"""China's Ministry of Commerce and customs administration: export-control announcements, as compiled for this project.

The compilation says of each announcement what it covers, since when, and how sure that is. It ends on a day: nothing
here is in force after it that the compilation does not say so of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

import pandas as pd

from econsec.codes.tables import read
from econsec.errors import SchemaError
from econsec.sources.files import find, read_text, records

if TYPE_CHECKING:
    from pathlib import Path

COLUMNS = ("announced", "effective", "measure", "materials", "scope", "type", "status", "source", "caveat")
T = TypeVar("T")

COMPILED_TO = "2026-06-17"
#: Whose authorities announce: the first word of a measure's name.
IMPOSERS = {"MOFCOM": "CHN", "MOFCOM/GAC": "CHN"}
COVERS = ("goods", "equipment", "technology")
NUMBERED = re.compile(r"No\. (?P<number>\d+) of (?P<year>\d{4})")
PERIOD = re.compile(r"suspended (?P<since>\d{4}-\d\d-\d\d) to (?P<until>\d{4}-\d\d-\d\d)")
UNTIL = re.compile(r"(?:to|until) (\d{4}-\d\d-\d\d)")
KINDS = {
    "Licensing (all destinations)": ("licensing", "all"),
    "Licensing (extraterritorial)": ("extraterritorial", "all"),
    "Licensing (technology)": ("technology", "all"),
    "Country-targeted: US": ("ban", "USA"),
    "Country-targeted: Japan": ("ban", "JPN"),
    "Entity-targeted: Japan": ("entity list", "JPN"),
    "Suspension": ("suspension", "all"),
}


def read_controls(folder: Path) -> pd.DataFrame:
    """Read the announcements.

    Returns
    -------
    DataFrame
        id, imposer (the economy whose authorities announced it), announced, effective (dates), measure, materials
        (slugs, ``;`` between), scope, covers (of goods, equipment, technology those that the scope names, ``;``
        between; empty for a suspension), kind (licensing, extraterritorial, technology, ban, entity list, suspension),
        target (all, USA, JPN), status (in force, suspended, partly suspended, suspension), suspended_from,
        suspended_until, source, caveat, known_until (the last day that the compilation speaks of), and the Japanese
        measure, scope and caveat.

    Raises
    ------
    SchemaError
        An announcement has a type, a material or an authority that nobody foresaw, or nothing says what it covers.
    """
    table = read_text(find(folder, "china_export_controls_timeline.csv")[0], COLUMNS)
    names, covers = read("control_materials"), read("export_controls_covers")
    slugs = dict(zip(names.name.str.lower(), names.material, strict=True))
    found = pd.DataFrame([_announcement(row, slugs, covers) for row in records(table)])
    japanese = read("export_controls_ja")
    if unknown := set(found.id) - set(japanese.id):
        raise SchemaError(f"no Japanese text for announcement {min(unknown)}", hint="data/codes/export_controls_ja.csv")
    found = found.merge(japanese, on="id", validate="1:1")
    dates = ["announced", "effective", "suspended_from", "suspended_until", "known_until"]
    return found.assign(**{name: pd.to_datetime(found[name], format="ISO8601").dt.date for name in dates})


def _announcement(row: dict[str, str], slugs: dict[str, str], covers: pd.DataFrame) -> dict[str, str | None]:
    kind, target = _known(KINDS, row["type"], "type")
    materials = [_known(slugs, part.strip().lower(), "material") for part in row["materials"].split(";")]
    numbered, period = NUMBERED.search(row["measure"]), PERIOD.search(row["status"])
    until = UNTIL.search(row["status"])
    status = _status(row["status"], suspended=bool(period), kind=kind)
    # What is only reported stands in the status of the compilation; it belongs to the doubts.
    doubts = [row["status"], row["caveat"]] if status == "partly suspended" else [row["caveat"]]
    year, number = (
        (numbered["year"], f"{int(numbered['number']):03d}") if numbered else (row["announced"][:4], materials[0])
    )
    return {
        "id": (name := f"{year}-{number}"),
        "imposer": _known(IMPOSERS, row["measure"].split()[0], "authority"),
        **{key: row[key] for key in ("announced", "effective", "measure")},
        "materials": ";".join(dict.fromkeys(filter(None, materials))),
        "scope": row["scope"],
        "covers": "" if kind == "suspension" else _covers(row, covers[covers["id"] == name]),
        "kind": kind,
        "target": target,
        "status": status,
        "suspended_from": period["since"] if period else None,
        "suspended_until": period["until"] if period else None,
        "source": row["source"],
        "caveat": "; ".join(filter(None, doubts)),
        "known_until": until[1] if until else COMPILED_TO,
    }


def _covers(row: dict[str, str], said: pd.DataFrame) -> str:
    """Return what an announcement covers, as the list of words that say so has it: words that the row must hold."""
    if said.empty:
        raise SchemaError(f"nothing says what {row['measure']} covers", hint="data/codes/export_controls_covers.csv")
    stated = f"{row['materials']} {row['scope']}"
    for words in said["words"]:
        if words not in stated:
            raise SchemaError(f"{row['measure']} does not speak of {words!r}", hint="Did its scope change?")
    return ";".join(kind for kind in COVERS if kind in set(said["covers"]))


def _status(text: str, *, suspended: bool, kind: str) -> str:
    if kind == "suspension":
        return "suspension"
    if suspended:
        return "suspended"
    return "partly suspended" if "suspended" in text else "in force"


def _known(known: dict[str, T], value: str, what: str) -> T:
    if value not in known:
        raise SchemaError(f"the timeline has a {what} {value!r} that this reader does not know")
    return known[value]
