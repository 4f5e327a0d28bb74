"""Who mines, who refines, who has reserves: shares of the world, one line a mineral."""

from __future__ import annotations

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import distinct, require
from econsec.errors import NoDataError

WORLD = "WLD"
STAGES = ("mining", "refining")
# Rows of a publisher that are no economy of their own.
# What a product is made of: the most refined output that the publisher counts.
REFINED_FIRST = ("refinery production", "smelter production", "production", "mine production")
RAW = ("ore", "mineral", "fuel", "gas")
RESIDUALS = ("XXO", "XNA", "XUC", WORLD)


@public
def stage_shares(
    supply: pd.DataFrame, *, importer: str, partner: str, rival: str, year: int | None = None
) -> pd.DataFrame:
    """Compare who mines a mineral with who refines it.

    share = an economy's output at the stage / the world's output at the stage.

    Parameters
    ----------
    supply : DataFrame
        Columns mineral, stage ("mining", "refining"), economy (ISO3; WLD for the world), year, value (any one unit).
    importer, partner, rival : str
        ISO3 codes, all different.
    year : int, optional
        Which year; by default the earliest, since publishers of outlooks put projections after it.

    Returns
    -------
    DataFrame
        One row a mineral: mineral, year; for each stage ``rival_``, ``partner_``, ``importer_`` (0..1; NaN where the
        publisher does not list the economy, which is not zero), ``first_`` (ISO3 of the largest) and ``first_share_``
        (0..1).

    Raises
    ------
    MissingColumnError
        A column is not there.
    NoDataError
        There are no figures of that year.

    Examples
    --------
    >>> supply = pd.DataFrame(
    ...     {"mineral": "Cobalt", "stage": "mining", "economy": ["COD", "CHN", "WLD"], "year": 2024, "value": [6, 1, 9]}
    ... )
    >>> stage_shares(supply, importer="JPN", partner="IND", rival="CHN", year=2024)[["rival_mining", "first_mining"]]
       rival_mining first_mining
    0      0.111111          COD
    """
    require(supply, ("mineral", "stage", "economy", "year", "value"), name="supply")
    distinct(importer=importer, partner=partner, rival=rival)
    year = int(supply["year"].min()) if year is None else year
    now = supply[supply["year"] == year]
    if now.empty:
        raise NoDataError(f"no supply figures of {year}", hint=f"There are: {sorted(supply['year'].unique())}.")
    found = pd.DataFrame({"mineral": sorted(now["mineral"].unique()), "year": year}).set_index("mineral")
    for stage in STAGES:
        shares = _of_world(now[now["stage"] == stage], "mineral")
        for part, code in (("rival", rival), ("partner", partner), ("importer", importer)):
            found[f"{part}_{stage}"] = shares[shares["economy"] == code].set_index("mineral")["share"]
        ranked = shares[~shares["economy"].isin(RESIDUALS)].sort_values(["share", "economy"], ascending=[False, True])
        first = ranked.drop_duplicates("mineral").set_index("mineral")
        found[f"first_{stage}"], found[f"first_share_{stage}"] = first["economy"], first["share"]
    return found.reset_index()


@public
def reserves_against_output(world: pd.DataFrame, *, economy: str, year: int | None = None) -> pd.DataFrame:
    """Set an economy's share of the world's reserves against its share of the world's mine production.

    production_share = mine production / the world's; reserves_share = reserves / the world's; years_left = reserves /
    mine production of the year. A world total that is only a lower bound makes the share an upper bound.

    Parameters
    ----------
    world : DataFrame
        Columns commodity, economy, measure ("mine production", "reserves"), detail, year, value, unit, qualifier; where
        there are several editions, the latest counts.
    economy : str
        ISO3.
    year : int, optional
        Of the production, by default the latest; reserves are taken from the latest year of the table.

    Returns
    -------
    DataFrame
        One row a commodity in which the economy is listed: commodity, year, production, reserves (publisher's unit),
        production_share, reserves_share (0..1, NaN where one of the two figures is withheld or not reported),
        years_left, bound (the world's reserves are a lower bound).

    Raises
    ------
    MissingColumnError
        A column is not there.

    Examples
    --------
    >>> world = pd.DataFrame(
    ...     {
    ...         "commodity": "Rare earths",
    ...         "economy": ["IND", "WLD", "IND", "WLD"],
    ...         "measure": ["mine production"] * 2 + ["reserves"] * 2,
    ...         "detail": "",
    ...         "year": 2024,
    ...         "value": [2.0, 100.0, 10.0, 50.0],
    ...         "unit": "t",
    ...         "qualifier": ["", "", "", "greater than"],
    ...     }
    ... )
    >>> reserves_against_output(world, economy="IND", year=2024)[["production_share", "reserves_share", "bound"]]
       production_share  reserves_share  bound
    0              0.02             0.2   True
    """
    require(world, ("commodity", "economy", "measure", "detail", "year", "value", "unit", "qualifier"), name="world")
    world = _latest(world)
    dug = world[world["measure"] == "mine production"]
    year = int(dug["year"].max()) if year is None else year
    mined = _single(dug[dug["year"] == year])
    stated = world[world["measure"] == "reserves"]
    held = _single(stated[stated["year"] == stated["year"].max()])
    found = pd.concat([_side(mined, economy, "production"), _side(held, economy, "reserves")], axis=1)
    same = found["production_unit"] == found["reserves_unit"]
    ratio = found["reserves"] / found["production"].where(found["production"] > 0)
    found["years_left"] = ratio.where(same, np.nan)
    found["bound"] = found["reserves_bound"].fillna(value=False).astype(bool)
    found["year"] = year
    columns = ["year", "production", "reserves", "production_share", "reserves_share", "years_left", "bound"]
    return found[columns].rename_axis("commodity").reset_index()


@public
def output_by_product(
    world: pd.DataFrame, products: pd.DataFrame, *, year: int, least: float = np.nextafter(0.0, 1.0)
) -> pd.DataFrame:
    """List who puts out what a product is made of: refined output where it is counted, else the mines'.

    Parameters
    ----------
    world : DataFrame
        As for `reserves_against_output`.
    products : DataFrame
        Columns product, usgs_commodity (empty for none) and stage.
    year : int
        Which year; where the edition does not hold it, the nearest that it holds.
    least : float
        The smallest output that is listed: by default any above zero.

    Returns
    -------
    DataFrame
        One row per product and economy with such an output: product, economy (ISO3), value, measure (which of the
        publisher's measures counts), year. What is withheld or not listed is not there.

    Examples
    --------
    >>> world = pd.DataFrame({"commodity": "Tungsten", "economy": ["CHN", "VNM"], "measure": "mine production"}).assign(
    ...     detail="", year=2024, value=[8.0, 2.0], unit="t", qualifier=""
    ... )
    >>> products = pd.DataFrame({"product": ["810194"], "usgs_commodity": ["Tungsten"], "stage": ["metal"]})
    >>> output_by_product(world, products, year=2024)[["product", "economy", "value"]].values.tolist()
    [['810194', 'CHN', 8.0], ['810194', 'VNM', 2.0]]
    """
    require(world, ("commodity", "economy", "measure", "detail", "year", "value"), name="world")
    world = _latest(world)
    put_out = world[
        world["measure"].isin(REFINED_FIRST) & (world["value"] >= least) & ~world["economy"].isin(RESIDUALS)
    ]
    nearest = min(put_out["year"].unique(), key=lambda held: (abs(int(held) - year), held))
    listed = put_out[put_out["year"] == nearest]
    asked = products[products["usgs_commodity"] != ""]
    rows = listed.merge(asked[["product", "stage", "usgs_commodity"]], left_on="commodity", right_on="usgs_commodity")
    rows["rank"] = rows["measure"].map({measure: rank for rank, measure in enumerate(REFINED_FIRST)})
    mined = rows["stage"].isin(RAW) & (rows["measure"] == "mine production")
    rows = rows.assign(rank=rows["rank"].where(~mined, -1)).dropna(subset=["rank"])
    # One series a product: its best measure, and of several details the one that the most economies report.
    size = rows.groupby(["product", "rank", "detail"])["economy"].transform("size")
    rows = rows.assign(size=-size).sort_values(["product", "rank", "size", "detail", "economy"], kind="stable")
    first = rows.drop_duplicates("product").set_index("product")[["rank", "detail"]]
    same = (rows["rank"] == rows["product"].map(first["rank"])) & (
        rows["detail"] == rows["product"].map(first["detail"])
    )
    found: pd.DataFrame = rows.loc[same, ["product", "economy", "value", "measure", "year"]].reset_index(drop=True)
    return found


@public
def withdrawn_reserves(world: pd.DataFrame, *, economy: str) -> pd.DataFrame:
    """Find reserves that the edition before the latest gave for an economy and the latest calls not available.

    Parameters
    ----------
    world : DataFrame
        As for `reserves_against_output`, with edition, of several editions.
    economy : str
        ISO3.

    Returns
    -------
    DataFrame
        One row a commodity: commodity, edition, latest (the two editions), value (what the earlier gave), unit, share
        (of the world's as given then, 0..1), bound (that total was a lower bound).

    Examples
    --------
    >>> world = pd.DataFrame({"edition": [2025, 2025, 2026], "economy": ["IND", "WLD", "IND"]}).assign(
    ...     commodity="Rare earths", measure="reserves", detail="", value=[7.0, 70.0, float("nan")], unit="t",
    ...     qualifier=["", "greater than", "not available"],
    ... )
    >>> withdrawn_reserves(world, economy="IND")[["commodity", "value", "share"]].values.tolist()
    [['Rare earths', 7.0, 0.1]]
    """
    require(world, ("edition", "commodity", "economy", "measure", "value", "qualifier"), name="world")
    held = world[world["measure"] == "reserves"]
    editions = sorted(held["edition"].unique())[-2:]
    old, new = (held[held["edition"] == edition] for edition in (editions[0], editions[-1]))
    gone = new[(new["economy"] == economy) & (new["qualifier"] == "not available")]["commodity"]
    before = old[(old["economy"] == economy) & old["commodity"].isin(gone) & old["value"].notna()]
    total = old[old["economy"] == WORLD].drop_duplicates("commodity").set_index("commodity")
    found: pd.DataFrame = before.assign(
        latest=editions[-1],
        share=before["value"] / total["value"].reindex(before["commodity"]).to_numpy(),
        bound=total["qualifier"].reindex(before["commodity"]).eq("greater than").to_numpy(),
    )[["commodity", "edition", "latest", "value", "unit", "share", "bound"]].reset_index(drop=True)
    return found


def _latest(world: pd.DataFrame) -> pd.DataFrame:
    return world[world["edition"] == world["edition"].max()] if "edition" in world.columns else world


def _of_world(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    world = rows[rows["economy"] == WORLD].groupby(key)["value"].sum()
    # A stage of which nothing is listed has no rows, and mapping them would give text.
    return rows[rows["economy"] != WORLD].assign(
        share=lambda frame: frame["value"] / frame[key].map(world).astype(float)
    )


def _single(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep one series a commodity: the first detail that has a world total, where a publisher lists several."""
    with_world = rows[(rows["economy"] == WORLD) & rows["value"].notna()].drop_duplicates("commodity")
    chosen = with_world.set_index("commodity")["detail"]
    return rows[rows["detail"] == rows["commodity"].map(chosen)]


def _side(rows: pd.DataFrame, economy: str, name: str) -> pd.DataFrame:
    own = rows[rows["economy"] == economy].drop_duplicates("commodity").set_index("commodity")
    world = rows[rows["economy"] == WORLD].drop_duplicates("commodity").set_index("commodity")
    total = world["value"].reindex(own.index)
    return pd.DataFrame(
        {
            name: own["value"],
            f"{name}_share": own["value"] / total.where(total > 0),
            f"{name}_unit": own["unit"],
            f"{name}_bound": world["qualifier"].reindex(own.index).eq("greater than"),
        }
    )
