"""The fit of what one sells in an area with what the other buys."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.decisions.agenda.baskets import basket_fit, basket_strength, baskets
from econsec.errors import ParameterError
from econsec.indicators import frame

ASK = {"one": "IND", "other": "JPN", "year": 2024}
SOLD = frame(
    exporter=["IND", "IND", "JPN", "USA", "USA"], product=["a", "b", "b", "a", "b"], value=[30, 10, 20, 10, 30]
)
BOUGHT = frame(importer=["JPN", "JPN", "IND"], product=["a", "b", "b"], value=[10, 10, 5])


def scores(found: pd.DataFrame, column: str = "score") -> dict[tuple[str, str], float]:
    return found.set_index(["supplier", "buyer"])[column].to_dict()


def test_the_fit_is_what_two_baskets_have_in_common_in_each_direction_by_hand():
    # India sells 3/4 and 1/4, Japan buys 1/2 and 1/2: 1/2 + 1/4 in common. Japan sells and India buys b alone.
    found = basket_fit("medicines_fit", SOLD, BOUGHT, **ASK)
    assert scores(found) == pytest.approx({("IND", "JPN"): 0.75, ("JPN", "IND"): 1.0})
    assert found[["value", "of", "unit"]].to_numpy().tolist() == [[75.0, 100.0, "index"], [100.0, 100.0, "index"]]


def test_strength_where_it_is_needed_is_a_sum_of_two_advantages_by_hand():
    # The world exports 40 of a and 60 of b. India to Japan: (0.75 x 0.5) / 0.4 + (0.25 x 0.5) / 0.6 = 1.145833.
    # Japan to India: (1 x 1) / 0.6 = 1.666667.
    found = basket_strength("critical_minerals_strength", SOLD, BOUGHT, **ASK)
    assert scores(found, "value") == pytest.approx({("IND", "JPN"): 1.1458333, ("JPN", "IND"): 1.6666667})
    assert scores(found)["JPN", "IND"] == pytest.approx(0.625)


def test_one_that_sells_nothing_has_no_score():
    for ask, measure in ((basket_fit, "medicines_fit"), (basket_strength, "critical_minerals_strength")):
        found = scores(ask(measure, SOLD[SOLD["exporter"] != "JPN"], BOUGHT, **ASK))
        assert np.isnan(found["JPN", "IND"])
        assert found["IND", "JPN"] > 0


def test_a_heading_that_is_not_known_of_both_is_left_out_and_not_taken_for_zero():
    totals = pd.DataFrame(
        {
            "year": 2024,
            "product": ["1", "1", "2", "3", "3"],
            "economy": ["IND", "JPN", "IND", "IND", "JPN"],
            "exports": [1.0, 2.0, 9.0, 5.0, np.nan],
            "imports": 1.0,
        }
    )
    flows = frame(exporter="CHN", importer="JPN", product="850511", value=[3])
    found = baskets({"medicines": ["1", "2", "3"]}, totals, flows, economies=["IND", "JPN"], year=2024)
    assert set(found) == {"critical_minerals", "medicines"}
    assert set(found["medicines"][0]["product"]) == {"1"}
    assert found["critical_minerals"][1]["importer"].tolist() == ["JPN"]


def test_a_measure_of_another_kind_is_refused():
    with pytest.raises(ParameterError, match="medicines_fit"):
        basket_fit("medicines_trade", SOLD, BOUGHT, **ASK)
    with pytest.raises(ParameterError, match="critical_minerals_strength"):
        basket_strength("medicines_fit", SOLD, BOUGHT, **ASK)


amounts = st.lists(st.floats(0.01, 1e6), min_size=3, max_size=3)


@given(amounts, amounts, amounts)
def test_scores_lie_between_none_and_all_and_do_not_know_the_unit(sold, bought, rest):
    exports = frame(exporter=["IND"] * 3 + ["USA"] * 3, product=["a", "b", "c"] * 2, value=sold + rest)
    imports = frame(importer="JPN", product=["a", "b", "c"], value=bought)
    for ask, measure in ((basket_fit, "medicines_fit"), (basket_strength, "critical_minerals_strength")):
        plain, scaled = (
            scores(ask(measure, exports.assign(value=exports["value"] * times), imports, **ASK))["IND", "JPN"]
            for times in (1, 1000)
        )
        assert 0 <= plain <= 1
        assert scaled == pytest.approx(plain)
