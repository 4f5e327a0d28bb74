"""International Energy Agency: supply by country and demand by scenario of six energy minerals.

The file is a third party's conversion of the IEA's workbook to JSON. Two notes of the workbook stand in it as if they
were countries, with no figures; they are left out. "Rest of world" is XXO, the total WLD.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.economies import recode
from econsec.errors import SchemaError
from econsec.sources.files import find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BASE_YEAR = 2024
SCENARIOS = ("STEPS", "APS", "NZE")
TOTALS = {"totalClean": "all clean energy", "otherUses": "other uses", "totalDemand": "all uses"}


def read_supply(folder: Path) -> pd.DataFrame:
    """Read who mines and who refines.

    Returns
    -------
    DataFrame
        mineral, stage (mining, refining), economy (ISO3, XXO rest, WLD total), year (2024; later ones are the base
        case), value (kilotonnes of the metal contained).
    """
    rows = []
    for mineral, stages in _load(folder)["supply"].items():
        for stage, facts in stages.items():
            countries = {**facts["countries"], "World": facts["total"]}
            for country, years in countries.items():
                rows += [(mineral, stage, country, int(year), kt) for year, kt in years.items() if kt is not None]
    table = pd.DataFrame(rows, columns=["mineral", "stage", "economy", "year", "value"])
    return table.assign(economy=recode(table.economy, "iea"))


def read_demand(folder: Path) -> pd.DataFrame:
    """Read how much each use asks for.

    Returns
    -------
    DataFrame
        mineral, sector, scenario (base, STEPS, APS, NZE), year, value (kilotonnes).
    """
    rows: list[tuple[object, ...]] = []
    for mineral, facts in _load(folder)["totalDemand"].items():
        parts = {**facts["sectors"], **{name: facts[key] for key, name in TOTALS.items()}}
        for sector, series in parts.items():
            rows += [(mineral, sector, *point) for point in _points(series)]
    return pd.DataFrame(rows, columns=["mineral", "sector", "scenario", "year", "value"])


def _points(series: dict[str, Any]) -> Iterator[tuple[str, int, float]]:
    if (base := series.get(str(BASE_YEAR))) is not None:
        yield "base", BASE_YEAR, base
    for scenario in SCENARIOS:
        for year, value in series.get(scenario, {}).items():
            if value is not None:
                yield scenario, int(year), value


def _load(folder: Path) -> dict[str, Any]:
    path = find(folder, "iea_critical_minerals_explorer_*.json")[-1]
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if missing := {"supply", "totalDemand"} - set(content):
        raise SchemaError(f"{path.name} has no part {min(missing)!r}")
    return content
