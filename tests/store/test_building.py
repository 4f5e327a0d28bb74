"""The build makes the same bytes of the same raw files, and leaves what was there when it fails."""

from __future__ import annotations

import shutil

import pytest

from econsec import paths
from econsec.errors import MissingFileError, QualityError, SchemaError, UnknownDatasetError
from econsec.store import build, package
from econsec.store.catalog import datasets
from econsec.store.package import sha256
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


def _cut(raw, tmp_path, keep):
    """Copy the survey's files, the newer one cut off after a share of its lines."""
    shutil.copytree(raw / "usgs-mcs", tmp_path / "raw/usgs-mcs")
    path = tmp_path / "raw/usgs-mcs/MCS2026_Commodities_Data.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[: int(keep * len(lines))]))
    return tmp_path / "raw"


@pytest.mark.raw
def test_a_table_that_has_lost_rows_since_the_last_build_is_refused_unless_that_is_meant(raw, bundle, tmp_path):
    before, cut = _hashes(bundle), _cut(raw, tmp_path, 0.7)
    with pytest.raises(QualityError, match=r"usgs_world has [\d,]+ rows.*the last build had [\d,]+.*--fewer"):
        build(cut, bundle, only=["usgs_world"])
    assert _hashes(bundle) == before
    assert build(cut, bundle, only=["usgs_world"], fewer=True) == ("usgs_world",)
    assert _hashes(bundle) != before
    assert build(raw, bundle, only=["usgs_world"]) == ("usgs_world",)
    assert _hashes(bundle) == before


@pytest.mark.raw
def test_a_table_that_has_lost_a_year_is_refused_however_few_its_rows_are(raw, bundle, tmp_path):
    shutil.copytree(raw / "iea-critical-minerals", tmp_path / "iea-critical-minerals")
    resources = package.read(bundle)["resources"]
    next(item for item in resources if item["name"] == "iea_supply")["years"].append(2045)
    (bundle / package.FILE).write_text(package.text(resources), encoding="utf-8")
    with pytest.raises(QualityError, match="not the year 2045"):
        build(tmp_path, bundle, only=["iea_supply"])


@pytest.mark.raw
def test_a_build_of_everything_does_not_need_the_last_catalogue(raw, bundle, monkeypatch):
    (bundle / package.FILE).write_text("{", encoding="utf-8")
    few = {name: item for name, item in schemas().items() if name in {"iea_supply", "chip_inputs"}}
    monkeypatch.setattr("econsec.store.building.schemas", lambda: few)
    assert build(raw, bundle) == tuple(few)
    assert [item["name"] for item in package.read(bundle)["resources"]] == list(few)


def test_a_dataset_that_is_none_is_not_built(bundle, tmp_path):
    before = _hashes(bundle)
    with pytest.raises(UnknownDatasetError, match="Did you mean iea_supply"):
        build(tmp_path, bundle, only=["iea_suply"])
    assert _hashes(bundle) == before


@pytest.mark.raw
@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("iea_supply", "iea-critical-minerals/iea_critical_minerals_explorer_2025.json"),
        ("india_exports", "india-exports-hs8-eidb/india_exports_hs8_partner_fy2017_2024.parquet"),
        ("wgi", "wgi/wgi_1996_2023_long.csv"),
    ],
)
def test_a_raw_file_that_breaks_off_is_named_in_one_sentence(raw, bundle, tmp_path, name, file):
    shutil.copytree((raw / file).parent, (tmp_path / file).parent)
    content = (raw / file).read_bytes()
    (tmp_path / file).write_bytes(content[: content.index(b",", len(content) // 2) - 1])
    before = _hashes(bundle)
    with pytest.raises(SchemaError, match=f"{name}|{(tmp_path / file).name}"):
        build(tmp_path, bundle, only=[name])
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
