"""What economies make at home of a product, in tonnes, where a publisher counts it in the form that is traded."""

from __future__ import annotations

import pandas as pd

from econsec.codes.public import public
from econsec.decisions.industries.minerals import RAW, RESIDUALS, output_by_product
from econsec.decisions.tables import require

# Ore, fuel and gas are counted by the metal in them, by energy or by volume: not by the tonne that crosses a border.
BY_CONTENT = ("ore", "fuel", "gas")
LIKE = ("exact", "dominant")  # how close a code is to what the publisher counts
THOUSAND = 1000.0
# Compounds are counted by the metal in them.
METAL = "metal"
REFINED = "refining"


@public
def home_output(world: pd.DataFrame, supply: pd.DataFrame, products: pd.DataFrame, *, year: int) -> pd.DataFrame:
    """List what economies make of products, where a publisher counts it in the form in which it is traded.

    Of minerals the mines' output, of metals and other products what refineries and smelters put out: what a mine yields
    says nothing of a metal that may be made of bought ore. The larger of two publishers' figures counts, for it is to
    be a bound.

    Parameters
    ----------
    world : DataFrame
        As for `output_by_product` (USGS): commodity, economy, measure, detail, year, value, unit.
    supply : DataFrame
        As for `stage_shares` (IEA): mineral, stage, economy, year, value (thousand tonnes).
    products : DataFrame
        Columns product, usgs_commodity, iea_mineral (empty for none), stage, confidence.
    year : int
        Which year.

    Returns
    -------
    DataFrame
        One row per product and economy: product, economy (ISO3), tonnes (0 where the publisher says that there is
        none). An economy that is not listed has no row: what it makes is not known, not zero.

    Raises
    ------
    MissingColumnError
        A column is not there.

    Examples
    --------
    >>> world = pd.DataFrame({"commodity": "Copper", "economy": ["IND"], "measure": "refinery production", "detail": "",
    ...     "year": 2024, "value": 545.0, "unit": "t"})
    >>> supply = pd.DataFrame({"mineral": ["Copper"], "stage": "refining", "economy": "IND", "year": 2024,
    ...     "value": 0.5})
    >>> products = pd.DataFrame({"product": ["740311"], "usgs_commodity": "Copper", "iea_mineral": "Copper",
    ...     "stage": "metal", "confidence": "exact"})
    >>> home_output(world, supply, products, year=2024).values.tolist()
    [['740311', 'IND', 545.0]]
    """
    require(products, ("product", "usgs_commodity", "iea_mineral", "stage", "confidence"), name="products")
    require(world, ("unit",), name="world")
    require(supply, ("mineral", "stage", "economy", "year", "value"), name="supply")
    like = products[products["confidence"].isin(LIKE) & ~products["stage"].isin(BY_CONTENT)]
    counted = output_by_product(world[world["unit"] == "t"], like, year=year, least=0.0)
    made = counted["product"].map(like.set_index("product")["stage"])
    counted = counted[made.isin(RAW) | (counted["measure"] != "mine production")]
    counted = counted[counted["year"] == year].rename(columns={"value": "tonnes"})
    refined = supply[(supply["stage"] == REFINED) & (supply["year"] == year) & ~supply["economy"].isin(RESIDUALS)]
    named = like.loc[(like["iea_mineral"] != "") & (like["stage"] == METAL), ["product", "iea_mineral"]]
    listed = refined.merge(named, left_on="mineral", right_on="iea_mineral")
    listed = listed.assign(tonnes=listed["value"] * THOUSAND)
    both = pd.concat([part[["product", "economy", "tonnes"]] for part in (counted, listed)])
    return both.groupby(["product", "economy"])["tonnes"].max().reset_index()
