"""Proximity and density."""

from __future__ import annotations

import numpy as np
import pytest
import trade
from hypothesis import given

from econsec.errors import UnknownVariantError
from econsec.indicators import density, frame, proximity

# A makes 1 and 2, B makes 2 and 3, C makes 3.
CHAIN = frame(exporter=["A", "A", "B", "B", "C"], product=["1", "2", "2", "3", "3"], value=[1, 1, 1, 1, 2])


def test_proximity_of_a_chain():
    made = proximity(CHAIN, minimum=0.1).set_index(["product", "other"]).proximity
    assert made.to_dict() == {
        ("1", "1"): 1, ("1", "2"): 0.5, ("2", "1"): 0.5, ("2", "2"): 1, ("2", "3"): 0.5, ("3", "2"): 0.5, ("3", "3"): 1,
    }  # fmt: skip


def test_diagonal_is_1_with_harvard_and_0_with_datawheel():
    for name, diagonal in (("harvard", 1), ("atlas", 1), ("datawheel", 0)):
        made = proximity(CHAIN, variant=name)
        assert set(made[made["product"] == made["other"]].proximity) == {diagonal}


@trade.FEW
@given(trade.matrices())
def test_proximity_is_symmetric_and_between_0_and_1(table):
    made = proximity(table).set_index(["product", "other"]).proximity
    np.testing.assert_allclose(made.swaplevel()[made.index], made, atol=1e-12)
    assert made.between(0, 1).all()


def test_product_that_nobody_makes_has_no_row_and_no_density():
    # The large economy alone exports 3 and still less of it than its weight in the world: its RCA there is 1.
    table = frame(exporter=["A", "A", "B"], product=["1", "2", "1"], value=[1, 0, 1])
    made = density(table).set_index(["exporter", "product"])
    assert made.reason["A", "2"] == "no advantage"
    assert np.isnan(made.density["A", "2"])
    assert set(proximity(table)["product"]) == {"1"}


def test_product_without_neighbours_is_isolated_where_it_is_no_neighbour_of_itself():
    table = frame(exporter=["A", "B"], product=["1", "2"], value=1)
    assert set(density(table, variant="datawheel").reason) == {"isolated product"}
    assert density(table).density.tolist() == [1, 0, 0, 1]


def test_variant_of_another_name_is_refused():
    with pytest.raises(UnknownVariantError, match="no variant 'harvad'.*harvard"):  # noqa: RUF043
        density(CHAIN, variant="harvad")
