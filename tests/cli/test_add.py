"""``econsec data add baci`` as a user calls it: a small download in CEPII's own layout, whole, damaged, or another."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from baci_years import pack, write_zip, year_of
from typer.testing import CliRunner

from econsec.cli import app
from econsec.errors import EconsecError
from econsec.store import load
from econsec.store.baci import shelf
from econsec.store.kept import own_tables

ECONSEC = Path(sys.executable).with_name("econsec")
ROWS, YEARS = 2000, (2022, 2023, 2024)
ABOUT = ("--name", "survey", "--publisher", "Us", "--title", "Survey", "--licence", "internal")


@pytest.fixture(autouse=True)
def store(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path / "store"))
    return tmp_path / "store" / "baci"


@pytest.fixture(scope="module")
def download(tmp_path_factory) -> Path:
    return write_zip(tmp_path_factory.mktemp("cepii") / "BACI_HS17_V202601.zip", ROWS, YEARS)


def run(*arguments: str, before: object = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(ECONSEC), "data", *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**os.environ, "COLUMNS": "200", "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=before,
    )


def test_every_year_is_added_and_served(download):
    done = run("add", "baci", str(download))
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert [line.split(":")[0] for line in lines] == [f"HS17 {year}" for year in YEARS]
    assert all(f"{ROWS:,} rows" in line for line in lines)
    for year in YEARS:
        assert len(load("baci", year=year)) == ROWS
        assert load("baci", year=year)["value"].sum() == (year_of(ROWS, year)["v"] * 1000).round().sum()


def test_only_the_years_asked_for_are_added(download):
    assert run("add", "baci", str(download), "--year", "2023").returncode == 0
    assert [item.year for item in shelf.stored()] == [2023]


def test_what_was_added_is_listed_after_the_bundle_and_shown(download):
    assert "│ baci " not in run("list").stdout
    run("add", "baci", str(download), "--year", "2023")
    *_, last = [line for line in run("list").stdout.splitlines() if line.startswith("│ ") and line[2] != " "]
    assert last.startswith("│ baci ")
    assert "2,000" in last
    assert "Economies  not listed" in run("show", "baci").stdout


def test_a_disk_that_takes_no_more_is_said_to_be_full_and_not_the_file_to_be_wrong(download, store):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = run("add", "baci", str(download), before=limit)
    assert done.returncode == 3, done.stderr
    assert "could not be written" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in store.iterdir()] == []


def test_a_command_killed_after_the_first_year_goes_on_with_the_others(download, store):
    with subprocess.Popen(
        [str(ECONSEC), "data", "add", "baci", str(download)], stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout.readline().startswith("HS17 2022")
        running.kill()
    kept = [item.year for item in shelf.stored()]
    assert kept[0] == 2022
    before = (store / "HS17/2022.parquet").stat().st_mtime_ns
    done = run("add", "baci", str(download))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[: len(kept)] == [f"HS17 {year}: already there" for year in kept]
    assert [item.year for item in shelf.stored()] == list(YEARS)
    assert (store / "HS17/2022.parquet").stat().st_mtime_ns == before
    # What the killed one had in hand is gone.
    assert sorted(path.name for path in store.iterdir()) == ["HS17", "store.json"]


@pytest.mark.slow
def test_data_check_verifies_what_was_added_and_names_the_year_that_is_damaged(download, store):
    run("add", "baci", str(download))
    assert run("check").returncode == 0
    path = store / "HS17/2023.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    done = run("check")
    assert done.returncode == 3
    (said,) = [line for line in done.stdout.splitlines() if "NO" in line]
    assert "baci.sha256" in said
    assert "HS17/2023.parquet" in said
    path.unlink()
    assert "HS17/2023.parquet is gone" in run("check").stdout
    # Adding the same download again mends it.
    assert "2,000 rows" in run("add", "baci", str(download)).stdout
    assert run("check").returncode == 0


def not_a_zip(path: Path) -> Path:
    path.write_text("t,i,j,k,v,q\n")
    return path


def another_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "not BACI")
    return path


def a_year_of_another_layout(path: Path) -> Path:
    return pack(path, {"BACI_HS17_Y2024_V202601.csv": "year,exporter,importer,product,value\n2024,156,392,010121,1\n"})


def a_year_that_is_damaged(path: Path) -> Path:
    content = bytearray(write_zip(path, ROWS, (2024,)).read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    return path


def cut_off(path: Path) -> Path:
    content = write_zip(path, ROWS, (2024,)).read_bytes()
    path.write_bytes(content[: len(content) // 2])
    return path


@pytest.mark.parametrize(
    ("make", "code", "said"),
    [
        (lambda path: path, 3, "CEPII's zip of a revision"),
        (not_a_zip, 3, "is no zip or is cut off"),
        (cut_off, 3, "is no zip or is cut off"),
        (another_zip, 2, "holds no BACI year"),
        (a_year_of_another_layout, 2, "year,exporter,importer,product,value"),
        (a_year_that_is_damaged, 3, "is damaged"),
    ],
    ids=["missing", "not_a_zip", "cut_off", "another_zip", "another_layout", "damaged"],
)
def test_a_wrong_file_is_refused_in_one_sentence_and_nothing_is_kept(make, code, said, tmp_path):
    done = run("add", "baci", str(make(tmp_path / "download.zip")))
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert shelf.stored() == ()


def test_nothing_else_can_be_added(download):
    done = run("add", "comtrade", str(download))
    assert done.returncode == 2
    assert "'comtrade'. Expected baci" in done.stderr


def test_what_is_cut_from_national_codes_is_said_in_one_line(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("exporter;importer;product;value;year\nCHN;JPN;85051110;1,5;2025\nIND;JPN;850511;2;2025\n")
    done = run("add", "own", str(path), *ABOUT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("own_survey: ")
    (said,) = done.stderr.splitlines()
    assert "national codes, cut to the six digits" in said
    assert load("own_survey")["value"].tolist() == [1.5, 2.0]


def test_parquet_is_known_by_its_ending_in_capitals_too(tmp_path):
    path = tmp_path / "OWN.PARQUET"
    columns = ["exporter", "importer", "product", "value", "year"]
    pd.DataFrame([["CHN", "JPN", "850511", 1.5, 2025]], columns=columns).to_parquet(path)
    done = run("add", "own", str(path), "--reporter", "JPN", *ABOUT)
    assert done.returncode == 0, done.stderr
    assert load("own_survey")["value"].tolist() == [1.5]


HEADINGS = ("--column", "product=HS", "--column", "value=IMPORT_USD", "--scale", "value=1000")


def test_columns_of_other_names_and_amounts_in_thousands_are_taken_as_they_are_said_to_be(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("exporter,importer,HS,IMPORT_USD,value,year\nCHN,JPN,850511,1.5,9,2025\nIND,JPN,850511,2,9,2025\n")
    done = run("add", "own", str(path), *HEADINGS, *ABOUT)
    assert done.returncode == 0, done.stderr
    assert load("own_survey")["value"].tolist() == [1500.0, 2000.0]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--column", "value=IMPORTS"), "no column 'IMPORTS'. Expected one of its columns: exporter, importer, HS"),
        (("--column", "amount=IMPORT_USD"), "no column of flows is called 'amount'"),
        (("--column", "value"), "cannot read --column 'value'. Expected NAME=VALUE, such as --column value=IMPORT_USD"),
        (("--column", "value=HS", "--column", "product=HS"), "'HS' is named for two columns"),
        ((*HEADINGS, "--scale", "year=1000"), "only amounts have a scale: 'year'"),
        ((*HEADINGS[:4], "--scale", "value=thousand"), "the scale of value cannot be 'thousand'"),
        ((*HEADINGS[:4], "--scale", "value=0"), "the scale of value cannot be '0'"),
        ((*HEADINGS, "--scale", "value=2"), "--scale value is given twice. Expected once"),
        ((*HEADINGS, "--scale", "tonnes=2"), "no column 'tonnes'"),
        (HEADINGS[2:4], "own.csv has no column 'product'. Expected one of its columns: exporter, importer, HS"),
        (HEADINGS[2:4], "Say what the file calls it: --column product=HEADING"),
    ],
)
def test_a_column_or_a_scale_that_is_none_is_refused_in_one_sentence(options, said, tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("exporter,importer,HS,IMPORT_USD,year\nCHN,JPN,850511,1.5,2025\n")
    done = CliRunner().invoke(app, ["data", "add", "own", str(path), *options, *ABOUT])
    assert said in str(done.exception)
    assert isinstance(done.exception, EconsecError)
    assert own_tables.held() == ()


def test_two_columns_of_one_name_are_told_as_that_and_not_as_a_comma_too_many(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("exporter,importer,product,value,value,year\nCHN,JPN,850511,1.5,2,2025\n")
    done = run("add", "own", str(path), *ABOUT)
    assert done.returncode == 2
    assert "own.csv has two columns called 'value'. Expected a heading for each column" in done.stderr
    assert "comma" not in done.stderr
