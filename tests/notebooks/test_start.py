"""The start page: title and questions first, both languages, and every cell runs in a real kernel as it stands."""

from __future__ import annotations

import json

import nbformat
import pytest
from few import few
from nbclient import NotebookClient

from econsec import paths
from econsec.exhibits.elements.exhibit import MIME
from econsec.lab.work_folder import START, lay_out

CELLS = json.loads((paths.notebooks() / START).read_text(encoding="utf-8"))["cells"]
PASSAGES = [cell for cell in CELLS if cell["cell_type"] == "markdown"]


def test_it_begins_with_its_title_and_question_and_no_code():
    assert [cell["cell_type"] for cell in CELLS[:3]] == ["markdown", "markdown", "code"]
    assert all("".join(cell["source"]).startswith("# ") for cell in CELLS[:2])


def test_every_passage_stands_in_both_languages():
    tags = [cell["metadata"]["tags"] for cell in PASSAGES]
    assert tags == [["lang-en"], ["lang-ja"]] * (len(tags) // 2)
    for english, japanese in zip(PASSAGES[::2], PASSAGES[1::2], strict=True):
        assert "".join(english["source"]).count("#") == "".join(japanese["source"]).count("#")


def test_no_outputs_are_stored_and_cells_are_short():
    for cell in CELLS:
        assert cell.get("outputs", []) == []
        assert cell["cell_type"] != "code" or len(cell["source"]) <= 4


@pytest.mark.parametrize("language", few(["en", "ja"]))
def test_it_runs_in_a_work_folder_and_renders_a_report_there(tmp_path, monkeypatch, language):
    lay_out(tmp_path, language=language)
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path / "store"))
    notebook = nbformat.read(tmp_path / "notebooks" / START, as_version=4)
    if language == "ja":
        notebook.cells = [cell for cell in notebook.cells if cell.id != "render"]  # once is enough
    NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(tmp_path / "notebooks")}}).execute()
    shown = {
        cell.id: [output.get("data", {}) for output in cell.outputs] for cell in notebook.cells if "outputs" in cell
    }
    assert "CEPII" in shown["load"][0]["text/html"]
    exhibits = {name: [one[MIME] for one in shown[name] if MIME in one] for name in ("ask", "own")}
    assert all(len(one) == 1 for one in exhibits.values())
    assert "Made-up figures" in exhibits["own"][0]["sources"][0]["line"]
    assert {exhibit["language"] for (exhibit,) in exhibits.values()} == {language}
    if language == "en":
        assert 'href="../reports/' in shown["render"][-1]["text/html"]
        (page,) = {path.resolve() for path in (tmp_path / "reports").rglob("latest/report.html")}
        assert page.stat().st_size > 100_000
