"""The report on semiconductors for commercial use: what stands on the chip chain's source is gone, and said to be."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING

import notebook_run
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_notebook
from report_checks import KANA_OR_KANJI, NOT_A_NUMBER, answers, figures, same_numbers, visible
from reports_support import render

import econsec
from econsec import paths
from econsec.publish.page.commercial_use import withhold
from econsec.store.catalog import datasets

if TYPE_CHECKING:
    from reports_support import Rendered

CHAIN = ("chip-stages", "chip-inputs", "strengths-jpn")
FORBIDDEN = {item.name for item in datasets() if not item.source.commercial}
NOTEBOOKS = {path.stem: path.read_text(encoding="utf-8") for path in paths.notebooks().glob("*.ipynb")}
HELD = [name for name, text in NOTEBOOKS.items() if any(dataset in text for dataset in FORBIDDEN)]


@pytest.fixture(scope="module")
def editions(tmp_path_factory) -> dict[str, Rendered]:
    return render(tmp_path_factory.mktemp("commercial"), "semiconductors", "--commercial-only")


def test_the_exhibits_of_the_chain_are_gone_and_named_where_they_would_stand(editions):
    same_numbers(editions)
    for language, edition in editions.items():
        ids = [figure["id"] for figure in figures(edition)]
        assert ids
        assert not set(ids) & set(CHAIN)
        notes = [claim for claim in edition.manifest["claims"] if claim["id"].startswith("withheld")]
        assert [claim["id"] for claim in notes] == [
            "withheld",
            *(f"withheld.{name}" for name in CHAIN[:2]),
            "withheld",
            f"withheld.{CHAIN[2]}",
            "withheld.quality-noncommercial",
        ]
        for claim in notes:
            assert "CC BY-NC 4.0" in claim["text"]
            assert {"en": "Left out", "ja": "省いている"}[language] in claim["text"]
            assert visible(edition.html).count(claim["text"]) >= 1
            assert bool(KANA_OR_KANJI.search(claim["text"])) == (language == "ja")


def test_the_first_screen_says_that_the_third_answer_is_left_out(editions):
    for edition in editions.values():
        assert [claim["id"] for claim in answers(edition)] == [
            "semiconductors.answer.dependence",
            "semiconductors.answer.reach",
            "withheld",
        ]


def test_the_end_of_the_page_lists_what_is_missing_and_why(editions):
    for language, edition in editions.items():
        end = BeautifulSoup(edition.html, "lxml").find(id="withheld").find_next("ul")
        assert len(end.find_all("li")) == 6
        assert {"en": "not for commercial use", "ja": "商用利用不可"}[language] in end.get_text()


def test_no_source_of_the_edition_forbids_commercial_use_and_no_table_of_one_lies_beside_it(editions):
    for edition in editions.values():
        assert all(source["commercial"] for source in edition.manifest["sources"])
        assert not FORBIDDEN & {source["dataset"] for source in edition.manifest["sources"]}
        assert not [name for name in CHAIN if (edition.folder / "data" / f"{name}.csv").exists()]
        assert not NOT_A_NUMBER.findall(visible(edition.html))


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("name", HELD)
def test_nothing_that_stays_moves_when_the_forbidden_figures_do(name, language, monkeypatch):
    """Whatever is said with those figures and not marked as theirs would move with them; so for each notebook."""
    before = notebook_run.run(name, monkeypatch, language=language).outputs
    loaded = econsec.load

    def halved(dataset, **filters):
        frame = loaded(dataset, **filters)
        if dataset in FORBIDDEN and "share" in frame:
            frame["share"] /= 2
        return frame

    monkeypatch.setattr(econsec, "load", halved)
    after = notebook_run.run(name, monkeypatch, language=language).outputs
    assert written(before) != written(after)
    assert left(before, language) == left(after, language)


def written(outputs: list) -> str:
    return json.dumps(outputs, sort_keys=True)


def left(outputs: list, language: str) -> str:
    """Return what an edition for commercial use keeps of a notebook's outputs."""
    notebook = new_notebook(cells=[new_code_cell(outputs=copy.deepcopy(outputs))])
    assert withhold(notebook, language)
    return written(notebook.cells[0].outputs)
