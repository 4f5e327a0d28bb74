"""Sentences beside a notebook: they speak under their own name, and under no other."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.errors import MissingFileError
from econsec.exhibits.elements.report import Report
from econsec.exhibits.elements.table import Column, Table
from econsec.i18n import LANGUAGES, own_sentences
from econsec.i18n.own_sentences import bring
from econsec.i18n.text import MessageError, catalogue, text
from econsec.store.catalog import dataset


@pytest.fixture(autouse=True)
def forgotten(monkeypatch):
    """Leave the sentences of this process as they were: others read them all."""
    monkeypatch.setattr(own_sentences, "_BROUGHT", {})
    kept = {language: dict(catalogue(language)) for language in LANGUAGES}
    yield
    for language, sentences in kept.items():
        catalogue(language).clear()
        catalogue(language).update(sentences)


def written(path, key, sentence):
    path.write_text(f"[sentences.en]\n'{key}' = '{sentence}'\n", "utf-8")
    return path


def test_a_sentence_is_written_as_those_of_the_package_and_may_change(tmp_path):
    path = written(tmp_path / "own_words.toml", "own_words.share", "{share:percent} of {who:the}")
    bring(path)
    assert text("own_words.share", "en", share=0.25, who="USA") == "25.0% of the United States"
    bring(written(path, "own_words.share", "changed"))
    assert text("own_words.share", "en") == "changed"


def test_no_file_speaks_in_the_name_of_another_or_of_the_package(tmp_path):
    with pytest.raises(MessageError, match="begin with"):
        bring(written(tmp_path / "other.toml", "front.age", "x"))
    with pytest.raises(MessageError, match="speak for the package"):
        bring(written(tmp_path / "front.toml", "front.age", "x"))
    (tmp_path / "a").mkdir()
    bring(written(tmp_path / "twice.toml", "twice.a", "x"))
    with pytest.raises(MessageError, match="have one name"):
        bring(written(tmp_path / "a" / "twice.toml", "twice.a", "x"))


def test_what_is_no_file_of_sentences_is_said(tmp_path):
    with pytest.raises(MissingFileError, match="no file"):
        bring(tmp_path / "gone.toml")
    (tmp_path / "bad.toml").write_text("[")
    with pytest.raises(MessageError, match="is not TOML"):
        bring(tmp_path / "bad.toml")


def test_who_mends_a_sentence_that_was_wrong_is_no_stranger_to_the_first_half(tmp_path):
    path = tmp_path / "mended_steel.toml"
    good = '[sentences.en]\n"mended_steel.title" = "Steel"\n[sentences.ja]\n"mended_steel.title" = "鉄鋼"\n'
    path.write_text(good.replace('ja]\n"mended_steel', 'ja]\n"other'), encoding="utf-8")
    with pytest.raises(MessageError, match="begin with"):
        bring(path)
    path.write_text(good, encoding="utf-8")
    bring(path)
    assert text("mended_steel.title", "ja") == "鉄鋼"


@pytest.mark.parametrize("wrong", ["sentences = 'Steel'", "[sentences]\nen = 'Steel'"])
def test_sentences_that_are_no_tables_are_said(wrong, tmp_path):
    (tmp_path / "steel.toml").write_text(wrong, encoding="utf-8")
    with pytest.raises(MessageError, match="a table of sentences a language"):
        bring(tmp_path / "steel.toml")


@pytest.mark.parametrize(("key", "called"), [("standing", True), ("earnings.prices", False)])
def test_a_column_of_a_report_of_ones_own_takes_no_word_from_the_catalogue(tmp_path, key, called):
    (tmp_path / "earnings.toml").write_text(
        '[sentences.en]\n"earnings.prices.headline" = "Prices"\n"earnings.prices.subtitle" = "By firm"\n'
    )
    frame = pd.DataFrame({"firm": ["x"], "PER": [17.5], "imports": [3]})
    here = Report("JPN", "IND", "CHN", 2024).saying(str(tmp_path / "earnings.toml")).on(dataset("wdi"))
    table = Table(frame[["firm"]], (Column("firm", "Firm"),), whole=frame)
    values = {"of": 2, "mine_n": 1, "theirs_n": 1, "mine": ["A"], "theirs": ["B"]}
    about = here.exhibit(key, values, table=table).payload()["csv"]["about"]
    assert ("PER" in about, "imports" in about) == (called, called)
    assert about["firm"] == {"heading": "Firm"}, "what its own table says of it"


def test_an_unknown_kind_is_refused_with_those_there_are(tmp_path):
    bring(written(tmp_path / "own_words.toml", "own_words.rate", "{rate:percent1}"))
    with pytest.raises(MessageError, match=r"unknown kind 'percent1'\. Expected .*\bpercent, percent0\b"):
        text("own_words.rate", "en", rate=0.1)
