"""Proximity and density."""

from __future__ import annotations

import numpy as np
import pytest
import trade
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from econsec.errors import UnknownVariantError
from econsec.indicators import density, frame, product_space, proximity
from econsec.indicators.product_space import nearness, relatedness
from econsec.indicators.variants import VARIANTS, named

MATRICES = arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(1, 12)), elements=st.sampled_from([0.0, 1.0]))
# A makes 1 and 2, B makes 2 and 3, C makes 3.
CHAIN = frame(exporter=["A", "A", "B", "B", "C"], product=["1", "2", "2", "3", "3"], value=[1, 1, 1, 1, 2])


def written_out(m: np.ndarray, diagonal: float) -> np.ndarray:
    """The matrix of proximities, as its definition has it."""
    ubiquity = m.sum(axis=0)
    phi = m.T @ m / np.maximum(np.maximum(ubiquity[:, None], ubiquity), 1)
    phi[np.diag_indices_from(phi)] = diagonal * (ubiquity > 0)
    return phi


@pytest.mark.parametrize("block", [1, 2, 5, 256])
@given(m=MATRICES, seed=st.integers(0, 99))
def test_product_with_proximities_is_right_without_building_them(block, m, seed):
    weights = np.random.default_rng(seed).normal(size=(3, m.shape[1]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(product_space, "BLOCK", block)
        np.testing.assert_allclose(nearness(weights, m), weights @ written_out(m, 1) * m.any(axis=0), atol=1e-12)


@pytest.mark.parametrize("name", VARIANTS)
@given(m=MATRICES)
def test_density_is_the_share_of_near_products_that_the_economy_makes(name, m):
    kind = named(name)
    phi = written_out(m, kind.diagonal)
    near, total = relatedness(m, kind)
    np.testing.assert_allclose(total, phi.sum(axis=0), atol=1e-12)
    expected = np.divide(m @ phi, phi.sum(axis=0), out=np.full(m.shape, np.nan), where=total > 0)
    np.testing.assert_allclose(near, expected, atol=1e-12)


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
