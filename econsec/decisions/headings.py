"""Trade by heading, where a source lists the ten largest partners in the net direction and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.decisions.routes import pair
from econsec.decisions.tables import require
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Sequence


def lists(routes: pd.DataFrame) -> pd.DataFrame:
    """Name the columns of a publisher's lists of partners as `decisions.routes` expects them.

    Parameters
    ----------
    routes : DataFrame
        year, economy, flow ("import" or "export"), product, partner, share.

    Returns
    -------
    DataFrame
        The same with `direction` for flow.

    Examples
    --------
    >>> lists(pd.DataFrame(columns=["year", "economy", "flow", "product", "partner", "share"])).columns[2]
    'direction'
    """
    require(routes, ("year", "economy", "flow", "product", "partner", "share"), name="routes")
    return routes.rename(columns={"flow": "direction"})


def sums(*totals: pd.DataFrame) -> pd.DataFrame:
    """Set exports and imports of each economy and product side by side.

    Parameters
    ----------
    *totals : DataFrame
        year, economy, flow ("import" or "export"), product, value (USD); several tables hold different products.

    Returns
    -------
    DataFrame
        year, product, economy, exports, imports (USD; NaN where the source has none).

    Examples
    --------
    >>> key = {"year": 2024, "economy": "IND", "product": "2941"}
    >>> sums(pd.DataFrame({**key, "flow": ["export", "import"], "value": [1.0, 2.0]}))[["exports", "imports"]].values
    array([[1., 2.]])
    """
    whole = pd.concat(totals, ignore_index=True)
    require(whole, ("year", "economy", "flow", "product", "value"), name="totals")
    wide = whole.pivot_table(index=["year", "product", "economy"], columns="flow", values="value", aggfunc="sum")
    wide = wide.reindex(columns=["export", "import"]).rename(columns={"export": "exports", "import": "imports"})
    return wide.rename_axis(columns=None).reset_index()


def bought(
    routes: pd.DataFrame, totals: pd.DataFrame, *, importer: str, sellers: Sequence[str], year: int
) -> pd.DataFrame:
    """Find what an economy buys from each of some sellers, product by product, with a bound where it is not listed.

    share = value / imports of the importer; where a seller is not listed, at_most = share of the tenth.

    Parameters
    ----------
    routes, totals : DataFrame
        From `lists` and `sums`.
    importer : str
        ISO3 code.
    sellers : sequence of str
        ISO3 codes.
    year : int
        The year.

    Returns
    -------
    DataFrame
        One row per product of the importer's totals and seller: product, exporter, imports, value (USD, NaN if not
        listed), share (0..1, NaN if not listed), at_most (0..1: the share, or its bound; NaN if nothing is known),
        basis (whose list).

    Raises
    ------
    NoDataError
        The totals hold nothing of that year.

    Examples
    --------
    >>> routes = pd.DataFrame({"year": 2024, "product": "2941", "economy": "JPN", "direction": "import",
    ...     "partner": ["CHN"], "share": [0.464]})
    >>> totals = pd.DataFrame({"year": [2024], "product": "2941", "economy": "JPN", "exports": 0.0, "imports": 100.0})
    >>> bought(routes, totals, importer="JPN", sellers=["CHN"], year=2024).share.round(3).tolist()
    [0.464]
    """
    own = totals[(totals["year"] == year) & (totals["economy"] == importer)].set_index("product")["imports"]
    parts = []
    for seller in sellers:
        found = pair(routes, totals, exporter=seller, importer=importer, year=year)
        found = found[found["product"].isin(own.index)].assign(exporter=seller)
        found["imports"] = found["product"].map(own).astype(float)
        for amount, share in (("value", "share"), ("at_most", "at_most")):
            found[share] = found[amount] / found["imports"].where(found["imports"] > 0)
        parts.append(found)
    names = ["product", "exporter", "imports", "value", "share", "at_most", "basis"]
    return pd.concat(parts, ignore_index=True)[names] if parts else pd.DataFrame(columns=names)


def path(routes: pd.DataFrame, *, product: str, sellers: Sequence[str], since: int) -> pd.DataFrame:
    """Follow the share of some sellers in each buyer's imports of a product, as its list gives it.

    Parameters
    ----------
    routes : DataFrame
        From `lists`.
    product : str
        HS code.
    sellers : sequence of str
        ISO3 codes.
    since : int
        First year that counts.

    Returns
    -------
    DataFrame
        year, economy (the buyer), exporter, share (0..1). A seller that is not among the ten has no row.

    Raises
    ------
    NoDataError
        No list of suppliers of the product from that year on.

    Examples
    --------
    >>> routes = pd.DataFrame({"year": [2017, 2024], "product": "2941", "economy": "JPN", "direction": "import",
    ...     "partner": "CHN", "share": [0.3, 0.46]})
    >>> path(routes, product="2941", sellers=["CHN"], since=2018).share.tolist()
    [0.46]
    """
    require(routes, ("year", "product", "economy", "direction", "partner", "share"), name="routes")
    bought_by = routes[(routes["product"] == product) & (routes["direction"] == "import") & (routes["year"] >= since)]
    if bought_by.empty:
        raise NoDataError(f"no suppliers of {product} from {since} on")
    found = bought_by[bought_by["partner"].isin(sellers)].rename(columns={"partner": "exporter"})
    return found.sort_values(["economy", "exporter", "year"], ignore_index=True)[
        ["year", "economy", "exporter", "share"]
    ]


def inside(own: pd.DataFrame, inputs: pd.DataFrame) -> pd.Series[float]:
    """Add up what a partner buys to make its products of, and how much of it comes from the rival.

    share = from rival / imports over the inputs whose origin is known; against = from rival / exports of the products.

    Parameters
    ----------
    own : DataFrame
        From `routes.own` or `hidden.own`: product, imports, from_rival, exports (USD).
    inputs : DataFrame
        product, input (product of `own`).

    Returns
    -------
    Series
        imports, from_rival (USD, of the inputs whose origin is known), inputs (how many), share (0..1), exports (USD,
        of the products made of them), against (from_rival over exports).

    Examples
    --------
    >>> own = pd.DataFrame({"product": ["3004", "2941"], "imports": [0.0, 10.0], "from_rival": [0.0, 9.0],
    ...     "exports": [100.0, 0.0]})
    >>> inside(own, pd.DataFrame({"product": ["3004"], "input": ["2941"]}))[["share", "against"]].tolist()
    [0.9, 0.09]
    """
    require(own, ("product", "imports", "from_rival", "exports"), name="own")
    require(inputs, ("product", "input"), name="inputs")
    bought_in = own[own["product"].isin(inputs["input"]) & own["from_rival"].notna()]
    sold = own.loc[own["product"].isin(set(inputs["product"]) - set(inputs["input"])), "exports"].sum()
    imports, from_rival = float(bought_in["imports"].sum()), float(bought_in["from_rival"].sum())
    nan = float("nan")
    return pd.Series(
        {
            "imports": imports,
            "from_rival": from_rival,
            "inputs": float(len(bought_in)),
            "share": from_rival / imports if imports else nan,
            "exports": float(sold),
            "against": from_rival / float(sold) if sold else nan,
        }
    )


def customers(routes: pd.DataFrame, *, exporter: str, product: str, year: int) -> pd.DataFrame:
    """List an exporter's largest customers of a product, as its own list gives them.

    Parameters
    ----------
    routes : DataFrame
        From `lists`.
    exporter : str
        ISO3 code.
    product : str
        HS code.
    year : int
        The year.

    Returns
    -------
    DataFrame
        partner, share (0..1 of its exports), the largest first; empty where the source has no such list.

    Examples
    --------
    >>> routes = pd.DataFrame({"year": 2024, "product": "3004", "economy": "IND", "direction": "export",
    ...     "partner": ["GBR", "USA"], "share": [0.03, 0.44]})
    >>> customers(routes, exporter="IND", product="3004", year=2024).partner.tolist()
    ['USA', 'GBR']
    """
    require(routes, ("year", "product", "economy", "direction", "partner", "share"), name="routes")
    own = routes[(routes["economy"] == exporter) & (routes["direction"] == "export")]
    own = own[(own["product"] == product) & (own["year"] == year)]
    return own.sort_values(["share", "partner"], ascending=[False, True], ignore_index=True)[["partner", "share"]]


SIX = 6  # digits of a code that lies within a heading of four


def unnested(found: pd.DataFrame) -> pd.DataFrame:
    """Leave out each heading of which a six-digit code is listed as well, so that no good is counted twice.

    Parameters
    ----------
    found : DataFrame
        product (HS code of four or six digits), and others.

    Examples
    --------
    >>> unnested(pd.DataFrame({"product": ["8505", "850511", "8541"]}))["product"].tolist()
    ['850511', '8541']
    """
    require(found, ("product",), name="found")
    codes = found["product"].astype(str)
    return found[~codes.isin(set(codes[codes.str.len() == SIX].str[:4]))]
