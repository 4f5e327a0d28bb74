"""JupyterLab's file manager: one language shows, nothing is lost, and what nobody changed is not written."""

from __future__ import annotations

import asyncio
import copy
import json
import os
import shutil
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from econsec import paths
from econsec.lab.contents import Notebooks

NAMES = sorted(path.name for path in (paths.project() / "notebooks").glob("*.ipynb"))
# As JupyterLab saves what was merely opened.
MACHINE = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python", "version": "3.11.2", "file_extension": ".py"},
}


# One thread for all: where tests of pages have run, the loop of this one is theirs, and the database of signatures is
# only for the thread that opened it.
THREAD = ThreadPoolExecutor(1)


def settled(coroutine):
    return THREAD.submit(asyncio.run, coroutine).result()


@pytest.fixture
def manager(tmp_path):
    for name in NAMES:
        shutil.copyfile(paths.project() / "notebooks" / name, tmp_path / name)
    for command in (("init", "-q"), ("add", "-A")):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return Notebooks(root_dir=str(tmp_path), strip_outputs=True)


def opened(manager, name):
    return settled(manager.get(name))


def saved(manager, name, model):
    return settled(manager.save({**model, "type": "notebook"}, name))


def tags(notebook):
    return {tag for cell in notebook["cells"] for tag in cell["metadata"].get("tags", ())}


@pytest.mark.parametrize("name", NAMES)
def test_opening_shows_one_language_and_saving_as_lab_does_leaves_every_byte_and_the_time(manager, tmp_path, name):
    before, stood = (tmp_path / name).read_bytes(), (tmp_path / name).stat().st_mtime_ns
    model = opened(manager, name)
    assert "lang-ja" not in tags(model["content"])
    assert "lang-en" in tags(model["content"])
    model["content"]["metadata"] |= MACHINE
    for cell in model["content"]["cells"]:
        cell["metadata"]["trusted"] = True
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "ran"}]
            cell["execution_count"] = 3
    saved(manager, name, model)
    assert (tmp_path / name).read_bytes() == before
    assert (tmp_path / name).stat().st_mtime_ns == stood


def test_an_edit_is_written_and_the_hidden_language_stands_where_it_stood(manager, tmp_path):
    name = "critical_minerals.ipynb"
    plain = (tmp_path / name).read_text(encoding="utf-8")
    model = opened(manager, name)
    (asked,) = [cell for cell in model["content"]["cells"] if "parameters" in cell["metadata"].get("tags", ())]
    asked["source"] = asked["source"].replace("2024", "2022")
    saved(manager, name, model)
    assert (tmp_path / name).read_text(encoding="utf-8") == plain.replace("year: int = 2024", "year: int = 2022")


def test_a_passage_whose_neighbour_was_deleted_is_kept_in_the_hidden_language(manager, tmp_path):
    name = "critical_minerals.ipynb"
    model = opened(manager, name)
    cells = model["content"]["cells"]
    cells[:] = [cell for cell in cells if cell["id"] != "dependence-en"]
    cells.append({**copy.deepcopy(cells[-1]), "id": "mine", "source": "1 + 1"})
    saved(manager, name, model)
    ids = [cell["id"] for cell in json.loads((tmp_path / name).read_text(encoding="utf-8"))["cells"]]
    assert "dependence-en" not in ids
    assert ids[ids.index("opening") + 1] == "dependence-ja"
    assert ids[-1] == "mine"


def test_the_language_of_the_parameters_decides_what_shows(manager, tmp_path):
    name = "medicines.ipynb"
    text = (tmp_path / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(text.replace('language: str = \\"en\\"', 'language: str = \\"ja\\"'), encoding="utf-8")
    assert "lang-en" not in tags(opened(manager, name)["content"])
    assert "lang-ja" in tags(opened(manager, name)["content"])


def test_a_notebook_of_ones_own_in_a_checkout_keeps_its_outputs(manager, tmp_path):
    shown = new_code_cell("1", outputs=[nbformat.v4.new_output("stream", text="kept")])
    nbformat.write(new_notebook(cells=[shown]), tmp_path / "own.ipynb")
    model = opened(manager, "own.ipynb")
    model["content"]["cells"][0]["source"] = "2"
    saved(manager, "own.ipynb", model)
    (cell,) = opened(manager, "own.ipynb")["content"]["cells"]
    assert (cell["source"], cell["outputs"][0]["text"]) == ("2", "kept")


def test_a_work_folder_keeps_outputs_for_whoever_opens_it_again(manager, tmp_path):
    keeper = Notebooks(root_dir=str(tmp_path))
    model = opened(keeper, "medicines.ipynb")
    model["content"]["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "kept"}]
    saved(keeper, "medicines.ipynb", model)
    assert opened(keeper, "medicines.ipynb")["content"]["cells"][0]["outputs"][0]["text"] == "kept"


def test_a_notebook_that_is_new_and_a_file_that_is_none_are_written_as_ever(manager, tmp_path):
    model = opened(manager, "medicines.ipynb")
    saved(manager, "new.ipynb", model)
    assert (tmp_path / "new.ipynb").is_file()
    settled(manager.save({"type": "file", "format": "text", "content": "a,b\n"}, "mine.csv"))
    assert (tmp_path / "mine.csv").read_text() == "a,b\n"


@pytest.mark.parametrize("way", ["copy", "another name", "moved", "over another"])
def test_a_copy_has_the_hidden_language_too(manager, tmp_path, way):
    name, other = "medicines.ipynb", "mine.ipynb"
    plain = (tmp_path / name).read_text(encoding="utf-8")
    model = opened(manager, name)
    if way == "copy":
        settled(manager.copy(name, other))
    else:
        if way == "moved":
            settled(manager.rename(name, other))
        elif way == "over another":
            shutil.copyfile(tmp_path / "science.ipynb", tmp_path / other)
        saved(manager, other, model)
    assert json.loads((tmp_path / other).read_text(encoding="utf-8")) == json.loads(plain)


def test_what_was_saved_without_this_manager_gets_its_hidden_language_back(manager, tmp_path):
    name = "medicines.ipynb"
    before = tags(nbformat.read(tmp_path / name, as_version=4))
    nbformat.write(opened(manager, name)["content"], tmp_path / name)
    saved(manager, name, opened(manager, name))
    assert tags(nbformat.read(tmp_path / name, as_version=4)) == before


def two_languages(form=5):
    cells = [new_code_cell('language: str = "en"', metadata={"tags": ["parameters"]})]
    cells += [new_markdown_cell(" ".join(on), metadata={"tags": on}) for on in (["lang-ja"], ["lang-en", "lang-ja"])]
    notebook = new_notebook(cells=cells)
    notebook.nbformat_minor = form
    for cell in notebook.cells if form < 5 else ():
        del cell["id"]
    return notebook


def test_a_passage_in_both_languages_shows(manager, tmp_path):
    nbformat.write(two_languages(), tmp_path / "mine.ipynb")
    shown = [cell["source"] for cell in opened(manager, "mine.ipynb")["content"]["cells"]]
    assert shown == ['language: str = "en"', "lang-en lang-ja"]


def test_a_notebook_whose_cells_have_no_ids_loses_none(manager, tmp_path):
    nbformat.write(two_languages(form=4), tmp_path / "mine.ipynb")
    model = opened(manager, "mine.ipynb")
    model["content"]["cells"][0]["source"] += "  # English"
    saved(manager, "mine.ipynb", model)
    assert len(nbformat.read(tmp_path / "mine.ipynb", as_version=4).cells) == 3


def test_a_kernel_that_was_chosen_stays(manager, tmp_path):
    made = settled(manager.new_untitled(type="notebook"))["path"]
    for kernel in ("ir", "julia-1.11"):
        model = opened(manager, made)
        model["content"]["metadata"]["kernelspec"] = {"name": kernel, "display_name": kernel, "language": kernel}
        model["content"]["cells"] = [new_code_cell("1 + 1")]
        saved(manager, made, model)
        assert json.loads((tmp_path / made).read_text())["metadata"]["kernelspec"]["name"] == kernel


def test_what_is_shown_can_be_exported(manager):
    page, _ = HTMLExporter().from_notebook_node(opened(manager, "medicines.ipynb")["content"])
    assert "lang-ja" not in page


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("tool", ["voila", "jupyter_nbconvert_config"])
def test_an_install_tells_voila_and_nbconvert_to_hide_the_other_language(tool, language):
    install = tomllib.loads((paths.PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))
    told = f"econsec/lab/jupyter/{tool}.json"
    assert install["tool"]["hatch"]["build"]["targets"]["wheel"]["shared-data"][told] == f"etc/jupyter/{tool}.json"
    (settings,) = json.loads((paths.PACKAGE.parent / told).read_text(encoding="utf-8")).values()
    (named,) = settings["preprocessors"]
    # Voila's exporter is nbconvert's, with what is named to it run before the cells are.
    page, _ = HTMLExporter(preprocessors=[named]).from_notebook_node(in_language(language))
    assert {one for one in ("lang-en", "lang-ja") if f"celltag_{one}" in page} == {f"lang-{language}"}


def in_language(language):
    notebook = nbformat.read(paths.project() / "notebooks" / "medicines.ipynb", as_version=4)
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].replace('language: str = "en"', f'language: str = "{language}"')
    return notebook


@pytest.mark.parametrize(("form", "languages"), [("html", {"ja"}), ("markdown", {"ja"}), ("notebook", {"en", "ja"})])
def test_the_command_nbconvert_prints_one_language_and_a_notebook_keeps_both(tmp_path, form, languages):
    nbformat.write(in_language("ja"), tmp_path / "own.ipynb")
    environment = {**os.environ, "JUPYTER_CONFIG_PATH": str(paths.PACKAGE / "lab" / "jupyter")}
    command = [sys.executable, "-m", "nbconvert", "--to", form, "--output", "made", "own.ipynb"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    (made,) = tmp_path.glob("made.*")
    text = made.read_text(encoding="utf-8")
    headings = {
        language: [
            cell["source"].splitlines()[0].lstrip("# ")
            for cell in in_language("ja")["cells"]
            if f"lang-{language}" in cell["metadata"].get("tags", ()) and cell["source"].startswith("## ")
        ]
        for language in ("en", "ja")
    }
    assert all(headings.values())
    assert {one for one, titles in headings.items() if all(title in text for title in titles)} == languages
    assert not [title for one in {"en", "ja"} - languages for title in headings[one] if title in text]
