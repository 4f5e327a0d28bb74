from __future__ import annotations

import pandas as pd
import pytest
from decided import control

from econsec.decisions.controls.coverage import coverage, listed, under_control

MATERIALS = pd.DataFrame(
    {
        "product": ["850511", "810194", "811010", "811292", "250490", "750210"],
        "control_material": ["rare earths", "tungsten", "antimony", "gallium;germanium;indium", "graphite", ""],
    }
)


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


def test_a_control_on_goods_and_technology_covers_the_goods():
    assert cover(control(covers="goods;technology")).loc["810194", "status"] == "in force"
    assert cover(control(covers="equipment;technology")).loc["810194", "status"] == "none"
    assert cover(control(covers="")).loc["810194", "status"] == "none"


def test_only_the_rivals_own_controls_lie_over_what_it_sells():
    assert cover(control(imposer="CHN")).loc["810194", "status"] == "in force"
    assert cover(control(imposer="USA"))["controls"].isna().all()


def test_of_an_economy_whose_measures_the_list_does_not_hold_nothing_is_known():
    found = cover(control(imposer="USA"))
    assert set(found["status"]) == {"not known"}
    assert set(found["reason"]) == {"the source names no measure of CHN"}


def test_a_product_in_several_rows_is_made_of_all_of_them():
    twice = pd.DataFrame({"product": ["810194", "810194"], "control_material": ["bismuth", "tungsten"]})
    found = coverage(control(), twice, flows(), importer="JPN", rival="CHN", as_of="2026-01-01")
    assert found[["control_material", "status"]].to_numpy().tolist() == [["bismuth;tungsten", "in force"]]


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


def test_after_the_list_ends_a_product_without_a_measure_is_not_known_rather_than_free():
    found = cover(control(), "2026-06-18")
    assert set(found["status"]) == {"not known"}
    assert set(found["reason"]) == {"the source covers dates to 2026-06-17"}
    assert found["controls"].dropna().to_dict() == {"810194": "1"}
    assert cover(control(), "2026-06-17").loc["750210", ["status", "reason"]].tolist() == ["none", None]


def test_before_the_list_begins_nothing_is_known_to_be_free():
    found = cover(control(), "2025-10-08")
    assert set(found["status"]) == {"not known"}
    assert set(found["reason"]) == {"the source covers dates from 2025-10-09"}
    first = cover(control(), "2025-10-09")
    assert first.loc[["810194", "750210"], "status"].tolist() == ["announced", "none"]


def test_a_list_that_does_not_say_how_far_it_goes_covers_no_day():
    found = cover(control(known_until=None))
    assert set(found["status"]) == {"not known"}
    assert found.loc["750210", "reason"] == "the source names no day to which it goes"


def test_after_one_part_of_the_list_ends_only_what_is_known_to_be_in_force_is_said():
    # The suspension is known to run on, but a measure that came after the list of the others ended might outweigh it.
    waits = control(
        id="b",
        materials="Antimony",
        suspended_from="2025-11-07",
        suspended_until="2026-11-10",
        known_until="2026-11-10",
    )
    holds = control(id="c", materials="Graphite", known_until="2026-11-10")
    both = pd.concat([control(id="a"), waits, holds])
    assert cover(both)["status"].loc[["810194", "811010", "250490"]].tolist() == ["in force", "suspended", "in force"]
    later = cover(both, "2026-07-01")["status"]
    assert later.loc[["810194", "811010", "250490"]].tolist() == ["not known", "not known", "in force"]


def test_shares_of_trade_by_status_sum_to_one():
    found = under_control(cover(control()).reset_index()).set_index(["status", "measure"])
    assert found["share"].to_dict() == {("in force", True): 0.75, ("none", False): 0.25}


def test_the_trade_that_a_measure_touched_is_summed_apart_after_the_list_ends():
    found = under_control(cover(control(), "2026-11-22").reset_index())
    assert found[["status", "measure", "products", "share"]].to_numpy().tolist() == [
        ["not known", True, 1, 0.75],
        ["not known", False, 5, 0.25],
    ]


@pytest.mark.parametrize("kind", ["technology", "extraterritorial", "entity list"])
def test_a_measure_that_no_flow_of_goods_shows_is_not_laid_over_trade(kind):
    assert cover(control(kind=kind)).loc["810194", "status"] == "none"


def test_a_material_may_stand_on_several_official_lists():
    lists = pd.DataFrame(
        {"economy": ["IND", "JPN"], "list": ["a", "b"], "material": ["Tungsten", "tungsten; nickel"], "since": 2023}
    )
    products = pd.DataFrame({"product": ["810194", "252910"], "material": ["tungsten", "feldspar"]})
    found = listed(products, lists)
    assert found[["product", "economy"]].to_numpy().tolist() == [["810194", "IND"], ["810194", "JPN"]]


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
    after = coverage(timeline, MATERIALS, minerals, importer="JPN", rival="CHN", as_of="2026-11-22")
    assert after["status"].unique().tolist() == ["not known"]
