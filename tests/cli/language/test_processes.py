"""The command as it is called under a locale, in processes of its own."""

from __future__ import annotations

import re

import nbformat
import pytest
from commands import run
from nbformat.v4 import new_code_cell, new_notebook
from rich.cells import cell_len

from econsec.store.catalog import datasets

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uff01-\uff5e]")
#: What else could say the language is unset.
JA = {"LC_ALL": "ja_JP.UTF-8", "LANGUAGE": "", "PYTHONUTF8": "1"}
C = {"LC_ALL": "C", "LANGUAGE": "ja", "LANG": "ja_JP.UTF-8"}


@pytest.mark.parametrize("arguments", [["--help"], ["render", "-p"], ["data", "show", "bacy"]], ids=" ".join)
def test_the_locale_decides_and_c_is_english_whatever_else_says_japanese(arguments):
    japanese, english = (run(*arguments, **environment) for environment in (JA, C))
    assert japanese.returncode == english.returncode
    assert JAPANESE.search(japanese.stdout + japanese.stderr)
    assert not JAPANESE.search(english.stdout + english.stderr)


def test_an_output_that_has_no_japanese_letters_is_written_in_english():
    told = run("--help", **JA | {"PYTHONIOENCODING": "ascii"})
    assert told.returncode == 0, told.stderr
    assert told.stdout.isascii()
    assert told.stdout == run("--help", **C).stdout


def test_what_a_program_reads_is_the_same_in_every_locale():
    japanese, english = (run("list", "--json", **environment) for environment in (JA, C))
    assert japanese.stdout == english.stdout
    assert japanese.stdout.startswith("[")


def test_a_table_of_wide_letters_stands_in_its_columns():
    told = run("data", "show", "wgi", **JA | {"COLUMNS": "80"})
    lines = [line for line in told.stdout.splitlines() if line[:1] in "┏┃┡│└"]
    assert len(lines) > 8, told.stderr
    assert {cell_len(line) for line in lines} == {cell_len(lines[0])}
    assert "…" not in told.stdout


def test_an_error_is_one_sentence_in_japanese_with_its_name_and_exit_code():
    told = run("render", "critical_minerals", "-p", "importer=Inda", **JA)
    assert told.returncode == 2
    assert told.stderr.startswith("UnknownEconomyError: 国・地域'Inda'はありません（パラメータimporter）。")


def test_a_place_that_cannot_be_written_to_is_told_in_japanese():
    told = run("init", "/proc/nowhere", **JA)
    assert told.returncode == 2
    assert told.stderr == (
        "EconsecError: /proc/nowhere：ファイルまたはフォルダーがありません。正しくは：書き込めるフォルダー。\n"
    )


@pytest.mark.parametrize("environment", [C | {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}, JA], ids=["en", "ja"])
@pytest.mark.parametrize("columns", ["40", "60", "100", "240"])
def test_no_name_of_a_table_is_broken_however_narrow_the_terminal_is(environment, columns):
    told = run("data", "list", **environment | {"COLUMNS": columns}).stdout
    named = [dataset.name for dataset in datasets()]
    found = re.findall(r"^(?:│ )?([a-z][a-z0-9_]+)(?: |$)", told, flags=re.MULTILINE)
    assert found == named
    assert "…" not in told
    assert max(map(cell_len, told.splitlines())) <= int(columns)
    assert "not asked" not in told or environment is not JA


def test_a_file_that_cannot_be_written_is_told_with_japanese_punctuation():
    told = run("data", "export", "wgi", "--csv", "/proc/nowhere/wgi.csv", **JA).stderr
    assert told == "FileNotFoundError: /proc/nowhere/wgi.csv：ファイルまたはフォルダーがありません\n"


def test_an_export_in_a_language_that_a_report_has_not_says_which_there_are():
    told = run("export", "explore_product", "--docx", "-l", "fr", **JA).stderr
    assert told == "MissingFileError: explore_product の 'fr' の版はありません。正しくは：en、ja のいずれか。\n"


def test_a_cell_that_fails_is_told_in_japanese_whatever_its_first_line_is(tmp_path):
    cells = [new_code_cell("language: str = 'ja'", metadata={"tags": ["parameters"]})]
    nbformat.write(
        new_notebook(cells=[*cells, new_code_cell("from econsec import load\nload('nope')")]), tmp_path / "x.ipynb"
    )
    told = run("render", str(tmp_path / "x.ipynb"), "-l", "ja", "--out", str(tmp_path / "out"), **JA).stderr
    assert "2個中2番目のセル（from econsec import load）：UnknownDatasetError：データセット'nope'はありません" in told
