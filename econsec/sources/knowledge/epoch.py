"""Epoch AI: notable and large-scale AI models, GPU clusters, AI chips.

Clusters are those that Epoch found, a part of the world's; planned ones stand beside existing ones: filter on status.
Its table of frontier data centres (17 sites, nearly all in the United States) is not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import recode
from econsec.sources.files import find, read_text

if TYPE_CHECKING:
    from pathlib import Path

MODEL = (
    *("Model", "Organization", "Publication date", "Domain", "Parameters", "Training compute (FLOP)", "Confidence"),
    *("Country (of organization)", "Model accessibility"),
)
CLUSTER = (
    *("Name", "Status", "Certainty", "H100 equivalents", "Country", "Owner", "First Operational Date", "Sector"),
    *("Power Capacity (MW)", "Chip type (primary)", "Total number of AI chips", "Possible Duplicate", "Superseded by"),
)
CHIP = (
    *("Hardware name", "Manufacturer", "Type", "Release date", "Tensor-FP16/BF16 performance (FLOP/s)", "TDP (W)"),
    *("Memory size per board (Byte)", "Process size (nm)", "Foundry"),
)


def read_models(folder: Path) -> pd.DataFrame:
    """Read AI models.

    Returns
    -------
    DataFrame
        model, organization, published (date), economies (ISO3 of the organisations, ``;`` between), domain,
        parameters (count), training_compute (FLOP), confidence, access, notable, large_scale (in which of Epoch's
        lists it stands). NaN where Epoch does not know.
    """
    parts = [
        read_text(find(folder, f"ai_models_{kind}_ai_models.csv")[0], MODEL).assign(**{kind: "yes"})
        for kind in ("notable", "large_scale")
    ]
    table = pd.concat(parts, ignore_index=True).fillna({"notable": "", "large_scale": ""})
    flags = table.groupby("Model")[["notable", "large_scale"]].max()
    table = table.drop_duplicates("Model").drop(columns=["notable", "large_scale"]).join(flags, on="Model")
    return pd.DataFrame(
        {
            "model": table.Model.str.strip(),
            "organization": table.Organization,
            "published": _date(table["Publication date"]),
            "economies": table["Country (of organization)"].map(_economies),
            "domain": table.Domain,
            "parameters": _number(table.Parameters),
            "training_compute": _number(table["Training compute (FLOP)"]),
            "confidence": table.Confidence,
            "access": table["Model accessibility"],
            "notable": table.notable == "yes",
            "large_scale": table.large_scale == "yes",
        }
    )


def read_clusters(folder: Path) -> pd.DataFrame:
    """Read GPU clusters.

    Returns
    -------
    DataFrame
        entry (place in the list: names repeat), name, economy (XNA where none is given), status (Existing, Planned,
        Decommissioned), certainty, h100_equivalents (count), power (MW), chips (count), chip, owner, sector,
        first_operational (date), duplicate (Epoch thinks it may be the same as another), superseded_by (name of the
        later phase that holds it, empty where none does: both stand in the list as existing).
    """
    table = read_text(find(folder, "gpu_clusters_gpu_clusters.csv")[0], CLUSTER)
    return pd.DataFrame(
        {
            "entry": pd.RangeIndex(1, len(table) + 1).astype("int32"),
            "name": table.Name,
            "economy": recode(table.Country.replace("", "Multinational"), "epoch"),
            "status": table.Status,
            "certainty": table.Certainty,
            "h100_equivalents": _number(table["H100 equivalents"]),
            "power": _number(table["Power Capacity (MW)"]),
            "chips": _number(table["Total number of AI chips"]),
            "chip": table["Chip type (primary)"],
            "owner": table.Owner,
            "sector": table.Sector,
            "first_operational": _date(table["First Operational Date"]),
            "duplicate": table["Possible Duplicate"].str.lower() == "true",
            "superseded_by": table["Superseded by"],
        }
    )


def read_chips(folder: Path) -> pd.DataFrame:
    """Read AI chips: name, manufacturer, type, released, performance (16-bit FLOP/s), power (W), memory, process."""
    table = read_text(find(folder, "ml_hardware_ml_hardware.csv")[0], CHIP)
    return pd.DataFrame(
        {
            "name": table["Hardware name"],
            "manufacturer": table.Manufacturer,
            "type": table.Type,
            "released": _date(table["Release date"]),
            "performance": _number(table["Tensor-FP16/BF16 performance (FLOP/s)"]),
            "power": _number(table["TDP (W)"]),
            "memory": _number(table["Memory size per board (Byte)"]),
            "process": _number(table["Process size (nm)"]),
            "foundry": table.Foundry,
        }
    )


def _economies(cell: str) -> str:
    names = pd.Series([name.strip() for name in cell.split(",") if name.strip()], dtype="str")
    return ";".join(dict.fromkeys(recode(names, "epoch"))) if len(names) else ""


def _number(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values.where(values != "")).astype("float64")


def _date(values: pd.Series) -> pd.Series:
    return pd.to_datetime(values.where(values != ""), format="ISO8601").dt.date
