"""What the indicators mean, in both languages."""

from __future__ import annotations

import re

import pytest

import econsec.indicators
from econsec.errors import ParameterError, UnknownIndicatorError
from econsec.indicators import Reason, describe, explain
from econsec.indicators.definitions import described
from econsec.indicators.rules import rules

HELPERS = {"Complexity", "Definition", "Fitness", "Reason", "dependence_evidence", "describe", "explain", "frame"}
HELPERS |= {"leontief_inverse"}


def test_every_public_indicator_and_rule_is_defined_and_nothing_else():
    assert set(described()) == set(econsec.indicators.__all__) - HELPERS | {rule.name for rule in rules()}


@pytest.mark.parametrize("name", described())
def test_definition_is_whole_in_both_languages(name):
    for language in ("en", "ja"):
        made = describe(name, language)
        assert all((made.term, made.text, made.formula, made.reference, made.range))
        assert made.text.endswith("。" if language == "ja" else ".")
    assert re.search(r"[ぁ-んァ-ヶ一-龠]", describe(name, "ja").text)


@pytest.mark.parametrize("reason", Reason)
def test_reason_is_explained_in_both_languages(reason):
    assert explain(reason, "en") != explain(reason, "ja")


def test_unknown_indicator_is_refused_with_a_likely_one():
    with pytest.raises(UnknownIndicatorError, match=r"no indicator 'grubel_loyd'. Did you mean grubel_lloyd"):
        describe("grubel_loyd")


def test_unknown_language_is_refused():
    with pytest.raises(ParameterError, match="'en' or 'ja'"):
        describe("hhi", "fr")
