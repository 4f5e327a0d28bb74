"""A folder to work in: laid out once, never written over, and found from where one stands."""

from __future__ import annotations

import json
import os
import re
import resource
import shlex
import subprocess
import sys
import tomllib

import pytest
from typer.testing import CliRunner

from econsec import paths
from econsec.cli import app
from econsec.errors import EconsecError, ParameterError
from econsec.lab.work_folder import lay_out
from econsec.publish.plan import portfolio


def test_it_holds_notebooks_and_a_schedule_and_is_the_place_that_commands_use(tmp_path, monkeypatch):
    lay_out(tmp_path / "mine")
    monkeypatch.delenv("ECONSEC_HOME", raising=False)
    for inside in (".", "notebooks", "reports"):
        monkeypatch.chdir(tmp_path / "mine" / inside)
        assert paths.work() == (tmp_path / "mine").resolve()
        assert paths.reports() == (tmp_path / "mine" / "reports").resolve()
    listed = portfolio.load(paths.notebooks() / "reports.toml").report
    assert all(one.notebook.is_relative_to(tmp_path.resolve()) for one in listed)
    assert all(one.schedule for one in listed)
    assert paths.data() == paths.project() / "data"


def test_what_is_there_stays_and_what_is_missing_comes(tmp_path):
    first = lay_out(tmp_path)
    (tmp_path / "notebooks" / "medicines.ipynb").write_text("mine")
    (tmp_path / "notebooks" / "science.ipynb").unlink()
    assert [path.name for path in lay_out(tmp_path)] == ["science.ipynb"]
    assert (tmp_path / "notebooks" / "medicines.ipynb").read_text() == "mine"
    assert len(first) > 10


def test_a_disk_that_is_full_on_the_way_leaves_no_half_of_a_file_and_the_next_time_brings_the_rest(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "econsec", "init", str(tmp_path)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (16_000, 16_000)),
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert f"{tmp_path}: File too large. Expected a folder that you may write to" in done.stderr
    there = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    missing = {path.name for path in lay_out(tmp_path)}
    assert there
    assert missing
    assert there.isdisjoint(missing)
    for path in (tmp_path / "notebooks").glob("*.ipynb"):
        json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_copies_speak_the_language_that_was_asked_for(tmp_path, language):
    lay_out(tmp_path, language=language)
    for path in (tmp_path / "notebooks").glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = "".join("".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", ()))
        assert f'language: str = "{language}"' in code


def test_nothing_is_laid_out_into_the_package(tmp_path):
    for folder in (paths.PACKAGE, paths.PACKAGE / "_bundle", paths.PACKAGE.parent):
        with pytest.raises(ParameterError, match="where the package lies"):
            lay_out(folder)
    (tmp_path / "file").touch()
    with pytest.raises(EconsecError, match="Expected a folder that you may write to"):
        lay_out(tmp_path / "file")


def test_home_counts_after_where_one_stands_and_a_wheel_without_either_has_none(tmp_path, monkeypatch):
    lay_out(tmp_path / "home")
    lay_out(tmp_path / "here")
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("ECONSEC_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "here")
    assert paths.work() == (tmp_path / "here").resolve()
    monkeypatch.chdir(tmp_path / "empty")
    assert paths.work() == (tmp_path / "home").resolve()
    monkeypatch.delenv("ECONSEC_HOME")
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "site-packages" / "econsec")
    assert paths.work() is None
    assert paths.reports() == tmp_path.resolve() / "empty" / "reports"


def test_a_home_that_has_data_alone_lays_out_the_notebooks_of_the_package(tmp_path, monkeypatch):
    (tmp_path / "home" / "data").mkdir(parents=True)
    monkeypatch.setenv("ECONSEC_HOME", str(tmp_path / "home"))
    assert len(lay_out(tmp_path / "mine")) > 10


def test_the_next_step_can_be_typed_though_the_name_has_a_space(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(app, ["init", "my work"]).stdout
    (line,) = (one for one in said.splitlines() if one.startswith("Next"))
    assert shlex.split(line)[1:3] == ["cd", "my work"]


def test_reports_of_ones_own_lie_in_the_work_folder_from_wherever_in_it_one_stands(tmp_path, monkeypatch):
    monkeypatch.delenv("ECONSEC_HOME", raising=False)
    lay_out(tmp_path / "mine")
    for place, folder in {
        tmp_path / "mine" / "reports": tmp_path / "mine",
        paths.PACKAGE.parent / "docs": paths.PACKAGE.parent,
        tmp_path: tmp_path,
    }.items():
        monkeypatch.chdir(place)
        assert paths.own_reports() == folder.resolve()


def test_the_how_tos_that_commands_name_are_laid_out_and_carried_by_a_wheel(tmp_path):
    made = {path.as_posix() for path in lay_out(tmp_path)}
    pages = {path for path in made if path.startswith("docs/")}
    assert {"docs/own-report.md", "docs/schedule.md", "README.md"} <= made
    carried = tomllib.loads((paths.PACKAGE.parent / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    assert pages == {path for path in carried["targets"]["wheel"]["force-include"] if path.startswith("docs/")}
    for page in pages:
        for target in re.findall(r"\]\(([\w-]+\.md)", (tmp_path / page).read_text("utf-8")):
            assert (tmp_path / "docs" / target).is_file(), f"{page} -> {target}"


def test_options_of_jupyterlab_are_handed_on_as_they_are_typed(tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: True)
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "")
    called = []
    monkeypatch.setattr(os, "execv", lambda _, command: called.extend(command))
    CliRunner().invoke(app, ["lab", "--no-browser", "--port", "8890"])
    assert called[-3:] == ["--no-browser", "--port", "8890"]
