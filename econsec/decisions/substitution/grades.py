"""Whether two suppliers sell the same thing, told from what a tonne of it costs."""

from __future__ import annotations

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import by_product


@public
def unit_value(flows: pd.DataFrame) -> pd.Series[float]:
    """Compute USD a tonne by product, from the flows that state tonnes.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        Columns product, value (USD) and, if known, tonnes. Zero tonnes is a weight rounded away: no tonnes.

    Returns
    -------
    Series
        USD a tonne by product; a product without tonnes is absent.

    Examples
    --------
    >>> flows = pd.DataFrame({"product": "850511", "value": [30.0, 10.0, 99.0], "tonnes": [1.0, 1.0, None]})
    >>> unit_value(flows).to_dict()
    {'850511': 20.0}
    """
    if "tonnes" not in flows.columns:
        return pd.Series(dtype=float)
    weighed = flows[flows["tonnes"] > 0]
    return by_product(weighed) / by_product(weighed, "tonnes")


def grade(ratio: pd.Series[float], band: tuple[float, float]) -> pd.Series[str]:
    """Name the band in which a ratio of unit values lies.

    Parameters
    ----------
    ratio : Series
        Partner's unit value over the rival's, > 0; NaN where either has no tonnes.
    band : tuple of float
        (same, other): within a factor `same` the same grade, beyond a factor `other` another grade.

    Returns
    -------
    Series of str
        "same grade", "unclear", "other grade" or "unknown" (no tonnes).

    Examples
    --------
    >>> grade(pd.Series([1.0, 0.6, 4.0, None]), (1.25, 2.0)).tolist()
    ['same grade', 'unclear', 'other grade', 'unknown']
    """
    same, other = band
    away = ratio.where(ratio >= 1, 1 / ratio).where(ratio > 0)
    words = pd.Series("other grade", index=ratio.index, dtype="str")
    words = words.mask(away <= other, "unclear").mask(away <= same, "same grade")
    return words.mask(away.isna(), "unknown")
