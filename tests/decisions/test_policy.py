from __future__ import annotations

import pandas as pd
import pytest

from econsec.decisions.policy import coverage, in_force, under_control

MATERIALS = pd.DataFrame(
    {
        "product": ["850511", "810194", "811010", "811292", "250490", "750210"],
        "control_material": ["rare earths", "tungsten", "antimony", "gallium;germanium;indium", "graphite", ""],
    }
)


def control(**changes: object) -> pd.DataFrame:
    row = {
        "id": "1",
        "announced": "2025-10-09",
        "effective": "2025-11-08",
        "measure": "No. 1",
        "materials": "Tungsten",
        "kind": "licensing",
        "target": "all",
        "suspended_from": None,
        "suspended_until": None,
        "known_until": "2026-06-17",
    }
    return pd.DataFrame([row | changes])


def status(controls: pd.DataFrame, day: str) -> str:
    return in_force(controls, as_of=day)["status"].item()


def test_a_measure_not_yet_announced_is_not_listed():
    assert in_force(control(), as_of="2025-10-08").empty


def test_a_measure_is_announced_then_in_force_then_not_known():
    days = ["2025-10-09", "2025-11-07", "2025-11-08", "2026-06-17", "2026-06-18"]
    words = ["announced", "announced", "in force", "in force", "not known"]
    assert [status(control(), day) for day in days] == words


def test_a_suspension_holds_to_its_last_day_and_then_nothing_is_known():
    suspended = control(suspended_from="2025-11-07", suspended_until="2026-11-10", known_until="2027-12-31")
    days = ["2025-11-06", "2025-11-07", "2026-11-10", "2026-11-11"]
    assert [status(suspended, day) for day in days] == ["announced", "suspended", "suspended", "not known"]


def test_what_is_not_known_says_why():
    assert in_force(control(), as_of="2026-07-01")["reason"].item() == "the source covers dates to 2026-06-17"


def test_a_source_without_a_last_date_knows_nothing():
    assert status(control(known_until=None), "2025-12-01") == "not known"


def test_a_measure_aimed_at_another_economy_is_left_out():
    assert in_force(control(target="USA"), as_of="2026-01-01", importer="JPN").empty


def test_a_suspension_is_no_control():
    assert in_force(control(kind="Suspension"), as_of="2026-01-01").empty


def flows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "exporter": ["CHN", "USA", "CHN"],
            "importer": "JPN",
            "product": ["810194", "810194", "750210"],
            "value": [75.0, 25.0, 25.0],
        }
    )


def cover(controls: pd.DataFrame, day: str = "2026-01-01") -> pd.DataFrame:
    found = coverage(controls, MATERIALS, flows(), importer="JPN", rival="CHN", as_of=day)
    return found.set_index("product")


def test_trade_of_a_controlled_material_is_under_control():
    found = cover(control())
    assert found.loc["810194", ["status", "from_rival", "rival_share"]].tolist() == ["in force", 75, 0.75]
    assert found.loc["750210", "status"] == "none"


def test_what_holds_outweighs_what_is_suspended_and_doubt_outweighs_a_suspension():
    holds = control(id="a")
    waits = control(id="b", suspended_from="2025-11-07", suspended_until="2026-11-10", known_until="2026-11-10")
    both = pd.concat([waits, holds])
    assert cover(both).loc["810194", ["status", "controls"]].tolist() == ["in force", "a; b"]
    assert cover(both, "2026-07-01").loc["810194", "status"] == "not known"


def test_a_control_on_technology_covers_no_trade_in_goods():
    assert cover(control(covers="technology")).loc["810194", "status"] == "none"
    assert cover(control(covers="goods")).loc["810194", "status"] == "in force"


def test_what_stands_in_brackets_does_not_keep_a_material_from_being_found():
    found = coverage(
        control(materials="Rare earths (Sm, Gd; Tb)"),
        MATERIALS,
        flows(),
        importer="JPN",
        rival="CHN",
        as_of="2026-01-01",
    )
    assert found.set_index("product").loc["850511", "status"] == "in force"


def test_shares_of_trade_by_status_sum_to_one():
    found = under_control(cover(control()).reset_index()).set_index("status")
    assert found["share"].to_dict() == {"in force": 0.75, "none": 0.25}


@pytest.mark.raw
def test_after_the_suspension_of_october_2025_has_run_out_the_answer_is_not_known(timeline):
    found = in_force(timeline, as_of="2026-11-22", importer="JPN").set_index("id")["status"]
    assert (found == "not known").all()
    before = in_force(timeline, as_of="2026-06-17", importer="JPN").set_index("id")["status"]
    assert before[["2025-55", "2025-57", "2025-61", "2025-62"]].unique().tolist() == ["suspended"]
    assert before[["2025-10", "2025-18", "2026-1"]].unique().tolist() == ["in force"]
    assert "2024-46" not in before.index  # aimed at the United States


@pytest.mark.raw
def test_chinese_controls_cover_five_of_the_materials_in_june_2026(timeline, minerals):
    found = coverage(timeline, MATERIALS, minerals, importer="JPN", rival="CHN", as_of="2026-06-17")
    found = found.set_index("product")
    assert found.loc[["850511", "810194", "811010", "811292", "250490"], "status"].unique().tolist() == ["in force"]
    assert str(found.loc["810194", "since"].date()) == "2025-02-04"
    by_hand = minerals[(minerals["importer"] == "JPN") & (minerals["exporter"] == "CHN")]
    by_hand = by_hand[by_hand["product"].isin(["850511", "810194", "811010", "811292", "250490"])]["value"].sum()
    summary = under_control(found.reset_index()).set_index("status")
    assert summary.loc["in force", "from_rival"] == pytest.approx(by_hand)
