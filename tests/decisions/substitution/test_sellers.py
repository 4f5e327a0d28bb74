"""One subject: verdicts, what could be replaced, who else sells it, at what price."""

from __future__ import annotations

import pandas as pd
import pytest
from trade_tables import printed

from econsec import decisions, load, sector, trade
from econsec.codes.subjects import subject
from econsec.decisions.substitution import hidden_content, price_bands
from econsec.decisions.substitution import sellers as dossier
from econsec.errors import MissingColumnError

ROLES = {"importer": "JPN", "partner": "IND", "rival": "CHN"}
NO_LISTS = pd.DataFrame(columns=["year", "product", "economy", "direction", "partner", "share"])


def test_magnets_are_no_dependence_of_japan_and_one_of_india_by_all_four_rules_2024():
    found = decisions.verdicts(trade("850511", year=2024), importers=["JPN", "IND"], rival="CHN", year=2024)
    counted = decisions.agreed(found)
    assert counted.set_index("importer")["hold"].to_dict() == {"JPN": 0, "IND": 4}


def test_where_nobody_is_named_there_is_no_verdict():
    found = decisions.verdicts(trade("8507", year=2024), importers=["DEU"], rival="CHN", year=2024)
    assert found.empty
    assert decisions.agreed(found).empty


def test_the_ledger_is_the_one_of_complete_flows_where_they_hold_the_subject():
    found = dossier.sized(trade("810194", year=2024), **ROLES, year=2024)
    flows = load("baci_minerals", year=2024, product="810194")
    expected = decisions.ledger(flows, **ROLES, history=load("baci_minerals_trend"), year=2024)
    assert found.attrs["sources"] == ("baci_minerals", "baci_minerals_trend")
    assert found["central"].tolist() == pytest.approx(expected["central"].tolist())


def test_a_net_exporters_need_is_read_from_the_rivals_own_list_of_customers():
    found = dossier.sized(trade("8507", year=2024), **ROLES, year=2024)
    list_ = load("baci_routes", year=2024, economy="CHN", flow="export", product="8507", partner="JPN")
    sold = load("baci_hs4", year=2024, economy="CHN", flow="export", product="8507")["value"].item()
    assert found.attrs["sources"] == ("baci_routes", "baci_hs4")
    assert found["from_rival"].item() == pytest.approx(list_["share"].item() * sold)
    assert found["from_rival_basis"].item() == "exporter's list"


def test_what_no_table_can_size_has_no_rows():
    asked = {"importer": "KOR", "partner": "TWN", "rival": "CHN", "year": 2024}
    # What China sells Korea is listed, what Taiwan sells the world in 2024 is not: nothing can be said, and no zero is.
    assert dossier.sized(trade("8507", year=2024), **asked).empty


def test_sellers_are_set_against_the_importers_purchases_without_its_own_sales():
    now = load("baci_minerals", product="850511")
    found = dossier.sellers(now, importer="JPN", year=2024).set_index("exporter")
    assert "JPN" not in found.index
    assert found["world_share"].sum() == pytest.approx(1.0)
    assert found["share"].sum() == pytest.approx(1.0)
    here = now[(now["year"] == 2024) & (now["exporter"] != "JPN")]
    assert found.loc["CHN", "world_share"] == pytest.approx(
        here.loc[here["exporter"] == "CHN", "value"].sum() / here["value"].sum()
    )


def test_an_importer_that_buys_none_has_no_shares():
    flows = pd.DataFrame({"year": 2024, "exporter": ["CHN"], "importer": "DEU", "product": "1", "value": 1.0})
    assert dossier.sellers(flows, importer="JPN", year=2024)["share"].isna().all()


def test_two_products_have_no_common_price():
    key = {"year": 2024, "importer": "JPN", "exporter": "CHN", "value": 1.0, "tonnes": 1.0}
    flows = pd.DataFrame({**key, "product": ["1", "2"]})
    assert price_bands.prices(flows, importer="JPN", year=2024).empty
    assert len(price_bands.prices(flows.head(1), importer="JPN", year=2024)) == 1


def test_flows_without_weight_have_no_price():
    key = {"year": 2024, "importer": "JPN", "product": "1", "value": 1.0}
    flows = pd.DataFrame({**key, "exporter": ["CHN", "USA"], "tonnes": [float("nan"), 0.0]})
    assert price_bands.prices(flows, importer="JPN", year=2024).empty


def test_an_economy_without_one_of_the_headings_does_not_stand_beside_the_others():
    totals = pd.DataFrame({"year": 2024, "product": ["8505", "8507", "8505"], "economy": ["JPN", "JPN", "IND"]})
    whole = printed(NO_LISTS, totals.assign(exports=1.0, imports=2.0))
    found = dossier.standing(whole, subject(["8505", "8507"]), year=2024)
    assert found.set_index("economy")["exports"].to_dict() == {"JPN": 2.0}


def test_nobody_is_ranked_where_flows_do_not_hold_the_subject():
    asked = {"importer": "JPN", "rival": "CHN", "year": 2024}
    assert dossier.everyone(trade("8507", year=2024), **asked).empty
    assert "FIN" in set(dossier.everyone(trade("850511", year=2024), **asked)["partner"])


def test_a_missing_column_is_named():
    with pytest.raises(MissingColumnError, match="tonnes"):
        price_bands.prices(
            pd.DataFrame(columns=["year", "exporter", "importer", "product", "value"]), importer="JPN", year=1
        )


def test_magnets_are_net_of_what_their_alloys_come_from_as_in_the_report_on_minerals():
    """One question, one answer: the dossier of 850511 and `critical_minerals` size India's magnets from Japan alike."""
    roles = {"importer": "IND", "partner": "JPN", "rival": "CHN"}
    magnets, inputs = trade("850511", year=2024), hidden_content.made_of(["850511"])
    mine = dossier.sized(magnets, **roles, year=2024, inputs=inputs, behind=trade(list(inputs["input"]), year=2024))
    codes = [*sector("critical_minerals").codes]
    every = trade([*codes, *sector("critical_minerals").inputs["input"]], year=2024)
    gross = decisions.ledger(every.of(codes), **roles)
    own = hidden_content.own(every, partner="JPN", rival="CHN")
    theirs = hidden_content.net(gross, hidden_content.content(own, sector("critical_minerals").inputs))
    theirs = theirs[theirs["product"] == "850511"]
    assert mine["high_net"].item() == pytest.approx(theirs["high_net"].item())
    assert mine["high_net"].item() < dossier.sized(magnets, **roles, year=2024)["high_net"].item()
