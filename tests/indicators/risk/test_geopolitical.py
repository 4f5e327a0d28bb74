"""GeoPolRisk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from econsec.errors import NoDataError, SchemaError
from econsec.indicators import frame, geopolrisk

if TYPE_CHECKING:
    import pandas as pd


def stability(**scores: float) -> pd.DataFrame:
    """Return estimates that give these instabilities (0..1)."""
    return frame(economy=list(scores), dimension="pv", estimate=[2.5 - 5 * score for score in scores.values()])


@pytest.mark.parametrize(
    ("hhi", "risk", "expected"),
    # USA 2022, graphite and manganese: concentration, import risk and their product as published with the method.
    [(0.470663, 0.584227, 0.274974), (0.203518, 0.545189, 0.110956)],
    ids=["graphite", "manganese"],
)
def test_geopolrisk_of_the_usa_2022(hhi, risk, expected):
    """Hold the product to the published one, in a world made to have the published factors.

    The factors themselves rest on World Mining Data and customs data of 2022, which are not among our data; how each
    is computed from production and imports is held to a case done by hand below.
    """
    others = 10
    # One producer with share s and ten equal ones with the rest: s**2 + (1 - s)**2 / 10 = hhi.
    share = (1 / others + np.sqrt(1 / others**2 - (1 + 1 / others) * (1 / others - hhi))) / (1 + 1 / others)
    names = [f"P{number}" for number in range(others)]
    world = frame(economy=["CHN", *names], product="1", value=[share, *[(1 - share) / others] * others])
    made = geopolrisk(world, frame(exporter="CHN", importer="USA", product="1", value=7), stability(CHN=risk))
    assert made.hhi.item() == pytest.approx(hhi, abs=1e-12)
    assert made.import_risk.item() == pytest.approx(risk, abs=1e-12)
    assert made.geopolrisk.item() == pytest.approx(expected, abs=5e-7)


def test_geopolrisk_of_a_case_done_by_hand_is_0_1596():
    # Production 50, 30, 20: 0.25 + 0.09 + 0.04 = 0.38. Instability (2.5 - estimate) / 5: 0.6 for -0.5, 0.3 for 1.0.
    # The USA makes 20 and buys 60 and 20: (60 x 0.6 + 20 x 0.3) / (20 + 80) = 0.42; and 0.38 x 0.42 = 0.1596.
    world = frame(economy=["CHN", "CAN", "USA"], product="graphite", value=[50, 30, 20])
    bought = frame(exporter=["CHN", "CAN"], importer="USA", product="graphite", value=[60, 20])
    wgi = frame(economy=["CHN", "CAN"], dimension="pv", estimate=[-0.5, 1.0])
    made = geopolrisk(world, bought, wgi)
    assert made[["hhi", "import_risk", "geopolrisk"]].iloc[0].tolist() == pytest.approx([0.38, 0.42, 0.1596], abs=1e-12)


def test_home_production_lowers_the_risk():
    world = frame(economy=["CHN", "USA"], product="1", value=[60, 40])
    bought = frame(exporter="CHN", importer=["USA", "JPN"], product="1", value=[40, 40])
    made = geopolrisk(world, bought, stability(CHN=0.5)).set_index("importer")
    assert made.import_risk.to_dict() == {"JPN": 0.5, "USA": 0.25}


def test_missing_governance_is_an_error_and_not_one_half():
    bought = frame(exporter=["CHN", "XKX"], importer="USA", product="1", value=1)
    with pytest.raises(NoDataError, match="no governance score for XKX"):
        geopolrisk(frame(economy="CHN", product="1", value=1), bought, stability(CHN=0.5))


def test_product_without_world_production_has_a_reason():
    bought = frame(exporter="CHN", importer="USA", product=["1", "2"], value=1)
    made = geopolrisk(frame(economy="CHN", product="1", value=1), bought, stability(CHN=0.5)).set_index("product")
    assert made.reason.fillna("").to_dict() == {"1": "", "2": "no supply data"}
    assert made.geopolrisk.isna().to_dict() == {"1": False, "2": True}


def test_imports_without_a_year_beside_production_of_several_are_asked_for_it():
    world = frame(year=[2022, 2023], economy="CHN", product="1", value=1)
    bought = frame(exporter="CHN", importer="USA", product="1", value=1)
    with pytest.raises(SchemaError, match=r"production of 2 years.*column 'year' in imports"):
        geopolrisk(world, bought, stability(CHN=0.5))
    assert geopolrisk(world.query("year == 2022"), bought, stability(CHN=0.5)).hhi.item() == 1
