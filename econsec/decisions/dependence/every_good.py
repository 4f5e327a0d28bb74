"""Every strategic good at once: what a rival supplies to each of several economies, area by area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.decisions.headings import bought, unnested
from econsec.decisions.tables import of_year, require

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HALF = 0.5
WORLD = "WLD"
COLUMNS = ("area", "product", "economy", "imports", "from_rival", "share", "at_most")


def by_flows(flows: pd.DataFrame, area: str, *, economies: Sequence[str], rival: str, year: int) -> pd.DataFrame:
    """Take the rival's share of each product from complete flows.

    share = imports from the rival / all imports.

    Parameters
    ----------
    flows : DataFrame, one row a flow
        year, exporter, importer, product, value (USD, >= 0).
    area : str
        What the products are called together.
    economies : sequence of str
        ISO3 codes of the importers.
    rival : str
        ISO3 code.
    year : int
        The year.

    Returns
    -------
    DataFrame
        One row per product and economy that buys it: area, product, economy, imports, from_rival (USD), share, at_most
        (0..1; the same here, since nothing is hidden).

    Raises
    ------
    SchemaError
        A column is missing, or a value is missing, infinite or negative.
    NoDataError
        No flow of that year.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "USA"], importer="JPN", product="850511", value=[1, 3]).assign(year=2024)
    >>> by_flows(flows, "minerals", economies=["JPN"], rival="CHN", year=2024).share.tolist()
    [0.25]
    """
    present = of_year(flows, year)
    own = present[present["importer"].isin(list(economies)) & (present["value"] > 0)]
    own = own.assign(from_rival=own["value"].where(own["exporter"] == rival, 0.0))
    found = own.groupby(["product", "importer"], as_index=False, observed=True)[["value", "from_rival"]].sum()
    found = found.rename(columns={"importer": "economy", "value": "imports"}).assign(area=area)
    found["share"] = found["from_rival"] / found["imports"]
    return found.assign(at_most=found["share"])[[*COLUMNS]]


def by_lists(
    routes: pd.DataFrame,
    totals: pd.DataFrame,
    areas: Mapping[str, Sequence[str]],
    *,
    economies: Sequence[str],
    rival: str,
    year: int,
) -> pd.DataFrame:
    """Take the rival's share of each heading from lists of the largest partners, with a bound where it is not listed.

    Parameters
    ----------
    routes, totals : DataFrame
        From `headings.lists` and `headings.sums`.
    areas : mapping of str to sequence of str
        Area to headings; a heading may stand in several.
    economies : sequence of str
        ISO3 codes of the importers.
    rival : str
        ISO3 code.
    year : int
        The year.

    Returns
    -------
    DataFrame
        As `by_flows`; from_rival and share are NaN where the rival is not listed, at_most is NaN where nothing is known
        (a net exporter, whose suppliers the source does not give).

        No rows where the totals hold nothing of that year.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> key = {"year": 2024, "product": "2941", "economy": "JPN"}
    >>> routes = frame(**key, direction="import", partner=["CHN"], share=0.4)
    >>> totals = frame(**key, exports=[0.0], imports=100.0)
    >>> found = by_lists(routes, totals, {"medicines": ["2941"]}, economies=["JPN"], rival="CHN", year=2024)
    >>> found[["area", "from_rival", "share"]].values.tolist()
    [['medicines', 40.0, 0.4]]
    """
    require(totals, ("year",), name="totals")
    parts = []
    for economy in economies if (totals["year"] == year).any() else ():
        found = bought(routes, totals, importer=economy, sellers=[rival], year=year)
        found = found.rename(columns={"value": "from_rival"}).assign(economy=economy)
        parts += [found[found["product"].isin(list(codes))].assign(area=area) for area, codes in areas.items()]
    return pd.concat(parts, ignore_index=True)[[*COLUMNS]] if parts else pd.DataFrame(columns=[*COLUMNS])


def tally(swept: pd.DataFrame) -> pd.DataFrame:
    """Count by area and economy in how many goods the rival supplies more than half, and what it supplies in all.

    share = from rival / imports, over the goods in which the rival's sales are known.

    Parameters
    ----------
    swept : DataFrame
        From `by_flows` and `by_lists`.

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
    >>> found = tally(pd.DataFrame(rows).assign(share=[0.6, None], at_most=[0.6, 0.1]))
    >>> found[["known", "over", "share"]].values.tolist()
    [[2.0, 1.0, 0.6]]
    """
    require(swept, COLUMNS, name="swept")
    listed = swept["share"].notna()
    marked = swept.assign(
        known=listed | (swept["at_most"] <= HALF),
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


def over_half(swept: pd.DataFrame) -> pd.DataFrame:
    """Count for each economy in how many goods the rival supplies more than half, each good once.

    A heading that holds one of the six-digit codes is left out (`headings.unnested`).

    Parameters
    ----------
    swept : DataFrame
        From `by_flows` and `by_lists`.

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
    >>> swept = pd.DataFrame(rows).assign(from_rival=0.6, share=[0.6, 0.6, 0.2], at_most=[0.6, 0.6, 0.2])
    >>> over_half(swept)[["known", "over"]].values.tolist()
    [[2, 1]]
    """
    require(swept, COLUMNS, name="swept")
    each = unnested(swept).drop_duplicates(["economy", "product"])
    each = each.assign(
        known=(each["share"].notna() | (each["at_most"] <= HALF)).astype(int), over=(each["share"] > HALF).astype(int)
    )
    everywhere = each.groupby("product")["over"].sum() == each["economy"].nunique()
    each["shared"] = each["product"].map(everywhere).astype(int)
    return each.groupby("economy", sort=False)[["known", "over", "shared"]].sum().reset_index()


def by_office(trade: pd.DataFrame, *, partner: str, flow: str = "import") -> pd.DataFrame:
    """Take one partner's share of every good that a customs office reports, year by year.

    share = trade with the partner / trade with the world; a good without trade with the partner has 0, since a customs
    office reports all of its own trade.

    Parameters
    ----------
    trade : DataFrame
        year, flow, partner (ISO3; WLD the world), commodity or product, value (one currency).
    partner : str
        ISO3 code.
    flow : str
        "import" or "export".

    Returns
    -------
    DataFrame
        One row per year and good that the office reports with the world: year, product, value, world, share (0..1).
        Empty for a partner that is not reported.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> trade = pd.DataFrame({"year": 2024, "flow": "import", "partner": ["CHN", "WLD"], "product": "85"})
    >>> by_office(trade.assign(value=[6.0, 10.0]), partner="CHN").share.tolist()
    [0.6]
    """
    table = trade.rename(columns={"commodity": "product"})
    require(table, ("year", "flow", "partner", "product", "value"), name="trade")
    asked = table[table["flow"] == flow]
    keys = ["year", "product"]
    own = asked[asked["partner"] == partner].groupby(keys)["value"].sum()
    world = asked[asked["partner"] == WORLD].groupby(keys)["value"].sum()
    found = pd.DataFrame({"world": world[world > 0], "value": own.reindex(world[world > 0].index)})
    # A year in which the partner is not reported at all is unknown, not zero.
    reported = found.index.get_level_values("year").isin(own.index.get_level_values("year").unique())
    found = found[reported].fillna({"value": 0.0})
    found["share"] = found["value"] / found["world"]
    return found.reset_index()[["year", "product", "value", "world", "share"]]


def together(*parts: pd.DataFrame) -> pd.DataFrame:
    """Set frames of the same columns below each other.

    Examples
    --------
    >>> len(together(pd.DataFrame({"a": [1]}), pd.DataFrame({"a": [2]})))
    2
    """
    return pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)


def products(areas: Mapping[str, Sequence[str]]) -> list[str]:
    """Return every product of some areas once, in their order.

    Examples
    --------
    >>> products({"a": ["8541", "8542"], "b": ["8541"]})
    ['8541', '8542']
    """
    return list(dict.fromkeys(code for codes in areas.values() for code in codes))


def since(frame: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the rows from a year on.

    Examples
    --------
    >>> since(pd.DataFrame({"year": [2017, 2018]}), 2018)["year"].tolist()
    [2018]
    """
    require(frame, ("year",), name="frame")
    return frame[frame["year"] >= year]
