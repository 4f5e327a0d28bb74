"""Whether a dependence grows or shrinks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.economies import with_port
from econsec.codes.public import public
from econsec.decisions.dependence.purchases import by_year
from econsec.decisions.tables import FLOW, require
from econsec.errors import NoDataError
from econsec.flows.build import taken

if TYPE_CHECKING:
    from econsec.flows.trade import Trade


@public
def told_since(trade: Trade) -> int:
    """Find the first year from which each series of a trade tells: counts and sums through the years begin there.

    A product that has no flow in the first years of its series is no reason to begin later.

    Parameters
    ----------
    trade : Trade
        From `econsec.trade`.

    Returns
    -------
    int
        The latest of the first years of its series.

    Raises
    ------
    NoDataError
        Nothing is told of it in any year.

    Examples
    --------
    >>> from econsec import trade
    >>> told_since(trade("280530", year=2024)), told_since(trade("280530, 850511", year=2024))
    (1995, 2002)
    """
    through = trade.through_years()
    if through.empty:
        raise NoDataError("no flows of any year", hint="Ask trade(...).coverage() what is told of it.")
    first = through.groupby("product", observed=True)["year"].min()
    series = trade.shelves.drop_duplicates("product").set_index("product")["dataset"].reindex(first.index)
    return int(first.groupby(series.fillna("")).min().max())


@public
def rival_share(flows: pd.DataFrame, *, importer: str, rival: str) -> pd.DataFrame:
    """Follow a rival's share in an importer's purchases, by product and year, alone and with the port beside it.

    share = imports from the rival / imports from all. A share that moves may have moved to the port that ships the
    rival's goods on (Hong Kong beside China), so that the two are told together.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        Columns year, exporter, importer, product, value (USD, >= 0).
    importer, rival : str
        ISO3 codes.

    Returns
    -------
    DataFrame
        One row per year and product that the importer buys: year, product, imports (USD), from_rival (USD), share
        (0..1), from_both (USD, with the port) and together (0..1). A year without imports of a product has no row.

    Raises
    ------
    SchemaError
        A column is missing.

    Examples
    --------
    >>> flows = pd.DataFrame(
    ...     {"year": 2024, "exporter": ["CHN", "USA"], "importer": "JPN", "product": "850511", "value": [3.0, 1.0]}
    ... )
    >>> rival_share(flows, importer="JPN", rival="CHN").share.tolist()
    [0.75]
    """
    require(flows, ("year", *FLOW), name="flows")
    bought = flows[(flows["importer"] == importer) & (flows["value"] > 0)]
    both = bought["exporter"].isin(with_port(rival, importer))
    bought = bought.assign(
        from_rival=bought["value"].where(bought["exporter"] == rival, 0.0), from_both=bought["value"].where(both, 0.0)
    )
    sums = ["value", "from_rival", "from_both"]
    found = bought.groupby(["year", "product"], as_index=False, observed=True)[sums].sum()
    found = found.rename(columns={"value": "imports"})
    found["share"], found["together"] = (found[part] / found["imports"] for part in ("from_rival", "from_both"))
    return found[["year", "product", "imports", "from_rival", "share", "from_both", "together"]]


@public
def change(
    shares: pd.DataFrame, before: int | None = None, after: int | None = None, *, level: float = 0.05
) -> pd.DataFrame:
    """Compare each product's share in two years.

    change = share after - share before, in points of 1.

    Parameters
    ----------
    shares : DataFrame
        From `rival_share`: year, product, share; together, if the port beside the rival is to be told as well.
    before, after : int, optional
        The two years; the first and the last one that there are. Without any year, no product has changed.
    level : float
        A change no larger than this counts as "level" (default 5 points).

    Returns
    -------
    DataFrame
        One row a product of either year, largest rise first: product, before, after, change, direction ("up", "down",
        "level", or "unknown"), reason ("no imports in ..." where a share is missing, else None); with `together` also
        both_before, both_after and both_change, which are those of rival and port.

    Raises
    ------
    NoDataError
        One of the years asked for is not there.

    Examples
    --------
    >>> shares = pd.DataFrame({"year": [2014, 2024], "product": "850511", "share": [0.2, 0.5]})
    >>> change(shares, 2014, 2024)[["change", "direction"]].values.tolist()
    [[0.3, 'up']]
    """
    require(shares, ("year", "product", "share"), name="shares")
    for year in (asked for asked in (before, after) if asked is not None):
        if not (shares["year"] == year).any():
            raise NoDataError(f"no shares of {year}", hint=f"There are: {sorted(shares['year'].unique())}.")
    before = shares["year"].min() if before is None else before
    after = shares["year"].max() if after is None else after
    ends = {name: shares[shares["year"] == year] for name, year in (("before", before), ("after", after))}
    kinds = {"share": "", "together": "both_"} if "together" in shares else {"share": ""}
    found = pd.concat(
        [
            end.set_index("product")[kind].rename(f"{mark}{name}")
            for kind, mark in kinds.items()
            for name, end in ends.items()
        ],
        axis=1,
    )
    for mark in kinds.values():
        found[f"{mark}change"] = found[f"{mark}after"] - found[f"{mark}before"]
    size = found["change"].fillna(0.0)
    found["direction"] = np.select(
        [found["change"].isna(), size > level, size < -level], ["unknown", "up", "down"], "level"
    )
    missing = [found["before"].isna(), found["after"].isna()]
    reason = np.select(missing, [f"no imports in {before}", f"no imports in {after}"], "")
    found["reason"] = pd.Series(reason, index=found.index, dtype=object).where(reason != "", None)
    return found.rename_axis("product").reset_index().sort_values(["change", "product"], ascending=[False, True])


@public
def over(shares: pd.DataFrame, threshold: float = 0.5) -> pd.DataFrame:
    """Count, year by year, the products in which the rival's share is above a threshold.

    Parameters
    ----------
    shares : DataFrame
        From `rival_share`: year, product, imports, from_rival, share.
    threshold : float
        0..1; a share equal to it does not count.

    Returns
    -------
    DataFrame
        One row a year: year, products (bought at all), over (how many above), over_share (over / products),
        imports (USD, all products), imports_over (USD, those above), rival_share (rival's share in all of them).

    Examples
    --------
    >>> shares = pd.DataFrame(
    ...     {"year": 2024, "product": ["a", "b"], "imports": [1.0, 3.0], "from_rival": [1.0, 0.0], "share": [1.0, 0.0]}
    ... )
    >>> over(shares)[["products", "over", "imports_over"]].values.tolist()
    [[2.0, 1.0, 1.0]]
    """
    require(shares, ("year", "product", "imports", "from_rival", "share"), name="shares")
    above = shares["share"] > threshold
    marked = shares.assign(over=above, imports_over=shares["imports"].where(above, 0.0))
    found = marked.groupby("year", as_index=False).agg(
        products=("product", "nunique"),
        over=("over", "sum"),
        imports=("imports", "sum"),
        imports_over=("imports_over", "sum"),
        from_rival=("from_rival", "sum"),
    )
    found["over_share"] = found["over"] / found["products"]
    found["rival_share"] = found["from_rival"] / found["imports"].where(found["imports"] > 0)
    return found[["year", "products", "over", "over_share", "imports", "imports_over", "rival_share"]]


@public
def followed_sellers(trade: Trade | pd.DataFrame, *, product: str, rival: str, since: int) -> pd.DataFrame:
    """Follow the share of a rival, and of the port beside it, in what each economy buys of a product.

    As each economy's own account names them.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`, or complete flows of several years.
    product : str
        HS code.
    rival : str
        ISO3 code; Hong Kong is the port beside China.
    since : int
        First year that counts.

    Returns
    -------
    DataFrame
        year, economy (the buyer), exporter, share (0..1). A seller that is not named has no row.

    Raises
    ------
    NoDataError
        Nobody's suppliers of the product are named from that year on.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(year=[2017, 2024], exporter="CHN", importer="JPN", product="2941", value=[3, 4])
    >>> followed_sellers(flows, product="2941", rival="CHN", since=2018).share.tolist()
    [1.0]
    """
    whole = taken(trade).of([product])
    named = whole.named[whole.named["year"] >= since]
    # Whose account it is: all flows are everybody's.
    buyers = (
        named["importer"] if "told_by" not in named else named.loc[named["told_by"] == named["importer"], "importer"]
    )
    if buyers.empty:
        raise NoDataError(f"no suppliers of {product} from {since} on")
    parts = [
        by_year(whole, importer=buyer, products=[product], since=since).assign(economy=buyer)
        for buyer in sorted(buyers.unique())
    ]
    found = pd.concat(parts, ignore_index=True)
    found = found[found["exporter"].isin(with_port(rival))]
    return found.sort_values(["economy", "exporter", "year"], ignore_index=True)[
        ["year", "economy", "exporter", "share"]
    ]
