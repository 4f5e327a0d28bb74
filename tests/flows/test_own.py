"""Figures of one's own: whose they are, how complete, and that nobody else's caveats stand under them."""

import json

import pandas as pd
import pytest

from econsec import Report, dataset, decisions, exhibits, load, own, trade
from econsec.errors import (
    EconsecError,
    NotFiniteError,
    ParameterError,
    SchemaError,
    UnknownDatasetError,
    UnknownEconomyError,
)
from econsec.flows.own import from_file
from econsec.flows.reported import reported

ABOUT = {"publisher": "Members' association", "title": "Survey of members", "licence": "internal use"}
BOUGHT = pd.DataFrame(
    {"exporter": ["China", "India", "Viet Nam"], "importer": "Japan", "product": 850511, "value": [6.0, 1.0, 3.0]}
)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path))
    return tmp_path


def test_one_importers_table_says_nothing_of_what_others_buy():
    mine = own(BOUGHT, **ABOUT, year=2025)
    assert mine.partners("JPN", "imports")["share"].tolist() == pytest.approx([0.6, 0.3, 0.1])
    assert mine.side("CHN", "exports")["total"].isna().all()
    assert mine.between("USA", "JPN")["high"].tolist() == [0.0]  # the account names every partner
    assert mine.between("CHN", "DEU")["high"].isna().all()


def test_it_is_all_that_was_traded_if_that_is_said():
    mine = own(BOUGHT, **ABOUT, year=2025, reporter="all")
    assert mine.side("CHN", "exports")["total"].tolist() == [6.0]
    assert mine.complete.tolist() == ["850511"]


def test_rows_of_one_flow_are_added_and_other_columns_left_out():
    mine = own(pd.concat([BOUGHT, BOUGHT]).assign(remark="x"), **ABOUT, year=2025)
    assert mine.named["value"].sum() == 20.0
    assert "remark" not in mine.named


def test_a_year_is_needed_from_somewhere():
    with pytest.raises(ParameterError, match="year=2025"):
        own(BOUGHT, **ABOUT)


@pytest.mark.parametrize("missing", ABOUT)
def test_figures_that_are_nobodys_are_refused(missing):
    with pytest.raises(ParameterError, match=missing):
        own(BOUGHT, **ABOUT | {missing: ""}, year=2025)


@pytest.mark.parametrize(
    ("column", "value", "error"),
    [
        ("exporter", "Chna", UnknownEconomyError),
        ("value", float("nan"), NotFiniteError),
        ("value", -1.0, EconsecError),
        ("value", "6,0", SchemaError),
        ("product", 85051100, SchemaError),
    ],
)
def test_what_cannot_be_read_is_refused(column, value, error):
    with pytest.raises(error):
        own(BOUGHT[:1].assign(**{column: [value]}), **ABOUT, year=2025)


def test_an_exhibit_carries_their_source_and_their_caveats_and_no_others():
    mine = own(BOUGHT, **ABOUT, year=2025, caveats=["Forty of ninety members answered."])
    report = Report("JPN", "IND", "CHN", 2025)
    found = decisions.suppliers(mine, importer="JPN", year=2025)
    shown = exhibits.one_product.suppliers(report, found, "magnets")
    assert [one.source.line() for one in shown.datasets] == [
        "Members' association, Survey of members 2025, internal use"
    ]
    assert shown.caveats[0] == "Forty of ninety members answered."
    assert not any("provisional" in sentence or "between all economies" in sentence for sentence in shown.caveats)


def test_what_is_kept_is_found_tomorrow_by_its_name(home):
    own(BOUGHT, **ABOUT, year=2025, name="survey")
    assert load("own_survey", exporter="China")["value"].tolist() == [6.0]
    again = trade("8505", source="own_survey")
    assert again.partners("JPN", "imports")["value"].tolist() == [6.0, 3.0, 1.0]
    assert again.sources == ("own_survey",)
    assert dataset("own_survey").title() == "Survey of members"


def test_what_is_not_kept_is_not_there_tomorrow(home):
    with pytest.raises(UnknownDatasetError, match="data add own"):
        dataset("own_nothing")


def test_a_name_that_leaves_the_folder_is_refused(home):
    with pytest.raises(ParameterError, match="a letter first"):
        own(BOUGHT, **ABOUT, year=2025, name="../../x")


def test_a_damaged_table_is_refused(home):
    own(BOUGHT, **ABOUT, year=2025, name="survey")
    facts = home / "own" / "survey" / "facts.json"
    facts.write_text(json.dumps({"name": "own_survey"}))
    with pytest.raises(EconsecError, match="Add the figures again"):
        dataset("own_survey")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_sheet_saved_as_csv_is_read(home, tmp_path, encoding, separator):
    path = tmp_path / "own.csv"
    rows = BOUGHT.assign(year=2025, product="010121", exporter=["CHN", "NAM", "India"])
    rows.to_csv(path, index=False, sep=separator, encoding=encoding)
    assert from_file(path, name="sheet", **ABOUT) == "own_sheet"
    assert load("own_sheet")["product"].unique().tolist() == ["010121"]


def test_one_office_is_no_witness_of_trade_among_others():
    rows = pd.DataFrame({"year": 2025, "exporter": "CHN", "importer": ["JPN", "DEU"], "product": "1", "value": 1.0})
    with pytest.raises(SchemaError, match="CHN to DEU"):
        reported(rows, by="JPN")
