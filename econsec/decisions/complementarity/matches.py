"""What one economy sells and the other buys: matches by product, in both directions, and where they are rivals."""

from __future__ import annotations

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import distinct, require

# From the view of the first of the two.
VERDICTS = ("sells to it", "buys from it", "both sell", "both buy", "not known")


@public
def matches(totals: pd.DataFrame, *, one: str, other: str, year: int) -> pd.DataFrame:
    """Find the products of which one economy has a surplus and the other a deficit.

    match = min(surplus of the seller, deficit of the buyer): what the seller has left over after its own imports, as
    far as the buyer is short of it. It is an upper bound of new trade within the code, not a forecast: the goods within
    it may differ, and they are sold to others today. position = (exports - imports) / (exports + imports), 1 for a pure
    seller, -1 for a pure buyer.

    Parameters
    ----------
    totals : DataFrame
        From `Trade.balances`: year, product, economy, exports, imports (USD).
    one, other : str
        ISO3 codes.
    year : int
        The year.

    Returns
    -------
    DataFrame
        One row a product known of both, largest match first: product, exports_one, imports_one, position_one,
        exports_other, imports_other, position_other, verdict (one of `VERDICTS`: what the first does), seller, buyer
        (ISO3, None where both sell or both buy), match (USD, 0 where they do not match).

    Raises
    ------
    MissingColumnError
        A column is missing.
    ParameterError
        The two are the same.

    Examples
    --------
    >>> totals = pd.DataFrame({"year": 2024, "product": "3004", "economy": ["IND", "JPN"], "exports": [9.0, 1.0]})
    >>> found = matches(totals.assign(imports=[1.0, 5.0]), one="JPN", other="IND", year=2024)
    >>> found[["seller", "match", "verdict"]].values.tolist()
    [['IND', 4.0, 'buys from it']]
    """
    distinct(one=one, other=other)
    require(totals, ("year", "product", "economy", "exports", "imports"), name="totals")
    now = totals[totals["year"] == year].dropna(subset=["exports", "imports"])
    table = pd.concat([_side(now, economy, part) for part, economy in (("one", one), ("other", other))], axis=1)
    table = table.dropna(subset=["exports_one", "exports_other"])
    surplus = pd.DataFrame({part: table[f"exports_{part}"] - table[f"imports_{part}"] for part in ("one", "other")})
    sells, buys = surplus > 0, surplus < 0
    forward, reverse = sells["one"] & buys["other"], buys["one"] & sells["other"]
    cases = [forward, reverse, sells.all(axis=1), buys.all(axis=1)]
    table["verdict"] = np.select(cases, VERDICTS[:4], VERDICTS[4])
    none = pd.Series(None, index=table.index, dtype=object)
    table["seller"] = none.mask(forward, one).mask(reverse, other)
    table["buyer"] = none.mask(forward, other).mask(reverse, one)
    table["match"] = surplus.abs().min(axis=1).where(forward | reverse, 0.0)
    table = table.rename_axis("product").reset_index()
    return table.sort_values(["match", "product"], ascending=[False, True], ignore_index=True)


def _side(now: pd.DataFrame, economy: str, part: str) -> pd.DataFrame:
    """Return one economy's trade by product, its columns named for the part that it plays."""
    own = now[now["economy"] == economy].set_index("product")[["exports", "imports"]]
    total = own["exports"] + own["imports"]
    own["position"] = (own["exports"] - own["imports"]) / total.where(total > 0)
    return own.add_suffix(f"_{part}")


@public
def relations(totals: pd.DataFrame, pairs: list[tuple[str, str]], *, year: int) -> pd.DataFrame:
    """Count for pairs of economies in how many products they complete each other, and in how many they are rivals.

    Parameters
    ----------
    totals : DataFrame
        As for `matches`.
    pairs : list of (one, other)
        ISO3 codes.
    year : int
        The year.

    Returns
    -------
    DataFrame
        One row per pair and verdict: one, other, verdict, products (count), match (USD), of (products known of both),
        share (products / of, 0..1; NaN where nothing is known of both).

    Examples
    --------
    >>> totals = pd.DataFrame({"year": 2024, "product": "3004", "economy": ["IND", "JPN"], "exports": [9.0, 1.0]})
    >>> found = relations(totals.assign(imports=[1.0, 5.0]), [("JPN", "IND")], year=2024)
    >>> found.loc[found["products"] > 0, ["verdict", "share"]].values.tolist()
    [['buys from it', 1.0]]
    """
    parts = []
    for one, other in pairs:
        found = matches(totals, one=one, other=other, year=year)
        counts = found.groupby("verdict").agg(products=("product", "nunique"), match=("match", "sum"))
        counts = counts.reindex(list(VERDICTS), fill_value=0).rename_axis("verdict").reset_index()
        parts.append(counts.assign(one=one, other=other, of=len(found)))
    table = pd.concat(parts, ignore_index=True)
    table["share"] = table["products"] / table["of"].where(table["of"] > 0)
    return table[["one", "other", "verdict", "products", "match", "of", "share"]]
