"""CEPII's BACI summed to chapters and headings, and the ten largest partners of each, as a public atlas gives them.

The files were transcribed from the atlas and checked to the dollar (see the source's caveats). Totals of the publisher
stand beside them, so that the chapters can be held against them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import recode
from econsec.errors import SchemaError
from econsec.sources.files import find, read_text

if TYPE_CHECKING:
    from pathlib import Path

FLOWS = {"exports_usd": "export", "imports_usd": "import"}
BASIS_POINTS = 10_000
SAME = 1e-9


def read_chapters(raw: Path) -> pd.DataFrame:
    """Read trade by HS chapter, 2017 to 2024.

    Returns
    -------
    DataFrame
        year, economy (ISO3), flow (export, import), product (HS2), value (USD).
    """
    files = [raw / "baci-hs2-2017-2023/hs2_totals.csv", raw / "baci-hs2-2024/hs2_totals.csv"]
    return pd.concat([_flows(path, "hs2") for path in files], ignore_index=True)


def read_totals(raw: Path) -> pd.DataFrame:
    """Read the publisher's own totals of all goods: year, economy, flow, value (USD)."""
    files = [*find(raw, "baci-hs2-*/hs2_country_totals.csv")]
    return pd.concat([_flows(path, "") for path in files], ignore_index=True)


def read_headings(raw: Path) -> pd.DataFrame:
    """Read trade by HS heading; columns as `read_chapters`, product HS4.

    A heading that two files give must have the same value in both.
    """
    files = [raw / "baci-hs2-2017-2023/hs4_totals.csv", raw / "baci-hs4-routes-2024/hs4_totals.csv"]
    older = read_text(
        raw / "strategic-hs4-2024-baci-slices/hs4_totals_2024_selected.csv", ("hs4", "iso3", "year", *FLOWS)
    )
    parts = [_flows(path, "hs4") for path in files] + [_melt(older.rename(columns={"iso3": "economy"}), "hs4")]
    return _agreed(pd.concat(parts, ignore_index=True), ["year", "economy", "flow", "product"], "value")


def read_routes(raw: Path) -> pd.DataFrame:
    """Read the largest partners of Japan, India and China.

    Returns
    -------
    DataFrame
        year, economy, flow (the net direction only), product (HS4, HS2, or TOTAL), partner, share (of the economy's
        flow, 0 to 1), rank (1 is the largest).
    """
    columns = ("year", "economy", "direction", "partner", "share_bp", "rank")
    parts = [
        _routes(read_text(path, (*columns, level)), level)
        for path, level in (
            (raw / "baci-hs4-routes-2017-2023/routes.csv", "hs4"),
            (raw / "baci-hs4-routes-2024/routes.csv", "hs4"),
            (raw / "baci-hs4-routes-2024/routes_hs2.csv", "hs2"),
        )
    ]
    parts += [_slices(raw), _leading(raw)]
    keys = ["year", "economy", "flow", "product", "partner"]
    return _agreed(pd.concat(parts, ignore_index=True), keys, "share")


def _flows(path: Path, level: str) -> pd.DataFrame:
    return _melt(read_text(path, ("year", "economy", *([level] if level else []), *FLOWS)), level)


def _melt(table: pd.DataFrame, level: str) -> pd.DataFrame:
    keys = ["year", "economy", *([level] if level else [])]
    long = table.melt(id_vars=keys, value_vars=list(FLOWS), var_name="flow").rename(columns={level: "product"})
    return long[long.value != ""].assign(
        year=lambda t: t.year.astype("int32"),
        economy=lambda t: recode(t.economy, "baci_atlas"),
        flow=lambda t: t.flow.map(FLOWS),
        value=lambda t: pd.to_numeric(t.value).astype("float64"),
    )


def _routes(table: pd.DataFrame, level: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": table.year.astype("int32"),
            "economy": recode(table.economy, "baci_atlas"),
            "flow": table.direction,
            "product": table[level],
            "partner": recode(table.partner, "baci_atlas"),
            "share": pd.to_numeric(table.share_bp) / BASIS_POINTS,
            "rank": table["rank"].astype("int32"),
        }
    )


def _slices(raw: Path) -> pd.DataFrame:
    columns = ("year", "hs", "country", "route_type", "partner", "share")
    table = read_text(raw / "strategic-hs4-2024-baci-slices/routes_2024.csv", columns)
    shares = pd.to_numeric(table.share)
    return pd.DataFrame(
        {
            "year": table.year.astype("int32"),
            "economy": recode(table.country, "baci_atlas"),
            "flow": table.route_type.map({"import_sources": "import", "export_destinations": "export"}),
            "product": table.hs,
            "partner": recode(table.partner, "baci_atlas"),
            "share": shares,
            # The file is in the order of the atlas, largest first, without ranks.
            "rank": table.groupby(["hs", "country"]).cumcount().astype("int32") + 1,
        }
    )


def _leading(raw: Path) -> pd.DataFrame:
    columns = ("year", "economy", "leading_destination", "leading_destination_exports_usd")
    table = read_text(raw / "baci-hs2-2017-2023/leading_destination.csv", columns)
    totals = read_totals(raw).query("flow == 'export'").set_index(["year", "economy"]).value
    keys = pd.MultiIndex.from_arrays([table.year.astype("int32"), table.economy])
    return pd.DataFrame(
        {
            "year": table.year.astype("int32"),
            "economy": recode(table.economy, "baci_atlas"),
            "flow": "export",
            "product": "TOTAL",
            "partner": recode(table.leading_destination, "baci_atlas"),
            "share": pd.to_numeric(table.leading_destination_exports_usd).to_numpy() / totals.reindex(keys).to_numpy(),
            "rank": pd.Series(1, index=table.index, dtype="int32"),
        }
    )


def _agreed(table: pd.DataFrame, keys: list[str], column: str) -> pd.DataFrame:
    """Keep one row a key; two transcriptions of one figure must say the same."""
    spread = table.groupby(keys)[column].agg(["min", "max"])
    if (apart := spread[spread["max"] - spread["min"] > SAME]).size:
        raise SchemaError(f"two files disagree on {column} of {'+'.join(keys)} = {apart.index[0]}")
    return table.drop_duplicates(keys).reset_index(drop=True)
