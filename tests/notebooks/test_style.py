"""Notebooks are prose: one parameters cell, one import, no plumbing, no stored outputs, both languages."""

from __future__ import annotations

import ast
import json
import tomllib
from pathlib import Path

import pytest

from econsec import datasets, paths
from econsec.cli.new import new
from econsec.lab.work_folder import START
from econsec.publish.plan import own_reports, portfolio
from econsec.store.schemas import live_schemas

# The start page is no report: what holds for it is in test_start.py.
NOTEBOOKS = sorted(path for path in paths.notebooks().glob("*.ipynb") if path.name != START)
LANGUAGES = {"lang-en", "lang-ja"}
ASIDE = {"annex", "lab-only"}


def cells(path: Path, kind: str) -> list[dict]:
    return [cell for cell in json.loads(path.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def source(cell: dict) -> str:
    return "".join(cell["source"])


@pytest.fixture(params=[*NOTEBOOKS, Path("made_new.ipynb")], ids=lambda path: path.stem)
def notebook(request, tmp_path, monkeypatch) -> Path:
    if request.param in NOTEBOOKS:
        return request.param
    monkeypatch.chdir(tmp_path)  # what `econsec new` makes keeps to the same rules
    new("made_new", title="Steel", title_ja="鉄鋼", question="Who?", question_ja="誰か。", data="baci_minerals")
    return tmp_path / "made_new.ipynb"


def listed_as(notebook: Path) -> portfolio.Report:
    if notebook not in NOTEBOOKS:
        return own_reports.read(notebook.with_suffix(".toml"))
    (listed,) = [one for one in portfolio.load(paths.notebooks() / "reports.toml").report if one.notebook == notebook]
    return listed


def test_every_notebook_is_in_the_portfolio():
    listed = tomllib.loads((paths.notebooks() / "reports.toml").read_text(encoding="utf-8"))["report"]
    assert {report["notebook"] for report in listed} == {path.name for path in NOTEBOOKS}


def test_the_portfolio_names_the_tables_that_a_notebook_reads_and_whether_it_speaks_of_the_day(notebook):
    listed = listed_as(notebook)
    known = {dataset.name for dataset in datasets()} | set(live_schemas())
    code = [node for cell in cells(notebook, "code") for node in ast.walk(ast.parse(source(cell)))]
    read = {node.value for node in code if isinstance(node, ast.Constant) and node.value in known}
    assert {*listed.data, *listed.fetched} == read
    assert not set(listed.data) & set(live_schemas())
    assert listed.daily == any(
        isinstance(node, ast.Name | ast.Attribute) and "today" in (getattr(node, "id", ""), getattr(node, "attr", ""))
        for node in code
    )


def test_it_opens_with_its_title_and_what_it_asks_before_any_code(notebook):
    """In each of its languages, as the portfolio says it; of the page, which says it by economies, it is no part."""
    listed = listed_as(notebook)
    every = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    opening = every[: next(place for place, cell in enumerate(every) if cell["cell_type"] == "code")]
    said = {cell["metadata"]["tags"][0]: source(cell) for cell in opening}
    asked = {code: f"# {listed.title[code]}\n\n{listed.description[code]}" for code in listed.languages}
    assert said == {f"lang-{code}": text for code, text in asked.items()}
    assert len(opening) == len(said)
    assert all("lab-only" in cell["metadata"]["tags"] for cell in opening)


def test_no_outputs_are_stored(notebook):
    for cell in cells(notebook, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


def test_the_first_code_cell_holds_typed_commented_parameters(notebook):
    first = cells(notebook, "code")[0]
    assert first["metadata"]["tags"] == ["parameters"]
    for line in source(first).splitlines():
        assert isinstance(ast.parse(line).body[0], ast.AnnAssign)
        assert "  # " in line


def test_there_is_one_import(notebook):
    found = [node for cell in cells(notebook, "code") for node in ast.walk(ast.parse(source(cell)))]
    imports = [node for node in found if isinstance(node, ast.Import | ast.ImportFrom)]
    assert len(imports) == 1
    assert imports[0].module == "econsec"


def test_who_shows_an_exhibit_is_whom_it_is_about(notebook):
    """What is missing is said by the one who shows: in the name of the wrong economy it would be untrue."""
    calls = [
        n for cell in cells(notebook, "code") for n in ast.walk(ast.parse(source(cell))) if isinstance(n, ast.Call)
    ]
    shows = [call for call in calls if getattr(call.func, "attr", "") == "show"]
    shown = [(call.func.value, one) for call in shows for one in call.args]
    told = [(by, one.args[0]) for by, one in shown if isinstance(one, ast.Call) and one.args]
    for by, about in told:
        whom, _, _ = ast.unparse(about).partition(".on(")  # the same report, on some data
        if whom.startswith("report"):
            assert ast.unparse(by) == whom


def test_there_is_no_plumbing(notebook):
    forbidden = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try, ast.With, ast.Lambda, ast.ListComp)
    for cell in cells(notebook, "code"):
        assert len(source(cell).splitlines()) <= 10, cell["id"]
        for node in ast.walk(ast.parse(source(cell))):
            assert not isinstance(node, forbidden), cell["id"]


def test_every_passage_stands_in_both_languages(notebook):
    passages = cells(notebook, "markdown")
    tags = [tuple(tag for tag in cell["metadata"]["tags"] if tag not in ASIDE) for cell in passages]
    assert all(len(tag) == 1 and tag[0] in LANGUAGES for tag in tags)
    assert tags[::2] == [("lang-en",)] * (len(tags) // 2)
    assert tags[1::2] == [("lang-ja",)] * (len(tags) // 2)
    aside = [ASIDE & {*cell["metadata"]["tags"]} for cell in passages]
    assert aside[::2] == aside[1::2]  # what is set aside is so in both languages
    for english, japanese in zip(passages[::2], passages[1::2], strict=True):
        assert source(english).count("#") == source(japanese).count("#")


def test_it_ends_with_the_tests_of_every_table_that_it_reads(notebook):
    code = cells(notebook, "code")
    call = "exhibits.quality.tests(report, quality(*tables))"
    asked = next((cell for cell in code if call in source(cell)), None)
    assert asked, f"a cell must name all that is read, tables = [...], and show {call}"
    listed = listed_as(notebook)
    named = [node.value for node in ast.walk(ast.parse(source(asked))) if isinstance(node, ast.Constant)]
    assert sorted(named) == sorted((*listed.data, *listed.fetched))
    assert code.index(asked) >= len(code) - 2


def test_no_number_is_typed_in_the_prose(notebook):
    for cell in cells(notebook, "markdown"):
        if "lab-only" in cell["metadata"]["tags"]:
            continue  # the portfolio's words, with the number of areas that the agenda has
        assert not any(letter.isdigit() for letter in source(cell)), cell["id"]


def test_cells_have_names(notebook):
    ids = [cell["id"] for kind in ("code", "markdown") for cell in cells(notebook, kind)]
    assert len(set(ids)) == len(ids)
    assert all(name.islower() and len(name) > 2 for name in ids)
