"""The gravity benchmark: its margins, its independence of order, and another estimator's digits."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from econsec import load
from econsec.decisions.science import coauthorship as ties
from econsec.decisions.science import gravity
from econsec.errors import NoDataError, ParameterError


@pytest.fixture(scope="module")
def works() -> pd.DataFrame:
    return load("coauthorship", year=[1990, 2023])


@pytest.fixture(scope="module")
def distances() -> pd.DataFrame:
    return load("distances")


@pytest.fixture(scope="module")
def fitted(works, distances) -> gravity.Gravity:
    return gravity.fit(works, distances, year=2023, economies=gravity.sample(works, distances))


def test_the_digits_are_those_of_statsmodels(fitted):
    # statsmodels 0.15.0, GLM(Poisson) on the 4,950 pairs of the same hundred economies, with a dummy an economy.
    golden = {"distance": -0.388645, "border": -0.009589, "language": 0.515409}
    assert fitted.coefficients == pytest.approx(golden, abs=2e-6)
    pair = fitted.pairs.set_index(["economy", "partner"]).loc[("JPN", "IND")]
    assert pair["works"] == 3364
    assert pair["expected"] == pytest.approx(4252.8601, abs=1e-3)


def test_every_economy_is_expected_to_write_what_it_wrote_in_all(fitted):
    sums = fitted.pairs.groupby("economy")[["works", "expected"]].sum()
    np.testing.assert_allclose(sums["expected"], sums["works"], rtol=1e-5)


def test_a_pair_has_one_expectation_whichever_way_it_is_read(fitted):
    wide = fitted.pairs.pivot_table(index="economy", columns="partner", values="expected").fillna(0.0).to_numpy()
    np.testing.assert_allclose(wide, wide.T)


def test_ties_that_follow_distance_alone_leave_no_gap():
    names = ["A", "B", "C", "D", "E"]
    far = {(a, b): 1000.0 * (1 + abs(i - j)) for i, a in enumerate(names) for j, b in enumerate(names) if a != b}
    pairs = pd.DataFrame([(*pair, km) for pair, km in far.items()], columns=["economy", "partner", "kilometres"])
    apart = pairs.assign(contiguous=False, common_language=False)
    made = pairs.assign(year=2020, works=1e6 / pairs["kilometres"])
    apart["contiguous"] = [place % 3 == 0 for place in range(len(apart))]
    found = gravity.fit(made, apart, year=2020, economies=names)
    assert found.coefficients["distance"] == pytest.approx(-1, abs=1e-4)
    np.testing.assert_allclose(found.pairs["ratio"], 1, rtol=1e-4)


def test_sizes_alone_are_shared_out_without_regard_to_distance(works, distances):
    # With no covariate the fit is the one of independence: a size each, whose products give every total.
    names = gravity.sample(works, distances, count=12)
    pairs = gravity.fit(works, distances, year=2023, economies=names, covariates=()).pairs
    wide = pairs.pivot_table(index="economy", columns="partner", values="expected").loc[names, names].to_numpy()
    # Of any four: e_ab e_cd = e_ac e_bd.
    assert wide[0, 1] * wide[2, 3] == pytest.approx(wide[0, 2] * wide[1, 3], rel=1e-5)


def test_bounds_hold_the_benchmark_and_are_those_of_its_forms(works, distances, fitted):
    names = gravity.sample(works, distances)
    low, high = gravity.bounds(works, distances, year=2023, economies=names, pair=("JPN", "IND"))
    mine = fitted.pairs.set_index(["economy", "partner"]).loc[("JPN", "IND"), "expected"]
    assert low < mine < high
    alone = gravity.fit(works, distances, year=2023, economies=names, covariates=()).pairs
    assert low <= alone.set_index(["economy", "partner"]).loc[("JPN", "IND"), "expected"] <= high
    weighed = distances.assign(kilometres=distances["kilometres_weighted"])
    held = [code for code in names if code != "MAC"]  # which has no distance weighted by people
    other = gravity.fit(works, weighed, year=2023, economies=held).pairs.set_index(["economy", "partner"])
    assert low <= other.loc[("JPN", "IND"), "expected"] <= high
    every = gravity.ranges(works, distances, year=2023, economies=names).set_index(["economy", "partner"])
    assert tuple(every.loc[("JPN", "IND"), ["low", "high"]]) == (low, high)
    assert ((every["low"] <= every["high"]) & (every["ratio_low"] <= every["ratio_high"])).all()
    one = distances.drop(columns="kilometres_weighted")
    fewer = gravity.ranges(works, one, year=2023, economies=names).set_index(["economy", "partner"])
    assert (every["low"] <= fewer["low"] + 1e-6).all()
    assert gravity.bounds(works, distances, year=2023, economies=names, pair=("JPN", "SRB")) is None


def test_a_misspelt_covariate_is_refused(works, distances):
    with pytest.raises(ParameterError, match="distanse"):
        gravity.fit(works, distances, year=2023, economies=["JPN", "IND", "CHN"], covariates=["distanse"])


def test_two_economies_are_too_few(works, distances):
    with pytest.raises(NoDataError):
        gravity.fit(works, distances, year=2023, economies=["JPN", "IND"])


def test_an_economy_without_a_distance_is_left_out_even_if_it_is_asked_for(works, distances):
    assert "SRB" not in gravity.sample(works, distances, count=5, always=["SRB", "BTN"])
    assert "BTN" in gravity.sample(works, distances, count=5, always=["SRB", "BTN"])


def test_japan_was_indias_third_partner_in_1990_and_is_its_twelfth_in_2023_openalex(works):
    found = ties.partners(works, load("coauthorship_totals"), economies=["IND", "JPN"])
    assert ties.places(found, economy="IND", partner="JPN")["rank"].tolist() == [3, 12]
    assert ties.places(found, economy="JPN", partner="IND")["rank"].tolist() == [7, 12]


def test_equal_ties_have_an_index_of_one_for_every_pair_but_for_the_missing_own_ties():
    names = [f"E{k}" for k in range(50)]
    same = pd.DataFrame([(a, b, 1.0) for a in names for b in names if a != b], columns=["economy", "partner", "works"])
    assert ties.index(same)["index"].round(6).unique().tolist() == [round(50 / 49, 6)]


def test_consortia_show_in_how_many_partners_a_work_has(works):
    found = ties.breadth(works, load("coauthorship_totals")).set_index(["economy", "year"])["breadth"]
    # OpenAlex, 2023: 142,309 pairs of Japan over its 59,574 international works.
    assert round(found["JPN", 2023], 2) == 2.39
    assert (found.dropna() >= 1 - 1e-9).all()
