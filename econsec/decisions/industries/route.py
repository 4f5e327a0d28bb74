"""One material from the mine to what is made of it: what two economies buy, sell and make at each stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.industries.minerals import WORLD
from econsec.decisions.substitution import hidden_content as hidden
from econsec.decisions.tables import distinct, require

if TYPE_CHECKING:
    from collections.abc import Sequence

    from econsec.flows.trade import Trade

MINE = "mine"
COLUMNS = ("stage", "economy", "imports", "from_rival", "rival_share", "exports", "hidden", "own")
MADE = ("made", "made_share", "made_year", "made_by", "estimated")


class _Output(NamedTuple):
    made: float
    made_share: float
    made_year: float
    made_by: str | None
    estimated: bool


NONE = _Output(np.nan, np.nan, np.nan, None, estimated=False)


@public
def route(  # noqa: PLR0913 - trade, two publishers, and whose route it is
    trade: Trade | pd.DataFrame,
    world: pd.DataFrame,
    supply: pd.DataFrame,
    *,
    stages: Sequence[str],
    refined: str,
    importer: str,
    partner: str,
    rival: str,
    year: int,
    commodity: str = "Rare earths",
    mineral: str = "Rare Earth Elements",
) -> pd.DataFrame:
    """Follow a material from the mine through the goods in which it is traded, for two economies.

    own = exports x (1 - hidden): what an economy sells that does not rest on the rival, see `hidden_content.content`.
    What is made at home is there where a publisher lists the economy: the mines' output by USGS, refined output by the
    IEA; whom they do not list makes what is not known, not nothing.

    Parameters
    ----------
    trade : Trade or DataFrame
        As for `hidden_content.own`: complete, of the codes of the stages.
    world : DataFrame
        USGS: edition, commodity, economy, measure, year, value (t), qualifier.
    supply : DataFrame
        IEA: mineral, stage, economy, year, value (thousand tonnes).
    stages : sequence of str
        HS codes from the first stage after the mine to the last.
    refined : str
        The code of the stage at which refined output is counted.
    importer, partner, rival : str
        ISO3 codes, all different.
    year : int
        Of the trade; of output the nearest year that is told.
    commodity, mineral : str
        What the two publishers call the material.

    Returns
    -------
    DataFrame
        One row a stage ("mine", then the codes) and economy: stage, economy, imports, from_rival (USD), rival_share
        (0..1), exports (USD), hidden (0..1), own (USD); made (t), made_share (0..1 of the world's), made_year, made_by
        (id of the source, None where not known), estimated (whether the publisher says so). What is not known is NaN.

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(year=2024, exporter=["CHN", "IND"], importer=["IND", "JPN"], product="280530", value=[6.0, 8.0])
    >>> world = frame(commodity="Rare earths", economy=["IND", "WLD"], measure="mine production", year=2024)
    >>> world = world.assign(edition=2026, value=[2.0, 100.0], qualifier="")
    >>> supply = pd.DataFrame(columns=["mineral", "stage", "economy", "year", "value"])
    >>> roles = {"importer": "JPN", "partner": "IND", "rival": "CHN", "year": 2024}
    >>> found = route(flows, world, supply, stages=["280530"], refined="280530", **roles)
    >>> found[["stage", "economy", "own", "made_share"]].dropna(thresh=3).values.tolist()[-1]
    ['280530', 'IND', 2.0, nan]
    """
    distinct(importer=importer, partner=partner, rival=rival)
    require(world, ("edition", "commodity", "economy", "measure", "year", "value", "qualifier"), name="world")
    require(supply, ("mineral", "stage", "economy", "year", "value"), name="supply")
    inputs = hidden.made_of(stages)
    mined = world[(world["commodity"] == commodity) & (world["measure"] == "mine production")]
    mined = mined[mined["edition"] == mined["edition"].max()]
    smelted = supply[(supply["mineral"] == mineral) & (supply["stage"] == "refining")]
    smelted = smelted.assign(value=smelted["value"] * 1000.0)
    rows = []
    for economy in (importer, partner):
        own = hidden.own(trade, partner=economy, rival=rival, year=year)
        held = own.merge(hidden.content(own, inputs)[["product", "hidden"]], on="product").set_index("product")
        amounts = held.reindex(list(stages)).assign(own=lambda part: part["exports"] * (1 - part["hidden"]))
        for stage in (MINE, *stages):
            told: dict[Any, Any] = dict.fromkeys(COLUMNS[2:], np.nan)
            told |= {} if stage == MINE else amounts.loc[stage].to_dict()
            made = NONE
            if stage in {MINE, refined}:
                listed, source = (mined, "usgs_world") if stage == MINE else (smelted, "iea_supply")
                made = _output(listed, economy, year, source)
            rows.append({**told, "stage": stage, "economy": economy, **made._asdict()})
    order = {stage: place for place, stage in enumerate((MINE, *stages))}
    found = pd.DataFrame(rows)[[*COLUMNS, *MADE]]
    return found.sort_values("stage", key=lambda column: column.map(order), kind="stable", ignore_index=True)


def _output(listed: pd.DataFrame, economy: str, year: int, source: str) -> _Output:
    """Return what an economy makes by one publisher, in the nearest year that tells of it."""
    own = listed[(listed["economy"] == economy) & listed["value"].notna()]
    if own.empty:
        return NONE
    row = own.loc[(own["year"] - year).abs().sort_values(kind="stable").index[0]]
    total = listed[(listed["economy"] == WORLD) & (listed["year"] == row["year"])]["value"]
    share = float(row["value"]) / float(total.iloc[0]) if len(total) and total.iloc[0] > 0 else np.nan
    return _Output(float(row["value"]), share, float(row["year"]), source, row.get("qualifier") == "estimated")
