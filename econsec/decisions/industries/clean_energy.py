"""Clean energy: how fast capacity grows, what minerals that asks for, and who buys from whom along its chains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.dependence.purchases import bought_from
from econsec.decisions.tables import require
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.flows.trade import Trade

ALL = "all renewables"
NAMED = ("solar", "wind")
BASE = "base"  # the publisher's name of the year from which scenarios start
CLEAN, EVERYTHING = "all clean energy", "all uses"
# The publisher splits generation more finely for some minerals than for others: what is common to all is named here.
USES = {"Electric vehicles": "vehicles", "Grid battery storage": "storage", "Electricity networks": "networks"}


@public
def capacity(renewables: pd.DataFrame, *, economies: Sequence[str]) -> pd.DataFrame:
    """Cut each economy's renewable power capacity into solar, wind and the rest.

    rest = all renewables - solar - wind: water, biomass, geothermal, tidal.

    Parameters
    ----------
    renewables : DataFrame
        economy, technology, measure, year, value (MW where the measure is "capacity").
    economies : sequence of str
        ISO3 codes.

    Returns
    -------
    DataFrame
        economy, year, technology ("solar", "wind", "rest"), value (GW). An economy of which the source has no total has
        no rows.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> key = {"economy": "IND", "measure": "capacity", "year": 2023}
    >>> rows = pd.DataFrame({**key, "technology": ["solar", "wind", "all renewables"], "value": [73e3, 45e3, 176e3]})
    >>> capacity(rows, economies=["IND"])["value"].tolist()
    [73.0, 45.0, 58.0]
    """
    require(renewables, ("economy", "technology", "measure", "year", "value"), name="renewables")
    own = renewables[(renewables["measure"] == "capacity") & renewables["economy"].isin(economies)]
    wide = own.pivot_table(index=["economy", "year"], columns="technology", values="value") / 1000
    wide = wide.reindex(columns=[ALL, *NAMED]).dropna(subset=[ALL])
    wide = wide.fillna(0.0)  # the source leaves out what an economy has not built
    wide["rest"] = (wide[ALL] - wide[[*NAMED]].sum(axis=1)).clip(lower=0.0)
    found = wide[[*NAMED, "rest"]].rename_axis(columns="technology").reset_index()
    return found.melt(id_vars=["economy", "year"], value_name="value")


@public
def growth(found: pd.DataFrame, *, years: int = 10) -> pd.DataFrame:
    """Compare each economy's capacity in the last year with what it was some years earlier.

    times = after / before; solar and wind = what of each was added.

    Parameters
    ----------
    found : DataFrame
        From `capacity`.
    years : int
        How far to look back.

    Returns
    -------
    DataFrame
        One row an economy that has both years: economy, base, last (years), before, after, solar, wind (GW added of
        each), times (NaN where there was none before).

    Examples
    --------
    >>> key = {"economy": "IND", "technology": "solar"}
    >>> growth(pd.DataFrame({**key, "year": [2013, 2023], "value": [1.6, 73.1]})).solar.round(1).tolist()
    [71.5]
    """
    require(found, ("economy", "year", "technology", "value"), name="capacity")
    last = int(found["year"].max()) if len(found) else 0
    base = last - years
    wide = found.pivot_table(index="economy", columns=["technology", "year"], values="value", aggfunc="sum")
    asked = pd.MultiIndex.from_product([[*NAMED, "rest"], [base, last]])
    wide = wide.reindex(columns=asked)
    sums = wide.T.groupby(level=1).sum(min_count=1).T.reindex(columns=[base, last]).dropna()
    rows = pd.DataFrame({"base": base, "last": last, "before": sums[base], "after": sums[last]}, index=sums.index)
    for name in NAMED:
        rows[name] = (wide[name, last].fillna(0.0) - wide[name, base].fillna(0.0)).reindex(rows.index)
    rows["times"] = rows["after"] / rows["before"].where(rows["before"] > 0)
    return rows.rename_axis("economy").reset_index()


@public
def demand(table: pd.DataFrame, *, year: int) -> pd.DataFrame:
    """Say how many times today's minerals clean energy will ask for, scenario by scenario.

    times = demand of clean energy in the year / in the base year; part = demand of clean energy / of all uses.

    Parameters
    ----------
    table : DataFrame
        mineral, sector, scenario ("base" is today), year, value (kt).
    year : int
        A year of the scenarios.

    Returns
    -------
    DataFrame
        One row per mineral and scenario: mineral, scenario, base, value (kt), times, part (0..1).

    Raises
    ------
    MissingColumnError
        A column is missing.
    NoDataError
        The scenarios hold no such year.

    Examples
    --------
    >>> rows = {"mineral": "Lithium", "scenario": ["base", "base", "NZE", "NZE"], "year": [2024, 2024, 2040, 2040]}
    >>> rows |= {"sector": ["all clean energy", "all uses"] * 2, "value": [128.0, 205.0, 1427.0, 1546.0]}
    >>> demand(pd.DataFrame(rows), year=2040)[["times", "part"]].round(2).values.tolist()
    [[11.15, 0.92]]
    """
    require(table, ("mineral", "sector", "scenario", "year", "value"), name="demand")
    now = table[(table["year"] == year) & (table["scenario"] != BASE)]
    if now.empty:
        raise NoDataError(f"no demand of {year}", hint=f"There are: {sorted(table['year'].unique())}.")
    wide = now.pivot_table(index=["mineral", "scenario"], columns="sector", values="value")
    start = table[(table["scenario"] == BASE) & (table["sector"] == CLEAN)].set_index("mineral")["value"]
    found = wide[[CLEAN, EVERYTHING]].rename_axis(columns=None).reset_index()
    found["base"] = found["mineral"].map(start)
    found["times"] = found[CLEAN] / found["base"].where(found["base"] > 0)
    found["part"] = found[CLEAN] / found[EVERYTHING].where(found[EVERYTHING] > 0)
    return found.rename(columns={CLEAN: "value"})[["mineral", "scenario", "base", "value", "times", "part"]]


@public
def uses(table: pd.DataFrame, *, scenario: str, year: int) -> pd.DataFrame:
    """Share the demand for each mineral out among its uses.

    power = clean energy - vehicles - storage - networks: generation and hydrogen; other = all uses - clean energy.

    Parameters
    ----------
    table : DataFrame
        As for `demand`.
    scenario : str
        Which.
    year : int
        A year of the scenario.

    Returns
    -------
    DataFrame
        mineral, use ("vehicles", "storage", "networks", "power", "other"), value (kt), share (0..1 of all uses).

    Raises
    ------
    MissingColumnError
        A column is missing.
    NoDataError
        The table does not hold the scenario in that year.

    Examples
    --------
    >>> rows = {"mineral": "Lithium", "scenario": "NZE", "year": 2040, "value": [6.0, 8.0, 10.0]}
    >>> uses(pd.DataFrame({**rows, "sector": ["Electric vehicles", "all clean energy", "all uses"]}),
    ...     scenario="NZE", year=2040).query("share > 0")[["use", "share"]].values.tolist()
    [['vehicles', 0.6], ['power', 0.2], ['other', 0.2]]
    """
    require(table, ("mineral", "sector", "scenario", "year", "value"), name="demand")
    now = table[(table["year"] == year) & (table["scenario"] == scenario)]
    if now.empty:
        raise NoDataError(f"no demand of {year} in {scenario}")
    wide = now.pivot_table(index="mineral", columns="sector", values="value")
    wide = wide.reindex(columns=[*USES, CLEAN, EVERYTHING]).fillna(0.0)
    parts = wide[[*USES]].rename(columns=USES)
    parts["power"] = (wide[CLEAN] - parts.sum(axis=1)).clip(lower=0.0)
    parts["other"] = (wide[EVERYTHING] - wide[CLEAN]).clip(lower=0.0)
    found = parts.rename_axis(columns="use").reset_index().melt(id_vars="mineral", value_name="value")
    found["share"] = found["value"] / found["mineral"].map(wide[EVERYTHING])
    return found


@public
def links(
    trade: Trade | pd.DataFrame,
    stages: pd.DataFrame,
    *,
    importer: str,
    partner: str,
    rival: str,
    year: int | None,
) -> pd.DataFrame:
    """Follow chains stage by stage: what two economies buy from the rival, and what they buy from each other.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`, or complete flows.
    stages : DataFrame
        product, chain, order (`Sector.chains`).
    importer, partner, rival : str
        ISO3 codes.
    year : int
        The year.

    Returns
    -------
    DataFrame
        One row per stage, buyer and seller: chain, order, product, buyer, seller, imports, value (USD), share,
        share_high (0..1; share is NaN where the seller is on no list, share_high its bound if one is known).

    Raises
    ------
    MissingColumnError
        A column is missing.
    NoDataError
        The totals hold nothing of that year.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "USA"], importer="IND", product="3818", value=[97.6, 2.4])
    >>> stages = pd.DataFrame({"product": ["3818"], "chain": "solar", "order": 20})
    >>> found = links(flows, stages, importer="JPN", partner="IND", rival="CHN", year=None)
    >>> found[["buyer", "seller", "share"]].values.tolist()
    [['IND', 'CHN', 0.976], ['IND', 'JPN', 0.0]]
    """
    require(stages, ("product", "chain", "order"), name="stages")
    parts = [
        bought_from(trade, importer=buyer, sellers=[rival, other], year=year).assign(buyer=buyer)
        for buyer, other in ((importer, partner), (partner, importer))
    ]
    both = pd.concat([part for part in parts if len(part)] or parts, ignore_index=True)
    found = stages[["chain", "order", "product"]].merge(both.rename(columns={"exporter": "seller"}), on="product")
    names = ["chain", "order", "product", "buyer", "seller", "imports", "value", "share", "share_high"]
    return found[names]
