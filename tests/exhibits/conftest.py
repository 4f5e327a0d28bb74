"""Reports and numbers that exhibits are made from: the bundle's own, cut small."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import decisions, load, sector
from econsec.exhibits import Report, labels
from econsec.exhibits.elements.exhibit import Exhibit
from econsec.flows.build import listed
from econsec.flows.trade import Trade
from econsec.store.catalog import Dataset, dataset


@pytest.fixture(params=["en", "ja"])
def report(request) -> Report:
    return Report("JPN", "IND", "CHN", 2024, request.param)


@pytest.fixture(scope="session")
def trade() -> Dataset:
    return dataset("baci_minerals")


@pytest.fixture(scope="session")
def flows() -> pd.DataFrame:
    return load("baci_minerals", year=2024)


@pytest.fixture(scope="session")
def lists() -> Trade:
    """All lists of the largest partners, with the totals: nothing is complete."""
    return listed(load("baci_routes"), load("baci_hs4"), sources=("baci_routes", "baci_hs4"))


@pytest.fixture
def names(report) -> dict[str, str]:
    return labels(sector("critical_minerals"), report.language)


@pytest.fixture
def exposed(flows, names) -> pd.DataFrame:
    return decisions.exposure(flows, importer="JPN", partner="IND", rival="CHN", products=list(names))


@pytest.fixture
def mirrored(flows, names) -> pd.DataFrame:
    return decisions.exposure(flows, importer="IND", partner="JPN", rival="CHN", products=list(names))


def values_of(spec: object) -> list[object]:
    """Return every value that a chart draws."""
    if isinstance(spec, dict):
        return [value for part in spec.values() for value in values_of(part)]
    if isinstance(spec, list):
        return [value for part in spec for value in values_of(part)]
    return [spec]


@pytest.fixture
def sound():
    """Return a check that every exhibit must pass: it prints, and nothing missing is drawn."""

    def check(exhibit: Exhibit) -> Exhibit:
        assert isinstance(exhibit, Exhibit)
        payload = exhibit.payload()
        assert all(value == value for value in values_of(payload))  # noqa: PLR0124 - NaN is not itself
        assert all("{" not in payload[part] for part in ("headline", "subtitle", "alt"))
        widths = {len(row) for row in payload["table"]["rows"]}
        assert widths == {len(payload["table"]["columns"])}
        return exhibit

    return check
