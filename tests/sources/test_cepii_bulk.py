"""The 200 largest flows of bulk goods, and the world's totals of them."""

from __future__ import annotations

import pytest

from econsec.errors import MissingColumnError, SchemaError, UnknownEconomyError
from econsec.sources.trade import cepii_bulk

HEADER = "hs4,commodity,year,exporter,importer,value_usd,tonnes\n"
TOTALS = "commodity,year,world_usd,world_tonnes,pairs\n"


def _publish(publish, exporter="AUS", commodity="coal"):
    publish("flows.csv", f"{HEADER}2701,coal,2024,{exporter},JPN,1000,7\n")
    return publish("totals.csv", f"{TOTALS}{commodity},2024,5000,30,12\n").parent


def test_flows_and_totals_are_of_the_same_headings(publish):
    folder = _publish(publish)
    flows, totals = cepii_bulk.read_flows(folder), cepii_bulk.read_totals(folder)
    assert flows.to_dict("records") == [
        {"year": 2024, "exporter": "AUS", "importer": "JPN", "product": "2701", "value": 1000.0, "tonnes": 7.0}
    ]
    assert totals.to_dict("records") == [
        {"year": 2024, "product": "2701", "value": 5000.0, "tonnes": 30.0, "pairs": 12}
    ]


def test_a_total_of_what_no_flow_is_of_is_refused(publish):
    with pytest.raises(SchemaError, match="'tin'"):
        cepii_bulk.read_totals(_publish(publish, commodity="tin"))


def test_an_economy_in_no_list_and_a_missing_column_are_named(publish):
    with pytest.raises(UnknownEconomyError, match="QQQ"):
        cepii_bulk.read_flows(_publish(publish, exporter="QQQ"))
    folder = publish("flows.csv", "hs4,year\n2701,2024\n").parent
    with pytest.raises(MissingColumnError, match="commodity"):
        cepii_bulk.read_flows(folder)


def test_no_tonnes_at_all_is_a_quantity_that_was_not_reported(publish):
    folder = publish("flows.csv", f"{HEADER}2711,gas,2023,QAT,POL,1069267568,0\n").parent
    assert cepii_bulk.read_flows(folder).tonnes.isna().all()
