"""What is made at home, by product, against the publishers' own figures."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import load, sector
from econsec.decisions.industries.home_output import home_output

HELD = home_output(load("usgs_world"), load("iea_supply"), sector("critical_minerals").products, year=2024)


def tonnes(product: str, economy: str) -> float:
    return HELD.set_index(["product", "economy"])["tonnes"].get((product, economy), float("nan"))


def test_the_larger_of_two_publishers_figures_bounds_indias_copper():
    # USGS, Mineral Commodity Summaries 2026: 545 thousand tonnes refined in 2024; IEA, Critical Minerals 2025: 655.
    assert tonnes("740311", "IND") == pytest.approx(655_000, abs=500)


def test_a_stated_zero_is_zero_and_an_economy_that_is_not_listed_is_not_known():
    assert tonnes("280469", "IND") == 0  # USGS, Mineral Commodity Summaries 2026: silicon metal, India
    assert pd.isna(tonnes("280469", "JPN"))


@pytest.mark.parametrize("product", ["811010", "810194", "720292"])
def test_what_a_mine_yields_bounds_no_metal(product):
    # USGS counts antimony, tungsten and vanadium in mines only; metal may be made of bought ore.
    assert product not in set(HELD["product"])


@pytest.mark.parametrize("product", ["282520", "283691", "284610", "260200", "280429"])
def test_what_is_counted_by_content_or_volume_bounds_no_tonnes(product):
    assert product not in set(HELD["product"])
