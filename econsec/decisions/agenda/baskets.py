"""Whether what one economy sells in an area is what the other buys: fit and complementarity for the matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from econsec.codes.public import public
from econsec.decisions.agenda.matrix import laid_out, of_kind
from econsec.decisions.tables import distinct, require
from econsec.indicators.complementarity.complementarity import product_complementarity, tci

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

FLOWS_AREA = "critical_minerals"  # the one area whose goods are followed flow by flow, of all economies


@public
def baskets(
    codes: Mapping[str, Sequence[str]],
    totals: pd.DataFrame,
    flows: pd.DataFrame,
    *,
    economies: Sequence[str],
    year: int,
) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Gather what economies sell and buy, area by area.

    Parameters
    ----------
    codes : mapping of str to sequence of str
        By area: its headings.
    totals : DataFrame
        From `Trade.balances`: year, product, economy, exports, imports (USD). A heading that is not known of all the
        economies is left out: it is not known, not zero.
    flows : DataFrame
        Complete flows of critical minerals, one year: exporter, importer, product, value (USD).
    economies : sequence of str
        ISO3 codes.
    year : int
        Of the headings.

    Returns
    -------
    dict
        By area: exports (exporter, product, value) and imports (importer, product, value); of critical minerals those
        of all economies.

    Examples
    --------
    >>> import pandas as pd
    >>> totals = pd.DataFrame({"year": 2024, "product": "2941", "economy": ["IND", "JPN"], "exports": [9.0, 1.0]})
    >>> flows = pd.DataFrame({"exporter": ["CHN"], "importer": ["JPN"], "product": ["850511"], "value": [3.0]})
    >>> codes = {"medicines": ["2941"]}
    >>> found = baskets(codes, totals.assign(imports=2.0), flows, economies=["IND", "JPN"], year=2024)
    >>> found["medicines"][0]["value"].tolist()
    [9.0, 1.0]
    """
    require(totals, ("year", "product", "economy", "exports", "imports"), name="totals")
    own = totals[(totals["year"] == year) & totals["economy"].isin(list(economies))]
    own = own.dropna(subset=["exports", "imports"])
    own = own[own.groupby("product")["economy"].transform("nunique") == len(set(economies))]
    made = {FLOWS_AREA: (flows[["exporter", "product", "value"]], flows[["importer", "product", "value"]])}
    for area, products in codes.items():
        inside = own[own["product"].isin(list(products))]
        sold = inside[["economy", "product", "exports"]].set_axis(["exporter", "product", "value"], axis=1)
        bought = inside[["economy", "product", "imports"]].set_axis(["importer", "product", "value"], axis=1)
        made[area] = sold, bought
    return made


@public
def basket_fit(
    measure: str, exports: pd.DataFrame, imports: pd.DataFrame, *, one: str, other: str, year: int
) -> pd.DataFrame:
    """Score how far the supplier's basket in an area is the buyer's: trade complementarity (Michaely).

    score = TCI / 100, both ways.

    Parameters
    ----------
    measure : str
        A measure of the agenda, of kind "basket".
    exports, imports : DataFrame
        Of one area, from `baskets`.
    one, other : str
        ISO3 codes.
    year : int
        Of the figures.

    Returns
    -------
    DataFrame
        Two rows for `matrix`: value is the TCI, of 100; NaN where the one sells or the other buys nothing.

    Raises
    ------
    ParameterError
        The measure is unknown, or of another kind, or the two economies are one.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> sold = frame(exporter=["IND", "IND", "JPN"], product=["2941", "3004", "3004"], value=[3, 1, 1])
    >>> bought = frame(importer=["JPN", "JPN", "IND"], product=["2941", "3004", "2941"], value=[1, 1, 1])
    >>> basket_fit("medicines_fit", sold, bought, one="IND", other="JPN", year=2024).score.tolist()
    [0.75, 0.0]
    """
    of_kind(measure, "basket")
    distinct(one=one, other=other)
    pair = [one, other]
    index = tci(exports[exports["exporter"].isin(pair)], imports[imports["importer"].isin(pair)])
    values = _both_ways(index, "tci", one, other)
    rows = [row | {"score": row["value"] / 100, "of": 100.0} for row in values]
    return laid_out(measure, rows, unit="index", year=year)


@public
def basket_strength(
    measure: str, exports: pd.DataFrame, imports: pd.DataFrame, *, one: str, other: str, year: int
) -> pd.DataFrame:
    """Score whether the supplier is strong in what the buyer needs most: product complementarity (Drysdale).

    c = sum RCAx RCAm (X_w / X), against what the world exports in the area; score = c / (1 + c), one half is neutral.

    Parameters
    ----------
    measure : str
        A measure of the agenda, of kind "strength".
    exports, imports : DataFrame
        Of one area and of **all** economies: the world is the sum of the exports.
    one, other : str
        ISO3 codes.
    year : int
        Of the figures.

    Returns
    -------
    DataFrame
        Two rows for `matrix`: value is c, of 1; NaN where the one sells or the other buys nothing.

    Raises
    ------
    ParameterError
        The measure is unknown, or of another kind, or the two economies are one.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> sold = frame(exporter=["IND", "USA"], product=["850511", "811010"], value=[1, 3])
    >>> bought = frame(importer="JPN", product=["850511"], value=[1])
    >>> basket_strength("critical_minerals_strength", sold, bought, one="IND", other="JPN", year=2024).value.tolist()
    [4.0, nan]
    """
    of_kind(measure, "strength")
    distinct(one=one, other=other)
    pair = [one, other]
    world = exports.groupby("product", observed=True)["value"].sum().reset_index()
    sides = exports[exports["exporter"].isin(pair)], imports[imports["importer"].isin(pair)]
    values = _both_ways(product_complementarity(*sides, world=world), "product_complementarity", one, other)
    rows = [row | {"score": row["value"] / (1 + row["value"]), "of": 1.0} for row in values]
    return laid_out(measure, rows, unit="index", year=year)


def _both_ways(index: pd.DataFrame, column: str, one: str, other: str) -> list[dict[str, Any]]:
    """Return an index of pairs as two rows: supplier, buyer, and its value, NaN where the pair is not in it."""
    known = index.set_index(["exporter", "importer"])[column]
    return [
        {"supplier": supplier, "buyer": buyer, "value": float(known.get((supplier, buyer), float("nan")))}
        for supplier, buyer in ((one, other), (other, one))
    ]
