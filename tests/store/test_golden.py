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


@pytest.mark.parametrize(
    ("economy", "exports", "imports"),
    [("JPN", 738.9, 719.0), ("IND", 461.9, 689.1), ("CHN", 3592.2, 2067.2), ("USA", 1896.5, 3124.3)],
)
def test_goods_trade_of_2024_in_billion_usd(economy, exports, imports):
    """Origin: BACI HS17 V202601 by chapter; the chapters sum to these totals to the dollar."""
    flows = load("baci_hs2", year=2024, economy=economy).groupby("flow").value.sum() / 1e9
    assert (round(flows["export"], 1), round(flows["import"], 1)) == (exports, imports)


@pytest.mark.parametrize(
    ("exporter", "importer", "year", "expected"),
    [
        ("IND", "JPN", 2018, 63.74),
        ("IND", "JPN", 2024, 71.84),
        ("JPN", "IND", 2018, 45.81),
        ("JPN", "IND", 2024, 47.55),
    ],
)
def test_complementarity_over_chapters(exporter, importer, year, expected):
    """Michaely's index, 100 (1 - sum |m - x| / 2), written out here so that it rests on no indicator of the library."""
    offers = load("baci_hs2", year=year, economy=exporter, flow="export").set_index("product").value
    asks = load("baci_hs2", year=year, economy=importer, flow="import").set_index("product").value
    gap = (offers / offers.sum()).sub(asks / asks.sum(), fill_value=0).abs().sum()
    assert round(100 * (1 - gap / 2), 2) == expected


@pytest.mark.parametrize(
    ("commodity", "percent"), [("integrated-circuits", 6.8), ("computers", 62.8), ("telephony", 70.9)]
)
def test_share_of_china_in_japans_imports_of_2024_at_the_ministry_of_finance(commodity, percent):
    yen = load("japan_trade", year=2024, flow="import", commodity=commodity).set_index("partner").value
    assert round(100 * yen["CHN"] / yen["WLD"], 1) == percent


@pytest.mark.parametrize(("year", "percent"), [(2024, 88.91), (2017, 79.09)])
def test_share_of_china_in_indias_imports_of_bulk_antibiotics(year, percent):
    routes = load("baci_routes", year=year, economy="IND", flow="import", product="2941").set_index("partner")
    assert round(100 * routes.share["CHN"], 2) == percent


@pytest.mark.parametrize(("economy", "millions"), [("IND", 22.7), ("JPN", 4.6)])
def test_github_developers_in_the_third_quarter_of_2025(economy, millions):
    found = load("github_activity", economy=economy, year=2025, quarter=3, measure="developers")
    assert round(found.value.item() / 1e6, 1) == millions


@pytest.mark.parametrize(("year", "works"), [(1990, 227), (2023, 3364)])
def test_works_by_authors_in_japan_and_india(year, works):
    assert load("coauthorship", year=year, economy="JPN", partner="IND").works.item() == works
    assert load("coauthorship", year=year, economy="IND", partner="JPN").works.item() == works


def test_india_is_in_no_row_of_the_chip_supply_chain():
    assert "IND" not in set(load("chip_providers").economy)


def test_coverage_of_indias_exports_by_product_falls_to_68_percent():
    coverage = load("india_exports_coverage", product="TOTAL").set_index("year").coverage
    assert (round(coverage[2018], 2), round(coverage[2024], 2)) == (0.97, 0.68)


@pytest.mark.parametrize(
    ("product", "exporter", "millions"),
    [
        ("280530", None, 254.3),
        ("280530", "VNM", 162.1),
        ("280530", "CHN", 62.0),
        ("280530", "THA", 23.7),
        ("284690", "CHN", 124.4),
        ("284690", "MYS", 64.3),
        ("284690", "ITA", 7.8),
    ],
)
def test_japans_imports_of_rare_earths_of_2024_in_baci_hs92(product, exporter, millions):
    """Origin: CEPII, BACI HS 1992, as checked where the copy was taken."""
    flows = load("baci_hs92", year=2024, importer="JPN", product=product, exporter=exporter)
    assert round(flows.value.sum() / 1e6, 1) == millions


@pytest.mark.parametrize(
    ("side", "economy", "year", "hs92", "hs17"),
    [
        ("importer", "JPN", 2024, 261.2, 260.7),
        ("importer", "JPN", 2023, 477.6, 475.6),
        ("exporter", "IND", 2024, 34.5, 35.3),
        ("importer", "CHN", 2024, 1375, 1368),
    ],
)
def test_trade_in_rare_earth_compounds_under_hs_1992_lies_within_3_percent_of_hs_2017(side, economy, year, hs92, hs17):
    """Origin: BACI HS 1992, codes 284610 and 284690; BACI HS17 V202601, heading 2846."""
    flows = load("baci_hs92", **{"year": year, side: economy, "product": ["284610", "284690"]})
    assert flows.value.sum() / 1e6 == pytest.approx(hs92, rel=1e-3)
    flow = "import" if side == "importer" else "export"
    heading = load("baci_hs4", year=year, economy=economy, flow=flow, product="2846").value.item()
    assert heading / 1e6 == pytest.approx(hs17, rel=1e-3)


@pytest.mark.parametrize(
    ("product", "year", "ratio"), [("250490", 2024, 1.58), ("282200", 2022, 1.32), ("252922", 2024, 0.83)]
)
def test_world_totals_that_the_caveat_of_baci_hs92_names(product, year, ratio):
    """Origin: the tables themselves; the caveat `hs92_series` says 58 % and 32 % higher and 17 % lower."""
    old, new = (load(name, year=year, product=product).value.sum() for name in ("baci_hs92", "baci_minerals"))
    assert round(old / new, 2) == ratio


def test_tonnes_are_missing_in_4_9_percent_of_the_flows_of_baci_hs92():
    assert round(100 * load("baci_hs92").tonnes.isna().mean(), 1) == 4.9
