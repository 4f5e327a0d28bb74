"""The Statistics Division's correlations, as sheets written as CSV."""

from __future__ import annotations

import pytest

from econsec.errors import MissingFileError, SchemaError
from econsec.sources.trade import unsd


def _publish(publish, recommended="010111"):
    for year in unsd.OLDER:
        stem = f"HS2022toHS{year}_HS2022-HS{year}"
        publish(f"{stem}_Correlations.csv", "from_hs2022,to,relationship\n010121,010111,n:n\n010121,010120,n:n\n")
        path = publish(f"{stem}_Conversions.csv", f"From HS 2022,To HS {year}\n010121,{recommended}\n")
    return path.parent


def test_every_pair_has_its_kind_and_one_is_recommended(publish):
    table = unsd.read_correlations(_publish(publish))
    assert table["revision"].unique().tolist() == ["HS1992", "HS2002", "HS2012", "HS2017"]
    assert table["product"].tolist()[:2] == ["010111", "010120"]
    assert table["recommended"].tolist()[:2] == [True, False]


def test_a_recommendation_that_is_no_correlation_is_refused(publish):
    with pytest.raises(SchemaError, match="no correlation"):
        unsd.read_correlations(_publish(publish, recommended="999999"))


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(MissingFileError, match="Correlations"):
        unsd.read_correlations(tmp_path)
