"""The build makes the same bytes of the same raw files, and leaves what was there when it fails."""

from __future__ import annotations

import shutil

import pytest

from econsec import paths
from econsec.errors import MissingFileError, SchemaError
from econsec.store import build
from econsec.store.catalog import datasets
from econsec.store.parquet import sha256
from econsec.store.recipes import RECIPES
from econsec.store.schemas import schemas


def _hashes(folder):
    return {path.relative_to(folder).as_posix(): sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_schema_has_a_recipe_and_every_recipe_a_schema():
    assert set(RECIPES) == set(schemas())


@pytest.mark.raw
def test_building_anew_gives_the_bytes_that_are_in_the_repository(raw, tmp_path):
    """Origin of every figure: the committed tables are what the build makes of the raw files, to the bit."""
    names = ["baci_minerals", "usgs_world", "iea_supply", "export_controls", "baci_routes", "facts", "chip_providers"]
    lines: list[str] = []
    assert len(build(raw, tmp_path, only=names, report=lines.append)) == len(lines) == len(names)
    for path in tmp_path.rglob("*.parquet"):
        assert sha256(path) == sha256(paths.data() / path.relative_to(tmp_path)), path.name


@pytest.mark.raw
@pytest.mark.slow
def test_building_all_anew_gives_the_bundle_to_the_bit(raw, tmp_path):
    assert len(build(raw, tmp_path)) == len(datasets())
    for name, digest in _hashes(tmp_path).items():
        assert digest == sha256(paths.data() / name), name


@pytest.mark.raw
def test_a_build_of_one_table_leaves_the_others_in_the_catalogue(raw, bundle):
    before = _hashes(bundle)
    assert build(raw, bundle, only=["iea_supply"]) == ("iea_supply",)
    assert _hashes(bundle) == before


@pytest.mark.raw
def test_a_table_that_the_catalogue_does_not_name_is_removed(raw, bundle):
    """So does one whose source has come to forbid commercial use: it must not stay among those that may be used."""
    before = _hashes(bundle)
    shutil.copy(bundle / "noncommercial/chip_inputs.parquet", bundle / "tidy/chip_inputs.parquet")
    build(raw, bundle, only=["iea_supply"])
    assert _hashes(bundle) == before


def test_a_failing_build_leaves_the_table_that_was_there(bundle, tmp_path):
    folder = tmp_path / "raw/iea-critical-minerals"
    folder.mkdir(parents=True)
    (folder / "iea_critical_minerals_explorer_2025.json").write_text("{}", encoding="utf-8")
    before = _hashes(bundle)
    with pytest.raises(SchemaError):
        build(tmp_path / "raw", bundle, only=["iea_supply"])
    assert _hashes(bundle) == before


def test_raw_files_that_are_not_there_are_named(tmp_path):
    with pytest.raises(MissingFileError, match="nowhere"):
        build(tmp_path / "nowhere", tmp_path)


@pytest.mark.raw
def test_a_raw_file_that_is_missing_is_named(raw, tmp_path):
    shutil.copytree(raw / "usgs-mcs", tmp_path / "usgs-mcs")
    (tmp_path / "usgs-mcs/MCS2025_World_Data.csv").unlink()
    with pytest.raises(MissingFileError, match="MCS2025"):
        build(tmp_path, tmp_path / "out", only=["usgs_world"])
