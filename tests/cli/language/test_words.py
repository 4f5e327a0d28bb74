"""What commands say of their own: all of it has Japanese, with the same values, in letters that every output has."""

from __future__ import annotations

import ast
import io
import re
import unicodedata

import pytest
from rich.cells import cell_len
from rich.console import Console
from sentence_sites import VALUE, Reader, in_functions, modules

from econsec.cli.language import words
from econsec.cli.language.sentences import parsed
from econsec.live.refreshing import Status
from econsec.publish.gallery.comparison import _REASONS
from econsec.publish.job import Event
from econsec.store.schemas import live_schemas, schemas, user_schemas

CATALOGUES = ("words.csv", "sentences.csv")
JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
#: Who puts a sentence into the language in use; `say` is what the comparison of editions is given.
SPEAKERS = {"worded", "label", "table", "say"}
#: Commands and names that are printed as they are.
AS_THEY_ARE = {" econsec render ", "econsec: ", ": econsec render explore_product -p source=", " -p products=..."}


@pytest.fixture
def japanese():
    words.speak("ja")
    yield
    words.speak("en")


def rows():
    return [(name, english, told) for name in CATALOGUES for english, told in words.read(name).items()]


def said():
    """Yield every English template that a command puts into the language in use, with where it stands."""
    for module in modules():
        if "cli" not in module.path.parts and module.path.name != "comparison.py":
            continue
        for node, function in in_functions(module):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in SPEAKERS:
                reader = Reader(module, function)
                given = node.args if ast.unparse(node.func) == "table" else node.args[:1]
                for template in {one for argument in given for one in reader.read(argument)} - {VALUE}:
                    yield template.replace("{{", "{").replace("}}", "}"), f"{module.path.name}:{node.lineno}"


def test_every_word_that_a_command_says_has_japanese():
    found = list(said())
    assert len(found) > 100, "the source is read"
    assert [one for one in found if one[0] not in words.catalogue()] == []


def test_every_word_of_the_catalogue_is_said_by_somebody():
    source = "".join(module.path.read_text(encoding="utf-8") for module in modules())
    of_click = {"Usage: ", "Options", "Arguments", "Commands", "[OPTIONS]", "COMMAND [ARGS]...", "default", "required"}
    units = {field.unit for one in every_schema() for field in one.fields}
    types = {
        "<str>",
        "<int>",
        "<path>",
        "<Path>",
        "<int range>",
        "<list[str]>",
        "<list[int]>",
        "<list[Path]>",
        "env var",
    }
    others = of_click | units | types | {"Show this message and exit."}
    # A literal may be broken over lines, and hold quotes.
    flat = re.sub(r'"\s*\n\s*f?"', "", source)
    lost = [one for one in words.catalogue() if one not in others and one not in flat and repr(one)[1:-1] not in flat]
    assert lost == []


def every_schema():
    return [*schemas().values(), *user_schemas().values(), *live_schemas().values()]


def test_every_outcome_and_kind_that_is_data_has_japanese():
    kinds = {*Event.model_fields["kind"].annotation.__args__, *Status.__args__} - {"cell"}
    kinds |= {"hit", "clear", "quiet", "unfound", "unjudged", "changed", "reworded", "added", "removed"}
    kinds |= {*_REASONS.values(), "new data", "new period", "revised data", "commercial use"}
    kinds |= {word for one in every_schema() for field in one.fields for word in (field.type, field.unit) if word}
    assert kinds - words.catalogue().keys() == set()


def test_no_command_prints_english_past_the_catalogue():
    printed = set()
    for module in modules():
        if "cli" not in module.path.parts or module.path.name == "cell.py":
            continue
        for node, _ in in_functions(module):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in {"echo", "print", "warn"}:
                for argument in node.args[:1]:
                    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
                    printed |= {one.value for one in parts if isinstance(one, ast.Constant)}
    assert {one for one in printed if re.search(r"[A-Za-z]{2}", str(one))} == AS_THEY_ARE


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_sentence_has_the_same_values_in_both_languages_and_no_other_letters(name):
    for english, told in words.read(name).items():
        # The number of an error of the system says nothing that its words do not.
        dropped = {"number"} if english.startswith("[Errno") else set()
        assert set(parsed(english)[1]) - dropped == set(parsed(told)[1]), english
        assert not JAPANESE.search(english), english
        assert english, told
        assert told == unicodedata.normalize("NFC", told)
        assert told.strip() == told or english[:1] in " ,;", told


@pytest.mark.parametrize("encoding", ["utf-8", "cp932"])
def test_the_japanese_is_written_in_letters_that_every_output_for_japanese_has(encoding):
    for _, _, told in rows():
        told.encode(encoding)


def test_a_word_fills_its_column_in_both_languages(japanese):
    for word in words.catalogue():
        if re.fullmatch(r"[a-z]+", word) and word in {
            "rendered",
            "unchanged",
            "failed",
            "warning",
            "unsent",
            "refused",
        }:
            assert cell_len(words.label(word)) == 10


def test_without_a_command_all_is_english():
    assert words.worded("Nothing is due.") == "Nothing is due."
    assert words.label("failed") == "failed    "


def test_a_table_folds_a_japanese_sentence_and_cuts_nothing_off(japanese):
    rows = words.table("Check", "Detail")
    rows.add_row("wgi.schema", "列・単位・範囲・キーが定義どおりであることを確かめた結果をここに示す" * 3)
    console = Console(width=60, record=True, file=io.StringIO(), legacy_windows=False)
    words.put(console, rows)
    lines = console.export_text().splitlines()
    assert {cell_len(line) for line in lines} == {cell_len(lines[0])}
    assert "…" not in "".join(lines)


@pytest.mark.parametrize("width", range(38, 120, 3))
def test_no_number_of_a_table_is_broken_and_no_line_begins_with_a_comma_however_wide_it_is(japanese, width):
    rows = words.table("Dataset", "Title", "Rows")
    rows.add_row("survey", "主要な取引（1995～2024年、4億6,420万ドル、上位200取引、HS 1992）", "1,264,888")
    output = io.StringIO()
    words.put(Console(file=output, width=width), rows)
    told = output.getvalue()
    for whole in (
        "1995～",
        "2024年",
        "4億6,420万ドル",
        "200取引",
        "1,264,888",
        words.worded("Title"),
        words.worded("Rows"),
    ):
        assert whole in told, told
    assert max(map(cell_len, told.splitlines())) <= width
    assert not re.search(r"^(?:│[^│]*)*│ [、）]", told, flags=re.MULTILINE), told
