"""Whole sentences: the same keys and placeholders in every language, every number through a kind."""

from __future__ import annotations

import re
import string
from itertools import groupby
from pathlib import Path

import pytest

from econsec import exhibits
from econsec.i18n import LANGUAGES
from econsec.i18n.text import KINDS, LOCALE, MessageError, catalogue, message, parts, text

WORDS = re.compile(r"[a-z ]+\|[a-z ]+")
ENGLISH, JAPANESE = catalogue("en"), catalogue("ja")


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def by_subject(keys):
    """Group keys by what they begin with: to hand out thousands of tests takes longer than to run them."""
    groups = groupby(sorted(keys), lambda key: key.partition(".")[0])
    return [pytest.param(list(group), id=subject) for subject, group in groups]


def test_both_languages_say_the_same_things():
    assert set(ENGLISH) == set(JAPANESE)


@pytest.mark.parametrize("keys", by_subject(set(ENGLISH) & set(JAPANESE)))
def test_a_sentence_keeps_to_its_placeholders(keys):
    for key in keys:
        # A form for a count may leave out what its words already say, and no more than the plain form has.
        plain = key.removesuffix(".zero").removesuffix(".one").removesuffix(".whole")
        allowed = placeholders(ENGLISH.get(plain, "")) | placeholders(JAPANESE.get(plain, ""))
        for template in (ENGLISH[key], JAPANESE[key]):
            if plain != key:
                assert placeholders(template) <= allowed
            for _, name, spec, _ in string.Formatter().parse(template):
                assert not spec or spec in KINDS or WORDS.fullmatch(spec), f"{key}: {{{name}:{spec}}}"
                assert "|" not in (spec or "") or template is ENGLISH[key], (
                    f"{key}: only English chooses words by a count"
                )
        if plain == key:
            assert placeholders(ENGLISH[key]) == placeholders(JAPANESE[key])


@pytest.mark.parametrize("keys", by_subject(ENGLISH))
def test_no_number_is_typed_in_a_sentence(keys):
    # Names of nomenclatures, editions and published thresholds are facts with a source, not results; so are the ends of
    # a scale, the units of an axis, and how many partners a source lists.
    scales = r"(?:of|to|=) 100|＝100|最大100|100＝|0 to 100%|0～100[%％]|10億|上位10|10か国|10相手国|H100"
    known = scales + r"|HS ?\d{4}|\d{4}年?版|2805|2846|850511|811292|World.*2023|2023年|\(2017\)|2017年"
    for key in keys:
        exempt = key.startswith(("caveat.", "column.hs", "status.", "trends.", "risk."))
        for template in (ENGLISH[key], JAPANESE[key]):
            bare = re.sub(known, "", re.sub(r"\{[^}]*\}", "", template))
            assert exempt or key.endswith((".zero", ".one")) or not re.search(r"\d{2,}|\d%|\d\.\d", bare), (key, bare)


def test_a_japanese_part_of_a_whole_says_what_is_counted():
    assert [key for key, template in JAPANESE.items() if re.search(r"\}中\{", template)] == []


@pytest.mark.parametrize("keys", by_subject(JAPANESE))
def test_a_japanese_sentence_holds_no_english_words(keys):
    for key in keys:
        bare = re.sub(r"\{[^}]*\}|econsec [\w .-]+", "", JAPANESE[key])  # a command is typed as it is
        words = re.findall(r"[A-Za-z]{2,}", bare)
        names = {
            "APS",
            "GW",  # symbols of units are written so in Japanese too
            "MW",
            "TWh",
            "HHI",
            "HS",
            "NZE",
            "STEPS",
            "BACI",
            "IEA",
            "USGS",
            "CEPII",
            "MERICS",
            "AI",
            "GDP",
            "GPU",
            "GitHub",
            "IC",
            "ICT",
            "IT",
            "VPN",
        }
        assert set(words) <= names, (key, words)


def test_a_count_chooses_the_form():
    values = {"of": 30, "rival": "CHN", "importer": "JPN", "first": "Tungsten", "first_share": 0.1}
    values |= {"second": "Nickel", "second_share": 0.1, "value": 1e6, "value_share": 0.1}
    none = text("minerals.answer.dependence", "en", n=0, **values)
    assert "none of 30" in none
    assert "one of 30" in text("minerals.answer.dependence", "en", n=1, **values)
    assert "2 of 30" in text("minerals.answer.dependence", "en", n=2, **values)


def test_the_whole_of_several_is_said_as_all():
    values = {"rival": "CHN", "importer": "IND", "items": ["a", "b"]}
    said = {of: text("semiconductors.answer.dependence", "en", n=4, of=of, **values) for of in (4, 5)}
    assert "in all four headings" in said[4]
    assert "in 4 of 5 headings" in said[5]
    assert "4品目すべて" in text("semiconductors.answer.dependence", "ja", n=4, of=4, **values)
    # One of one is no "all".
    assert "all" not in text("semiconductors.answer.dependence", "en", n=1, of=1, **values)


def test_passages_between_asterisks_are_bold():
    assert parts("answer.share_example", "ja", n=10, of=30) == [("30品目中10品目", True)]


def test_a_missing_value_is_said_in_words():
    assert "not known" in text("amount.usd", "en", value=float("nan"))
    assert "不明" in text("amount.usd", "ja", value=None)


def test_an_unknown_key_names_the_nearest():
    with pytest.raises(MessageError, match=r"Did you mean .*source\.of"):
        message("sorce.of", "en")


def test_a_placeholder_without_value_is_refused():
    with pytest.raises(MessageError, match=r"no value for \{line\}"):
        text("source.of", "en")


def test_braces_in_a_value_stay_as_they_are():
    assert text("source.of", "en", line="{importer} ** **") == "Source: {importer} ** **"


def test_products_lose_their_capital_within_an_english_sentence_and_symbols_keep_it():
    assert KINDS["low"]("Tungsten", "en") == "tungsten"
    assert KINDS["low"]("Ga, Ge, In and others", "en") == "Ga, Ge, In and others"
    assert KINDS["low"]("HS 2846", "en") == "HS 2846"
    assert KINDS["low"]("タングステン", "ja") == "タングステン"


def test_every_language_of_the_reports_has_a_catalogue():
    for language in LANGUAGES:
        assert catalogue(language)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_catalogues_are_named_like_the_rooms_of_exhibits(language):
    rooms = {path.parent.name for path in Path(exhibits.__file__).parent.glob("*/__init__.py")} - {"charts", "elements"}
    held = {path.stem for path in (LOCALE / language / "LC_MESSAGES").glob("*.po")}
    assert held == {*rooms, "caveats", "common"}


def test_a_list_of_one_is_told_as_one():
    values = {"importer": "JPN", "partner": "IND", "rival": "CHN", "year": 2024, "total": 1e6, "rows": 1}
    told = [text(key, "en", **values) for key in ("purchases.suppliers.subtitle.known", "suppliers.mix.subtitle")]
    assert not any(plural in sentence for sentence in told for plural in ("1 codes", "that are named"))
