"""The command as it is called under a locale, in processes of its own."""

from __future__ import annotations

import re

import pytest
from commands import run
from rich.cells import cell_len

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
