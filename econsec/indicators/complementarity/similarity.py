"""How alike two economies' exports are: whether they compete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import by_name
from econsec.indicators.arrays.edges import Reason
from econsec.indicators.arrays.layout import assemble, grid, reasons, rows_at
from econsec.indicators.arrays.slabs import slabs
from econsec.indicators.complementarity.complementarity import basket, overlap

if TYPE_CHECKING:
    from collections.abc import Sequence


@by_name
def export_similarity(exports: pd.DataFrame, *, others: Sequence[str] | None = None) -> pd.DataFrame:
    """Measure the similarity of every two economies' exports (Finger and Kreinin).

    ESI_ab = 100 S_p min(s_a, s_b), with s a product's share in the economy's exports.

    Parameters
    ----------
    exports : DataFrame
        Columns exporter, product, value (USD, >= 0), and year; importers are summed over. For similarity in one market
        give the exports to that market only.
    others : sequence of str, optional
        Compare every economy with these only; one that does not export in the year has no shares.

    Returns
    -------
    DataFrame
        One row for each ordered pair exporter, other of the year: export_similarity (0 disjoint .. 100 the same),
        reason.

    References
    ----------
    Finger, Kreinin (1979), "A measure of 'export similarity' and its possible uses", Economic Journal 89(356).

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> sold = frame(exporter=["A", "A", "B"], product=["1", "2", "1"], value=[5, 5, 10])
    >>> export_similarity(sold, others=["B"]).export_similarity.tolist()
    [50.0, 100.0]
    """
    parts = []
    for slab in slabs(exports, "exporter", "product", name="exports"):
        labels, x = slab.labels["exporter"], slab.total("exporter", "product")
        compared = labels if others is None else pd.Index(list(others), dtype=labels.dtype)
        partner = rows_at(x, labels.get_indexer(compared))
        index = 100 * overlap(basket(x), basket(partner))
        cases = [
            (np.broadcast_to(x.sum(axis=1)[:, None] == 0, index.shape), Reason.NO_EXPORTS),
            (np.broadcast_to(partner.sum(axis=1) == 0, index.shape), Reason.MISSING_PARTNER),
        ]
        columns = grid(slab.year, {"exporter": labels, "other": compared})
        parts.append(columns | {"export_similarity": index.ravel(), "reason": reasons(index.size, cases)})
    return assemble(parts, ["exporter", "other", "export_similarity", "reason"], dated="year" in exports)
