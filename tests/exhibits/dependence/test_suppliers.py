"""Suppliers: parts of a whole that add up, and a globe without borders."""

from __future__ import annotations

import json

import pytest

from econsec import indicators
from econsec.exhibits.dependence import globe, suppliers
from econsec.exhibits.elements.gap import Gap


@pytest.fixture
def shares(flows):
    return indicators.shares(flows[flows["importer"] == "JPN"])


def test_the_parts_of_every_bar_add_up_to_the_whole(report, shares, names, trade, sound):
    table = sound(suppliers.mix(report.on(trade), shares, names)).table.frame
    assert table.groupby("product")["share"].sum().round(9).eq(1).all()


def test_a_supplier_stands_in_one_part_only(report, shares, names, trade):
    table = suppliers.mix(report.on(trade), shares, names).table.frame
    assert not table.duplicated(["product", "name"]).any()


def test_the_globe_shows_every_supplier_and_no_border(report, flows, trade, sound):
    shown = sound(globe.globe(report.on(trade), flows, "850511"))
    drawn = flows[(flows["importer"] == "JPN") & (flows["product"] == "850511")]
    assert len(shown.table.frame) == drawn["exporter"].nunique()
    text = json.dumps(shown.spec())
    assert "topojson" not in text
    assert '"url"' not in text
    assert "Polygon" not in text


def test_a_product_that_is_not_bought_is_said_in_words(report, flows, trade):
    nothing = flows[flows["importer"] != "JPN"]
    assert isinstance(globe.globe(report.on(trade), nothing, "850511"), Gap)
