"""Who mines, who refines, who has reserves: shares of the world, one line a mineral."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.decisions.tables import distinct, require
from econsec.errors import NoDataError

if TYPE_CHECKING:
    from collections.abc import Mapping

WORLD = "WLD"
STAGES = ("mining", "refining")
# Rows of a publisher that are no economy of their own.
RESIDUALS = ("XXO", "XNA", "XUC", WORLD)


def stage_shares(supply: pd.DataFrame, *, importer: str, partner: str, rival: str, year: int) -> pd.DataFrame:
    """Compare who mines a mineral with who refines it.

    share = an economy's output at the stage / the world's output at the stage.

    Parameters
    ----------
    supply : DataFrame
        Columns mineral, stage ("mining", "refining"), economy (ISO3; WLD for the world), year, value (any one unit).
    importer, partner, rival : str
        ISO3 codes, all different.
    year : int
        Which year.

    Returns
    -------
    DataFrame
        One row a mineral: mineral; for each stage rival_, partner_, importer_ (0..1; NaN where the publisher does not
        list the economy, which is not zero), first_ (ISO3 of the largest) and first_share_ (0..1).

    Raises
    ------
    MissingColumnError
        A column is not there.
    NoDataError
        There are no figures of that year.

    Examples
    --------
    >>> supply = pd.DataFrame(
    ...     {"mineral": "Cobalt", "stage": "mining", "economy": ["COD", "CHN", "WLD"], "year": 2024, "value": [6, 1, 10.0]}
    ... )
    >>> stage_shares(supply, importer="JPN", partner="IND", rival="CHN", year=2024)[["rival_mining", "first_mining"]]
       rival_mining first_mining
    0           0.1          COD
    """
    require(supply, ("mineral", "stage", "economy", "year", "value"), name="supply")
    distinct(importer=importer, partner=partner, rival=rival)
    now = supply[supply["year"] == year]
    if now.empty:
        raise NoDataError(f"no supply figures of {year}", hint=f"There are: {sorted(supply['year'].unique())}.")
    found = pd.DataFrame({"mineral": sorted(now["mineral"].unique())}).set_index("mineral")
    for stage in STAGES:
        shares = _of_world(now[now["stage"] == stage], "mineral")
        for part, code in (("rival", rival), ("partner", partner), ("importer", importer)):
            found[f"{part}_{stage}"] = shares[shares["economy"] == code].set_index("mineral")["share"]
        ranked = shares[~shares["economy"].isin(RESIDUALS)].sort_values(["share", "economy"], ascending=[False, True])
        first = ranked.drop_duplicates("mineral").set_index("mineral")
        found[f"first_{stage}"], found[f"first_share_{stage}"] = first["economy"], first["share"]
    return found.reset_index()


def reserves_against_output(world: pd.DataFrame, *, economy: str, year: int) -> pd.DataFrame:
    """Set an economy's share of the world's reserves against its share of the world's mine production.

    production_share = mine production / the world's; reserves_share = reserves / the world's; years_left = reserves /
    mine production of the year. A world total that is only a lower bound makes the share an upper bound.

    Parameters
    ----------
    world : DataFrame
        Columns commodity, economy, measure ("mine production", "reserves"), detail, year, value, unit, qualifier.
    economy : str
        ISO3.
    year : int
        Of the production; reserves are taken from the latest year of the table.

    Returns
    -------
    DataFrame
        One row a commodity in which the economy is listed: commodity, production, reserves (in the publisher's unit),
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
    mined = _single(world[(world["measure"] == "mine production") & (world["year"] == year)])
    stated = world[world["measure"] == "reserves"]
    held = _single(stated[stated["year"] == stated["year"].max()])
    found = pd.concat([_side(mined, economy, "production"), _side(held, economy, "reserves")], axis=1)
    same = found["production_unit"] == found["reserves_unit"]
    ratio = found["reserves"] / found["production"].where(found["production"] > 0)
    found["years_left"] = ratio.where(same, np.nan)
    found["bound"] = found["reserves_bound"].fillna(value=False).astype(bool)
    columns = ["production", "reserves", "production_share", "reserves_share", "years_left", "bound"]
    return found[columns].rename_axis("commodity").reset_index()


def world_shares(world: pd.DataFrame, measures: Mapping[str, str], *, year: int) -> pd.DataFrame:
    """List every economy's share in the world's output of commodities, as supply risk needs them.

    Parameters
    ----------
    world : DataFrame
        As for `reserves_against_output`.
    measures : mapping of str to str
        Commodity to the measure that counts ("mine production", "refinery production", ...).
    year : int
        Which year.

    Returns
    -------
    DataFrame
        One row per commodity and economy: commodity, economy (ISO3), value, share (0..1 of what the publisher lists).

    Examples
    --------
    >>> world = pd.DataFrame(
    ...     {"commodity": "Tungsten", "economy": ["CHN", "VNM", "WLD"], "measure": "mine production", "detail": ""}
    ... ).assign(year=2024, value=[8.0, 2.0, 10.0], unit="t", qualifier="")
    >>> world_shares(world, {"Tungsten": "mine production"}, year=2024)["share"].tolist()
    [0.8, 0.2]
    """
    asked = world["commodity"].map(dict(measures))
    rows = _single(world[(world["measure"] == asked) & (world["year"] == year)])
    listed = rows[~rows["economy"].isin(RESIDUALS) & (rows["value"] > 0)]
    total = listed.groupby("commodity")["value"].transform("sum")
    return listed.assign(share=listed["value"] / total)[["commodity", "economy", "value", "share"]].reset_index(
        drop=True
    )


def _of_world(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    world = rows[rows["economy"] == WORLD].groupby(key)["value"].sum()
    return rows[rows["economy"] != WORLD].assign(share=lambda frame: frame["value"] / frame[key].map(world))


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
