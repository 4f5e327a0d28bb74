"""Export similarity."""

from __future__ import annotations

import numpy as np
import trade
from hypothesis import given

from econsec.indicators import export_similarity, frame

SOLD = frame(exporter=["A", "A", "B"], product=["1", "2", "1"], value=[5, 5, 10])


def test_similarity_of_5_5_and_10_0_is_50():
    made = export_similarity(SOLD).set_index(["exporter", "other"]).export_similarity
    assert made.to_dict() == {("A", "A"): 100, ("A", "B"): 50, ("B", "A"): 50, ("B", "B"): 100}


def test_partner_that_does_not_export_is_missing():
    made = export_similarity(SOLD, others=["Z"])
    assert set(made.reason) == {"missing partner"}
    assert made.export_similarity.isna().all()


@trade.FEW
@given(trade.flows())
def test_similarity_is_symmetric_and_between_0_and_100(table):
    made = export_similarity(table).set_index(["exporter", "other"]).export_similarity
    np.testing.assert_allclose(made.swaplevel()[made.index], made, atol=1e-9)
    assert made.dropna().between(0, 100 + 1e-9).all()
