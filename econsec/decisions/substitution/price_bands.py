"""At what prices each seller sells a product, beside what an importer pays the rival: the grade behind the mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.economies import with_port
from econsec.codes.public import public
from econsec.decisions.substitution.assumptions import Assumptions
from econsec.decisions.substitution.grades import grade
from econsec.decisions.tables import distinct, require

if TYPE_CHECKING:
    from collections.abc import Sequence

NEEDED = ("year", "exporter", "importer", "product", "value", "tonnes")
COLUMNS = (
    *("exporter", "value", "tonnes", "markets", "low", "middle", "high", "unit_value"),
    *("reference", "ratio", "grade", "same_share", "near_share"),
)
ENDS = (0.1, 0.5, 0.9)  # between the ends lie eight tenths of what is sold


@public
def offered(
    flows: pd.DataFrame, *, importer: str, rival: str, year: int, band: tuple[float, float] | None = None
) -> pd.DataFrame:
    """Set the prices at which each economy sells to others beside the price that an importer pays the rival.

    A mean hides grades: an economy whose mean is twice the rival's may sell part of its goods at the rival's price. The
    unit value (USD / tonnes) of each of its flows to third markets (the port that ships the rival's goods on is none)
    is one price; low, middle and high are those below which 10, 50 and 90 % of the value is sold; same_share and
    near_share are the parts of the value sold within a factor ``band[0]`` and ``band[1]`` of the reference. ratio and
    grade are of the mean, as in the ledger.

    Parameters
    ----------
    flows : DataFrame
        Complete flows of one product: year, exporter, importer, product, value (USD), tonnes. Several products have no
        common price: they give no rows. Flows without tonnes, or with a weight rounded to zero, have no price.
    importer, rival : str
        ISO3 codes, different.
    year : int
        The year.
    band : tuple of float, optional
        (same, other), as in `Assumptions.unit_value_band`, which is the default.

    Returns
    -------
    DataFrame
        Largest seller first, the importer left out: exporter; value (USD) and tonnes sold to others than importer and
        rival; markets (count); low, middle, high, unit_value (the mean), reference (USD a tonne); ratio (unit_value /
        reference); grade; same_share, near_share (0..1). reference is what the importer pays the rival; where it buys
        none of it by weight, NaN with all that hangs on it, and grade "unknown". ``attrs["band"]`` are the factors.

    Raises
    ------
    MissingColumnError
        A column is missing.
    ParameterError
        Importer and rival are the same.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(
    ...     year=2024, product="1", exporter=["CHN", "IND", "IND"], importer=["JPN", "USA", "DEU"],
    ...     value=[20.0, 30.0, 10.0], tonnes=[10.0, 3.0, 5.0],
    ... )
    >>> row = offered(flows, importer="JPN", rival="CHN", year=2024).set_index("exporter").loc["IND"]
    >>> float(row["unit_value"]), float(row["ratio"]), row["grade"], float(row["same_share"])
    (5.0, 2.5, 'dearer grade', 0.25)
    """
    require(flows, NEEDED, name="flows")
    distinct(importer=importer, rival=rival)
    same, other = band or Assumptions().unit_value_band
    own = flows[(flows["year"] == year) & (flows["tonnes"] > 0) & (flows["value"] > 0)]
    if len(own["product"].unique()) != 1:
        return pd.DataFrame(columns=list(COLUMNS))
    own = own.groupby(["exporter", "importer"], as_index=False, observed=True)[["value", "tonnes"]].sum()
    paid = own[(own["importer"] == importer) & (own["exporter"] == rival)]
    reference = float(paid["value"].sum() / paid["tonnes"].sum()) if len(paid) else np.nan
    third = own[~own["importer"].isin([importer, *with_port(rival, importer)]) & (own["exporter"] != importer)]
    third = third.assign(price=third["value"] / third["tonnes"])
    away = np.exp((np.log(third["price"]) - np.log(reference)).abs())
    third = third.assign(same=third["value"].where(away <= same, 0.0), near=third["value"].where(away <= other, 0.0))
    sums = third.groupby("exporter", observed=True).agg(
        value=("value", "sum"),
        tonnes=("tonnes", "sum"),
        markets=("importer", "nunique"),
        same=("same", "sum"),
        near=("near", "sum"),
    )
    ends = pd.DataFrame(
        {
            name: at_prices(part["price"], part["value"], ENDS)
            for name, part in third.groupby("exporter", observed=True)
        },
        index=["low", "middle", "high"],
    ).T
    found = sums.join(ends).rename_axis("exporter").reset_index()
    found["unit_value"] = found["value"] / found["tonnes"]
    found["reference"] = reference
    found["ratio"] = found["unit_value"] / reference
    found["grade"] = grade(found["ratio"], (same, other))
    known = reference == reference  # noqa: PLR0124 - not NaN
    for name in ("same", "near"):
        found[f"{name}_share"] = found[name] / found["value"] if known else np.nan
    found = found.sort_values(["value", "exporter"], ascending=[False, True], ignore_index=True)
    found = found[list(COLUMNS)]
    found.attrs["band"] = (same, other)
    return found


def at_prices(prices: pd.Series[float], weights: pd.Series[float], parts: Sequence[float]) -> list[float]:
    """Return the prices at or below which given parts of the weight lie: the smallest price that reaches each part.

    Examples
    --------
    >>> at_prices(pd.Series([3.0, 1.0, 2.0]), pd.Series([1.0, 8.0, 1.0]), (0.1, 0.5, 0.9))
    [1.0, 1.0, 2.0]
    """
    order = np.argsort(prices.to_numpy(dtype=float), kind="stable")
    ranked = prices.to_numpy(dtype=float)[order]
    reached = np.cumsum(weights.to_numpy(dtype=float)[order])
    # A hair below the part: sums of floats must not miss a bound that they reach on paper.
    places = np.searchsorted(reached / reached[-1], np.asarray(parts) - 1e-12)
    return [float(price) for price in ranked[np.minimum(places, len(ranked) - 1)]]


@public
def prices(flows: pd.DataFrame, *, importer: str, year: int) -> pd.DataFrame:
    """Compare what an importer pays each supplier for a tonne with what it pays on average.

    unit value = value / tonnes; ratio = unit value / unit value of all flows that state tonnes.

    Parameters
    ----------
    flows : DataFrame
        Complete flows of one product: year, exporter, importer, product, value (USD), tonnes. Several products have no
        common price: they give no rows.
    importer : str
        ISO3 code.
    year : int
        The year.

    Returns
    -------
    DataFrame
        Largest supplier first: exporter, value (USD), tonnes, unit_value (USD a tonne), ratio.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> key = {"year": 2024, "importer": "JPN", "product": "1"}
    >>> flows = frame(**key, exporter=["CHN", "USA"], value=[30, 30], tonnes=[3, 1])
    >>> prices(flows, importer="JPN", year=2024).ratio.round(2).tolist()
    [0.67, 2.0]
    """
    require(flows, ("year", "exporter", "importer", "product", "value", "tonnes"), name="flows")
    own = flows[(flows["importer"] == importer) & (flows["year"] == year)]
    own = own[(own["tonnes"] > 0) & (own["value"] > 0)]
    if len(own["product"].unique()) > 1:
        own = own.head(0)
    found = own.groupby("exporter", as_index=False, observed=True)[["value", "tonnes"]].sum()
    found["unit_value"] = found["value"] / found["tonnes"]
    found["ratio"] = found["unit_value"] / (found["value"].sum() / found["tonnes"].sum() if len(found) else 1.0)
    return found.sort_values(["value", "exporter"], ascending=[False, True], ignore_index=True)
