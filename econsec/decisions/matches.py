"""What one economy sells and the other buys: matches by product, in both directions, and where they are rivals."""

from __future__ import annotations

import numpy as np
import pandas as pd

from econsec.decisions.fit import sides
from econsec.decisions.tables import distinct, require

VERDICTS = ("one sells, other buys", "other sells, one buys", "both sell", "both buy", "not known")


def positions(trade: pd.DataFrame, *, year: int) -> pd.DataFrame:
    """Set exports and imports of each economy and product side by side, in the columns that `routes` takes as totals.

    position = (exports - imports) / (exports + imports), 1 for a pure seller, -1 for a pure buyer.

    Parameters
    ----------
    trade : DataFrame
        Columns year, economy, flow ("export" or "import"), product, value (USD, >= 0).
    year : int
        The year.

    Returns
    -------
    DataFrame
        One row per product and economy that has both figures: year, product, economy, exports, imports (USD), position.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> trade = pd.DataFrame({"year": 2024, "economy": "IND", "flow": ["export", "import"], "product": "3004"})
    >>> positions(trade.assign(value=[3.0, 1.0]), year=2024).position.item()
    0.5
    """
    exports, imports = sides(trade[trade["year"] == year])
    keys = ["year", "product", "economy"]
    exports = exports.rename(columns={"exporter": "economy", "value": "exports"}).groupby(keys, as_index=False).sum()
    imports = imports.rename(columns={"importer": "economy", "value": "imports"}).groupby(keys, as_index=False).sum()
    found = exports.merge(imports, on=keys)
    total = found["exports"] + found["imports"]
    found["position"] = (found["exports"] - found["imports"]) / total.where(total > 0)
    return found


def matches(found: pd.DataFrame, *, one: str, other: str) -> pd.DataFrame:
    """Find the products of which one economy has a surplus and the other a deficit.

    match = min(surplus of the seller, deficit of the buyer): what the seller has left over after its own imports, as
    far as the buyer is short of it. It is an upper bound of new trade within the heading, not a forecast: the goods
    within it may differ, and they are sold to others today.

    Parameters
    ----------
    found : DataFrame
        From `positions`, one year: product, economy, exports, imports, position.
    one, other : str
        ISO3 codes.

    Returns
    -------
    DataFrame
        One row a product known of both, largest match first: product, position_one, position_other, exports_one,
        imports_one, exports_other, imports_other (USD), seller, buyer (ISO3, None where both sell or both buy), match
        (USD, 0 where they do not match), verdict (one of `VERDICTS`).

    Raises
    ------
    MissingColumnError
        A column is missing.
    ParameterError
        The two are the same.

    Examples
    --------
    >>> found = pd.DataFrame({"product": "3004", "economy": ["IND", "JPN"], "exports": [9.0, 1.0]})
    >>> found = found.assign(imports=[1.0, 5.0], position=[0.8, -0.667])
    >>> matches(found, one="JPN", other="IND")[["seller", "match", "verdict"]].values.tolist()
    [['IND', 4.0, 'other sells, one buys']]
    """
    distinct(one=one, other=other)
    require(found, ("product", "economy", "exports", "imports", "position"), name="positions")
    names = ["exports", "imports", "position"]
    both = [
        found[found["economy"] == economy].set_index("product")[names].add_suffix(f"_{part}")
        for part, economy in (("one", one), ("other", other))
    ]
    table = pd.concat(both, axis=1, join="inner")
    surplus = {part: table[f"exports_{part}"] - table[f"imports_{part}"] for part in ("one", "other")}
    forward, reverse = (surplus["one"] > 0) & (surplus["other"] < 0), (surplus["other"] > 0) & (surplus["one"] < 0)
    selling, buying = (surplus["one"] > 0) & (surplus["other"] > 0), (surplus["one"] < 0) & (surplus["other"] < 0)
    table["verdict"] = np.select([forward, reverse, selling, buying], VERDICTS[:4], VERDICTS[4])
    none = pd.Series(None, index=table.index, dtype=object)
    table["seller"] = none.mask(forward, one).mask(reverse, other)
    table["buyer"] = none.mask(forward, other).mask(reverse, one)
    smaller = pd.DataFrame(surplus).abs().min(axis=1)
    table["match"] = smaller.where(forward | reverse, 0.0)
    table = table.rename_axis("product").reset_index()
    return table.sort_values(["match", "product"], ascending=[False, True], ignore_index=True)
