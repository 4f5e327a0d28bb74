"""Every strategic good at once: what a rival supplies to each of several economies, area by area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.dependence.purchases import bought_from
from econsec.decisions.tables import require
from econsec.flows.build import taken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from econsec.flows.trade import Trade

HALF = 0.5
WORLD = "WLD"
COLUMNS = ("area", "product", "economy", "imports", "from_rival", "share", "share_high")


@public
def rival_in(
    trade: Trade | pd.DataFrame,
    areas: Mapping[str, Sequence[str]],
    *,
    economies: Sequence[str],
    rival: str,
    year: int | None = None,
) -> pd.DataFrame:
    """Take the rival's share of each good that several economies buy, area by area, with a bound where it is not told.

    share = imports from the rival / all imports.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`, or complete flows.
    areas : mapping of str to sequence of str
        Area to products; a product may stand in several.
    economies : sequence of str
        ISO3 codes of the importers.
    rival : str
        ISO3 code.
    year : int, optional
        Needed if the trade is of several.

    Returns
    -------
    DataFrame
        One row per area, product and economy whose imports are known: area, product, economy, imports, from_rival
        (USD), share, share_high (0..1); from_rival and share are NaN where they are not told. A product that a complete
        table says is not bought has no row.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "USA"], importer="JPN", product="850511", value=[1, 3])
    >>> rival_in(flows, {"minerals": ["850511"]}, economies=["JPN"], rival="CHN").share.tolist()
    [0.25]
    """
    now = taken(trade, year)
    told = []
    for economy in () if now.named.empty and now.sides.empty else economies:
        found = bought_from(now, importer=economy, sellers=[rival]).rename(columns={"value": "from_rival"})
        found = found[(found["imports"] > 0) | ~found["product"].isin(now.complete)]
        told.append(found.assign(economy=economy))
    parts = [
        found[found["product"].isin(list(codes))].assign(area=area) for area, codes in areas.items() for found in told
    ]
    return together(*parts)[[*COLUMNS]] if parts else pd.DataFrame(columns=[*COLUMNS])


@public
def tally(swept: pd.DataFrame) -> pd.DataFrame:
    """Count by area and economy in how many goods the rival supplies more than half, and what it supplies in all.

    share = from rival / imports, over the goods in which the rival's sales are known.

    Parameters
    ----------
    swept : DataFrame
        From `rival_in`.

    Returns
    -------
    DataFrame
        One row per area and economy: area, economy, products, known (of which a share, or a bound below one half, is
        known), over (above one half), imports, from_rival (USD, of the goods whose share is known), share (0..1).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> rows = {"area": "a", "economy": "JPN", "product": ["1", "2"], "imports": 10.0, "from_rival": [6.0, None]}
    >>> found = tally(pd.DataFrame(rows).assign(share=[0.6, None], share_high=[0.6, 0.1]))
    >>> found[["known", "over", "share"]].values.tolist()
    [[2.0, 1.0, 0.6]]
    """
    require(swept, COLUMNS, name="swept")
    listed = swept["share"].notna()
    marked = swept.assign(
        known=listed | (swept["share_high"] <= HALF),
        over=swept["share"] > HALF,
        imports=swept["imports"].where(listed, 0.0),
        from_rival=swept["from_rival"].where(listed, 0.0),
    )
    found = marked.groupby(["area", "economy"], as_index=False, sort=False).agg(
        products=("product", "nunique"),
        known=("known", "sum"),
        over=("over", "sum"),
        imports=("imports", "sum"),
        from_rival=("from_rival", "sum"),
    )
    found["share"] = found["from_rival"] / found["imports"].where(found["imports"] > 0)
    return found


@public
def over_half(swept: pd.DataFrame) -> pd.DataFrame:
    """Count for each economy in how many goods the rival supplies more than half, each good once.

    A heading that holds one of the six-digit codes is left out (`unnested`).

    Parameters
    ----------
    swept : DataFrame
        From `rival_in`.

    Returns
    -------
    DataFrame
        One row an economy: economy, known (goods of which a share, or a bound below one half, is known), over (above
        one half), shared (of those, the goods that are above one half in every economy).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> rows = {"area": ["a", "b", "a"], "product": ["1", "1", "2"], "economy": "JPN", "imports": 1.0}
    >>> swept = pd.DataFrame(rows).assign(from_rival=0.6, share=[0.6, 0.6, 0.2], share_high=[0.6, 0.6, 0.2])
    >>> over_half(swept)[["known", "over"]].values.tolist()
    [[2, 1]]
    """
    require(swept, COLUMNS, name="swept")
    each = unnested(swept).drop_duplicates(["economy", "product"])
    each = each.assign(
        known=(each["share"].notna() | (each["share_high"] <= HALF)).astype(int),
        over=(each["share"] > HALF).astype(int),
    )
    everywhere = each.groupby("product")["over"].sum() == each["economy"].nunique()
    each["shared"] = each["product"].map(everywhere).astype(int)
    return each.groupby("economy", sort=False)[["known", "over", "shared"]].sum().reset_index()


SIX = 6  # digits of a code that lies within a heading of four


@public
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


@public
def together(*parts: pd.DataFrame) -> pd.DataFrame:
    """Set frames of the same columns below each other.

    Examples
    --------
    >>> len(together(pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [2]})))
    2
    """
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
