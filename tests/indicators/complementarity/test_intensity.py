"""Trade intensity."""

from __future__ import annotations

import numpy as np
import pytest
import trade
from hypothesis import given

from econsec.errors import DuplicateKeyError
from econsec.indicators import frame, trade_intensity


def test_trade_intensity_of_anzcerta_2002_is_5_9():
    """Hold the index to the ESCAP handbook's (chapter V): trade within 5,912, world 5,893,914 (million USD).

    The sheet does not give the area's exports and imports of that year, which are not among our data: 75,000 and 78,744
    are chosen, and the index is worked out by hand: 5,912 / 75,000 = 0.0788267, 78,744 / 5,893,914 = 0.0133602.
    """
    table = frame(
        exporter=["AUS", "AUS", "USA", "USA"],
        importer=["NZL", "USA", "AUS", "USA"],
        value=[5_912, 69_088, 72_832, 5_746_082],
    )
    made = trade_intensity(table, areas={"ANZ": ["AUS", "NZL"]}).set_index(["exporter", "importer"]).trade_intensity
    assert round(made["ANZ", "ANZ"], 1) == 5.9
    assert made["ANZ", "ANZ"] == pytest.approx(0.0788267 / 0.0133602, rel=5e-6)


def test_trade_intensity_of_a_case_done_by_hand_is_4():
    # Six tenths of what India sells go to Japan, which buys 15 per cent of what the world does: 0.6 / 0.15 = 4.
    table = frame(exporter=["IND", "IND", "CHN", "CHN"], importer=["JPN", "USA", "JPN", "USA"], value=[60, 40, 90, 810])
    made = trade_intensity(table).set_index(["exporter", "importer"]).trade_intensity
    assert made["IND", "JPN"] == pytest.approx(4, abs=1e-12)
    # And four tenths to the USA, which buy 85 per cent.
    assert made["IND", "USA"] == pytest.approx(0.4 / 0.85, abs=1e-12)


def test_variant_takes_own_imports_out_of_the_world():
    table = frame(exporter=["AUS", "AUS", "CHN"], importer=["NZL", "CHN", "AUS"], value=[10, 10, 80])
    made = trade_intensity(table, own_trade=False).set_index(["exporter", "importer"]).trade_intensity
    # Australia sells half to New Zealand; of the 20 that the world buys outside Australia, New Zealand takes half.
    assert made["AUS", "NZL"] == pytest.approx(1)


def test_economy_that_sells_or_buys_nothing_has_a_reason():
    table = frame(exporter=["AUS", "CHN"], importer=["NZL", "USA"], value=[5, 0])
    made = trade_intensity(table).set_index(["exporter", "importer"]).reason
    assert made["CHN", "NZL"] == "no exports"
    assert made["AUS", "USA"] == "no imports"


def test_an_economy_in_two_areas_is_refused():
    table = frame(exporter=["AUS", "CHN"], importer=["NZL", "USA"], value=1)
    with pytest.raises(DuplicateKeyError, match="NZL is in two areas, ANZ and PACIFIC"):
        trade_intensity(table, areas={"ANZ": ["AUS", "NZL"], "PACIFIC": ["NZL", "FJI"]})


def test_products_are_summed_over():
    table = frame(exporter="AUS", importer=["NZL", "CHN"] * 2, product=["1", "1", "2", "2"], value=[1, 2, 3, 4])
    expected = trade_intensity(table.drop(columns="product").groupby(["exporter", "importer"], as_index=False).sum())
    np.testing.assert_allclose(trade_intensity(table).trade_intensity, expected.trade_intensity.to_numpy()[[0, 1]])


@trade.FEW
@given(trade.flows())
def test_intensities_weighted_by_the_worlds_imports_average_one(table):
    made = trade_intensity(table)
    bought = table.groupby("importer")["value"].sum()
    weighted = made.assign(weight=made.importer.map(bought) / max(bought.sum(), 1e-300)).dropna(
        subset=["trade_intensity"]
    )
    for _, of in weighted.groupby("exporter"):
        assert (of.trade_intensity * of.weight).sum() == pytest.approx(1, abs=1e-9)
