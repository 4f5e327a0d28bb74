"""Clusters that exist are counted once, plans apart; what two have is set beside each other."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec import load
from econsec.decisions.digital import compute
from econsec.errors import MissingColumnError

SOLE = {"superseded_by": "", "economy": "JPN", "status": "Existing", "certainty": "Likely", "duplicate": False}
SOLE |= {"h100_equivalents": 1.0, "power": 1.0}


def clusters(*rows: dict) -> pd.DataFrame:
    filled = [
        {"name": f"c{place}", "h100_equivalents": 1.0, "power": 1.0} | SOLE | row for place, row in enumerate(rows)
    ]
    return pd.DataFrame(filled)


@pytest.fixture(scope="module")
def listed() -> pd.DataFrame:
    return load("gpu_clusters")


@pytest.mark.parametrize(
    "row",
    [{"status": "Planned"}, {"status": "Decommissioned"}, {"certainty": "Unlikely"}, {"duplicate": True}],
    ids=str,
)
def test_only_what_surely_exists_once_is_counted(row):
    assert compute.existing(clusters({}, row))["name"].tolist() == ["c0"]


def test_a_phase_that_a_later_one_holds_is_not_counted_beside_it():
    later = clusters({"superseded_by": "c1"}, {})
    assert compute.existing(later)["name"].tolist() == ["c1"]
    unbuilt = clusters({"superseded_by": "c1"}, {"status": "Planned"})
    assert compute.existing(unbuilt)["name"].tolist() == ["c0"]


def test_colossus_counts_once_epoch_december_2025(listed):
    standing = compute.existing(listed)
    phases = standing[standing["name"].str.startswith("xAI Colossus Memphis")]
    assert phases["name"].tolist() == ["xAI Colossus Memphis Phase 3"]


def test_japan_has_18_156_and_india_4_303_h100_equivalents_epoch_december_2025(listed):
    found = compute.by_economy(listed).set_index("economy")
    assert [round(found["value"][code]) for code in ("JPN", "IND")] == [18_156, 4_303]
    assert found["share"].sum() == pytest.approx(1.0)
    assert [round(found["planned"][code]) for code in ("JPN", "IND")] == [32_244, 1_173_706]
    assert round(found["planned_first"]["IND"], 3) == 0.969


def test_what_is_confirmed_is_the_low_end_epoch_december_2025(listed):
    found = compute.by_economy(listed).set_index("economy")
    assert [round(found["confirmed"][code]) for code in ("JPN", "IND")] == [18_075, 4_303]
    assert round(found["planned_confirmed"]["IND"]) == 16_384  # of 1,173,706: the largest project is only likely
    assert found["confirmed_share"].sum() == pytest.approx(1.0)
    assert (found["planned_confirmed"] <= found["planned"].fillna(0.0)).all()


def test_sites_of_unknown_size_add_up_to_nothing_known():
    rows = clusters({"h100_equivalents": None}, {"h100_equivalents": None}, {"economy": "IND"})
    found = compute.by_economy(rows).set_index("economy")
    assert pd.isna(found["value"]["JPN"])
    assert found["unknown"]["JPN"] == found["sites"]["JPN"] == 2
    assert found["planned"]["JPN"] == 0  # none is planned, and that is known


def test_a_confirmed_phase_counts_where_a_likely_one_holds_it():
    rows = clusters({"certainty": "Confirmed", "superseded_by": "c1"}, {"h100_equivalents": 3.0})
    found = compute.by_economy(rows).iloc[0]
    assert (found["value"], found["confirmed"]) == (3.0, 1.0)


def test_what_is_planned_is_never_in_what_exists(listed):
    assert not set(compute.existing(listed)["entry"]) & set(compute.planned(listed)["entry"])


def test_an_economy_with_plans_only_has_nothing_that_exists():
    found = compute.by_economy(clusters({}, {"economy": "IND", "status": "Planned", "h100_equivalents": 5.0}))
    row = found.set_index("economy").loc["IND"]
    assert (row["value"], row["sites"], row["planned"], row["planned_first"]) == (0, 0, 5, 1)


def test_a_table_without_the_phases_is_refused():
    with pytest.raises(MissingColumnError):
        compute.existing(clusters({}).drop(columns="superseded_by"))


@given(st.floats(0.01, 1e6), st.floats(0.01, 1e6))
def test_the_two_parts_of_a_balance_make_one(one, other):
    figures = pd.DataFrame({"economy": ["JPN", "IND"], "year": 2025, "value": [one, other]})
    there, back = (
        compute.balance({"x": figures}, pair=pair)["share"].item() for pair in (["JPN", "IND"], ["IND", "JPN"])
    )
    assert there + back == pytest.approx(1.0)


def test_a_measure_that_one_of_the_two_lacks_is_left_out():
    lone = pd.DataFrame({"economy": ["JPN"], "year": 2025, "value": [1.0]})
    none = pd.DataFrame({"economy": ["JPN", "IND"], "year": 2025, "value": [0.0, 0.0]})
    assert compute.balance({"lone": lone, "none": none}, pair=["JPN", "IND"]).empty


def test_japan_used_953_twh_in_2023_world_bank():
    used = compute.in_all(load("wdi"), indicator="EG.USE.ELEC.KH.PC").set_index(["economy", "year"])["value"]
    assert round(used["JPN", 2023] / 1e9) == 953
    assert "WLD" not in used.index.get_level_values("economy")


def test_what_clusters_could_draw_is_linear_in_their_power():
    found = pd.DataFrame({"economy": ["JPN"], "power": [2.0], "planned_power": [0.0]})
    used = pd.DataFrame({"economy": "JPN", "year": [2022, 2023], "value": [1.0, 1e9]})
    drawn = compute.draw(found, used)
    assert drawn["part"].item() == pytest.approx(2 * 8760 * 1000 / 1e9)
    assert drawn["year"].item() == 2023
    assert compute.draw(found.assign(power=0.0), used).empty
