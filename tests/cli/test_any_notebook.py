"""``econsec render my.ipynb``: a notebook that lies anywhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import kit
from typer.testing import CliRunner

from econsec.cli import app, editions
from econsec.errors import RenderError

FRAME = "import pandas as pd\npd.DataFrame({'a': [1]})"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "econsec", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, cwd=cwd, env=os.environ, check=False)


def notebook(folder: Path, *cells: object, name: str = "mine") -> Path:
    folder.mkdir(exist_ok=True)
    shown = [kit.text("# My steel"), *(kit.code(cell) if isinstance(cell, str) else cell for cell in cells)]
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    cells_ = [{**cell, "id": f"cell-{at}"} for at, cell in enumerate(shown)]
    path = folder / f"{name}.ipynb"
    path.write_text(json.dumps({**whole, "cells": cells_}), encoding="utf-8")
    return path


def test_it_is_rendered_beside_itself_with_its_parameters_and_warnings(tmp_path):
    parameters = kit.code("year = 2024", "parameters")
    path = notebook(tmp_path / "far", parameters, FRAME, "print(f'of {year}')", "object()")
    done = run("render", str(path), "-p", "year=2023", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    (page,) = (tmp_path / "far" / "reports" / "mine" / "variants").glob("*/en/latest/report.html")
    text = page.read_text(encoding="utf-8")
    assert not (tmp_path / "far" / "reports" / "index.html").exists()
    assert "of 2023" in text
    assert "<title>My steel" in text
    assert done.stderr.count("warning") == 1
    assert "cell 5" in done.stderr


def test_a_link_has_its_report_beside_itself_and_not_where_it_leads(tmp_path):
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "mine.ipynb").symlink_to(notebook(tmp_path / "far", FRAME))
    done = run("render", "here/mine.ipynb", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "here" / "reports" / "mine" / "en" / "latest" / "report.html").is_file()
    assert not (tmp_path / "far" / "reports").exists()


def test_a_formula_stands_as_it_was_typed_and_its_author_is_told(tmp_path):
    path = notebook(tmp_path, kit.text(r"Shares $\sum_i s_i^2$, of $5 and $7."), kit.text("It cost $5, then $7."))
    done = run("render", path.name, cwd=tmp_path)
    page = (tmp_path / "reports" / "mine" / "en" / "latest" / "report.html").read_text(encoding="utf-8")
    assert done.stderr.count("formula in LaTeX") == 1
    assert r"$\sum_i s_i^2$" in page


def test_a_file_of_its_own_that_changed_is_read_again(tmp_path):
    path = notebook(tmp_path, "import pathlib\nprint(pathlib.Path('figures.txt').read_text())")
    for figures in ("one", "two"):
        (tmp_path / "figures.txt").write_text(figures)
        assert run("render", path.name, "--out", "there", cwd=tmp_path).returncode == 0
    (page,) = (tmp_path / "there" / "mine" / "en").glob("latest/report.html")
    assert ">two</pre>" in page.read_text(encoding="utf-8")


def test_two_notebooks_of_one_name_do_not_write_over_each_other(tmp_path):
    paths = [str(notebook(tmp_path / folder, FRAME)) for folder in "ab"]
    done = run("render", *paths, "--out", "there", cwd=tmp_path)
    assert done.returncode == 2
    assert "have one name" in done.stderr
    assert not (tmp_path / "there").exists()


def test_what_is_wrong_with_it_is_one_sentence(tmp_path):
    (tmp_path / "broken.ipynb").write_text("no JSON")
    for name, said in (("broken.ipynb", "is not a notebook"), ("gone.ipynb", "no notebook")):
        done = run("render", name, cwd=tmp_path)
        assert done.returncode in {2, 3}
        assert said in done.stderr
        assert done.stderr.count("\n") == 1


def test_it_is_verified_from_anywhere_and_told_if_its_notebook_has_changed(tmp_path, tmp_path_factory):
    path = notebook(tmp_path / "far", FRAME)
    assert run("render", str(path), cwd=tmp_path).returncode == 0
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "reports.toml").write_text("x = [")  # somebody's, above: no concern of this one
    made = tmp_path / "far" / "reports" / "mine" / "en" / "latest"
    done = run("verify", str(made), "--rerun", cwd=tmp_path_factory.mktemp("elsewhere"))
    assert "rendered the same" in done.stdout, done.stderr
    shutil.rmtree(tmp_path / "notebooks")
    notebook(tmp_path / "far", "2", FRAME)
    done = run("verify", "far/reports/mine/en/latest", "--rerun", cwd=tmp_path)
    assert done.returncode == 3
    assert "it was made from another notebook" in done.stderr


def test_an_edition_that_does_not_run_again_keeps_no_other_from_being_verified(monkeypatch):
    made = [SimpleNamespace(folder=Path(language)) for language in ("en", "ja")]
    heard = []

    def as_written(one, *, rerun):
        heard.append(one.folder.name)
        if one is made[0]:
            raise RenderError("cell 2 of 3 fails")
        return rerun

    monkeypatch.setattr(editions, "_editions", lambda *_: made)
    monkeypatch.setattr(editions, "_as_written", as_written)
    done = CliRunner().invoke(app, ["verify", "steel", "--rerun"])
    assert done.exit_code == 3
    assert "en: RenderError: cell 2 of 3 fails" in done.stderr
    assert heard == ["en", "ja"]
