"""What stands on each shelf, under which names, and in which of two series."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import trade
from econsec.errors import NoDataError
from econsec.flows.shelves import EVERY_PAIR, LISTED, MINERALS, stores, years


def test_without_a_store_of_ones_own_there_is_the_bundle_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path))
    assert stores() == ()
    assert max(years()) == 2024
    with pytest.raises(NoDataError, match="store"):
        trade("850511", year=2024, source="baci")


def test_every_code_of_every_shelf_is_told_by_one_dataset():
    codes = dict.fromkeys([*MINERALS.codes, *EVERY_PAIR.codes, *LISTED.codes])
    six = [code for code in codes if len(code) == 6]
    found = trade(six, year=2024, source="bundle").shelves
    assert set(six) <= set(found["product"])
    assert not found["product"].duplicated().any()


def test_a_shelf_knows_what_it_holds_whole_and_nothing_else():
    assert MINERALS.knows(["850511", "2504", "999999"]) == ("850511",)
    assert EVERY_PAIR.knows(["2504", "850511x"]) == ("2504",)


def test_a_heading_is_the_sum_of_its_codes_of_which_no_tonnes_are_made_up():
    heading, *parts = (EVERY_PAIR.tell([code], first=2024, last=2024).named for code in ("2846", "284610", "284690"))
    parts = pd.concat(parts)
    assert heading["value"].sum() == pytest.approx(parts["value"].sum())
    expected = parts.groupby(["exporter", "importer"], observed=True)["tonnes"].agg(lambda own: own.sum(skipna=False))
    found = heading.set_index(["exporter", "importer"])["tonnes"]
    pd.testing.assert_series_equal(found.sort_index(), expected.sort_index(), check_index_type=False)


def test_one_series_holds_its_own_past_and_the_other_the_largest_flows_of_it():
    whole = EVERY_PAIR.tell(["280530"], first=2024, last=2024)
    assert (whole.trimmed, whole.before) == (frozenset(), ("baci_hs92",))
    largest = MINERALS.tell(["850511"], first=2024, last=2024)
    assert (largest.trimmed, largest.before) == (frozenset(largest.products), ("baci_minerals_trend",))
    assert whole.years == largest.years == [2024]
    assert whole.past["year"].max() <= 2024


def test_lists_and_totals_of_headings_and_chapters_each_name_their_own_dataset():
    found = LISTED.tell(["85", "8542"], first=2024, last=2024).shelves.set_index(["product", "kind"])["dataset"]
    assert found.to_dict() == {
        ("8542", "list"): "baci_routes",
        ("8542", "total"): "baci_hs4",
        ("85", "list"): "baci_routes",
        ("85", "total"): "baci_hs2",
    }


def test_an_economy_that_no_table_covers_is_unknown_and_not_zero():
    found = MINERALS.tell(["850511"], first=2024, last=2024)
    assert found.between("XXX", "YYY")[["value", "low", "high"]].isna().to_numpy().all()
    assert found.side("XXX", "imports").isna().to_numpy().all()
