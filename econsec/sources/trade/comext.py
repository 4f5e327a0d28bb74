"""Eurostat Comext: trade of the Union's members by month, as its service answers in SDMX-CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.tables import read
from econsec.errors import SchemaError
from econsec.sources.files import find
from econsec.sources.shape import columns, silent

if TYPE_CHECKING:
    from pathlib import Path

    from econsec.sources.shape import Tell

WHERE = "Eurostat"
NEEDED = ("freq", "reporter", "partner", "product", "flow", "indicators", "TIME_PERIOD", "OBS_VALUE")
KNOWN = {"DATAFLOW", "LAST UPDATE", "OBS_FLAG", "CONF_STATUS"}
FLOWS = {"1": ("imports", "CIF"), "2": ("exports", "FOB")}
#: What Eurostat calls otherwise than ISO 3166; secret and unnamed trade is no economy's.
OWN = {"EL": "GRC", "UK": "GBR", "XK": "XKX", "WORLD": "WLD"}
STANDS = "What was fetched before stands."


def read_monthly(folder: Path, tell: Tell = silent) -> pd.DataFrame:
    """Read every answer of a folder, ``DE-280530.csv``.

    Returns
    -------
    DataFrame
        year, month, reporter, flow, product, partner (ISO3; WLD the world, XNA economies that are not named), value
        (EUR), valuation.

    Raises
    ------
    MissingFileError, MissingColumnError, SchemaError
        There is no answer, or it is not what Eurostat sends.
    """
    table = pd.concat([_read(path, tell) for path in find(folder, "*.csv")], ignore_index=True).drop_duplicates()
    known = read("economies").dropna(subset=["iso2"]).set_index("iso2")["iso3"].to_dict() | OWN
    table["partner"] = table["partner"].map(known).fillna("XNA").astype("str")
    if (strange := ~table["reporter"].isin(known)).any():
        raise SchemaError(f"{WHERE} sends the reporter {table['reporter'][strange].iloc[0]!r}", hint=STANDS)
    table["reporter"] = table["reporter"].map(known).astype("str")
    key = ["year", "month", "reporter", "flow", "product", "partner", "valuation"]
    if (twice := table.duplicated(key) & (table["partner"] != "XNA")).any():
        raise SchemaError(f"{WHERE} sends two figures for {table[twice].iloc[0][key].tolist()}", hint=STANDS)
    return table.groupby(key, as_index=False, sort=False)[["value"]].sum()


def _read(path: Path, tell: Tell) -> pd.DataFrame:
    raw = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    columns(raw.columns, NEEDED, KNOWN, f"{WHERE}, {path.name}", tell)
    if raw.empty:
        raise SchemaError(f"{WHERE} has no row for {path.stem}", hint=f"Check the code. {STANDS}")
    reporter, _, product = path.stem.partition("-")
    for name, asked in (("reporter", reporter), ("product", product), ("freq", "M"), ("indicators", "VALUE_IN_EUROS")):
        if (other := raw[name] != asked).any():
            raise SchemaError(f"{WHERE} sends {name} {raw[name][other].iloc[0]!r}", expected=asked, hint=STANDS)
    if not raw["TIME_PERIOD"].str.fullmatch(r"\d{4}-(0[1-9]|1[0-2])").all() or not raw["flow"].isin(FLOWS).all():
        raise SchemaError(f"{WHERE} sends a period or a flow that is none", expected="YYYY-MM, 1 or 2", hint=STANDS)
    raw = raw[raw["OBS_VALUE"] != ""]
    # Groups of economies, such as EU27_2020_EXTRA, overlap their members.
    raw = raw[raw["partner"].isin(OWN) | (raw["partner"].str.len() == 2)]  # noqa: PLR2004 - letters of ISO 3166
    value = pd.to_numeric(raw["OBS_VALUE"]).astype("float64")
    if (value < 0).any():
        raise SchemaError(f"{WHERE} sends a value below zero", hint=STANDS)
    return pd.DataFrame(
        {
            "year": raw["TIME_PERIOD"].str[:4].astype("int32"),
            "month": raw["TIME_PERIOD"].str[5:].astype("int32"),
            "reporter": raw["reporter"],
            "flow": raw["flow"].map(lambda code: FLOWS[code][0]).astype("str"),
            "product": raw["product"],
            "partner": raw["partner"],
            "valuation": raw["flow"].map(lambda code: FLOWS[code][1]).astype("str"),
            "value": value,
        }
    )
