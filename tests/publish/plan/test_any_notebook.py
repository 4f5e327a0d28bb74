"""Any notebook as a report: what it is called, in which languages, and what is refused."""

from __future__ import annotations

import json

import nbformat.v4 as nbf
import pytest

from econsec.errors import MissingFileError, PortfolioError
from econsec.publish.plan.any_notebook import of_file
from econsec.publish.plan.plan import known_parameters


def written(path, *cells, **metadata):
    path.write_text(json.dumps(nbf.new_notebook(cells=list(cells), metadata=metadata)), "utf-8")
    return path


def words(text, *tags):
    return nbf.new_markdown_cell(text, metadata={"tags": list(tags)})


def test_the_title_is_the_first_heading_then_what_the_metadata_say_then_the_file(tmp_path):
    both = written(tmp_path / "a.ipynb", words("## Part\n"), words("# Steel"), title="Named")
    assert of_file(both).title == {"en": "Steel"}
    assert of_file(written(tmp_path / "a.ipynb", words("words"), title="Named")).title == {"en": "Named"}
    assert of_file(written(tmp_path / "a.ipynb", words("## Part"))).title == {"en": "Part"}
    assert of_file(written(tmp_path / "My file.ipynb")).title == {"en": "My file"}


def test_the_languages_are_those_of_its_cells_and_each_has_its_own_title(tmp_path):
    path = written(tmp_path / "a.ipynb", words("# Steel", "lang-en"), words("# 鉄鋼", "lang-ja"))
    assert of_file(path).languages == ("en", "ja")
    assert of_file(path).title == {"en": "Steel", "ja": "鉄鋼"}
    assert of_file(path, ["ja"]).languages == ("ja",)


def test_names_are_names_of_folders_and_nobody_elses(tmp_path):
    names = [of_file(written(tmp_path / f"{stem}.ipynb")).name for stem in ("My Analysis 2", "鉄鋼", "銅", "2024")]
    assert names[0] == "my-analysis-2"
    assert len(set(names)) == len(names)
    house = of_file(written(tmp_path / "medicines.ipynb"), taken=["medicines"]).name
    assert house != "medicines"
    assert house.startswith("medicines-")


def test_parameters_without_types_are_read_and_other_lines_passed_over(tmp_path):
    source = "import os\nyear = 2024  # of trade\nwho: str = 'JPN'\nnames = ['a']\nhome = os.getcwd()\nboth = {'a': 1}"
    cell = nbf.new_code_cell(source, metadata={"tags": ["parameters"]})
    found = known_parameters(of_file(written(tmp_path / "a.ipynb", cell)))
    assert [(one.name, one.annotation) for one in found] == [("year", "int"), ("who", "str"), ("names", "list[str]")]


@pytest.mark.parametrize("content", ["no JSON", "[]", '{"cells": [{"source": 1}]}', '{"cells": 5}'])
def test_what_is_no_notebook_is_refused_by_name(tmp_path, content):
    (tmp_path / "a.ipynb").write_text(content, "utf-8")
    with pytest.raises(PortfolioError, match=r"a\.ipynb"):
        of_file(tmp_path / "a.ipynb")


def test_a_notebook_in_another_language_than_python_is_refused(tmp_path):
    path = written(tmp_path / "a.ipynb", kernelspec={"name": "ir", "language": "R", "display_name": "R"})
    with pytest.raises(PortfolioError, match="written in R"):
        of_file(path)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(MissingFileError, match=r"no notebook .*gone\.ipynb"):
        of_file(tmp_path / "gone.ipynb")


@pytest.mark.parametrize(
    "stems",
    [
        [f"quarterly_report_on_the_supply_of_critical_minerals_{year}" for year in (2023, 2024)],
        ["My report", "my-report", "my report!"],
    ],
)
def test_notebooks_of_one_folder_do_not_write_over_each_other(stems, tmp_path):
    paths = [written(tmp_path / f"{stem}.ipynb") for stem in stems]
    names = [of_file(path).name for path in paths]
    assert len(set(names)) == len(stems)
    assert names == [of_file(path).name for path in paths]
    assert all(name == stem for name, stem in zip(names, stems, strict=True) if stem == "my-report")
