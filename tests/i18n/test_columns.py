"""One catalogue of what the columns of files are, whole in both languages."""

from __future__ import annotations

import csv
import re

import pandas as pd
import pytest

from econsec.exhibits.elements.table import KINDS, SCALED, Column, Table
from econsec.i18n import LANGUAGES, columns

with columns.CATALOGUE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def test_the_catalogue_is_in_order_and_names_nothing_twice():
    names = [row["name"] for row in ROWS if not row["name"].startswith("*")]
    assert names == sorted({*names})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_a_column_is_called_in_both_languages_and_measured_in_a_unit_that_there_is(row):
    assert row["en"]
    assert JAPANESE.search(row["ja"]) or row["ja"] == row["en"] == "MW"
    assert bool(row["note_en"]) is bool(row["note_ja"])
    assert not JAPANESE.search(row["en"] + row["note_en"])
    for language in LANGUAGES:
        assert bool(columns.unit(row["unit"], language)) is bool(row["unit"])


def test_a_column_that_the_page_scales_is_told_in_the_unit_of_the_file():
    frame = pd.DataFrame({"a": ["x"], "share": [0.5], "usd": [2e6], "hidden": [0.1], "mine": [1]})
    shown = (
        Column("a", "A"),
        Column("share", "Part", "percent", bar=True),
        Column("usd", "Sold, USD million", "usd_million"),
    )
    about = Table(frame, shown, whole=frame, catalogued=True).csv("en")["about"]
    assert about["a"] == {"heading": "A"}
    assert about["share"] == {"heading": "Part", "unit": "part of 1", "note": "the page prints it in percent"}
    assert about["usd"] == {"heading": "Sold, USD", "unit": "USD", "note": "the page prints it in millions"}
    assert about["hidden"]["heading"] == "Hidden content"
    assert "mine" not in about, "what is nobody's but the reader's"


def test_every_kind_that_writes_another_number_than_the_file_holds_is_known():
    numeric = {kind: write for kind, write in KINDS.items() if kind not in {"flag", "date"}}
    as_held = {"7", "7.0", "7.00"}
    scaled = {kind for kind, write in numeric.items() if re.sub("[^0-9.]", "", write(7.0, "en")) not in as_held}
    assert scaled == SCALED.keys()
