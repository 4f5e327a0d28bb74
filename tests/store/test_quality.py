"""What a report says of the tables it reads, is what the check of all tables says."""

from __future__ import annotations

import pytest

from econsec.errors import IntegrityError, UnknownDatasetError
from econsec.store import check
from econsec.store.quality import quality


def test_a_table_is_tested_for_its_bytes_and_by_its_own_gates():
    names = [outcome.name for outcome in quality("wgi", "iea_supply")]
    assert names == ["wgi.sha256", "wgi.range", "wgi.years", "iea_supply.sha256", "iea_supply.totals"]
    assert all(outcome.passed for outcome in quality("wgi", "iea_supply"))


def test_a_gate_that_needs_a_table_which_the_report_does_not_read_is_left_to_the_check_of_all():
    alone = {outcome.name for outcome in quality("baci_hs2")}
    both = {outcome.name for outcome in quality("baci_hs2", "baci_totals")}
    assert "baci_hs2.totals" not in alone
    assert "baci_hs2.totals" in both


def test_it_finds_what_the_check_of_all_finds(bundle, monkeypatch):
    monkeypatch.setenv("ECONSEC_DATA", str(bundle))
    whole = {outcome.name: outcome.detail for outcome in check(bundle)}
    for outcome in quality("usgs_world", "iea_supply"):
        assert outcome.detail == whole[outcome.name]


def test_a_table_whose_bytes_are_wrong_is_not_read(bundle, monkeypatch):
    monkeypatch.setenv("ECONSEC_DATA", str(bundle))
    path = bundle / "tidy/iea_supply.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    (outcome,) = quality("iea_supply")
    assert (outcome.passed, outcome.error) == (False, IntegrityError)


def test_a_table_that_is_none_is_an_error():
    with pytest.raises(UnknownDatasetError):
        quality("iea_suply")
