"""What is left of an offer when the supplier's own purchases from the rival are taken off, area by area."""

from __future__ import annotations

import pandas as pd
import pytest
from trade_tables import of_bundle

from econsec import decisions, load, sector, trade
from econsec.decisions.substitution.net_offers import net_offers

LEDGER = pd.DataFrame({"product": ["1", "2"], "from_rival": 10.0, "low": 0.0, "central": [8.0, 5.0], "high": 9.0})
OWN = pd.DataFrame({"product": ["1"], "imports": 4.0, "from_rival": 2.0, "exports": 8.0, "rival_share": 0.5})


def test_what_is_not_known_makes_a_range_and_what_is_known_a_number():
    whole = pd.concat([OWN, OWN.assign(product="2", from_rival=4.0)])
    found = net_offers({"a": (LEDGER, LEDGER)}, OWN, whole).set_index("direction")
    assert found.loc["forward"][["gross", "low", "high", "first"]].tolist() == [13.0, 6.0, 11.0, "1"]
    assert found.loc["back", "low"] == found.loc["back", "high"] == pytest.approx(8 * 0.75 + 5 * 0.5)


def test_inputs_are_taken_off_in_the_areas_that_name_them():
    own = pd.concat([OWN, OWN.assign(product="3", rival_share=0.9)])
    made = pd.DataFrame({"product": ["1"], "input": "3"})
    plain, deep = (net_offers({"a": (LEDGER, LEDGER)}, own, own, inputs=known) for known in (None, {"a": made}))
    assert deep["low"].iloc[0] == pytest.approx(8 * 0.75 * 0.1)
    assert deep["low"].iloc[0] < plain["low"].iloc[0]
    assert deep["inputs"].all()
    assert not plain["inputs"].any()


def test_a_ledger_that_knows_nothing_leaves_nothing_said():
    empty = LEDGER.assign(central=float("nan"))
    assert net_offers({"a": (empty, empty)}, OWN, OWN)[["gross", "low", "high", "first"]].isna().all(axis=None)


def test_india_has_half_of_its_medicines_for_japan_from_china_itself_baci_2024():
    year, codes = 2024, list(sector("medicines").codes)
    asked = {"rival": "CHN", "year": year}
    ledger = decisions.ledger(of_bundle(), importer="JPN", partner="IND", **asked)
    own = decisions.hidden_content.own(trade("critical_minerals", year=year) | of_bundle(), partner="IND", **asked)
    goods = {"medicines": (ledger[ledger["product"].isin(codes)],) * 2}
    found = net_offers(goods, own, own, inputs={"medicines": sector("medicines").inputs}).iloc[0]
    assert round(found["gross"] / 1e6, 1) == 530.3
    assert round(found["low"] / 1e6, 1) == round(found["high"] / 1e6, 1) == 336.3


def test_gross_is_what_the_brief_prints_in_every_area_and_direction():
    year, roles = 2024, {"importer": "JPN", "partner": "IND", "rival": "CHN"}
    turned = roles | {"importer": "IND", "partner": "JPN"}
    flows, history = load("baci_minerals", year=year), load("baci_minerals_trend")
    listed = of_bundle()
    codes = {name: sector(name).codes for name in decisions.HEADING_AREAS}
    both = [decisions.ledger(listed, **asked, year=year) for asked in (roles, turned)]
    complete = tuple(decisions.ledger(flows, **asked, history=history, year=year) for asked in (roles, turned))
    goods = {"critical_minerals": complete} | decisions.by_area(codes, *both)
    every = trade("critical_minerals", year=year) | listed
    own = [decisions.hidden_content.own(every, partner=one, rival="CHN", year=year) for one in ("IND", "JPN")]
    found = net_offers(goods, *own).set_index(["area", "direction"])["gross"]
    kept = ("coauthorship", "ai_models", "gpu_clusters", "github_activity", "ict_services", "facts")
    evidence = decisions.Evidence(goods, *(load(name) for name in kept))
    printed = decisions.dialogue(evidence, **roles, year=year)
    printed = printed[printed["kind"] == "need met"]
    printed["direction"] = printed["supplier"].map({"IND": "forward", "JPN": "back"})
    printed = printed.set_index(["area", "direction"])["value"]
    assert len(printed) == len(found) == 10
    pd.testing.assert_series_equal(found.sort_index(), printed.sort_index(), check_names=False, check_index_type=False)
