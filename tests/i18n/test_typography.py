"""English is set as a printer would: curved apostrophes and quotation marks, and no space before a per cent sign."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest

from econsec.i18n.text import catalogue

ROOT = Path(__file__).resolve().parents[2]
WRONG = re.compile(r"[A-Za-z]'[a-z]|(?<![\w(])'[A-Za-z]|[A-Za-z][sS]'(?![a-z])|\"[^\"]+\"|\d %")
FACTS = [ROOT / "data/sources.toml", ROOT / "data/schemas/datasets.toml", ROOT / "notebooks/reports.toml"]
FACTS += [*(ROOT / "econsec/decisions").rglob("*.toml"), *(ROOT / "econsec/indicators").rglob("*.toml")]
TABLES = [*(ROOT / "data/codes").rglob("*.csv"), ROOT / "data/schemas/gates.csv", ROOT / "econsec/i18n/columns.csv"]
PROSE = {"en", "title", "found"}  # columns, beside those whose name ends with _en


def leaves(value, name=""):
    """Yield the texts of a TOML file that are prose in English, and no name, address or code."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from () if key.rpartition("_")[2] == "ja" else leaves(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, name)
    elif isinstance(value, str) and " " in value and "://" not in value:
        yield value


@pytest.mark.parametrize("path", sorted(FACTS), ids=lambda path: path.name)
def test_facts_are_told_in_set_english(path):
    told = list(leaves(tomllib.loads(path.read_text(encoding="utf-8"))))
    assert told
    assert [text for text in told if WRONG.search(text)] == []


@pytest.mark.parametrize("path", sorted(TABLES), ids=lambda path: path.name)
def test_tables_of_words_are_set_english(path):
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = [
        text
        for row in rows
        for name, text in row.items()
        if (name in PROSE or name.endswith("_en")) and not name.startswith("name") and WRONG.search(text or "")
    ]
    assert rows
    assert wrong == []


def test_sentences_of_pages_are_set_english():
    assert [(key, text) for key, text in catalogue("en").items() if WRONG.search(text)] == []
