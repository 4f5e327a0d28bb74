"""Figures of one's own: whose they are, how complete, and that nobody else's caveats stand under them."""

import json

import pandas as pd
import pytest

from econsec import Report, dataset, decisions, exhibits, load, own, trade
from econsec.cli.common import inputs
from econsec.errors import (
    EconsecError,
    IntegrityError,
    MissingFileError,
    NegativeValueError,
    NotFiniteError,
    ParameterError,
    SchemaError,
    UnknownDatasetError,
    UnknownEconomyError,
)
from econsec.flows import shelves
from econsec.flows.own_flows import from_file
from econsec.flows.reported import reported
from econsec.store import catalog
from econsec.store.integrity import check_own

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
        ("value", True, SchemaError),
        ("product", 85051100, SchemaError),
        ("product", "", SchemaError),
        ("product", "TOTAL", SchemaError),
        ("product", "8505110", SchemaError),
        ("product", "001234", SchemaError),
        ("product", None, SchemaError),
        ("exporter", None, SchemaError),
        ("year", None, SchemaError),
        ("year", True, SchemaError),
        ("tonnes", -1.0, NegativeValueError),
        ("tonnes", float("inf"), NotFiniteError),
    ],
)
def test_what_cannot_be_read_is_refused(column, value, error):
    with pytest.raises(error):
        own(BOUGHT[:1].assign(**{"year": 2025, column: [value]}), **ABOUT)


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


def test_a_year_may_be_text_and_no_truth():
    assert own(BOUGHT, **ABOUT, year="2025").years == [2025]
    with pytest.raises(ParameterError, match="a year such as"):
        own(BOUGHT, **ABOUT, year=True)


def test_a_missing_year_is_named_by_its_line(home, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("exporter,importer,product,value,year\nCHN,JPN,850511,1,2025\nIND,JPN,850511,2,\n")
    with pytest.raises(SchemaError, match="first in line 3"):
        from_file(path, name="sheet", **ABOUT)


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ("Chna,JPN,850511,2,2025", UnknownEconomyError),
        ("CHN,Jpan,850511,2,2025", UnknownEconomyError),
        ("World,JPN,850511,2,2025", SchemaError),
        ("CHN,JPN,TOTAL,2,2025", SchemaError),
        ("CHN,JPN,850511,,2025", NotFiniteError),
        ("CHN,JPN,850511,two,2025", SchemaError),
        ("CHN,JPN,850511,2,soon", SchemaError),
        ("CHN,JPN,,2,2025", SchemaError),
    ],
)
def test_whatever_cannot_be_read_in_a_file_is_named_with_its_line(home, tmp_path, row, error):
    path = tmp_path / "own.csv"
    path.write_text(f"exporter,importer,product,value,year\nIND,JPN,850511,1,2025\n\n{row}\n")
    with pytest.raises(error, match=r"\b(line|row) 4\b"):
        from_file(path, name="sheet", **ABOUT)


def test_national_codes_are_cut_to_six_digits_and_this_is_said():
    rows = BOUGHT.assign(product=["85051110", "8505119000", "850511000"])
    with pytest.warns(UserWarning, match="national codes.*: 3"):
        mine = own(rows, **ABOUT, year=2025)
    assert mine.products.tolist() == ["850511"]


def _both(heading, *parts):
    rows = [("8505", heading), *zip(("850511", "850519"), parts, strict=False)]
    return pd.DataFrame(rows, columns=["product", "value"]).assign(exporter="CHN", importer="JPN", year=2025)


def test_a_heading_and_its_codes_are_not_counted_twice(home):
    rows = pd.concat([_both(100.0, 60.0), _both(7.0, 7.0).iloc[1:].assign(exporter="IND")])
    own(rows, **ABOUT, name="survey")
    # China's heading holds its code; India tells the code alone.
    told = {"85": {"CHN": 100.0, "IND": 7.0}, "8505": {"CHN": 100.0, "IND": 7.0}, "850511": {"CHN": 60.0, "IND": 7.0}}
    for code, amounts in told.items():
        found = trade(code, source="own_survey").partners("JPN", "imports")
        assert found.set_index("partner")["value"].to_dict() == amounts


def test_a_heading_that_is_less_than_its_codes_is_refused():
    with pytest.raises(SchemaError, match="8505 from CHN to JPN in 2025 is 30 and the codes within it 60"):
        own(_both(30.0, 40.0, 20.0), **ABOUT, reporter="JPN")
    chapter = _both(60.0, 40.0, 20.0)
    chapter = pd.concat([chapter, chapter[:1].assign(product="85", value=60.0)])
    assert own(chapter, **ABOUT, reporter="JPN").products.tolist() == ["85", "8505", "850511", "850519"]


def test_an_account_with_both_directions_is_one_economys():
    sold = BOUGHT.assign(exporter="Japan", importer=["China", "India", "United States"])
    mine = own(pd.concat([BOUGHT, sold]), **ABOUT, year=2025)
    assert mine.side("JPN", "exports")["total"].tolist() == [10.0]
    assert mine.side("CHN", "exports")["total"].isna().all()


def test_a_table_of_one_pair_may_be_either_ones_account():
    pair = BOUGHT[:1]
    with pytest.raises(ParameterError, match='reporter="JPN", reporter="CHN", or reporter="all"'):
        own(pair, **ABOUT, year=2025)
    assert own(pair, **ABOUT, year=2025, reporter="CHN").side("CHN", "exports")["total"].tolist() == [6.0]


def test_what_comes_back_home_is_counted_in_no_direction():
    back = pd.concat([BOUGHT, BOUGHT[:1].assign(exporter="Japan", value=3.0)])
    mine = own(back, **ABOUT, year=2025)
    assert mine.partners("JPN", "imports")["share"].sum() == pytest.approx(1.0)
    assert mine.partners("JPN", "exports").empty


@pytest.mark.parametrize(
    "other", [{"publisher": "Another"}, {"title": "Another"}, {"licence": "CC0"}, {"caveats": ["Half answered."]},
              {"url": "https://example.org"}, {"commercial": True}, {"title_ja": "会員調査"}]
)  # fmt: skip
def test_equal_figures_of_two_publishers_stay_two(other):
    ours, theirs = own(BOUGHT, **ABOUT, year=2025), own(BOUGHT, **ABOUT | other, year=2025)
    assert ours.sources != theirs.sources
    assert dataset(ours.sources[0]).source.publisher == ABOUT["publisher"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: {"name": "own_survey"},
        lambda facts: facts | {"years": []},
        lambda facts: facts | {"years": ["x"]},
        lambda facts: facts | {"products": []},
        lambda facts: facts | {"name": "own_another"},
        lambda facts: [facts],
    ],
)
def test_one_that_is_damaged_takes_nothing_from_the_others(home, damage):
    for name in ("survey", "whole"):
        own(BOUGHT, **ABOUT, year=2031, name=name)
    path = home / "own" / "survey" / "facts.json"
    path.write_text(json.dumps(damage(json.loads(path.read_text()))))
    assert [one.name for one in catalog.added() if one.name.startswith("own_")] == ["own_whole"]
    assert 2031 in shelves.own_years()
    assert {name for name in inputs().inputs if name.startswith("store/own_")} == {"store/own_whole"}
    with pytest.raises(IntegrityError, match=r"econsec data add own FILE\.csv --name survey"):
        load("own_survey")
    checks = {one.name: one.passed for one in check_own()}
    assert checks == {"own_survey.sha256": False, "own_whole.sha256": True}


def test_a_table_that_is_gone_or_another_is_told_with_what_brings_it_back(home):
    own(BOUGHT, **ABOUT, year=2025, name="survey")
    path = home / "own" / "survey" / "flows.parquet"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    for error, said in ((IntegrityError, "not the file"), (MissingFileError, "no file")):
        with pytest.raises(error, match=said) as refused:
            trade("8505", source="own_survey")
        assert "econsec data add own FILE.csv --name survey" in str(refused.value)
        assert not check_own()[0].passed
        path.unlink(missing_ok=True)


def test_what_was_named_and_not_kept_is_told_how_to_be_kept(home):
    mine = own(BOUGHT, **ABOUT, year=2025)
    for asked in (load, lambda name: trade("8505", source=name)):
        with pytest.raises(MissingFileError, match=r"name=\.\.\.") as refused:
            asked(mine.sources[0])
        assert "data build" not in str(refused.value)


@pytest.mark.parametrize("name", ["own_/etc", "own_../secret", "own_", "own_A", "own_a/b"])
def test_a_name_that_is_a_path_reads_nothing_outside_the_store(home, name):
    own(BOUGHT, **ABOUT, year=2025, name="survey")
    outside = home / "secret"
    (home / "own" / "survey").rename(outside)
    for asked in (name, f"own_{outside}"):
        with pytest.raises(UnknownDatasetError):
            load(asked)


def test_totals_are_no_partners_and_areas_not_named_are_a_rest():
    with pytest.raises(
        SchemaError, match=r"holds 'World' \(first in row \d+\), a total .* rows\[rows\['exporter'\] != 'World'\]"
    ):
        own(BOUGHT.assign(exporter=["World", "China", "India"]), **ABOUT, year=2025)
    mine = own(BOUGHT.assign(exporter=["China", "India", "XNA"]), **ABOUT, year=2025)
    assert mine.side("JPN", "imports").iloc[0].round(6).tolist() == [10.0, 0.3, 0.3]
    assert mine.between("USA", "JPN")["high"].round(6).tolist() == [3.0]


def test_columns_of_categories_and_one_caveat_as_a_text_are_read():
    frame = BOUGHT.astype({"exporter": "category", "importer": "category"})
    mine = own(frame, **ABOUT, year=2025, caveats="Only members.")
    assert dataset(mine.sources[0]).source.remarks == ("Only members.",)
    with pytest.raises(ParameterError, match="commercial cannot be 'no'"):
        own(BOUGHT, **ABOUT, year=2025, commercial="no")


def test_a_pair_that_is_told_by_heading_alone_has_no_zero_of_the_code(home):
    rows = pd.DataFrame(
        {"exporter": ["CHN", "IND"], "importer": "JPN", "product": ["8505", "850511"], "value": [9.0, 1.0]}
    )
    own(rows, **ABOUT, year=2025, name="mixed", reporter="JPN")
    with pytest.raises(SchemaError, match="of 850511 from CHN to JPN in 2025 only 8505 is told"):
        trade("850511", source="own_mixed")
    assert trade("8505", source="own_mixed").partners("JPN", "imports")["share"].tolist() == [0.9, 0.1]


def test_an_amount_that_is_missing_is_named_by_its_line_in_the_file(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("exporter,importer,product,value\nChina,Japan,850511,3\nIndia,Japan,850511,\n")
    with pytest.raises(NotFiniteError, match=r"1 missing entries \(first in line 3\)"):
        from_file(path, name="survey", **ABOUT, years=[2025])


def test_what_they_are_called_is_what_is_in_them():
    mine = own(BOUGHT.assign(product=850760), **ABOUT, year=2025)
    assert mine.title() == "Lithium-ion accumulators"
    assert repr(mine).startswith("Trade(850760; 2025; own_")
