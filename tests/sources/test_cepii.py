"""BACI in CEPII's own file layout."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.errors import MissingColumnError, MissingFileError, SchemaError, UnknownEconomyError
from econsec.sources.trade import cepii

HEADER = "t,i,j,k,v,q\n"
NAME = "BACI_HS17_Y2024_V202601.csv"


def test_thousand_dollars_become_dollars_and_codes_become_iso3(publish):
    table = cepii.read_year(publish(NAME, HEADER + "2024,490,392,854231,1.234,0.5\n2024,156,699,030110,2.000,\n"))
    assert table.exporter.tolist() == ["TWN", "CHN"]
    assert table.importer.tolist() == ["JPN", "IND"]
    assert table.value.tolist() == [1234.0, 2000.0]
    assert table.tonnes.isna().tolist() == [False, True]


def test_a_product_code_keeps_its_leading_zero(publish):
    table = cepii.read_year(publish(NAME, HEADER + "2024,156,392,030110,1.0,\n"))
    assert table["product"].tolist() == ["030110"]


@pytest.mark.parametrize("missing", ["", "NA", "           NA"])
def test_a_quantity_that_was_not_reported_is_missing_and_not_zero(publish, missing):
    table = cepii.read_year(publish(NAME, HEADER + f"2024,156,392,854231,1.0,{missing}\n"))
    assert table.tonnes.isna().all()


def test_the_revision_and_the_year_come_from_the_name(publish):
    publish("BACI_HS02_Y2016_V202601.csv", HEADER + "2016,156,392,854231,1.0,\n")
    path = publish(NAME, HEADER + "2024,156,392,854231,1.0,\n")
    table = cepii.read_baci(path.parent)
    assert dict(zip(table.year, table.revision, strict=True)) == {2016: "HS02", 2024: "HS17"}


def test_a_file_with_rows_of_another_year_is_refused(publish):
    with pytest.raises(SchemaError, match="2023"):
        cepii.read_year(publish(NAME, HEADER + "2023,156,392,854231,1.0,\n"))


def test_a_file_that_is_not_named_as_cepii_names_is_refused(publish):
    with pytest.raises(SchemaError, match="no BACI year"):
        cepii.read_year(publish("trade.csv", HEADER))


def test_a_missing_column_is_named(publish):
    with pytest.raises(MissingColumnError, match="'q'"):
        cepii.read_year(publish(NAME, "t,i,j,k,v\n2024,156,392,854231,1.0\n"))


def test_an_economy_that_cepii_does_not_know_is_named(publish):
    with pytest.raises(UnknownEconomyError, match="9999"):
        cepii.read_year(publish(NAME, HEADER + "2024,9999,392,854231,1.0,\n"))


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(MissingFileError, match="BACI"):
        cepii.read_baci(tmp_path)


@pytest.mark.raw
def test_nothing_of_the_complete_year_is_lost(raw):
    path = raw / "baci/BACI_HS17_Y2024_V202601.csv"
    table, text = cepii.read_year(path), pd.read_csv(path)
    assert len(table) == len(text) == 21_723
    assert table.value.sum() == pytest.approx(1000 * text.v.sum(), rel=1e-12)
    assert table.tonnes.sum() == pytest.approx(text.q.sum(), rel=1e-12)
