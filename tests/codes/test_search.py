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
