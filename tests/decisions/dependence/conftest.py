"""The bundle's headings and minerals, as several tests of dependence ask them."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import load
from econsec.flows.build import listed


@pytest.fixture(scope="module")
def headings():
    return listed(load("baci_routes"), load("baci_hs4"))


@pytest.fixture(scope="module")
def flows() -> pd.DataFrame:
    return load("baci_minerals", year=2024)
