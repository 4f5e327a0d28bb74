"""An exhibit refuses to exist without what a reader needs to check it."""

from __future__ import annotations

import dataclasses
import re
import sys
from pathlib import Path

import altair as alt
import pandas as pd
import pytest

from econsec.errors import EconsecError, MissingColumnError
from econsec.exhibits.elements.exhibit import MIME, VEGA_LITE, Exhibit
from econsec.exhibits.elements.table import Column, Table
from econsec.exhibits.elements.theme import WIDTH
from econsec.store.catalog import dataset

FRAME = pd.DataFrame({"label": ["<b>Tungsten</b>", "Lead"], "share": [0.996, float("nan")], "value": [34.8e6, 0.0]})
TABLE = Table(
    FRAME,
    (Column("label", "Product"), Column("share", "Share", "percent", bar=True), Column("value", "USD", "usd_million")),
    "A caption",
)


def exhibit(**changes: object) -> Exhibit:
    whole = {
        "id": "an-exhibit",
        "headline": "A finding",
        "subtitle": "What, unit, period",
        "alt": "What the chart shows",
        "table": TABLE,
        "datasets": (dataset("baci_minerals"),),
        "language": "en",
        "chart": alt.Chart(pd.DataFrame({"x": [1]})).mark_bar().encode(x="x:Q"),
    }
    return Exhibit(**(whole | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["headline", "subtitle", "alt"])
def test_an_exhibit_without_words_is_refused(name):
    with pytest.raises(EconsecError, match=name):
        exhibit(**{name: ""})


def test_an_exhibit_without_source_is_refused():
    with pytest.raises(EconsecError, match="datasets"):
        exhibit(datasets=())


def test_an_exhibit_without_rows_is_refused():
    with pytest.raises(EconsecError, match="empty table"):
        exhibit(table=dataclasses.replace(TABLE, frame=FRAME.head(0)))


def test_an_id_that_is_no_anchor_is_refused():
    with pytest.raises(EconsecError, match="lower-case"):
        exhibit(id="Not An Anchor")


def test_a_table_names_the_column_that_is_missing():
    with pytest.raises(MissingColumnError, match="weight"):
        Table(FRAME, (Column("weight", "Weight"),), "caption")


def test_the_payload_carries_text_value_and_bar_and_no_nan():
    rows = exhibit().payload()["table"]["rows"]
    assert rows[0][1] == {"text": "99.6%", "value": 0.996, "bar": 0.996}
    assert rows[1][1] == {"text": "–", "value": None}
    assert rows[0][2]["text"] == "34.8"


@pytest.mark.parametrize("missing", [float("nan"), float("inf"), None, pd.NA, pd.NaT, "nan", "NaT", "-inf"])
@pytest.mark.parametrize("kind", ["text", "percent", "usd_million"])
def test_what_is_missing_is_a_dash_in_a_cell(missing, kind):
    frame = pd.DataFrame({"label": ["Lead"], "share": pd.Series([missing], dtype=object)})
    cells = Table(frame, (Column("label", "x"), Column("share", "y", kind)), "t").payload("en")["rows"]
    assert cells[0][1]["text"] == "–"


def test_the_file_holds_raw_values_under_the_frames_own_names():
    sheet = exhibit().payload()["csv"]
    assert sheet["columns"] == ["label", "share", "value"]
    assert sheet["rows"] == [["<b>Tungsten</b>", 0.996, 34.8e6], ["Lead", None, 0.0]]
    assert sheet["about"]["share"] == {"heading": "Share", "unit": "part of 1", "note": "the page prints it in percent"}


def test_the_source_line_carries_hash_and_licence():
    source = exhibit().payload()["sources"][0]
    assert source["dataset"] == "baci_minerals"
    assert len(source["sha256"]) == 64
    assert source["line"].startswith("CEPII")
    assert source["commercial"] is True


def test_the_page_gets_one_bundle_and_jupyterlab_the_others():
    bundles = exhibit().bundles()
    assert MIME in bundles[0][0]
    assert bundles[0][1] == {}
    assert all(metadata == {"econsec": {"lab_only": True}} for _, metadata in bundles[1:])
    assert any(VEGA_LITE in data for data, _ in bundles)


def test_jupyterlab_gets_no_chart_that_follows_its_column_for_it_would_draw_it_for_ever():
    fluid = exhibit(chart=alt.Chart(pd.DataFrame({"x": [1]})).mark_bar().encode(x="x:Q").properties(width="container"))
    page, *lab = fluid.bundles()
    assert page[0][MIME]["chart"]["width"] == "container"
    assert [data[VEGA_LITE]["width"] for data, _ in lab if VEGA_LITE in data] == [WIDTH]


def test_labels_from_data_are_escaped_in_jupyterlab():
    for data, _ in exhibit().bundles()[1:]:
        assert "<b>Tungsten" not in data.get("text/html", "")


def test_a_trade_flow_too_small_for_its_unit_is_not_written_as_zero():
    small = dataclasses.replace(TABLE, frame=FRAME.assign(value=[4_999.0, 0.0]))
    cells = [row[2]["text"] for row in small.payload("en")["rows"]]
    assert cells == ["<0.01", "0"]


def test_the_chart_says_in_words_what_it_shows():
    spec = exhibit().payload()["chart"]
    assert spec["description"] == "What the chart shows"
    assert spec["config"]["font"].startswith("system-ui")


def test_jupyterlab_knows_the_chart_by_the_name_we_give_it():
    static = Path(sys.prefix) / "share" / "jupyter" / "lab" / "static"
    scripts = list(static.glob("*.js"))
    assert scripts
    assert any(VEGA_LITE in script.read_text(encoding="utf-8") for script in scripts)


@pytest.mark.parametrize(("text", "language"), [("0.0%\u202f–\u202f5.8%", "en"), ("0.0%～5.8%", "ja")])
def test_no_line_of_a_range_begins_with_what_stands_between_its_ends(text, language):
    table = Table(pd.DataFrame({"range": [text, None]}), (Column("range", "Range", "range"),))
    (cell,), (missing,) = table.payload(language)["rows"]
    assert cell["text"].replace("\u2060", "") == cell["value"] == text
    assert re.search("–\u2060\u202f" if language == "en" else "\u2060～", cell["text"])
    assert missing["text"] == "–"
    assert table.csv(language)["rows"][0] == [text]


def test_a_console_prints_the_finding_its_figures_and_their_source():
    printed = repr(exhibit()).splitlines()
    assert printed[:2] == ["A finding", "What, unit, period"]
    assert printed[2].split() == ["Product", "Share", "USD"]
    assert printed[3].split() == ["<b>Tungsten</b>", "99.6%", "34.8"]
    assert printed[-1] == f"Source: {dataset('baci_minerals').source.line()}"


def test_a_console_names_a_source_of_two_tables_once():
    both = tuple(dataset(name) for name in ("baci_hs2", "baci_totals"))
    assert both[0].source.line() == both[1].source.line()
    printed = repr(dataclasses.replace(exhibit(), datasets=both)).splitlines()[-1]
    assert printed == f"Source: {both[0].source.line()}"
