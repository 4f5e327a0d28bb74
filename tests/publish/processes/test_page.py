"""The page on the processes is true to the code: what it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import econsec.publish

PUBLISH = Path(econsec.publish.__file__).parent
PAGE = (PUBLISH.parents[1] / "docs" / "processes.md").read_text(encoding="utf-8")
FILES = {path.stem: path for path in PUBLISH.rglob("*.py")}


def names(path):
    """Return what a file defines or sets, at any depth."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`(\w+\.\w+)`", PAGE)) - {"oom_score_adj"}))
def test_what_the_page_names_is_in_the_file_that_it_names(named):
    first, last = named.split(".")
    if last == "py":
        assert first in FILES
        return
    where = [FILES[first]] if first in FILES else [path for path in FILES.values() if first in names(path)]
    assert any(last in names(path) for path in where), named


@pytest.mark.parametrize("named", sorted(set(re.findall(r"\b\w+/\w+\.py", PAGE))))
def test_a_file_that_the_page_names_is_there(named):
    assert any((folder / named).is_file() for folder in (PUBLISH, PUBLISH.parent)), named


def test_the_words_of_the_table_are_those_of_the_code():
    assert {"ASK", "TOLD", "BORN"} <= names(FILES["cell_client"])
