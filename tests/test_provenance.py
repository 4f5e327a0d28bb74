"""Every source says whose it is, under which licence, and what is doubtful about it."""

from __future__ import annotations

import re

import pytest

from econsec.provenance import UnknownCaveatError, UnknownSourceError, caveat, caveats, source, sources


@pytest.mark.parametrize("item", sources(), ids=lambda item: item.id)
def test_a_source_names_publisher_edition_licence_and_coverage_in_both_languages(item):
    for language in ("en", "ja"):
        for field in ("publisher", "product", "edition", "citation", "licence", "covers"):
            assert item.text(field, language)
    assert re.fullmatch(r"\d{4}(-\d\d){0,2}", item.vintage)
    assert item.url.startswith("http")


@pytest.mark.parametrize("item", sources(), ids=lambda item: item.id)
def test_the_caveats_of_a_source_are_of_the_closed_list(item):
    assert set(item.caveats) <= set(caveats())
    assert all(item.warnings("ja"))


def test_every_caveat_is_used_and_said_in_both_languages():
    used = {name for item in sources() for name in item.caveats}
    assert used == set(caveats())
    for name in caveats():
        assert caveat(name) != caveat(name, "ja")


@pytest.mark.parametrize("item", sources(), ids=lambda item: item.id)
def test_a_licence_that_forbids_commercial_use_is_marked(item):
    assert item.commercial == ("NC" not in item.licence)


def test_a_wrong_source_gets_the_nearest_right_one():
    with pytest.raises(UnknownSourceError, match="Did you mean baci"):
        source("bacy")


def test_a_caveat_outside_the_list_is_an_error():
    with pytest.raises(UnknownCaveatError):
        caveat("because")


def test_source_lines():
    assert source("usgs_mcs").line().startswith("U.S. Geological Survey, Mineral Commodity Summaries 2026")
    assert source("baci").line("ja") == "CEPII「BACI」V202601（HS 2017）、Etalab Open Licence 2.0"
