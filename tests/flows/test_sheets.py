"""A table as spreadsheets save it: what can be read in one way only is read, the rest is refused with its line."""

from contextlib import suppress

import pandas as pd
import pytest

from econsec.errors import SchemaError
from econsec.flows.sheets import read

HEADING = ["exporter", "importer", "product", "value"]


@pytest.fixture
def sheet(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "own.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return write


def _rows(*amounts, mark=",", side="Japan"):
    cells = [f'"{one}"' if mark in one else one for one in amounts]
    return "\n".join([mark.join(HEADING), *(mark.join(["NA", side, "010121", one]) for one in cells)]) + "\n"


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_heading_says_what_separates_cells(sheet, mark):
    found = read(sheet(f" exporter{mark} importer{mark}product {mark}value\nNA{mark} Japan{mark} 010121{mark} 5\n"))
    assert found.reset_index().to_dict("records") == [
        {"line": 2, "exporter": "NA", "importer": "Japan", "product": "010121", "value": 5.0}
    ]


def test_commas_in_other_columns_do_not_make_it_a_table_of_commas(sheet):
    text = "exporter;importer;product;value;remark\nCHN;JPN;850511;5;a, b, c, d, e, f, g\n"
    assert read(sheet(text))["value"].tolist() == [5.0]


@pytest.mark.parametrize(
    ("written", "mark", "amounts"),
    [
        (["1234.5", "7"], ",", [1234.5, 7.0]),
        (["1.234", "7"], ",", [1.234, 7.0]),
        (["1,5", "7"], ";", [1.5, 7.0]),
        (["1.234.567,8", "1.234"], ";", [1234567.8, 1234.0]),
        (["1,234,567.8", "1,234"], ",", [1234567.8, 1234.0]),
        (["1,23,456", "12,34,56,789.5"], ",", [123456.0, 123456789.5]),
        (["1 234 567,8", "1\u00a0234"], ";", [1234567.8, 1234.0]),
        (["1'234'567.8"], ",", [1234567.8]),
        (["1.5e6", "-2"], ",", [1.5e6, -2.0]),
        (["700e6", "12.34"], ";", [700e6, 12.34]),
        (["NA", "7", "..", "-"], ",", [None, 7.0, None, None]),
    ],
)
def test_amounts_are_read_as_their_column_writes_them(sheet, written, mark, amounts):
    found = read(sheet(_rows(*written, mark=mark)))["value"]
    assert found.astype(object).where(found.notna(), None).tolist() == amounts


@pytest.mark.parametrize(
    ("written", "mark", "said"),
    [
        (["7", "1.234"], ";", "'1.234' in line 3 of own.csv may be thousands or decimals"),
        (["1,234"], ",", "may be thousands or decimals"),
        (["700e6", "1.234"], ";", "may be thousands or decimals"),
        (["1.5", "1,5"], ";", "decimal commas and decimal points"),
        (["7", "6 USD"], ",", "'6 USD' in line 3 of own.csv is no number"),
        (["(6)"], ",", "is no number"),
        (["e5"], ",", "is no number"),
    ],
)
def test_amounts_that_may_be_two_are_refused(sheet, written, mark, said):
    with pytest.raises(SchemaError) as refused:
        read(sheet(_rows(*written, mark=mark)))
    assert said in str(refused.value)


def test_one_clear_amount_settles_the_others_of_the_file(sheet):
    text = "exporter;importer;product;value;tonnes\nCHN;JPN;850511;1.234;0,5\n"
    assert read(sheet(text)).iloc[0][["value", "tonnes"]].tolist() == [1234.0, 0.5]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_japanese_names_are_read_in_the_usual_alphabets(sheet, encoding):
    assert read(sheet(_rows("7", side="日本"), encoding))["importer"].tolist() == ["日本"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_european_names_are_read_in_the_usual_alphabets(sheet, encoding):
    assert read(sheet(_rows("7", side="Côte d'Ivoire"), encoding))["importer"].tolist() == ["Côte d'Ivoire"]


def test_an_alphabet_that_cannot_be_told_is_refused(sheet):
    with pytest.raises(SchemaError, match="Save it as CSV UTF-8"):
        read(sheet(_rows("7", side="中国"), "gb18030"))


def test_an_alphabet_matters_only_where_the_figures_are(sheet):
    text = "exporter,importer,product,value,remark\nCHN,JPN,850511,5,中国\n"
    assert read(sheet(text, "gb18030"))["importer"].tolist() == ["JPN"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds nothing"),
        ("\n\n", "holds nothing"),
        ("a,a\n1,2\n", "has two columns called"),
        ("exporter,importer,product,value\nCHN,JPN,850511,1,5\n", 'needs quotes: "1,234"'),
        ("exporter,importer,product,value\nCHN,JPN,850511,1\nCHN,JPN,850511,1,5\n", "Expected 4"),
        ('exporter,importer,product,value\nCHN,JPN,850511,"1\n', "cannot be read"),
        ("exporter\0importer\n", "no text"),
    ],
)
def test_what_is_no_table_is_refused_in_one_sentence(sheet, text, said):
    with pytest.raises(SchemaError) as refused:
        read(sheet(text))
    assert said in str(refused.value)


def test_lines_are_counted_as_an_editor_counts_them(sheet):
    text = "sep=;\n\nexporter;importer;product;value\n\nCHN;JPN;850511;5\n;;;\nCHN;JPN;850511;6\n"
    assert read(sheet(text)).index.tolist() == [5, 7]


def test_a_heading_alone_is_a_table_without_rows(sheet):
    found = read(sheet("exporter,importer,product,value\n"))
    assert found.empty
    assert found.columns.tolist() == HEADING
    assert pd.api.types.is_float_dtype(found["value"])


@pytest.mark.parametrize("mark", [",", "\t"])
def test_what_stands_above_the_heading_is_no_heading_and_its_unit_is_not_overlooked(sheet, mark):
    text = f"# Members' survey, thousand USD, 2025\n\n{_rows('5', mark=mark)}"
    with pytest.raises(SchemaError, match=r"line 1 of own.csv is no heading: .* line 3.* US dollars"):
        read(sheet(text))


@pytest.mark.parametrize("line", ["x" * 200_000, '"' + "x" * 200_000])
def test_a_line_longer_than_any_cell_is_no_reason_to_fall_over(sheet, line):
    with suppress(SchemaError):
        assert read(sheet(f"a,b\n{line}\n"))["a"].tolist() == [line]


def test_columns_named_in_japanese_are_found_in_the_usual_alphabets(sheet):
    text = "年,輸出国,輸入国,品目,金額\n2025,中国,日本,850760,300\n"
    names = {"year": "年", "exporter": "輸出国", "importer": "輸入国", "product": "品目", "value": "金額"}
    found = read(sheet(text, "cp932"), names)
    assert found[["exporter", "value"]].to_numpy().tolist() == [["中国", 300.0]]
