"""Words find what is called so, in either language, and say how sure they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.codes.products import named_products
from econsec.codes.search import exact, find
from econsec.codes.tables import read
from econsec.errors import UnknownValueError


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("lithium hydroxide", "282520"),
        ("水酸化リチウム", "282520"),
        ("レアアース", "rare-earths"),
        ("rare earths", "rare-earths"),
        ("Semiconductors", "semiconductors"),
        ("medicine", "medicines"),
        ("集積回路", "8542"),
        ("integrated circuits", "8542"),
        ("crude oil", "2709"),
        ("ＬＮＧ", "271111"),
    ],
)
def test_words_find_what_is_called_so(words, name):
    assert find(words)[0].name == name


def test_a_language_narrows_the_search():
    assert find("レアアース", "ja")[0].name == "rare-earths"
    assert find("レアアース", "en") == ()
    with pytest.raises(UnknownValueError, match="language"):
        find("lithium", "fr")


def test_a_misspelt_word_is_found_and_not_called_whole():
    best = find("tungstn")[0]
    assert (best.name, best.whole) == ("tungsten", False)
    assert find("x") == find("") == ()


@pytest.mark.parametrize(
    ("words", "other"),
    [
        ("magnets", "251910"),
        ("oil", "7506"),
        ("リン", "300410"),
        ("ガス", "8484"),
    ],  # magnesite, foil, penicillin, gaskets
)
def test_a_word_that_titles_have_is_no_word_that_is_spelt_nearly_so_and_comes_before_what_only_holds_it(words, other):
    found = find(words, limit=100)
    whole = [one.whole for one in found]
    assert whole == sorted(whole, reverse=True)
    assert whole[0]
    assert other not in [one.name for one in found if one.whole or words.isascii()]


@pytest.mark.parametrize(("one", "several"), [("magnet", "magnets"), ("gas", "gases"), ("switch", "switches")])
def test_one_and_several_find_the_same(one, several):
    assert find(one) == find(several) != ()


def test_the_beginning_of_a_word_finds_it_while_it_is_typed():
    assert [(one.name, one.whole) for one in find("semicond", limit=1)] == [("semiconductors", False)]
    assert not any(one.whole for one in find("アルミ"))


@pytest.mark.parametrize("words", ["cars", "case", "cases", "houses"])  # no carpets, cash, gases, housing
def test_a_word_without_its_ending_is_not_the_beginning_of_another_nor_spelt_nearly_like_it(words):
    assert find(words) == ()


def test_other_names_name_what_there_is():
    names = set(read("aliases")["name"])
    assert all(find(alias)[0].score == 100 for alias in read("aliases")["alias"])
    assert names == {exact(alias) for alias in read("aliases")["alias"]}


@given(st.text(max_size=30))
def test_any_text_is_searched_and_scores_fall_within_0_and_100(words):
    found = find(words)
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    assert len({one.name for one in found}) == len(found)


@given(st.sampled_from(sorted(named_products("en").items()) + sorted(named_products("ja").items())))
def test_a_title_finds_its_own_code_whatever_its_width_and_case(item):
    code, title = item
    for said in (title, title.upper(), unicodedata.normalize("NFKC", title)):
        ranked = {one.name: one.score for one in find(said, limit=1000)}
        assert ranked[code] == max(ranked.values()) == 100
