"""Figures that the first report rests on, from the tidy tables themselves.

Origin: CEPII, BACI V202601 (HS 2017), year 2024, as stated in the project's brief; USGS, Mineral Commodity Summaries
2025 and 2026, chapter Rare Earths.
"""

from __future__ import annotations

import pytest

from econsec.store import load


def share(importer: str, product: str, exporter: str = "CHN") -> float:
    flows = load("baci_minerals", year=2024, importer=importer, product=product)
    return flows.loc[flows.exporter == exporter, "value"].sum() / flows.value.sum()


def test_japan_magnets_2024_imports_are_568_8_million_usd():
    flows = load("baci_minerals", year=2024, importer="JPN", product="850511")
    assert round(flows.value.sum() / 1e6, 1) == 568.8


@pytest.mark.parametrize(
    ("importer", "product", "percent"),
    [
        ("JPN", "850511", 27.6),
        ("JPN", "810411", 98.0),
        ("JPN", "810194", 99.6),
        ("JPN", "280469", 66.5),
        ("IND", "850511", 84.2),
    ],
)
def test_share_of_china_in_2024_imports(importer, product, percent):
    assert round(100 * share(importer, product), 1) == percent


@pytest.mark.parametrize(("edition", "year"), [(2025, 2024), (2026, 2025)])
def test_china_mines_270_of_390_kt_of_rare_earths(edition, year):
    table = load("usgs_world", edition=edition, year=year, commodity="Rare earths", measure="mine production")
    tonnes = table.set_index("economy").value
    assert (tonnes["CHN"], tonnes["WLD"]) == (270_000, 390_000)


def test_iea_says_china_mines_61_percent_of_magnet_rare_earths_where_usgs_says_69():
    iea = load("iea_supply", mineral="Rare Earth Elements", stage="mining", year=2024).set_index("economy").value
    usgs = load("usgs_world", edition=2025, year=2024, commodity="Rare earths", measure="mine production")
    tonnes = usgs.set_index("economy").value
    assert round(100 * iea["CHN"] / iea["WLD"]) == 61
    assert round(100 * tonnes["CHN"] / tonnes["WLD"]) == 69
