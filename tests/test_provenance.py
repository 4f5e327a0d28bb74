"""Every source says whose it is, under which licence, and what is doubtful about it."""

from __future__ import annotations

import re

import pytest

from econsec.provenance import (
    TRANSLATED,
    UnknownCaveatError,
    UnknownSourceError,
    caveat,
    caveats,
    source,
    sources,
)

JAPANESE = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
#: Names that Japanese writes as they are.
NAMES = {
    "publisher": {
        "CEPII",
        "Emerging Technology Observatory (CSET, Georgetown University)",
        "Epoch AI",
        "GitHub",
        "Global Trade Alert",
        "OpenAlex",
    },
    "product": {
        "Advanced Semiconductor Supply Chain Dataset",
        "BACI",
        "Critical Minerals Data Explorer",
        "Export Import Data Bank",
        "GeoDist",
        "Global Trade Alert",
        "IRENASTAT",
        "Innovation Graph",
        "Mineral Commodity Summaries",
        "Science and Engineering Indicators",
        "UN Comtrade",
    },
    "licence": {"CC BY 4.0", "CC BY-NC 4.0", "CC0 1.0", "Etalab Open Licence 2.0"},
}


@pytest.mark.parametrize("item", sources(), ids=lambda item: item.id)
def test_a_source_names_publisher_edition_licence_and_coverage_in_both_languages(item):
    for language in ("en", "ja"):
        for field in ("publisher", "product", "edition", "citation", "licence", "covers"):
            assert item.text(field, language)
    assert re.fullmatch(r"\d{4}(-\d\d){0,2}", item.vintage)
    assert item.url.startswith("http")


@pytest.mark.parametrize("field", TRANSLATED)
def test_what_a_japanese_page_says_of_a_source_is_japanese_or_a_name(field):
    """Without its Japanese a field is told in English, which nobody would see here otherwise."""
    english = {item.id: item.text(field, "ja") for item in sources() if not JAPANESE.search(item.text(field, "ja"))}
    names = NAMES.get(field, set())
    assert {name: text for name, text in english.items() if text not in names} == {}
    assert names <= {*english.values()}, "a name that no source has"


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
