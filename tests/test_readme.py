"""The README is true: its example runs, its files are there, its table names the reports that exist."""

from __future__ import annotations

import doctest
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_runs():
    tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert tried.attempted >= 4
    assert tried.failed == 0


def test_every_link_leads_to_a_file():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_the_table_names_every_report():
    listed = tomllib.loads((ROOT / "notebooks" / "reports.toml").read_text(encoding="utf-8"))["report"]
    named = re.findall(r"^\| `(\w+)` \|", README, flags=re.MULTILINE)
    assert named == [report["name"] for report in listed], "write the rows of reports.toml, in its order"


def test_the_commands_it_names_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"(?:`|^)make ([a-z-]+)", README, flags=re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, flags=re.MULTILINE), target


def test_every_place_that_contributing_names_is_there():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    places = re.findall(r"`((?:econsec|tests|data|docs|notebooks)/[\w./-]+)`", text)
    assert len(places) > 30
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_every_name_that_contributing_gives_a_place_is_there():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for name, place in re.findall(r"`(@?\w+)` (?:in|is in)\s`([\w./-]+\.\w+)`", text):
        assert name in (ROOT / place).read_text(encoding="utf-8"), f"{name} in {place}"
