"""IRENA: renewable power, capacity and generation by technology, one file a technology and measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import recode
from econsec.errors import SchemaError
from econsec.sources.files import find

if TYPE_CHECKING:
    from pathlib import Path

SERIES = {
    "Bioenergy_Capacity": ("bioenergy", "capacity", "MW"),
    "Bioenergy_Generation": ("bioenergy", "generation", "GWh"),
    "Onshore_Wind_Energy_Capacity": ("onshore wind", "capacity", "MW"),
    "Onshore_Wind_Energy_Generation": ("onshore wind", "generation", "GWh"),
    "Renewable_Hydropower_Capacity": ("hydropower", "capacity", "MW"),
    "Renewable_Hydropower_Generation": ("hydropower", "generation", "GWh"),
    "Renewable_Share_Electric_Capacity": ("all renewables", "share of capacity", "percent"),
    "Renewable_Share_Electric_Generation": ("all renewables", "share of generation", "percent"),
    "Solar_Capacity": ("solar", "capacity", "MW"),
    "Solar_Generation": ("solar", "generation", "GWh"),
    "Total_Renewable_Energy_Capacity": ("all renewables", "capacity", "MW"),
    "Total_Renewable_Energy_Generation": ("all renewables", "generation", "GWh"),  # empty in the copy read here
    "Wind_Capacity": ("wind", "capacity", "MW"),
    "Wind_Generation": ("wind", "generation", "GWh"),
}
NAME = "Region/country/area"


def read_renewables(folder: Path) -> pd.DataFrame:
    """Read every series: economy, technology, measure, year, value, unit (MW, GWh, percent).

    Raises
    ------
    SchemaError
        A file of a series that this reader does not know.
    """
    return pd.concat([_series(path) for path in find(folder, "IRENA_*_Countries.csv")], ignore_index=True)


def _series(path: Path) -> pd.DataFrame:
    name = path.stem.removeprefix("IRENA_").removesuffix("_Countries")
    if name not in SERIES:
        raise SchemaError(f"a series {name!r} that the reader of IRENA does not know")
    technology, measure, unit = SERIES[name]
    table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    long = table.melt(id_vars=NAME, var_name="year", value_name="value").query("value != ''")
    return pd.DataFrame(
        {
            "economy": recode(long[NAME], "irena"),
            "technology": technology,
            "measure": measure,
            "year": long.year.astype("int32"),
            "value": pd.to_numeric(long.value),
            "unit": unit,
        }
    )
