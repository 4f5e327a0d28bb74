"""The wheel alone, in an empty folder: every command answers, and what they name is there."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ABOUT = ("--publisher", "Members", "--title", "Survey", "--licence", "internal")
NAMED = ("--title", "Mine", "--title-ja", "私の", "--question", "Who?", "--question-ja", "誰か。")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """Return where the wheel lies as pip lays it out, the checkout nowhere in it."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=300)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_every_command_answers_where_there_is_no_checkout(installed, tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ECONSEC_")}
    environment = {**kept, "PYTHONPATH": str(installed), "HOME": str(tmp_path / "home"), "PYTHONDONTWRITEBYTECODE": "1"}
    folder = tmp_path / "a 表"  # a space, and letters that are not ASCII
    folder.mkdir()

    def run(*arguments: str, code: int = 0) -> str:
        command = [sys.executable, "-m", "econsec", *arguments]
        told = {"cwd": folder, "env": environment, "capture_output": True, "text": True, "stdin": subprocess.DEVNULL}
        done = subprocess.run(command, check=False, timeout=300, **told)
        assert done.returncode == code, (arguments, done.stdout, done.stderr)
        return done.stdout + done.stderr

    run("--version")
    assert "explore_product" in run("list")
    assert "is no work folder" in run("run-due", code=3)
    run("init", ".")
    assert (folder / "docs" / "own-report.md").is_file()
    rows = 'exporter,importer,product,year,value\nchn,Japan,850760,2025,"3,000,000"\nIndia,jpn,850760,2025,1000000\n'
    (folder / "survey.csv").write_text(rows, "utf-8")
    run("data", "add", "own", "survey.csv", "--name", "survey", *ABOUT)
    run("new", "mine", "--data", "own_survey", *NAMED)
    run("render", "mine")
    entry = folder / "notebooks" / "mine.toml"
    assert "docs/own-report.md" in entry.read_text("utf-8")
    assert run("verify", "mine", "--rerun").count("rendered the same") == 2
    run("export", "mine", "--docx", "--pptx", "--xlsx")
    for asked in (["compare", *["reports/mine/en/latest"] * 2], ["schedule"], ["watch"], ["lab", "--version"]):
        run(*asked)
    for asked in (["list"], ["show", "facts"], ["check"], ["sources"], ["export", "facts", "--csv", "facts.csv"]):
        run("data", *asked)
    assert not list(installed.glob("**/*.pyc")), "nothing is written into the package"
