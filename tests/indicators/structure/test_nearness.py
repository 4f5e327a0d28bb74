"""Products with the matrix of proximities that is never built."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from econsec.indicators.structure import nearness as room
from econsec.indicators.structure.nearness import nearness, relatedness
from econsec.indicators.structure.variants import VARIANTS, named

MATRICES = arrays(np.float64, st.tuples(st.integers(1, 6), st.integers(1, 12)), elements=st.sampled_from([0.0, 1.0]))


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
        patch.setattr(room, "BLOCK", block)
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
