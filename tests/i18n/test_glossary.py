"""One word for one thing in Japanese: what docs/glossary.md forbids stands nowhere that a reader sees."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from econsec.codes.economies import economies
from econsec.i18n.text import catalogue

ROOT = Path(__file__).resolve().parents[2]
LINES = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
TERMS = [[cell.strip() for cell in line.strip("|").split("|")] for line in LINES if line.startswith("| ")][1:]
FORBIDDEN = sorted({word for *_, last in TERMS for word in last.split("、") if word})


def prose():
    """Yield where it stands and what a reader of Japanese is told."""
    yield from catalogue("ja").items()
    yield from economies().set_index("iso3")["name_ja"].items()
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        yield path.name, "".join("".join(cell["source"]) for cell in json.loads(path.read_text("utf-8"))["cells"])
    files = [
        *(ROOT / "data").glob("*.toml"),
        *(ROOT / "data" / "codes").rglob("*.csv"),
        ROOT / "notebooks/reports.toml",
    ]
    files += [*(ROOT / "econsec").rglob("*.toml")]
    files += [*(ROOT / "econsec" / "cli" / "language").glob("*.csv")]
    for path in sorted(files):
        yield path.name, path.read_text(encoding="utf-8")


def test_the_glossary_is_whole():
    assert len(FORBIDDEN) >= len(TERMS) - 4
    for term, reading, english, _, after, _ in TERMS:
        assert all((term, reading, english, after)), term
        assert term not in FORBIDDEN


@pytest.mark.parametrize("word", FORBIDDEN)
def test_no_page_uses_a_word_that_the_glossary_forbids(word):
    assert [where for where, told in prose() if word in told] == []
