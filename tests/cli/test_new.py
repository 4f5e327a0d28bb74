"""``econsec new``: a report of one's own that renders, says what it found, and is found again."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from econsec import decisions, load, paths
from econsec.cli.common import work_folder
from econsec.errors import MissingFileError

WORDS = (
    "--title",
    '{Steel} and **all** "iron*"',
    "--title-ja",
    "鉄鋼",
    "--question",
    "Who?",
    "--question-ja",
    "誰か。",
)


def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "econsec", *arguments]
    told = {**os.environ, **environment}
    return subprocess.run(
        command, capture_output=True, text=True, timeout=300, cwd=cwd, env=told, check=False, stdin=subprocess.DEVNULL
    )


@pytest.mark.slow
def test_outside_of_any_work_folder_it_is_rendered_where_one_stands(tmp_path):
    assert run("new", "steel", *WORDS, "-l", "en", "--data", "baci_minerals", cwd=tmp_path).returncode == 0
    done = run("render", "steel", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "reports" / "steel" / "en" / "latest" / "report.html").is_file()
    again = run("verify", "steel", "--rerun", cwd=tmp_path)
    assert "rendered the same" in again.stdout, again.stderr


def test_a_folder_for_reports_of_ones_own_alone_is_an_empty_portfolio(tmp_path, monkeypatch):
    run("new", "steel", *WORDS, "-l", "en", "--data", "baci_minerals", cwd=tmp_path)
    monkeypatch.setattr(paths, "work", lambda: None)  # as where a wheel is installed
    with pytest.raises(MissingFileError, match=r"an empty notebooks/reports\.toml will do"):
        work_folder()
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "reports.toml").touch()
    assert run("run-due", cwd=tmp_path).stdout == "Nothing is due.\n"


def test_it_renders_in_both_languages_says_what_it_found_and_is_verified(tmp_path):
    assert run("new", "steel", *WORDS, "--data", "baci_minerals", cwd=tmp_path).returncode == 0
    done = run("render", "steel", "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    found = decisions.exposure(load("baci_minerals", year=2024), importer="JPN", partner="IND", rival="CHN")
    share = found["rival_share"].dropna()
    for language in ("en", "ja"):
        folder = tmp_path / "out" / "steel" / language / "latest"
        claims = {one["id"]: one for one in json.loads((folder / "edition.json").read_text("utf-8"))["claims"]}
        said = claims["steel.answer"]
        assert (said["values"]["n"], said["values"]["of"]) == ((share > 0.5).sum(), len(share))
        assert {"suppliers-jpn", "concentration", "quality"} <= set(claims)
        title = "{Steel} and **all** &#34;iron*&#34;" if language == "en" else "鉄鋼"
        assert f"<title>{title}" in (folder / "report.html").read_text("utf-8")
    (tmp_path / "elsewhere").mkdir()  # where no report is called steel
    again = run("verify", "../out/steel/ja/latest", "--rerun", cwd=tmp_path / "elsewhere")
    assert again.returncode == 0, again.stderr
    (tmp_path / "steel.ipynb").rename(tmp_path / "elsewhere" / "iron.ipynb")
    gone = run("verify", "out/steel/ja/latest", "--rerun", cwd=tmp_path)
    assert gone.returncode == 3
    assert "MissingFileError: the notebook that made steel is not there" in gone.stderr


def test_it_is_listed_and_due_as_any_other_and_one_that_is_broken_stops_nobody(tmp_path):
    (tmp_path / "notebooks").mkdir()
    run("new", "steel", *WORDS, "--data", "baci_minerals", cwd=tmp_path)
    entry = tmp_path / "notebooks" / "steel.toml"
    assert "steel" in run("list", cwd=tmp_path).stdout
    entry.write_text(entry.read_text("utf-8") + "[oops", "utf-8")
    done = run("list", cwd=tmp_path)
    assert done.returncode == 0
    assert "critical_minerals" in done.stdout
    assert "steel.toml is not TOML" in done.stderr
    entry.unlink()
    entry.symlink_to(tmp_path / "gone.toml")
    done = run("list", cwd=tmp_path)
    assert (done.returncode, "critical_minerals" in done.stdout) == (0, True)
    assert "steel.toml cannot be read: No such file" in done.stderr


@pytest.mark.slow
def test_one_language_is_enough(tmp_path):
    words = ("--title", "Steel", "--question", "Who?", "-l", "en", "--data", "baci_minerals")
    assert run("new", "steel", *words, cwd=tmp_path).returncode == 0
    done = run("render", "steel", "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "out" / "steel").iterdir()] == ["en"]


def test_figures_of_ones_own_carry_their_own_source_line(tmp_path):
    (tmp_path / "mine.csv").write_text(
        "exporter,importer,product,year,value\nChina,Japan,850511,2024,3\nIndia,Japan,850511,2024,1\n", "utf-8"
    )
    place = {"ECONSEC_STORE": str(tmp_path / "store")}
    about = ("--name", "survey", "--publisher", "Our members", "--title", "Survey", "--licence", "internal")
    assert run("data", "add", "own", "mine.csv", *about, cwd=tmp_path, **place).returncode == 0
    assert run("new", "mine", *WORDS, "--data", "own_survey", cwd=tmp_path, **place).returncode == 0
    done = run("render", "mine", "--out", "out", cwd=tmp_path, **place)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "out" / "mine" / "en" / "latest" / "report.html").read_text("utf-8")
    assert "Our members" in text
    assert "BACI" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("Steel", *WORDS), "is no name of a report"),
        (("../steel", *WORDS), "is no name of a report"),
        (("medicines", *WORDS), "taken by the package"),
        (("steel", *WORDS, "--data", "baci_mineral"), "Did you mean baci_minerals"),
        (("steel", *WORDS, "--data", "wdi"), "no table of who sold what to whom"),
        (("steel", "--title", "Steel"), "Expected --title-ja TEXT"),
        (("steel", *WORDS, "-l", "fr"), "'fr'"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_nothing_is_written(arguments, said, tmp_path):
    done = run("new", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", ["ipynb", "toml"])
def test_nothing_is_written_over(suffix, tmp_path):
    there = tmp_path / f"steel.{suffix}"
    there.write_text("mine")
    done = run("new", "steel", *WORDS, cwd=tmp_path)
    assert (done.returncode, there.read_text()) == (2, "mine")
    assert "is there already" in done.stderr
    assert list(tmp_path.iterdir()) == [there]


def test_a_disk_that_is_full_for_the_second_file_keeps_no_first_one(tmp_path):
    command = [sys.executable, "-m", "econsec", "new", "steel", *WORDS, "--data", "baci_minerals"]
    told = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    asked = ["bash", "-c", f"ulimit -f 2; exec {shlex.join(command)}"]
    done = subprocess.run(asked, capture_output=True, text=True, cwd=tmp_path, env=told, check=False)
    assert done.returncode != 0
    assert "steel.ipynb: File too large" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("locale", "told"), [("C.UTF-8", "no question in Japanese"), ("ja_JP.UTF-8", "問い（日本語）が指定されていません")]
)
def test_what_is_not_said_is_asked_for_in_words_and_not_by_a_code(tmp_path, locale, told):
    done = run("new", "steel", *WORDS[:6], cwd=tmp_path, LC_ALL=locale, LANGUAGE="", PYTHONUTF8="1")
    assert done.returncode == 2
    assert told in done.stderr
    assert "--question-ja" in done.stderr
    assert not [*tmp_path.glob("steel*")]
