from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from econsec.decisions.shocks.depths import net_needs
from econsec.decisions.substitution.hidden_content import content, own
from econsec.decisions.substitution.ledger import ledger
from econsec.decisions.substitution.partners import best, preferences
from econsec.errors import DuplicateKeyError

ASK = {"importer": "JPN", "rival": "CHN"}


def flows(*rows: tuple[str, str, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["exporter", "importer", "value", "tonnes"]).assign(product="1")


WORLD = flows(
    ("CHN", "JPN", 100, 10),
    ("AUS", "USA", 200, 20),
    ("IND", "USA", 90, 9),
    ("IND", "CHN", 50, 5),
    ("CHN", "IND", 70, 7),
)


def test_partners_are_ranked_by_what_they_could_replace_and_added_up():
    found = best(WORLD, **ASK)
    assert found["partner"].tolist() == ["AUS", "IND"]
    assert found["central"].tolist() == pytest.approx([60, 21])  # of India 70 net of what it buys
    assert found["together_share"].tolist() == pytest.approx([0.6, 0.81])


def test_what_a_partner_may_pass_on_from_the_rival_is_taken_off_the_net():
    # India sells 140 and buys 70 from China: half of what it offers may be Chinese.
    found = best(WORLD, **ASK).set_index("partner")
    assert found["hidden"].to_dict() == {"AUS": 0.0, "IND": 0.5}
    assert found["central_net"].tolist() == pytest.approx([60, 10.5])
    assert best(WORLD, **ASK, net=True)["together_share"].tolist() == pytest.approx([0.6, 0.705])


CHAIN = pd.concat(
    [
        WORLD,
        flows(("CHN", "AUS", 30, 3), ("USA", "AUS", 10, 1), ("CHN", "IND", 2, 1), ("USA", "IND", 8, 1)).assign(
            product="ore"
        ),
        flows(("CHN", "AUS", 1, 1), ("USA", "AUS", 9, 1)).assign(product="acid"),
    ]
)
MADE_OF = pd.DataFrame({"product": ["1", "1"], "input": ["ore", "acid"]})


def test_what_a_partner_makes_of_the_rivals_inputs_is_taken_off_the_net_and_stands_beside_the_gross():
    # Australia has three quarters of its ore from China, India a fifth; half of what India sells may be China's anyway.
    plain = best(CHAIN, **ASK).set_index("partner")
    found = best(CHAIN, **ASK, inputs=MADE_OF).set_index("partner")
    assert found["hidden"].to_dict() == pytest.approx({"AUS": 0.75, "IND": 1 - 0.5 * 0.8})
    assert found["central"].to_dict() == plain["central"].to_dict()
    assert found["central_net"].to_dict() == pytest.approx({"AUS": 60 * 0.25, "IND": 21 * 0.4})


@pytest.mark.parametrize("partner", ["AUS", "IND"])
def test_the_content_in_the_ranking_is_that_of_each_partner_alone(partner):
    alone = content(own(CHAIN, partner=partner, rival="CHN"), MADE_OF).set_index("product")
    found = best(CHAIN, **ASK, inputs=MADE_OF).set_index("partner")
    assert found.loc[partner, "hidden"] == pytest.approx(alone.loc["1", "hidden"])


def test_the_needs_of_a_shock_are_net_of_inputs_too():
    asked = {"importer": "JPN", "partner": "IND", "rival": "CHN", "year": 2024}
    table = CHAIN.assign(year=2024)
    gross, found = (net_needs(table, **asked, inputs=inputs).set_index("product") for inputs in (None, MADE_OF))
    assert gross.loc["1", ["partner", "others"]].tolist() == pytest.approx([10.5, 60])
    assert found.loc["1", ["partner", "others"]].tolist() == pytest.approx([21 * 0.4, 15])


def test_only_the_best_k_are_kept_and_the_rival_is_never_a_partner():
    found = best(WORLD, **ASK, k=1)
    assert found["partner"].tolist() == ["AUS"]


def test_each_partner_is_sized_as_in_its_own_ledger():
    found = best(WORLD, **ASK).set_index("partner")
    single = ledger(WORLD, importer="JPN", partner="IND", rival="CHN").iloc[0]
    names = ["low", "central", "high", "to_third", "unit_value_ratio", "grade", "limit"]
    assert found.loc["IND", names].tolist() == single[names].tolist()


def test_a_product_that_the_rival_does_not_sell_has_no_row():
    assert best(flows(("CHN", "USA", 1, 1), ("AUS", "JPN", 1, 1)), **ASK).empty


def test_two_rates_for_one_flow_are_refused_and_not_one_of_them_dropped():
    found = ledger(WORLD, importer="JPN", partner="IND", rival="CHN")
    given = pd.DataFrame({"importer": "JPN", "exporter": "IND", "product": "1", "rate": [0.0, 0.03], "agreement": ""})
    with pytest.raises(DuplicateKeyError, match="tariffs hold JPN, IND, 1 twice"):
        preferences(found, given)


def test_a_tariff_that_is_not_given_is_missing_and_moves_no_amount():
    found = ledger(WORLD, importer="JPN", partner="IND", rival="CHN")
    given = pd.DataFrame(
        {"importer": ["JPN"], "exporter": "IND", "product": "1", "rate": 0.0, "agreement": "Japan-India CEPA"}
    )
    marked = preferences(found, given)
    assert marked[["rate_partner", "agreement"]].to_numpy().tolist() == [[0.0, "Japan-India CEPA"]]
    assert np.isnan(marked["margin"].item())
    assert marked["central"].tolist() == found["central"].tolist()
    assert preferences(found, given.iloc[:0])["agreement"].tolist() == [None]


amount = st.floats(0, 1e9)
trade = st.lists(
    st.tuples(st.sampled_from("ABCDE"), st.sampled_from("ABCDE"), amount, st.floats(0, 1e6)), min_size=1, max_size=30
)


# Each product is a case of its own.
@settings(max_examples=25)
@given(st.lists(trade, min_size=4, max_size=4), st.booleans())
def test_no_ranking_replaces_more_than_the_need_and_no_net_exceeds_its_gross(products, net):
    each = [flows(*rows, ("A", "B", 1.0, 1.0)).assign(product=str(number)) for number, rows in enumerate(products)]
    table = pd.concat(each, ignore_index=True)
    table = table[table["exporter"] != table["importer"]]
    found = best(table, importer="B", rival="A", k=3, net=net)
    assert (found["together"] <= found["from_rival"]).all()
    assert (found["central_net"] <= found["central"]).all()
    assert found["hidden"].dropna().between(0, 1).all()
    assert found.groupby("product")["together"].is_monotonic_increasing.all()
    assert (found["rank"] <= 3).all()


@pytest.mark.raw
def test_the_philippines_and_germany_buy_more_magnets_than_they_sell_and_have_none_to_redirect(minerals, trend):
    # BACI V202601, 850511, 2024. The Philippines sell Japan the most, out of what they buy.
    magnets = minerals[minerals["product"] == "850511"]
    sold, bought = (magnets.groupby(side)["value"].sum() for side in ("exporter", "importer"))
    assert (sold[["PHL", "DEU"]] < bought[["PHL", "DEU"]]).all()
    found = best(magnets, **ASK, year=2024, history=trend)
    assert not {"PHL", "DEU"} & set(found["partner"])
    assert (sold - bought.reindex(sold.index).fillna(0.0))[found["partner"]].gt(0).all()


@pytest.mark.raw
def test_brazils_niobium_is_no_substitute_for_the_gallium_and_germanium_of_the_same_code(minerals, trend):
    found = best(minerals, **ASK, year=2024, history=trend, products=["811292"]).set_index("partner")
    brazil = found.loc["BRA", ["grade", "low", "central"]].tolist()
    assert brazil == ["several goods", 0, 0]


def test_what_comes_by_the_port_of_the_rival_is_hidden_too_and_the_port_replaces_nobody():
    port = flows(("CHN", "JPN", 100, 10), ("AUS", "USA", 200, 20), ("HKG", "AUS", 50, 5), ("HKG", "JPN", 30, 3))
    found = best(port, **ASK).set_index("partner")
    assert found["hidden"].to_dict() == {"AUS": 0.25}
    alone = content(own(port, partner="AUS", rival="CHN")).set_index("product")
    assert alone.loc["1", "hidden"] == 0.25


def test_only_the_products_asked_for_are_ranked_and_an_importer_of_others_is_no_stranger():
    other = WORLD.assign(product="2")
    found = best(pd.concat([WORLD, other]), **ASK, products=["2"])
    assert set(found["product"]) == {"2"}
    assert best(WORLD, **ASK, products=["3"]).empty
