"""How well supplying economies are governed, on the scales that supply-risk indicators use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from econsec.errors import MissingColumnError, NotFiniteError, SchemaError, UnitError
from econsec.indicators.arrays.edges import twice

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

# The range that the World Bank publishes for its estimates; single estimates may lie a little outside it.
WORST, BEST = -2.5, 2.5
# So far outside that no estimate is: a percentile rank was given, or something else.
BEYOND = 2 * BEST


def governance(wgi: pd.DataFrame, *, year: int | None = None, dimensions: Sequence[str] | None = None) -> pd.Series:
    """Rescale Worldwide Governance Indicators to 0 (best) .. 10 (worst), the mean of the dimensions.

    g = 10 (2.5 - mean estimate) / 5, clipped to 0..10.

    Parameters
    ----------
    wgi : DataFrame
        Columns economy, estimate (-2.5 worst .. 2.5 best); dimension and year where there are several.
    year : int, optional
        Take for each economy its latest estimates not later than this; without, its latest.
    dimensions : sequence of str, optional
        The dimensions to average (cc, ge, pv, rl, rq, va); without, all that the frame has.

    Returns
    -------
    Series
        The score for each economy, 0..10, high is bad. An economy lacking a dimension in its latest year has none.

    Raises
    ------
    MissingColumnError
        No column economy or estimate.
    SchemaError
        Two estimates for one economy, year and dimension.
    NotFiniteError
        An estimate is infinite.
    UnitError
        An estimate beyond -5 .. 5, such as a percentile rank.

    References
    ----------
    European Commission (2017), Methodology for establishing the EU list of critical raw materials.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> governance(frame(economy=["CHN", "NOR"], estimate=[-0.5, 2.0])).to_dict()
    {'CHN': 6.0, 'NOR': 1.0}
    """
    for column in ("economy", "estimate"):
        if column not in wgi:
            raise MissingColumnError(f"no column '{column}' in wgi", expected="economy, estimate (dimension, year)")
    kept = wgi[wgi["estimate"].notna()]
    _within(kept)
    if "dimension" in kept and dimensions is not None:
        kept = kept[kept["dimension"].isin(list(dimensions))]
    if "year" in kept:
        kept = kept if year is None else kept[kept["year"] <= year]
        kept = kept[kept["year"] == kept.groupby("economy")["year"].transform("max")]
    keys = ["economy", *(["dimension"] if "dimension" in kept else [])]
    if first := twice(kept, keys):
        raise SchemaError(f"two estimates for {first} in wgi", expected="one a dimension")
    if "dimension" in kept:
        counts = kept.groupby("economy")["dimension"].transform("size")
        kept = kept[counts == kept["dimension"].nunique()]
    score = 10 * (BEST - kept.groupby("economy")["estimate"].mean()) / (BEST - WORST)
    return score.clip(0, 10).rename("governance")


def _within(wgi: pd.DataFrame) -> None:
    """Refuse estimates on another scale: clipped, they would pass for the best or the worst government there is."""
    estimate = wgi["estimate"].to_numpy(dtype=np.float64)
    for wrong, error, hint in (
        (~np.isfinite(estimate), NotFiniteError, "Leave it missing if it is not known"),
        (np.abs(estimate) > BEYOND, UnitError, "A percentile rank is no estimate"),
    ):
        if wrong.any():
            first = wgi.iloc[int(np.argmax(wrong))]
            expected = f"{WORST:g} (worst) to {BEST:g} (best)"
            raise error(f"estimate {first['estimate']:g} of {first['economy']} in wgi", expected=expected, hint=hint)
