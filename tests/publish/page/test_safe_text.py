"""What is no character, or turns the text around it, does not get in."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from econsec.publish.page.safe_text import characters, embedded

ANY = st.text(st.characters())
TREES = st.recursive(
    ANY | st.integers() | st.none() | st.booleans(), lambda node: st.lists(node) | st.dictionaries(ANY, node)
)


@given(ANY)
def test_what_remains_can_be_written_and_is_no_control_character(text):
    clean = characters(text)
    clean.encode("utf-8")
    assert not [letter for letter in clean if unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\t\n"]


@given(TREES)
def test_cleaning_twice_changes_nothing(tree):
    assert characters(characters(tree)) == characters(tree)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"])))
def test_words_are_left_as_they_are(text):
    assert characters(text) == text


def test_a_label_cannot_turn_the_sentence_it_stands_in():
    assert characters("invoice \u202egnp.exe\u202c") == "invoice gnp.exe"


def test_names_of_fields_are_cleaned_too():
    assert characters({"a\x00": 1}) == {"a\ufffd": 1}


def test_data_in_a_script_element_cannot_end_it():
    written = embedded({"label": "</script><!--\u2028"})
    assert "<" not in written
    assert json.loads(written) == {"label": "</script><!--\u2028"}
