"""CSV files that a spreadsheet opens without running anything in them."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec.publish.page.csv_file import FORMULA, about, about_link, cell, encode, link
from econsec.publish.page.payload import Exhibit, Sheet

TEXT = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r\x00"))


def read(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_no_text_begins_as_a_formula_does_and_none_is_lost(texts):
    head, row = read(encode(Sheet(columns=texts, rows=[texts])))
    assert head == row == [cell(text) for text in texts]
    assert not [text for text in row if text.startswith(FORMULA)]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(sign):
    assert cell(f"{sign}1+1") == f"'{sign}1+1"


def test_negative_numbers_stay_numbers():
    assert read(encode(Sheet(columns=["change"], rows=[[-1.5], [-2], ["-3"]]))) == [
        ["change"],
        ["-1.5"],
        ["-2"],
        ["'-3"],
    ]


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e14, max_value=1e14))
def test_a_number_is_written_to_six_digits_and_an_amount_to_its_last_unit(number):
    written = read(encode(Sheet(columns=["x"], rows=[[number]])))[1][0]
    assert float(written) == pytest.approx(number, rel=1e-5)
    assert abs(float(written) - number) <= 0.5 or abs(number) < 1


def test_missing_values_are_empty_and_truth_is_spelled_out():
    assert read(encode(Sheet(columns=["a", "b"], rows=[[None, True]])))[1] == ["", "True"]


def test_the_file_begins_with_the_mark_that_excel_needs_for_japanese():
    assert encode(Sheet(columns=["国"], rows=[])).startswith(b"\xef\xbb\xbf\xe5\x9b\xbd")


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_the_link_holds_the_file_byte_for_byte_and_nothing_that_ends_an_attribute(texts):
    data = encode(Sheet(columns=texts, rows=[]))
    address = link(data)
    assert unquote_to_bytes(address.removeprefix("data:text/csv;charset=utf-8,")) == data
    assert not set('"<>#\n\t') & set(address)


def exhibit(columns, rows, language="ja"):
    source = {"line": "CEPII BACI", "url": "https://example.org", "licence": "Etalab 2.0", "vintage": "202601"}
    source |= {"commercial": True, "dataset": "baci", "sha256": "0" * 64}
    printed = {"caption": "c", "row_header": 0, "rows": [[{"text": "a"}, {"text": "b"}]]}
    printed["columns"] = [
        {"key": "label", "label": "品目", "kind": "text"},
        {"key": "share", "label": "中国の割合", "kind": "percent"},
    ]
    said = {"version": 1, "language": language, "id": "x", "headline": "見出し", "subtitle": "2024年、%", "alt": "図"}
    named = {"share": {"heading": "中国の割合", "unit": "1に対する割合", "note": "百分率で表示"}}
    named |= {"order": {"heading": "順序"}}
    sheet = {"columns": columns, "rows": rows, "about": named}
    return Exhibit(**said, table=printed, csv=sheet, sources=[source], caveats=["注"])


def test_what_a_file_holds_is_said_beside_it_in_the_language_of_the_page():
    columns, rows = ["label", "share", "year", "order", "=odd"], [["タングステン", 0.5, 2024, 1, None]]
    found = json.loads(about(exhibit(columns, rows), "x.csv"))
    assert found["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "ja"}]
    assert (found["url"], found["dc:title"], found["dc:description"]) == ("x.csv", "見出し", "2024年、%")
    (source,) = found["dc:source"]
    assert (source["dc:license"], source["schema:version"]) == ("Etalab 2.0", "202601")
    assert found["rdfs:comment"] == ["注"]
    label, share, year, order, odd = found["tableSchema"]["columns"]
    assert label["dc:title"] == "品目"
    assert (share["dc:title"], share["datatype"]) == ("中国の割合", "number")
    assert (share["schema:unitText"], share["dc:description"]) == ("1に対する割合", "百分率で表示")
    assert order["dc:title"] == "順序"
    assert not {"schema:unitText", "dc:description"} & {*order, *label}
    assert (year["datatype"], "dc:title" in year) == ("integer", False)
    assert (odd["titles"], odd["datatype"]) == ("'=odd", "string")


def test_a_reader_of_the_page_alone_takes_the_same_away_but_for_what_stands_in_the_page():
    shown = exhibit(["label", "share", "'\"><b>&amp;%41#\u2028"], [["タングステン", 0.5, 1]])
    address = about_link(shown)
    head, _, body = address.partition(",")
    assert head == "data:application/csvm+json;charset=utf-8"
    assert not set("'<>#&\n\u2028") & set(address)
    beside = json.loads(about(shown, "x.csv"))
    assert beside.pop("rdfs:comment") == ["注"]
    assert json.loads(unquote_to_bytes(body)) == beside


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([1, 2.5], "number"),
        ([1, None], "integer"),
        ([True, False], {"base": "boolean", "format": "True|False"}),
        ([1, "a"], "string"),
        ([], "string"),
    ],
)
def test_a_column_has_the_type_that_all_its_values_have(values, kind):
    found = json.loads(about(exhibit(["a"], [[value] for value in values]), "x.csv"))
    assert found["tableSchema"]["columns"][0]["datatype"] == kind


def test_the_names_are_those_of_the_header():
    columns = ["label", "-share", "国"]
    found = json.loads(about(exhibit(columns, [["a", 1, 2]]), "x.csv"))
    header = read(encode(Sheet(columns=columns, rows=[])))[0]
    assert [column["titles"] for column in found["tableSchema"]["columns"]] == header
