"""What an exporter has shipped before and does not ship now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from econsec.codes.public import public
from econsec.decisions.tables import require
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Collection

    import pandas as pd

KEYS = ["product", "exporter"]


@public
def spare_capacity(
    history: pd.DataFrame,
    *,
    year: int | None = None,
    years: int = 5,
    exporters: Collection[str] | None = None,
    products: Collection[str] | None = None,
) -> pd.DataFrame:
    """Compute past peak less present of each exporter's sales of each product.

    spare = max(0, min(peak value, peak share of all exports x all exports now) - exports now), nominal USD.

    The lesser of two peaks, for each misleads alone: a peak of value may be one of prices, and a peak of share may lie
    in a market that was small. Trade does not say whether the plant stands: `years` says how old a peak may be for that
    to be assumed, and `peak_year` how old this one is.

    Parameters
    ----------
    history : DataFrame, one row a flow
        Columns year, exporter, product, value (USD), of all exporters: one that is alone in the table has no share,
        and its peak of value decides. revision if known: a code may hold something else in another revision, so that
        only years in the revision of the present are compared.
    year : int, optional
        The present; by default the last year of the table.
    years : int
        How far back to look.
    exporters, products : collection of str, optional
        Only these.

    Returns
    -------
    DataFrame
        One row per product and exporter with any sales in the window: product, exporter, peak (USD), peak_year (the
        first, if several are equal), peak_share (0..1, NaN if alone), present (USD), spare (USD, >= 0).

    Raises
    ------
    MissingColumnError
        A column is missing.
    NoDataError
        The table does not hold the present.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> history = frame(year=[2021, 2024], exporter="IND", product="811010", value=[70, 20])
    >>> spare_capacity(history)[["peak", "peak_year", "spare"]].values.tolist()
    [[70.0, 2021.0, 50.0]]
    """
    require(history, ("year", "exporter", "product", "value"), name="history")
    now = int(history["year"].max()) if year is None else year
    present = history["year"] == now
    if not present.any():
        raise NoDataError(f"the history has no year {now}", hint=f"It ends in {history['year'].max()}.")
    kept = history["year"].between(now - years, now)
    if "revision" in history.columns:
        kept &= history["revision"].isin(history.loc[present, "revision"].unique())
    if products is not None:
        kept &= history["product"].isin(list(products))
    sums = history[kept].groupby([*KEYS, "year"], observed=True)["value"].sum().reset_index()
    market = sums.groupby(["product", "year"])["value"].transform("sum")
    alone = sums.groupby("product")["exporter"].transform("nunique") == 1
    sums["share"] = (sums["value"] / market.where(market > 0)).mask(alone)
    market_now = market[sums["year"] == now].groupby(sums["product"]).first()
    sums = sums if exporters is None else sums[sums["exporter"].isin(list(exporters))]
    return _spare(sums, market_now, now)


def _spare(sums: pd.DataFrame, market: pd.Series[float], now: int) -> pd.DataFrame:
    """Compare the peaks of value and share with the present."""
    sums = sums.sort_values([*KEYS, "value", "year"], ascending=[True, True, False, True])
    found = sums.drop_duplicates(KEYS).drop(columns="share").rename(columns={"value": "peak", "year": "peak_year"})
    found = found.set_index(KEYS)
    found["peak_share"] = sums.groupby(KEYS)["share"].max()
    found["present"] = sums[sums["year"] == now].set_index(KEYS)["value"]
    found["present"] = found["present"].fillna(0.0)
    size_now = market.reindex(found.index.get_level_values("product")).fillna(0.0).to_numpy()
    at_peak_share = (found["peak_share"] * size_now).fillna(found["peak"])
    found["spare"] = (np.minimum(found["peak"], at_peak_share) - found["present"]).clip(lower=0.0)
    return found.reset_index()
