"""Both ends of the trade in a product: who sells to importer and partner, and to whom partner and rival sell."""

from __future__ import annotations

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import distinct, require


@public
def ends(flows: pd.DataFrame, *, importer: str, partner: str, rival: str, year: int) -> pd.DataFrame:
    """Say product by product who sells to importer and partner, and to whom partner and rival sell.

    share = value / all that the economy buys, or sells, of the product.

    Parameters
    ----------
    flows : DataFrame
        Complete flows of the products: year, exporter, importer, product, value (USD).
    importer, partner, rival : str
        ISO3 codes.
    year : int
        The year.

    Returns
    -------
    DataFrame
        Largest product first, and in each the largest other end first: product, side ("buys", "sells"), economy (whose
        side it is), other, value (USD), share (0..1). An economy without trade on a side has no row there.

    Raises
    ------
    MissingColumnError
        A column is missing.
    ParameterError
        Two of the economies are the same.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> rows = frame(year=2024, exporter=["CHN", "IND"], importer=["JPN", "USA"], product="284690", value=[3, 1])
    >>> found = ends(rows, importer="JPN", partner="IND", rival="CHN", year=2024)
    >>> found[["side", "economy", "other"]].values.tolist()
    [['buys', 'JPN', 'CHN'], ['sells', 'IND', 'USA'], ['sells', 'CHN', 'JPN']]
    """
    distinct(importer=importer, partner=partner, rival=rival)
    require(flows, ("year", "exporter", "importer", "product", "value"), name="flows")
    own = flows[(flows["year"] == year) & (flows["value"] > 0)]
    sides = [("buys", one, "importer", "exporter") for one in (importer, partner)]
    sides += [("sells", one, "exporter", "importer") for one in (partner, rival)]
    parts = [
        own.loc[own[mine] == economy, ["product", "value"]].assign(
            other=own[theirs], side=side, economy=economy, place=place
        )
        for place, (side, economy, mine, theirs) in enumerate(sides)
    ]
    keys = ["product", "side", "economy", "other", "place"]
    found = pd.concat(parts, ignore_index=True).groupby(keys, observed=True, as_index=False)[["value"]].sum()
    found["share"] = found["value"] / found.groupby(["product", "place"], observed=True)["value"].transform("sum")
    found["size"] = found["product"].map(own.groupby("product", observed=True)["value"].sum()).astype(float)
    order = ["size", "product", "place", "value", "other"]
    found = found.sort_values(order, ascending=[False, True, True, False, True], ignore_index=True)
    return found.drop(columns=["place", "size"])
