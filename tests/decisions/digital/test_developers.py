"""Developers by quarter: growth beside growth, persons beside persons, and a gap beside a gain."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec import load
from econsec.decisions.digital import developers
from econsec.errors import NoDataError


def counts(**values: list[float]) -> pd.DataFrame:
    parts = [
        pd.DataFrame({"economy": economy, "turn": range(8080, 8080 + len(own)), "value": own})
        for economy, own in values.items()
    ]
    found = pd.concat(parts, ignore_index=True)
    return found.assign(year=found["turn"] // 4, quarter=found["turn"] % 4 + 1)


def test_india_has_22_7_million_accounts_and_japan_4_6_github_2025_q3():
    found = developers.by_quarter(load("github_activity"))
    last = found[found["turn"] == found["turn"].max()].set_index("economy")
    assert (last["value"]["IND"], last["value"]["JPN"]) == (22_682_855, 4_593_480)
    assert (last["year"]["IND"], last["quarter"]["IND"]) == (2025, 3)


def test_the_european_union_stands_beside_its_members_and_is_left_out():
    assert "EUU" not in set(developers.by_quarter(load("github_activity"))["economy"])


def test_a_measure_that_is_not_there_is_refused():
    with pytest.raises(NoDataError, match="no dogs until 2021"):
        developers.by_quarter(load("github_activity"), measure="dogs", until=2021)


def test_a_year_is_compared_with_the_same_quarter_before():
    found = developers.pace(counts(IND=[1, 1, 1, 1, 1, 100, 1, 1, 1, 120])).iloc[0]
    assert (found["before"], found["gain"], found["growth"]) == (100, 20, 0.2)
    assert (found["year"], found["quarter"], found["years"]) == (2022, 2, 2)


def test_a_small_economy_is_shown_and_not_ranked():
    found = developers.pace(counts(IND=[10, 0, 0, 0, 20], BTN=[1, 0, 0, 0, 9]), least=15).set_index("economy")
    assert found["rank"]["IND"] == 1
    assert pd.isna(found["rank"]["BTN"])
    assert set(found["of"]) == {1}


def test_an_economy_without_the_quarter_a_year_ago_has_no_growth():
    found = developers.pace(counts(IND=[10, 10, 10, 10, 20], NPL=[5])).set_index("economy")
    assert list(found.index) == ["IND"]
    late = pd.concat([counts(IND=[10, 10, 10, 10, 20]), counts(NPL=[0, 0, 0, 0, 7]).tail(1)])
    assert pd.isna(developers.pace(late).set_index("economy")["growth"]["NPL"])


@given(st.floats(0.1, 10.0))
def test_density_does_not_know_the_unit_of_size(times):
    persons = pd.DataFrame({"economy": "JPN", "year": [2020, 2021], "value": [100.0, 90.0]})
    own = counts(JPN=[1.0, 1, 1, 1, 3])
    plain = developers.density(own, persons)
    scaled = developers.density(own.assign(value=own["value"] * times), persons.assign(value=persons["value"] * times))
    assert scaled[["before", "after"]].to_numpy() == pytest.approx(plain[["before", "after"]].to_numpy())


def test_japan_has_72_5_million_persons_of_working_age_world_bank_2025():
    found = developers.working_age(load("wdi"), economies=["JPN"], since=1995).set_index("year")
    assert found["value"][2025] == pytest.approx(72.5e6, abs=5e4)
    assert found["index"][1995] == 100


def test_the_one_with_a_stated_shortage_lacks_whatever_the_order():
    facts = load("facts")
    rates = pd.DataFrame({"economy": ["JPN", "IND"], "gain": [1e6, 5e6]})
    there, back = (developers.against_gap(facts, rates, pair=pair) for pair in (["JPN", "IND"], ["IND", "JPN"]))
    pd.testing.assert_frame_equal(there, back)
    assert set(there["economy"]) == {"JPN"}
    assert there["value"].max() == 789_000


@pytest.mark.parametrize(
    ("pair", "gains"), [(["DEU", "IND"], [1e6, 1e6]), (["JPN", "IND"], [-1.0, 1e6])], ids=["none stated", "a loss"]
)
def test_no_stated_shortage_or_a_loss_gives_no_row(pair, gains):
    rates = pd.DataFrame({"economy": pair, "gain": gains})
    assert developers.against_gap(load("facts"), rates, pair=pair).empty
