"""Partners of one customs office: the largest by name, and who gained on whom."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import load
from econsec.decisions.customs.movers import largest, moved
from econsec.decisions.customs.reported import parts
from econsec.errors import NoDataError


@pytest.fixture(scope="module")
def phones() -> pd.DataFrame:
    return parts(load("japan_trade", commodity="telephony"), flow="import")


def test_the_largest_and_the_rest_add_up_to_the_world(phones):
    found = largest(phones, named=["CHN", "IND"], others=3)
    assert found.groupby("year")["share"].sum().round(9).eq(1).all()


def test_the_european_union_is_no_partner_beside_its_members(phones):
    assert "EUU" not in set(largest(phones, named=["CHN"], others=8)["partner"])
    assert "EUU" not in set(moved(phones, before=2018, after=2025)["partner"])


def test_named_partners_are_kept_however_small(phones):
    assert set(largest(phones, named=["IND"], others=0)["partner"]) == {"IND", "XXO"}


def test_changes_of_all_partners_add_up_to_what_the_unlisted_lose(phones):
    found = moved(phones, before=2018, after=2025)
    ends = phones.dropna(subset=["rank"]).groupby("year")["share"].sum()
    assert found["change"].sum() == pytest.approx(ends[2025] - ends[2018])


def test_a_year_that_is_not_there_is_named(phones):
    with pytest.raises(NoDataError, match="2008"):
        moved(phones, before=2008, after=2025)


def test_indias_part_of_japans_telephony_went_from_nothing_to_1_7_percent_ministry_of_finance(phones):
    found = moved(phones, before=2018, after=2025).set_index("partner").loc["IND"]
    assert found["before"] < 0.0005
    assert round(found["after"], 3) == 0.017
    assert round(found["value"] / 1e9, 1) == 78.4
