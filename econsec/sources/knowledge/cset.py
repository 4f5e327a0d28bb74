"""CSET's Emerging Technology Observatory: who provides what in the chip supply chain. Not for commercial use.

Shares are per cent of the world's market and come from years between 2019 and 2025. India has no row among the
economies, which is a finding of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import recode
from econsec.sources.files import find, read_text

if TYPE_CHECKING:
    from pathlib import Path

PERCENT = 100


def read_providers(folder: Path) -> pd.DataFrame:
    """Read the shares of economies and firms.

    Returns
    -------
    DataFrame
        input (id), year, kind (economy, organization), provider (name), economy (ISO3; of a firm its seat; XXO the
        rest), share (0 to 1; NaN where the source names a minor provider without a figure).
    """
    providers = read_text(
        find(folder, "providers.csv")[0], ("provider_id", "provider_name", "provider_type", "country")
    )
    providers = providers.drop_duplicates("provider_id")  # a firm has a line for each name it is known by
    columns = ("provider_id", "provided_id", "share_provided", "year")
    table = read_text(find(folder, "provision.csv")[0], columns).merge(providers, on="provider_id", validate="m:1")
    nations = table.provider_type == "country"
    seats = table.provider_name.where(nations, table.country)
    return pd.DataFrame(
        {
            "input": table.provided_id,
            "year": table.year.astype("int32"),
            "kind": nations.map({True: "economy", False: "organization"}),
            "provider": table.provider_name,
            "economy": recode(seats.replace("", "Various countries"), "eto"),
            "share": pd.to_numeric(table.share_provided.where(table.share_provided != "")) / PERCENT,
        }
    )


def read_inputs(folder: Path) -> pd.DataFrame:
    """Read what goes into a chip: input (id), name, type, stage (empty if none); the stages are inputs as well."""
    stages = read_text(find(folder, "stages.csv")[0], ("stage_id", "stage_name")).set_index("stage_id").stage_name
    table = read_text(find(folder, "inputs.csv")[0], ("input_id", "input_name", "type", "stage_id"))
    inputs = pd.DataFrame(
        {
            "input": table.input_id,
            "name": table.input_name,
            "type": table["type"],
            "stage": table.stage_id.map(stages).fillna(""),
        }
    )
    whole = pd.DataFrame(
        {"input": stages.index, "name": stages.to_numpy(), "type": "stage", "stage": stages.to_numpy()}
    )
    return pd.concat([whole, inputs], ignore_index=True)


def read_sequence(folder: Path) -> pd.DataFrame:
    """Read how inputs hang together: input, relation (goes into, is a kind of), target."""
    table = read_text(find(folder, "sequence.csv")[0], ("input_id", "goes_into_id", "is_type_of_id"))
    parts = [
        table[["input_id", column]].set_axis(["input", "target"], axis="columns").assign(relation=relation)
        for column, relation in (("goes_into_id", "goes into"), ("is_type_of_id", "is a kind of"))
    ]
    links = pd.concat(parts, ignore_index=True)
    return links[links.target != ""][["input", "relation", "target"]].drop_duplicates().reset_index(drop=True)
