"""The catalogue is a valid Data Package, and says of each table whose it is and what may be done with it."""

from __future__ import annotations

import json
import warnings
from importlib import import_module

import pytest

from econsec import paths, provenance
from econsec.store import datasets, package
from econsec.store.package import sha256

PACKAGE = package.read(paths.data())
MOST_MEGABYTES = 25


@pytest.fixture(scope="module")
def frictionless():
    with warnings.catch_warnings(action="ignore"):  # its own dependencies are behind the times
        return import_module("frictionless")


def test_the_catalogue_is_a_valid_data_package(frictionless):
    assert list(frictionless.Package.metadata_validate(PACKAGE)) == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", [item["name"] for item in PACKAGE["resources"]])
def test_frictionless_finds_its_first_rows_valid(frictionless, name):
    """All rows of the small tables, the first 300 of the others: Frictionless reads a row at a time."""
    resource = frictionless.Package(str(paths.data() / "datapackage.json")).get_resource(name)
    report = resource.validate(limit_rows=300)
    assert report.valid, report.flatten(["message"])[:3]


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", [item["name"] for item in PACKAGE["resources"]])
def test_frictionless_finds_every_row_valid(frictionless, name):
    """Row by row: `frictionless validate data/datapackage.json`, a table at a time."""
    resource = frictionless.Package(str(paths.data() / "datapackage.json")).get_resource(name)
    report = resource.validate()
    assert report.valid, report.flatten(["message"])[:3]
    assert report.tasks[0].stats["rows"] == next(item["rows"] for item in PACKAGE["resources"] if item["name"] == name)


def test_codes_are_declared_as_text_for_inference_would_make_numbers_of_them():
    for item in PACKAGE["resources"]:
        for field in item["schema"]["fields"]:
            if field["name"] in {"product", "importer", "exporter", "economy", "partner", "input"}:
                assert field["type"] == "string", (item["name"], field["name"])


def test_every_table_says_whose_it_is_how_old_and_what_may_be_done_with_it():
    for item in PACKAGE["resources"]:
        source = provenance.source(item["source"])
        assert item["licenses"][0]["title"] == source.licence
        assert item["citation"] == source.citation
        assert item["vintage"] == source.vintage
        assert item["inputs"]
        assert all(entry["hash"].startswith("sha256:") for entry in item["inputs"])


def test_every_table_has_the_caveats_that_its_source_has_today():
    for item in PACKAGE["resources"]:
        assert tuple(item["caveats"]) == provenance.source(item["source"]).caveats, "run: econsec data build"


def test_every_quantity_has_a_unit():
    for item in PACKAGE["resources"]:
        for field in item["schema"]["fields"]:
            if field["type"] == "number":
                assert field.get("unit"), (item["name"], field["name"])


def test_what_forbids_commercial_use_lies_in_a_folder_of_its_own():
    for item in datasets():
        assert (item.path.parent.name == "noncommercial") == (not item.source.commercial)
    assert {item.name for item in datasets() if not item.source.commercial} == {
        "chip_providers",
        "chip_inputs",
        "chip_sequence",
    }


def test_nothing_of_the_atlas_of_2016_and_no_raw_file_is_shipped():
    names = [path.name for path in paths.data().rglob("*")]
    assert not [name for name in names if "2016_long" in name or "mined_years" in name or "refined_years" in name]
    raw = [entry for item in PACKAGE["resources"] for entry in item["inputs"]]
    assert not [entry["path"] for entry in raw if "atlas" in entry["path"]]
    shipped = {f"sha256:{sha256(path)}" for path in paths.data().rglob("*") if path.is_file()}
    assert not shipped & {entry["hash"] for entry in raw}


def test_the_folder_stays_small():
    size = sum(path.stat().st_size for path in paths.data().rglob("*") if path.is_file())
    assert size < MOST_MEGABYTES * 1e6


def test_the_text_of_the_catalogue_is_signed():
    resources = json.loads(json.dumps(PACKAGE["resources"]))
    assert package.text(resources) == (paths.data() / "datapackage.json").read_text(encoding="utf-8")
    resources[0]["citation"] += "x"
    assert json.loads(package.text(resources))["hash"] != PACKAGE["hash"]
