"""Method notes: every decision that a report leans on is defined in both languages."""

from __future__ import annotations

import re

import pytest

from econsec.decisions.methods import UnknownMethodError, describe, methods


@pytest.mark.parametrize("name", methods())
def test_a_method_is_defined_in_both_languages_with_a_reference(name):
    english, japanese = describe(name), describe(name, "ja")
    assert english.reference == japanese.reference != ""
    assert re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", japanese.term)
    assert not re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", english.text)
    # A formula stands in both editions: symbols, no words.
    assert not re.search(r"[a-z]{4,}", english.formula.replace("sqrt", "").replace("exp", ""))


def test_indicators_are_found_through_the_same_door():
    assert describe("hhi").reference.startswith("Hirschman")


def test_an_unknown_method_gets_the_nearest_name():
    with pytest.raises(UnknownMethodError, match="hidden_content"):
        describe("hidden_contents")
