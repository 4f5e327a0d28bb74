"""Who could supply whom: figures that sort as numbers, and the product that leads in each direction."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.exhibits.agenda import exchange as exchanges
from econsec.exhibits.elements.labels import product_label
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


def test_each_area_and_direction_is_a_row_of_numbers_that_sort_with_the_leading_product(report, sound):
    shown = sound(exchanges.exchange(report.on(dataset("baci_routes")), FOUND, NET))
    rows = shown.table.frame.set_index(["area", "supplier"])
    there, back = rows.loc[("medicines", "IND")], rows.loc[("medicines", "JPN")]
    assert (there["central_net"], there["high_net"], there["central"]) == (1000e6, 1300e6, 1234.5e6)
    assert (back["central_net"], back["high_net"], back["central"]) == (1e6, 3e6, 2e6)
    assert (there["range_text"], there["buyer"]) == (report.text("brief.exchange.range", low="0", high="1,300"), "JPN")
    assert there["first_text"] == product_label("2941", report.language)
    unknown = rows.loc[("clean_energy", "JPN")]
    assert (unknown["range_text"], unknown["first_text"]) == ("", "")
    assert {column.key: column.kind for column in shown.table.columns if column.key.startswith("central")} == {
        "central_net": "usd_million",
        "central": "usd_million",
    }


def test_the_file_has_both_ends_as_numbers_in_dollars_and_a_name_for_every_column(report, sound):
    shown = sound(exchanges.exchange(report.on(dataset("baci_routes")), FOUND, NET))
    file = shown.table.csv(report.language)
    first = dict(zip(file["columns"], file["rows"][0], strict=True))
    assert (first["low_net"], first["high_net"], first["first_product"]) == (0.0, 1300e6, "2941")
    assert set(file["about"]) == set(file["columns"])


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
    graded = report.text(
        "brief.exchange.row.graded", area=report.text("goods.area.clean_energy"), seller="IND", buyer="JPN"
    )
    labels = shown.table.frame.set_index(["area", "supplier"])["label"]
    assert labels["clean_energy", "IND"] == graded
    assert labels["medicines", "IND"] == report.text(
        "brief.exchange.row", area=report.text("goods.area.medicines"), seller="IND", buyer="JPN"
    )
    data = shown.chart.to_dict()
    drawn = {row["label"] for name in data["datasets"] for row in data["datasets"][name]}
    assert len(drawn) == 2
    assert exchanges.told(net, "forward").area == "medicines"
