"""What is left of an offer when the supplier's own purchases from the rival are taken off, area by area."""

from __future__ import annotations

import pandas as pd
import pytest
from trade_tables import of_bundle

from econsec import decisions, load, sector, trade
from econsec.decisions.substitution.net_offers import net_goods, net_offers

LEDGER = pd.DataFrame({"product": ["1", "2"], "from_rival": 10.0, "low": 0.0, "central": [8.0, 5.0], "high": 9.0})
OWN = pd.DataFrame({"product": ["1"], "imports": 4.0, "from_rival": 2.0, "exports": 8.0, "rival_share": 0.5})


def test_what_is_not_known_makes_a_range_and_what_is_known_a_number():
    whole = pd.concat([OWN, OWN.assign(product="2", from_rival=4.0)])
    found = net_offers(net_goods({"a": (LEDGER, LEDGER)}, OWN, whole)).set_index("direction")
    assert found.loc["forward"][["gross", "low", "high", "first"]].tolist() == [13.0, 6.0, 11.0, "1"]
    assert found.loc["back", "low"] == found.loc["back", "high"] == pytest.approx(8 * 0.75 + 5 * 0.5)


@pytest.mark.parametrize(("good", "stage_before"), [("850511", "280530"), ("8505", "2805"), ("3004", "2941")])
def test_inputs_are_taken_off_goods_that_are_their_input_in_another_form(good, stage_before):
    ledger, own = LEDGER.assign(product=[good, "2"]), OWN.assign(product=good)
    plain, deep = (
        net_offers(net_goods({"a": (ledger, ledger)}, known, known))
        for known in (own, pd.concat([own, OWN.assign(product=stage_before, rival_share=0.9)]))
    )
    assert deep["low"].iloc[0] == pytest.approx(8 * 0.75 * 0.1)
    assert plain["low"].iloc[0] == pytest.approx(8 * 0.75)
    assert deep["inputs"].all()
    assert not plain["inputs"].any()


def test_a_ledger_that_knows_nothing_leaves_nothing_said():
    empty = LEDGER.assign(central=float("nan"))
    assert (
        net_offers(net_goods({"a": (empty, empty)}, OWN, OWN))[["gross", "low", "high", "first"]].isna().all(axis=None)
    )


def test_india_has_half_of_its_medicines_for_japan_from_china_itself_baci_2024():
    year, codes = 2024, list(sector("medicines").codes)
    asked = {"rival": "CHN", "year": year}
    ledger = decisions.ledger(of_bundle(), importer="JPN", partner="IND", **asked)
    own = decisions.hidden_content.own(trade("critical_minerals", year=year) | of_bundle(), partner="IND", **asked)
    goods = {"medicines": (ledger[ledger["product"].isin(codes)],) * 2}
    found = net_offers(net_goods(goods, own, own)).iloc[0]
    assert round(found["gross"] / 1e6, 1) == 530.3
    assert round(found["low"] / 1e6, 1) == round(found["high"] / 1e6, 1) == 336.3


def test_net_is_what_the_brief_scores_in_every_area_and_direction():
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
    goods = net_goods(goods, *own)
    found = net_offers(goods).set_index(["area", "direction"])
    assert found["graded"].groupby("area").all().to_dict() == {area: area == "critical_minerals" for area in goods}
    kept = ("coauthorship", "ai_models", "github_activity", "ict_services", "facts")
    evidence = decisions.Evidence(goods, *(load(name) for name in kept))
    printed = decisions.dialogue(evidence, **roles, year=year)
    printed = printed[printed["kind"].isin(["need met", "need met by grade"])]
    kinds = printed.drop_duplicates("area").set_index("area")["kind"]
    assert kinds.pop("critical_minerals") == "need met by grade"
    assert set(kinds) == {"need met"}
    printed["direction"] = printed["supplier"].map({"IND": "forward", "JPN": "back"})
    printed = printed.set_index(["area", "direction"]).loc[found.index]
    assert len(printed) == len(found) == 10
    for ours, theirs in {"value": "low", "of": "need"}.items():
        assert printed[ours].to_numpy() == pytest.approx(found[theirs].to_numpy())
    for ours, theirs in {"score_low": "least", "score_high": "most"}.items():
        assert (printed[ours] * printed["of"]).to_numpy() == pytest.approx(found[theirs].to_numpy())
