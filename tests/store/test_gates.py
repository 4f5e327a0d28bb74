"""A gate holds for the bundle, and fails as soon as the figures cannot be right."""

from __future__ import annotations

import pyarrow as pa
import pytest

from econsec.codes.tables import read
from econsec.store import Check, check, load
from econsec.store.gates import GATES


def _scaled(table, query, column="value", factor=1.5):
    table = table.copy()
    rows = table.query(query).index[:1]
    assert len(rows) == 1
    table.loc[rows, column] *= factor
    return table


def _without(table, query):
    kept = table.query(f"not ({query})")
    assert len(kept) < len(table)
    return kept


BROKEN = {
    "baci_minerals.balance": ("baci_minerals", lambda t: t.assign(exporter=t.importer)),
    "baci_hs92.balance": ("baci_hs92", lambda t: t.assign(exporter=t.importer)),
    "baci_hs92.years": ("baci_hs92", lambda t: _without(t, "year == 2010")),
    "baci_hs92.series": ("baci_hs92", lambda t: t.assign(value=t.value * 1.2)),
    "baci_hs22_bulk.cover": ("baci_hs22_bulk", lambda t: _without(t, "product == '2710' and exporter == 'USA'")),
    "baci_minerals_trend.years": ("baci_minerals_trend", lambda t: _without(t, "year == 2010")),
    "baci_minerals_trend.cover": (
        "baci_minerals_trend",
        lambda t: _without(t, "year == 2024 and product == '850511' and exporter == 'CHN'"),
    ),
    "usgs_world.editions": (
        "usgs_world",
        lambda t: _scaled(
            t, "economy == 'WLD' and commodity == 'Cobalt' and edition == 2026 and year == 2025", factor=1e3
        ),
    ),
    "usgs_world.totals": (
        "usgs_world",
        lambda t: _scaled(t, "economy == 'CHN' and commodity == 'Rare earths' and measure == 'mine production'"),
    ),
    "iea_supply.totals": ("iea_supply", lambda t: _scaled(t, "economy == 'CHL' and mineral == 'Copper'")),
    "wgi.range": ("wgi", lambda t: _scaled(t, "percentile_rank > 99", "percentile_rank")),
    "wgi.years": ("wgi", lambda t: _without(t, "year == 2005")),
    "baci_hs2.totals": ("baci_hs2", lambda t: t.assign(value=t.value.where(t.index != 100, t.value + 1))),
    "baci_hs2.years": ("baci_hs2", lambda t: _without(t, "year == 2020")),
    "baci_hs4.chapters": ("baci_hs4", lambda t: _scaled(t, "product == '8542' and economy == 'JPN'", factor=100)),
    "baci_routes.shares": ("baci_routes", lambda t: _scaled(t, "rank == 1 and share > 0.5", "share", 3)),
    "baci_routes.mirror": (
        "baci_routes",
        lambda t: _scaled(
            t, "year == 2024 and product == '2941' and economy == 'IND' and partner == 'CHN'", "share", 0.9
        ),
    ),
    "japan_trade.totals": ("japan_trade", lambda t: _scaled(t, "partner == 'WLD' and commodity == 'food'")),
    "japan_trade.years": ("japan_trade", lambda t: _without(t, "year == 2015")),
    "india_exports.coverage": ("india_exports", lambda t: _without(t, "partner == 'USA' and year == 2020")),
    "india_hs2.totals": ("india_hs2", lambda t: _scaled(t, "partner == 'CHN' and product == '85'")),
    "github_activity.quarters": ("github_activity", lambda t: _without(t, "year == 2022 and quarter == 3")),
    "coauthorship.symmetry": (
        "coauthorship",
        lambda t: _scaled(t, "economy == 'JPN' and partner == 'IND'", "works", 2),
    ),
    "coauthorship.years": ("coauthorship", lambda t: _without(t, "year == 2001")),
    "distances.symmetry": ("distances", lambda t: _scaled(t, "economy == 'JPN' and partner == 'IND'", "kilometres")),
    "renewables.shares": ("renewables", lambda t: _scaled(t, "unit == 'percent' and value > 90")),
    "chip_providers.shares": ("chip_providers", lambda t: _scaled(t, "kind == 'economy' and share > 0.5", "share")),
    "india_exports.years": ("india_exports", lambda t: _without(t, "year == 2020")),
    "renewables.years": ("renewables", lambda t: _without(t, "year == 2010")),
    "coauthorship_totals.years": ("coauthorship_totals", lambda t: _without(t, "year == 2001")),
    "wdi.years": ("wdi", lambda t: _without(t, "year == 1990")),
    "ict_services.years": ("ict_services", lambda t: _without(t, "year == 2010")),
    "science_indicators.years": ("science_indicators", lambda t: _without(t, "year == 2010")),
    "official_lists.items": ("official_lists", lambda t: _without(t, "item == 'Tin'")),
}


def test_every_gate_is_broken_in_a_test():
    assert set(BROKEN) == set(GATES), "give BROKEN figures that the gate must refuse, or take out a gate that is gone"


@pytest.mark.parametrize("name", GATES)
def test_a_gate_holds_for_the_bundle(name):
    finding = GATES[name](load)
    assert finding.passed, finding.values
    outcome = Check(name, passed=True, detail="", values=finding.values)
    assert len({outcome.told(language) for language in ("en", "ja")}) == 2


@pytest.mark.parametrize("name", BROKEN)
def test_a_gate_fails_where_the_figures_cannot_be_right(name):
    table, spoil = BROKEN[name]

    def spoiled(wanted):
        return spoil(load(wanted)) if wanted == table else load(wanted)

    assert not GATES[name](spoiled).passed


def test_every_gate_has_a_title_in_both_languages():
    titles = read("../schemas/gates")
    assert titles.gate.tolist() == list(GATES), "write data/schemas/gates.csv in the order of GATES, a row a gate"
    assert (titles[["title", "title_ja", "found", "found_ja"]] != "").all(axis=None)
    assert (titles.dataset == titles.gate.str.partition(".")[0]).all()


def test_a_failed_gate_is_a_failed_check_with_its_finding(bundle, forge):
    def emptied(table):
        frame = table.to_pandas()
        frame.loc[(frame.economy == "CHN") & (frame.commodity == "Rare earths"), "value"] = 1.0
        return pa.Table.from_pandas(frame, schema=table.schema, preserve_index=False)

    forge("usgs_world", emptied)
    failed = [item for item in check(bundle) if not item.passed]
    assert [(item.name, item.error.__name__) for item in failed] == [("usgs_world.totals", "QualityError")]
    assert "Rare earths" in failed[0].detail
    assert failed[0].title("ja") == "国別の合計が世界計と6%以内で一致する"


def test_only_the_datasets_asked_for_are_tested(bundle):
    found = check(bundle, only=["iea_supply"])
    assert {item.dataset for item in found} == {"iea_supply"}
    assert [item.name for item in found][-1] == "iea_supply.totals"
