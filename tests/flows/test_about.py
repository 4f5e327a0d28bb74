"""Results explain themselves: whose figures, in which units, of when, with what to beware of."""

from __future__ import annotations

import pandas as pd
import pytest

import econsec
from econsec.errors import EconsecError, ParameterError, UnknownDatasetError, UnknownValueError
from econsec.provenance import caveat

FLOWS = econsec.load("baci_minerals", year=2024, product="850511")


@pytest.mark.parametrize(
    "part",
    [
        FLOWS,
        FLOWS.head(2),
        FLOWS[FLOWS["importer"] == "JPN"],
        FLOWS.sort_values("value"),
        FLOWS.assign(share=1.0),
        FLOWS.groupby("exporter")[["value"]].sum(),
        FLOWS["value"],
    ],
    ids=["whole", "head", "filtered", "sorted", "assigned", "grouped", "column"],
)
def test_what_pandas_makes_of_a_loaded_table_still_says_whose_it_is(part):
    assert econsec.about(part).datasets[0].name == "baci_minerals"


@pytest.mark.parametrize("name", [one.name for one in econsec.datasets()])
def test_every_dataset_tells_units_source_licence_and_caveats_in_both_languages(name):
    for language in ("en", "ja"):
        found = econsec.about(name, language)
        assert len(found.units) == len(econsec.dataset(name).fields)
        for said in (repr(found), found._repr_html_()):
            source = econsec.dataset(name).source
            assert source.vintage in said
            assert source.url.replace("&", "&amp;") in said or source.url in said
        for one in econsec.dataset(name).caveats:
            assert caveat(one, language) in repr(found)


def test_trade_and_what_decisions_return_know_every_source():
    metals = econsec.trade("280530", year=2024)
    assert {one.name for one in econsec.about(metals).datasets} == set(metals.sources)
    found = econsec.decisions.suppliers(metals, importer="JPN", year=2024)
    assert {one.name for one in econsec.about(found).datasets} == set(found.sources)


def test_figures_of_ones_own_tell_their_own_caveats_and_nobody_elses():
    rows = pd.DataFrame({"exporter": ["China", "India"], "importer": "Japan", "product": 850511, "value": [3, 1]})
    mine = econsec.own(rows, publisher="Us", title="Survey", licence="internal", year=2025, caveats=["Ten of us."])
    assert econsec.about(mine).caveats == ("Ten of us.",)
    assert econsec.about(mine).sources == ("Us, Survey 2025, internal",)


def test_what_does_not_say_where_it_is_from_is_refused_in_a_sentence():
    for what in (pd.DataFrame({"a": [1]}), 3, None, [1], pd):
        with pytest.raises(ParameterError, match="nothing says where this"):
            econsec.about(what)
    with pytest.raises(UnknownDatasetError, match="Did you mean wgi"):
        econsec.about("wgii")
    with pytest.raises(UnknownValueError):
        econsec.about("wgi", "fr")


def test_datasets_are_a_table_that_one_reads_at_a_glance():
    all_of_them = econsec.datasets()
    assert len(repr(all_of_them)) < 15_000
    assert len(repr(econsec.dataset("baci_minerals"))) < 3_000
    assert all_of_them.table["name"].tolist() == [one.name for one in all_of_them]
    assert "<table" in all_of_them._repr_html_()


@pytest.mark.parametrize(
    ("words", "name"),
    [("lithium", "lithium"), ("リチウム", "lithium"), ("永久磁石", "850511"), ("850511", "850511"), ("8542", "8542")],
)
def test_products_are_found_by_words_in_both_languages_and_by_code(words, name):
    found = econsec.find(words)
    assert name in found["name"].tolist()[:3]
    for row in found[found["kind"] != "dataset"].itertuples():
        assert row.get == f'trade("{row.name}")'
        assert econsec.trade(row.name).asked.names == (row.name,)


def test_datasets_are_found_by_what_they_hold_and_by_their_own_words():
    held = econsec.find("850511")
    assert {"baci_minerals", "baci_minerals_trend"} <= set(held["name"])
    assert econsec.find("governance").query("kind == 'dataset'")["name"].tolist()[0] == "wgi"
    assert "wgi" in econsec.find("ガバナンス")["name"].tolist()


def test_economy_and_year_leave_only_datasets_that_have_them():
    for year in (2020, "2023"):
        for name in econsec.find("lithium", year=year).query("kind == 'dataset'")["name"]:
            assert int(year) in econsec.dataset(name).years
    for name in econsec.find(economy="India", limit=100)["name"]:
        held = econsec.dataset(name).economies
        assert not held or "IND" in held
    everything = {one.name for one in econsec.datasets()}
    left_out = everything - set(econsec.find(economy="India", limit=100)["name"])
    assert all("IND" not in econsec.dataset(name).economies for name in left_out)


@pytest.mark.parametrize("written", ["HS 850511", "8505.11", "８５０５１１", "hs8505.11", " 850511 "])
def test_a_code_is_found_however_it_is_written(written):
    assert econsec.find(written).equals(econsec.find("850511"))


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"words": " "},
        {"words": "12345"},
        {"words": "00"},
        {"words": 850511},
        {"words": "tin", "limit": -1},
        {"economy": "Inda"},
        {"year": "soon"},
    ],
)
def test_what_cannot_be_asked_is_said(asked):
    with pytest.raises(EconsecError):
        econsec.find(**asked)


def test_nothing_near_is_an_empty_table():
    assert econsec.find("qqqqq").empty
    assert econsec.find("%").empty
