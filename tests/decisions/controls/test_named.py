"""What stands written of a subject: tables, controls, lists, India's customs."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import load, trade
from econsec.codes.subjects import subject
from econsec.decisions.controls import named as records


def test_a_table_that_holds_the_subject_wider_says_so_and_of_whom():
    item = subject(["850760"])
    exports = records.within(load("india_exports", year=2024), item)
    whole = trade(item, year=2024, source="bundle")
    found = records.held(whole, exports, item, economies=["KOR", "IND"]).set_index("table")
    assert found["fit"].to_dict() == {"baci_routes": "wider", "baci_hs4": "wider", "india_exports": "same"}
    assert found["KOR"].tolist() == [False, True, False]  # Korea has totals, and no list of suppliers
    assert found["IND"].tolist() == [True, True, True]


def test_a_table_that_holds_nothing_of_the_subject_has_no_years():
    item = subject(["8505"])
    exports = records.within(load("india_exports", year=2024), item)
    whole = trade(item, year=2024, source="bundle")
    found = records.held(whole, exports.head(0), item, economies=["IND"]).set_index("table")
    assert found["fit"].to_dict() == {
        "baci_routes": "same", "baci_hs4": "same", "baci_minerals": "part", "india_exports": "none",
    }  # fmt: skip
    assert pd.isna(found.loc["india_exports", "first"])
    assert not found.loc["india_exports", "IND"]


def test_controls_are_kept_by_material_and_none_is_a_frame_with_all_columns():
    controls = load("export_controls")
    found = records.touching(controls, {"rare-earths"})
    assert len(found) == 5
    assert all("rare-earths" in names for names in found["materials"])
    none = records.touching(controls, frozenset())
    assert none.empty
    assert list(none.columns) == list(controls.columns)


def test_lists_find_the_subject_inside_and_around():
    lists = load("official_lists")
    assert set(records.designated(lists, subject(["8507"]))["item"]) == {"storage batteries"}
    assert set(records.designated(lists, subject(["850760"]))["item"]) == {"storage batteries"}
    assert records.designated(lists, subject(["610910"])).empty


def test_indias_customers_of_magnets_sum_to_its_table():
    item = subject(["850511"])
    exports = load("india_exports", year=2024)
    found = records.destinations(exports, item, year=2024)
    assert found["value"].sum() == pytest.approx(exports.loc[exports["product"] == "850511", "value"].sum())
    assert found["share"].sum() == pytest.approx(1.0)
    assert records.destinations(exports.head(0), item, year=2024).empty


def test_several_chapters_have_no_coverage_in_common():
    coverage = load("india_exports_coverage")
    assert round(records.covered(coverage, subject(["850511"])), 3) == 0.372
    assert pd.isna(records.covered(coverage, subject(["medicines"])))
