"""The IEA's supply and demand of energy minerals."""

from __future__ import annotations

import json

import pytest

from econsec.errors import SchemaError
from econsec.sources.resources import iea

NAME = "iea_critical_minerals_explorer_2025.json"
SUPPLY = {
    "Copper": {
        "mining": {
            "countries": {
                "Chile": {"2024": 2.0, "2030": 3.0},
                "Rest of world": {"2024": 1.0, "2030": 1.5},
                "Notes: a remark of the workbook.": {"2024": None, "2030": None},
            },
            "total": {"2024": 3.0, "2030": 4.5},
            "top3Share": {"2024": 0.9, "2030": 0.9},
        }
    }
}
DEMAND = {
    "Copper": {
        "sectors": {"Wind": {"2024": 1.0, "STEPS": {"2030": 2.0}, "APS": {}, "NZE": {"2030": 4.0}}},
        "totalClean": {"2024": 1.0},
        "otherUses": {"2024": 9.0},
        "totalDemand": {"2024": 10.0},
        "cleanShare": {"2024": 0.1},
    }
}


def test_notes_of_the_workbook_are_no_economies_and_the_total_is_the_world(publish):
    path = publish(NAME, json.dumps({"supply": SUPPLY, "totalDemand": DEMAND}))
    table = iea.read_supply(path.parent)
    assert table.query("year == 2024").set_index("economy").value.to_dict() == {"CHL": 2.0, "XXO": 1.0, "WLD": 3.0}


def test_demand_has_a_base_year_and_scenarios(publish):
    path = publish(NAME, json.dumps({"supply": SUPPLY, "totalDemand": DEMAND}))
    table = iea.read_demand(path.parent)
    wind = table.query("sector == 'Wind'")
    assert list(zip(wind.scenario, wind.year, wind.value, strict=True)) == [
        ("base", 2024, 1.0),
        ("STEPS", 2030, 2.0),
        ("NZE", 2030, 4.0),
    ]


def test_a_file_without_its_parts_is_refused(publish):
    path = publish(NAME, "{}")
    with pytest.raises(SchemaError, match="supply"):
        iea.read_supply(path.parent)


@pytest.mark.raw
def test_the_parts_of_a_stage_sum_to_its_total_but_for_nickel_and_graphite(raw):
    """The workbook's own parts exceed its own total there, by up to 3.3 per cent: the caveat iea_parts says so."""
    table = iea.read_supply(raw / "iea-critical-minerals")
    parts = table[table.economy != "WLD"].groupby(["mineral", "stage", "year"]).value.sum()
    total = table[table.economy == "WLD"].set_index(["mineral", "stage", "year"]).value
    excess = parts / total - 1
    assert excess.between(-0.001, 0.033).all()
    assert set(excess[excess > 0.001].index.get_level_values("mineral")) == {"Nickel", "Graphite"}
