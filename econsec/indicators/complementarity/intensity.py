"""Do two economies trade more with each other than their size in the world would have it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from econsec.indicators.arrays.edges import Reason, members
from econsec.indicators.arrays.layout import assemble, grid, ratio, reasons
from econsec.indicators.arrays.slabs import slabs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    import pandas as pd


def trade_intensity(
    flows: pd.DataFrame, *, own_trade: bool = True, areas: Mapping[str, Collection[str]] | None = None
) -> pd.DataFrame:
    """Measure trade intensity of every pair of economies.

    TII_ij = (x_ij / X_i) / (X_wj / X_w): the importer's weight in the exporter's exports over that in the world's.

    Parameters
    ----------
    flows : DataFrame
        Columns exporter, importer, value (USD, >= 0), and year: the world's trade. Products are summed over.
    own_trade : bool
        Keep the exporter's own imports in the world (the plain index). False takes them out, since nobody exports to
        himself: (x_ij / X_i) / (X_wj / (X_w - X_wi)).
    areas : mapping of str to collection of str, optional
        Economies counted as one area, such as {"EU27": [...]}; its trade within is a flow to itself.

    Returns
    -------
    DataFrame
        One row for each exporter and importer of the year: trade_intensity (0 .. infinity, 1 is the world's average),
        reason.

    Raises
    ------
    DuplicateKeyError
        An economy in two areas.
    SchemaError
        A column is missing, or a value is missing, infinite or negative.

    References
    ----------
    Brown (1949), Applied Economics: Aspects of the World Economy in War and Peace; Kojima (1964), "The pattern of
    international trade among advanced countries"; Mikic, Gilbert (2009), Trade Statistics in Policymaking, UN ESCAP.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> world = frame(exporter=["AUS", "AUS", "CHN"], importer=["NZL", "CHN", "AUS"], value=[10, 10, 80])
    >>> trade_intensity(world).query("exporter == 'AUS' and importer == 'NZL'").trade_intensity.item()
    5.0
    """
    inside, parts = members(areas), []
    for slab in slabs(flows, "exporter", "importer", areas=inside):
        x = slab.total("exporter", "importer")
        sold, bought, world = x.sum(axis=1, keepdims=True), x.sum(axis=0, keepdims=True), x.sum()
        if not own_trade:
            place = slab.labels["importer"].get_indexer(slab.labels["exporter"])
            world = world - np.where(place >= 0, bought[0, place], 0.0)[:, None]
        index = ratio(ratio(x, sold), ratio(bought, world))
        cases = [
            (np.broadcast_to(sold == 0, x.shape), Reason.NO_EXPORTS),
            (np.broadcast_to(bought == 0, x.shape), Reason.NO_IMPORTS),
            (np.isnan(index), Reason.NO_WORLD_TRADE),
        ]
        columns = grid(slab.year, {key: slab.labels[key] for key in ("exporter", "importer")})
        parts.append(columns | {"trade_intensity": index.ravel(), "reason": reasons(index.size, cases)})
    return assemble(parts, ["exporter", "importer", "trade_intensity", "reason"], dated="year" in flows)
