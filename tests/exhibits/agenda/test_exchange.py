"""Who could supply whom: figures that sort as numbers, and the product that leads in each direction."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.exhibits.agenda import exchange as exchanges
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.table import KINDS
from econsec.store.catalog import dataset

FOUND = pd.DataFrame(
    {
        "area": ["medicines", "medicines", "clean_energy", "clean_energy"],
        "title": ["M", "M", "C", "C"],
        "kind": "need met",
        "supplier": ["IND", "JPN", "IND", "JPN"],
        "value": [1234.5e6, 2e6, 9e6, float("nan")],
    }
)
NET = pd.DataFrame(
    {
        "area": ["medicines", "medicines", "clean_energy", "clean_energy"],
        "direction": ["forward", "back"] * 2,
        "low": [1000e6, 1e6, 9e6, float("nan")],
        "high": [1234.5e6, 1e6, 9e6, float("nan")],
        "least": [0.0, 0.0, 0.0, float("nan")],
        "most": [1300e6, 3e6, 9e6, float("nan")],
        "need": [9000e6, 9e6, 90e6, float("nan")],
        "gross": [1234.5e6, 2e6, 9e6, float("nan")],
        "inputs": [True, True, False, False],
        "graded": False,
        "first": ["2941", "3004", "8541", None],
    }
)


def test_what_is_left_is_a_number_that_sorts_and_the_leading_product_is_named(report, sound):
    shown = sound(exchanges.exchange(report.on(dataset("baci_routes")), FOUND, NET))
    row = shown.table.frame.set_index("area").loc["medicines"]
    assert (row["forward"], row["forward_most"], row["back"], row["back_gross"]) == (1000.0, 1300.0, 1.0, 2.0)
    numeric = {column.key for column in shown.table.columns if KINDS[column.kind] is KINDS["dec1"]}
    assert {"forward", "forward_least", "forward_most", "forward_gross", "back_gross"} <= numeric
    assert row["forward_first"] == product_label("2941", report.language)
    assert shown.table.frame.set_index("area").loc["clean_energy", "back_first"] == ""


@pytest.mark.parametrize(("area", "form"), [("medicines", ".inputs"), ("clean_energy", ""), ("none", "")])
def test_ingredients_are_named_where_they_are_taken_off(report, area, form):
    assert exchanges.goods_text(report, NET, area, "forward") == report.text(f"brief.net.goods{form}")


def offers(**most: float) -> pd.DataFrame:
    rows = pd.DataFrame({"area": list(most), "most": list(most.values())})
    return rows.assign(direction="forward", graded=False, need=100.0, least=0.0, low=1.0)


def test_no_area_comes_first_where_ranges_overlap_and_the_widest_is_not_the_one_told():
    told = exchanges.told(offers(a=90.0, b=20.0, c=10.0), "forward")
    assert (told.area, told.sure, told.wide, told.of) == ("b", False, 1, 3)


def test_an_area_comes_first_where_its_least_is_above_the_most_of_the_others():
    net = offers(a=40.0, b=20.0)
    net.loc[0, ["least", "low"]] = 30.0
    assert exchanges.told(net, "forward").sure
    net.loc[0, ["least", "low"]] = 19.0
    assert not exchanges.told(net, "forward").sure


def test_an_area_graded_by_price_is_not_drawn_beside_others_but_stands_in_the_table(report, sound):
    net = NET.assign(graded=NET["area"] == "clean_energy")
    shown = sound(exchanges.exchange(report.on(dataset("baci_routes")), FOUND, net))
    assert set(shown.table.frame["area"]) == {"medicines", "clean_energy"}
    data = shown.chart.to_dict()
    drawn = {row["label"] for name in data["datasets"] for row in data["datasets"][name]}
    assert len(drawn) == 2
    assert exchanges.told(net, "forward").area == "medicines"
