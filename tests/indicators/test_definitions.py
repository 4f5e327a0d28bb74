"""What the indicators mean, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import econsec.indicators
from econsec import toml_tables
from econsec.errors import ParameterError, UnknownIndicatorError
from econsec.indicators import Reason, definitions, describe, explain
from econsec.indicators.definitions import described
from econsec.indicators.dependence.rules import rules

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


JAPANESE = re.compile(r"[぀-ヿ一-鿿]")
# What a formula is written with: an equation, a comparison, a power, a sum, or the order or conditions it speaks of.
WRITTEN = re.compile(r"[=<>/^]|S_p|in order of|conditions")


@pytest.mark.parametrize("name", described())
def test_each_language_is_written_in_itself_and_says_more_than_its_term(name):
    english, japanese = describe(name, "en"), describe(name, "ja")
    for word in (english.term, english.text):
        assert not JAPANESE.search(word)
    assert len(JAPANESE.findall(japanese.text)) > len(japanese.text) / 2
    assert JAPANESE.search(japanese.term) or japanese.term.isupper()
    for made in (english, japanese):
        assert len(made.text) > len(made.term)
    assert (english.reference, english.range) == (japanese.reference, japanese.range)
    # Words of a formula are translated; its numbers and signs are the same, and so is a formula without words.
    signs = [sorted(re.findall(r"[\d.]+|[<>=/^|*]| - ", made.formula)) for made in (english, japanese)]
    assert signs[0] == signs[1], "the formula and ja.formula must have the same numbers and signs"
    assert english.formula == japanese.formula or JAPANESE.search(japanese.formula)
    assert not re.search(r"\b[a-z]{4,}\b", japanese.formula) or english.formula == japanese.formula


@pytest.mark.parametrize("name", described())
def test_the_formula_is_one_and_the_reference_names_author_and_year(name):
    made = describe(name)
    assert WRITTEN.search(made.formula)
    if name != "dependence_flags":
        assert re.search(r"\((19|20)\d\d\)|World Bank|Geological Survey|Miller", made.reference)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_the_definition_of_a_rule_states_its_thresholds_and_its_author(rule):
    made = describe(rule.name)
    for condition in rule.conditions:
        named = {"import_export_ratio": r"(M > 2X|M/X > 1|exports > 1)"}.get(condition.number, f"> {condition.above:g}")
        assert re.search(named, made.formula)
    assert re.findall(r"\d{4}", rule.reference)[0] in made.reference


@pytest.mark.parametrize("lost", ["formula", "reference", "range", "en", "ja"])
def test_a_definition_that_loses_a_part_cannot_be_asked_for(lost, monkeypatch):
    whole = {name: dict(entry) for name, entry in definitions.defined("econsec.indicators", "definitions.toml").items()}
    del whole["hhi"][lost]
    monkeypatch.setattr(toml_tables, "read", lambda _: whole)
    definitions.defined.cache_clear()
    with pytest.raises(toml_tables.FactsError, match=rf"definitions\.toml \[hhi\] has no key '{lost}'"):
        describe("hhi")
    definitions.defined.cache_clear()


@pytest.mark.parametrize("reason", Reason)
def test_reason_is_explained_in_both_languages(reason):
    assert explain(reason, "en") != explain(reason, "ja")


def test_every_reason_is_given_somewhere_and_every_text_is_of_a_reason():
    given = "".join(path.read_text(encoding="utf-8") for path in Path(definitions.__file__).parent.rglob("*.py"))
    assert [reason for reason in Reason if not re.search(rf"\bReason\.{reason.name}\b", given)] == []
    assert set(definitions._reasons()) == set(Reason)


def test_unknown_indicator_is_refused_with_a_likely_one():
    with pytest.raises(UnknownIndicatorError, match=r"no indicator 'grubel_loyd'. Did you mean grubel_lloyd"):
        describe("grubel_loyd")


def test_unknown_language_is_refused():
    with pytest.raises(ParameterError, match="'en' or 'ja'"):
        describe("hhi", "fr")
