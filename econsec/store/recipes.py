"""Which reader makes which tidy table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.sources import cepii, iea, mofcom, usgs, worldbank

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd


def _complete_years(folder: Path) -> pd.DataFrame:
    # One revision only: the column would say HS17 21,000 times.
    return cepii.read_baci(folder).drop(columns="revision")


RECIPES: dict[str, Callable[[Path], pd.DataFrame]] = {
    "baci_minerals": _complete_years,
    "baci_minerals_trend": cepii.read_baci,
    "usgs_world": usgs.read_world,
    "iea_supply": iea.read_supply,
    "iea_demand": iea.read_demand,
    "wgi": worldbank.read_wgi,
    "export_controls": mofcom.read_controls,
}
