"""An edition for commercial use: nothing in any of its files stands on a source that forbids it."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import kit
import page_sample
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_notebook

from econsec.publish import render, verify
from econsec.publish.editions import compare, edition
from econsec.publish.page import commercial_use as withheld
from econsec.publish.plan import portfolio

FREE, FORBIDDEN = page_sample.SOURCE, page_sample.DATED
SECRET = 0.4242


def showing(*, forbidden: bool) -> str:
    """Return a cell that shows an exhibit with the forms that JupyterLab draws, and a sentence on the same figures."""
    source = FORBIDDEN if forbidden else FREE
    shown = {
        "version": 1,
        "id": "forbidden" if forbidden else "free",
        "headline": f"It is {SECRET}",
        "subtitle": "Shares",
        "alt": f"A bar of {SECRET}",
        "topic": "who holds what",
        "table": {
            "caption": "Shares",
            "columns": [{"key": "s", "label": "Share", "kind": "number"}],
            "row_header": 0,
            "rows": [[{"text": str(SECRET), "value": SECRET}]],
        },
        "csv": {"columns": ["s"], "rows": [[SECRET]]},
        "sources": [FREE, source],
        "caveats": [],
    }
    said = {"version": 1, "role": "claim", "text": f"So it is {SECRET}.", "values": {"s": SECRET}, "sources": [source]}
    said |= {"id": f"said.{shown['id']}", "parts": [{"text": said["text"], "strong": False}]}
    return f"""
from IPython.display import display
lab = {{"econsec": {{"lab_only": True}}}}
shown, said = {shown!r} | {{"language": language}}, {said!r} | {{"language": language}}
display({{"application/vnd.econsec.exhibit+json": shown, "text/html": shown["headline"]}}, raw=True)
display({{"text/html": shown["headline"]}}, raw=True, metadata=lab)
display({{"application/vnd.econsec.claim+json": said, "text/plain": said["text"]}}, raw=True)
"""


@pytest.fixture
def reports(tmp_path) -> portfolio.Portfolio:
    mixed = kit.notebook(showing(forbidden=False), showing(forbidden=True))
    return kit.write(tmp_path / "nb", {"mixed": mixed, "free": kit.notebook(showing(forbidden=False))}, languages=LANGS)


LANGS = ("en", "ja")


@pytest.fixture
def settings(tmp_path) -> render.Settings:
    return render.Settings(out=tmp_path / "reports", date="2026-01-02", commercial_only=True)


def lines_of(page: Path, name: str) -> list[str]:
    """Return a page without the edition's name, which its foot prints, and the hash of the style that has the foot."""
    return re.sub(r"style-src &#39;[^&]+", "style-src", page.read_text().replace(name, "")).splitlines()


@pytest.mark.parametrize("language", LANGS)
def test_what_is_forbidden_is_in_no_file_and_said_to_be_missing_in_its_place_and_at_the_end(
    reports, settings, language
):
    made = render.render(reports["mixed"], settings, language=language)
    assert made.manifest.commercial_only
    names = [claim.id for claim in made.manifest.claims if claim.role in {"answer", "claim", "note", "headline"}]
    assert names == ["share", "free", "said.free", "withheld.forbidden", "withheld"]
    assert [source["dataset"] for source in made.manifest.sources] == ["fiction"]
    assert (made.folder / "data" / "free.csv").is_file()
    assert not (made.folder / "data" / "forbidden.csv").exists()
    executed = json.loads((made.folder / "notebook.ipynb").read_text())["cells"][-1]
    assert str(SECRET) not in json.dumps(executed["outputs"])
    for page in (made.html, made.static):
        tree = BeautifulSoup(page.read_text(), "lxml")
        in_place = tree.find("figure", id="free").find_all_next("p", class_="note")
        assert len(in_place) == 2
        assert "who holds what" in in_place[0].get_text()
        assert {"en": "forbids", "ja": "認めていない"}[language] in in_place[1].get_text()
        assert all(FORBIDDEN["line"] in note.get_text() for note in in_place)
        end = tree.find(id="withheld").find_next("ul")
        assert len(end.find_all("li")) == 2
        assert "who holds what" in end.get_text()
        assert tree.find(id="forbidden") is None


def test_an_answer_that_may_not_be_given_stands_as_such_on_the_first_screen():
    claim = {"version": 1, "id": "a", "role": "answer", "language": "en", "text": "42", "parts": [], "values": {}}
    output = page_sample.output("claim", claim | {"sources": [FORBIDDEN]})
    notebook = new_notebook(cells=[page_sample.code("pass", output)])
    gone = withheld.withhold(notebook, "en")
    left = notebook.cells[0].outputs[0].data[withheld.CLAIM]
    assert [one.kind for one in gone] == ["answer"]
    assert left["role"] == "answer"
    assert "42" not in json.dumps(left)


def test_a_report_without_such_sources_is_the_same_but_for_what_names_the_option(reports, settings, tmp_path):
    plain = render.render(reports["free"], dataclasses.replace(settings, commercial_only=False))
    made = render.render(reports["free"], settings)
    assert set(made.manifest.files) == set(plain.manifest.files)
    for name in ("notebook.ipynb", "data/free.csv"):
        assert (made.folder / name).read_bytes() == (plain.folder / name).read_bytes()
    for page, other in ((made.html, plain.html), (made.static, plain.static)):
        # It lies two folders deeper, and the gallery that much farther away.
        lines = [line.replace("../../../../../index", "../../../index") for line in lines_of(page, made.id)]
        start = next(number for number, line in enumerate(lines) if 'id="withheld"' in line)
        assert "nothing had to be left out" in lines[start + 1]
        assert lines[:start] + lines[start + 2 :] == lines_of(other, plain.id)


def test_it_stands_apart_from_the_other_edition_and_is_made_anew_for_it(reports, settings):
    plain = dataclasses.replace(settings, commercial_only=False)
    first, second = render.render(reports["mixed"], plain), render.render(reports["mixed"], settings)
    assert first.folder.parent == settings.out / "mixed" / "en"
    assert second.folder.parent.parent.parent == settings.out / "mixed" / "variants"
    assert edition.latest(first.folder.parent).id == first.id
    assert first.manifest.fingerprint != second.manifest.fingerprint
    causes = compare.compare(first, second).causes
    assert [(cause.reason, cause.before, cause.after) for cause in causes] == [("commercial use", False, True)]


def test_it_is_verified_as_what_it_is(reports, settings):
    made = render.render(reports["mixed"], settings)
    assert verify.rerun(made, reports["mixed"], dataclasses.replace(settings, commercial_only=False)) == []


def test_a_failed_run_leaves_no_figures_behind(settings, tmp_path):
    broken = kit.notebook(showing(forbidden=True), "1 / 0")
    reports = kit.write(tmp_path / "broken", {"broken": broken})
    outcome = render.render_all([(reports["broken"], "en")], settings)[0]
    left = json.loads((outcome.folder / "failed.ipynb").read_text())["cells"]
    assert outcome.status == "failed"
    assert str(SECRET) not in json.dumps([cell.get("outputs") for cell in left])


def test_what_does_not_say_whose_it_is_is_left_out_and_so_is_what_is_printed(settings, tmp_path):
    loose = f"print('printed {SECRET}')\nimport sys\nprint('warned {SECRET}', file=sys.stderr)\nshown = {SECRET}\nshown"
    reports = kit.write(tmp_path / "loose", {"loose": kit.notebook(loose)})
    made = render.render(reports["loose"], settings)
    page = BeautifulSoup(made.static.read_text(encoding="utf-8"), "lxml")
    assert str(SECRET) not in page.get_text()
    assert "an output that does not say whose figures it shows" in page.find(class_="end").get_text()
    shown = [cell.get("outputs") for cell in json.loads((made.folder / "notebook.ipynb").read_text())["cells"]]
    assert str(SECRET) not in json.dumps(shown)


def test_what_could_be_picked_from_a_forbidden_source_goes_and_the_exhibit_stays():
    shown = page_sample.exhibit("en", "free", "Headline", "Subtitle", None, picks=page_sample.picks("en"))
    notebook = new_notebook(cells=[page_sample.code("x", page_sample.output("exhibit", shown))])
    (left,) = withheld.withhold(notebook, "en")
    assert (left.kind, left.id, [source.dataset for source in left.sources]) == ("picks", "free", ["imaginary"])
    (output,) = notebook.cells[0].outputs
    assert "picks" not in output.data["application/vnd.econsec.exhibit+json"]
    assert "Laputa" not in json.dumps(notebook)
