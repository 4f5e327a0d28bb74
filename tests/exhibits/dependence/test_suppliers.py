"""Suppliers: parts of a whole that add up, and a globe without borders."""

from __future__ import annotations

import json

import pytest

from econsec import indicators, load
from econsec.exhibits.dependence import suppliers
from econsec.exhibits.elements.gap import Gap
from econsec.store.catalog import dataset


@pytest.fixture
def shares(flows):
    return indicators.shares(flows[flows["importer"] == "JPN"])


def test_the_parts_of_every_bar_add_up_to_the_whole(report, shares, names, trade, sound):
    table = sound(suppliers.mix(report, shares, names, trade)).table.frame
    assert table.groupby("product")["share"].sum().round(9).eq(1).all()


def test_a_supplier_stands_in_one_part_only(report, shares, names, trade):
    table = suppliers.mix(report, shares, names, trade).table.frame
    assert not table.duplicated(["product", "name"]).any()


def test_the_globe_shows_every_supplier_and_no_border(report, flows, trade, sound):
    shown = sound(suppliers.globe(report, flows, "850511", trade))
    drawn = flows[(flows["importer"] == "JPN") & (flows["product"] == "850511")]
    assert len(shown.table.frame) == drawn["exporter"].nunique()
    text = json.dumps(shown.spec())
    assert "topojson" not in text
    assert '"url"' not in text
    assert "Polygon" not in text


def test_a_product_that_is_not_bought_is_said_in_words(report, flows, trade):
    nothing = flows[flows["importer"] != "JPN"]
    assert isinstance(suppliers.globe(report, nothing, "850511", trade), Gap)


def test_rare_earths_come_from_the_routes_of_the_largest_partners(report, sound):
    # CEPII BACI V202601, HS 2846, 2024: China 51.14 % and India 2.69 % of Japan's imports.
    codes = {"2846": "compounds", "2805": "metals"}
    shown = sound(suppliers.routes(report, load("baci_routes"), codes, dataset("baci_routes")))
    assert "51.1%" in shown.headline
    assert "2.7%" in shown.headline


def test_an_importer_that_the_routes_do_not_hold_is_said_in_words(report):
    listed = load("baci_routes")
    none = listed[listed["economy"] != "JPN"]
    assert isinstance(suppliers.routes(report, none, {"2846": "compounds"}, dataset("baci_routes")), Gap)
