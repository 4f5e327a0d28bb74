"""Whole years asked by product: sums of two, four and six digits from a zip small enough to add up by hand."""

from __future__ import annotations

from unittest.mock import Mock

import pandas as pd
import pytest
from baci_years import VERSION, pack

from econsec.errors import MissingFileError
from econsec.store import add_baci
from econsec.store.baci import derived, shelf, whole_years

NAN = float("nan")
ROWS = [  # year, exporter, importer, product, thousand USD, tonnes
    (2024, 156, 392, "850110", 5.0, 1.0),
    (2024, 156, 392, "850120", 3.0, NAN),
    (2024, 156, 392, "850211", 7.0, 2.0),
    (2024, 699, 392, "850110", 2.0, 4.0),
    (2024, 699, 392, "850120", 1.0, 6.0),
    (2024, 156, 392, "840110", 9.0, 1.0),
]


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path / "store"))
    table = pd.DataFrame(ROWS, columns=["t", "i", "j", "k", "v", "q"])
    years = {2023: table.assign(t=2023, v=table["v"] * 10), 2024: table}
    named = {f"BACI_HS17_Y{year}_{VERSION}.csv": one for year, one in years.items()}
    return add_baci(pack(tmp_path / "BACI_HS17_V202601.zip", named))


def sums(*codes: str, year: int = 2024) -> dict[tuple[str, str], float]:
    found = whole_years.flows(codes, revision="HS17", years=[year])
    assert set(found["importer"]) <= {"JPN"}
    assert set(found["year"]) <= {year}
    return found.set_index(["exporter", "product"])["value"].to_dict()


@pytest.mark.parametrize(
    ("code", "china", "india"), [("850110", 5000, 2000), ("8501", 8000, 3000), ("85", 15000, 3000)]
)
def test_a_code_of_any_digits_is_the_sum_of_those_inside_it_and_of_no_other(code, china, india):
    assert sums(code) == {("CHN", code): china, ("IND", code): india}
    assert sums(code, year=2023) == {("CHN", code): china * 10, ("IND", code): india * 10}


def test_codes_of_several_digits_are_asked_together():
    assert sums("84", "8501", "850211") == {
        ("CHN", "84"): 9000,
        ("CHN", "8501"): 8000,
        ("CHN", "850211"): 7000,
        ("IND", "8501"): 3000,
    }


def test_a_sum_has_tonnes_only_where_each_part_states_them():
    found = whole_years.flows(["8501"], revision="HS17", years=[2024]).set_index("exporter")["tonnes"]
    assert found.isna().to_dict() == {"CHN": True, "IND": False}
    assert found["IND"] == 10.0


def test_what_nobody_traded_gives_no_rows():
    assert whole_years.flows(["0101"], revision="HS17", years=[2024]).empty


def test_the_products_are_those_with_trade():
    assert whole_years.products("HS17") == ("840110", "850110", "850120", "850211")


def test_where_no_copy_can_be_written_the_year_is_read_as_it_lies(monkeypatch):
    item = shelf.stored()[-1]
    whole_years.by_product(item).unlink()
    monkeypatch.setattr(derived.tempfile, "TemporaryDirectory", Mock(side_effect=PermissionError))
    assert whole_years.by_product(item) == item.path
    assert sums("8501") == {("CHN", "8501"): 8000, ("IND", "8501"): 3000}


def test_a_copy_of_what_the_year_was_before_is_removed():
    item = shelf.stored()[-1]
    stale = item.path.with_name(f"{item.year}.by-product.{'0' * 16}.parquet")
    whole_years.by_product(item).rename(stale)
    fresh = whole_years.by_product(item)
    assert fresh.is_file()
    assert not stale.exists()


def test_a_year_that_is_gone_is_refused():
    shelf.stored()[-1].path.unlink()
    with pytest.raises(MissingFileError):
        whole_years.flows(["8501"], revision="HS17", years=[2024])
