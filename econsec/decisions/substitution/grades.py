"""Whether two suppliers sell the same thing, told from what a tonne of it costs."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.codes.revisions import codes_of
from econsec.codes.sectors import several
from econsec.decisions.tables import by_product

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDE = (2, 4)  # digits of chapters and headings
BY_PRICE = ("same grade", "unclear", "dearer grade", "cheaper grade")
REVISION = "HS17"  # that products are named in


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
        (same, other): within a factor `same` the same grade, beyond a factor `other` a dearer or a cheaper one.

    Returns
    -------
    Series of str
        "same grade", "unclear", "dearer grade", "cheaper grade" or "unknown" (no tonnes).

    Examples
    --------
    >>> grade(pd.Series([1.0, 0.6, 4.0, 0.1, None]), (1.25, 2.0)).tolist()
    ['same grade', 'unclear', 'dearer grade', 'cheaper grade', 'unknown']
    """
    same, other = band
    away = ratio.where(ratio >= 1, 1 / ratio).where(ratio > 0)
    words = pd.Series("dearer grade", index=ratio.index, dtype="str").mask(ratio < 1, "cheaper grade")
    words = words.mask(away <= other, "unclear").mask(away <= same, "same grade")
    return words.mask(away.isna(), "unknown")


def graded(ledger: pd.DataFrame) -> bool:
    """Say whether any good of a ledger was graded by its price, so that it passed a screen that others did not.

    Examples
    --------
    >>> graded(pd.DataFrame({"grade": ["unknown", "several goods"]})), graded(pd.DataFrame({"grade": ["same grade"]}))
    (False, True)
    """
    return "grade" in ledger and bool(ledger["grade"].isin(BY_PRICE).any())


def of_codes(words: pd.Series[str], products: pd.Index | Sequence[str]) -> pd.Series[str]:
    """Take back the grade of a code that holds several goods: a mean price of a mixture is the price of none of them.

    Examples
    --------
    >>> of_codes(pd.Series(["same grade", "same grade"]), ["811010", "811292"]).tolist()
    ['same grade', 'several goods']
    """
    kept = several("basket")
    return words.mask(np.array([product in kept for product in products], dtype=bool), "several goods")


def mixed(products: pd.Index | Sequence[str]) -> list[bool]:
    """Say of codes whether they hold several goods, so that what is bought may be another good than what is sold.

    Chapters do, headings of more than one six-digit code, and six-digit codes that the lists call a basket or a proxy.

    Examples
    --------
    >>> mixed(["811010", "850511", "8542", "2709"])
    [False, True, True, False]
    """
    kept = several("basket", "proxy")
    return [product in kept or (len(product) in WIDE and _codes_in(product) != 1) for product in products]


@cache
def _codes_in(heading: str) -> int:
    return sum(code.startswith(heading) for code in codes_of(REVISION))


def near(sold: pd.DataFrame, reference: pd.Series[float], factor: float, keys: Sequence[str]) -> pd.Series[float]:
    """Return what part of the value of sales is sold within a factor of a reference price, customer by customer.

    Parameters
    ----------
    sold : DataFrame, one row a flow
        Columns product, value (USD), tonnes, and the keys.
    reference : Series
        USD a tonne by product.
    factor : float
        1 or more.
    keys : sequence of str
        By what the answer is.

    Returns
    -------
    Series
        0..1 by key, of what states tonnes; a key without tonnes or reference is absent.

    Examples
    --------
    >>> sold = pd.DataFrame({"product": "1", "value": [30.0, 10.0], "tonnes": [10.0, 1.0]})
    >>> near(sold, pd.Series({"1": 2.0}), 2.0, ["product"]).to_dict()
    {'1': 0.75}
    """
    if "tonnes" not in sold.columns:
        return pd.Series(dtype=float)
    weighed = sold[(sold["tonnes"] > 0) & (sold["value"] > 0) & sold["product"].isin(reference.dropna().index)]
    paid = weighed["product"].map(reference).astype(float)
    away = (np.log(weighed["value"]) - np.log(weighed["tonnes"]) - np.log(paid)).abs()
    # A hair wider: the quotient of logarithms must not miss a bound that prices reach on paper.
    inside = weighed.assign(near=weighed["value"].where(away <= np.log(factor) + 1e-12, 0.0))
    sums = inside.groupby(list(keys), observed=True)[["near", "value"]].sum()
    return sums["near"] / sums["value"]
