"""The pages of docs/: their examples run, and the site builds without a warning."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from typer.main import get_command

from econsec.cli import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "docs").glob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_its_examples_run(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # where a page saves what it shows
    with pd.option_context("display.width", 120, "display.max_columns", 20):
        done = doctest.testfile(str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert done.failed == 0
    assert done.attempted > 20 or page.stem != "decisions"


def test_every_page_is_in_the_contents():
    listed = re.findall(r"^([\w-]+)$", (ROOT / "docs" / "index.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert sorted([*listed, "index"]) == [page.stem for page in PAGES]


def test_every_command_that_a_page_names_is_one():
    known = get_command(app).commands
    named = [
        line
        for page in PAGES
        for line in re.findall(r"(?:^|[`/])econsec ([a-z][a-z-]+)\b", page.read_text("utf-8"), re.MULTILINE)
    ]
    assert named
    assert set(named) <= known.keys()


@pytest.mark.slow
def test_the_site_builds_and_holds_what_the_package_says(tmp_path):
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-d", str(tmp_path / "read"), "-b", "html"]
    done = subprocess.run([*command, str(ROOT / "docs"), str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0
    assert "Supplier concentration (HHI)" in (tmp_path / "_made" / "methods.html").read_text("utf-8")
    assert "baci_minerals" in (tmp_path / "_made" / "catalogue.html").read_text("utf-8")
    assert "econsec.decisions" in (tmp_path / "_made" / "decisions.html").read_text("utf-8")
