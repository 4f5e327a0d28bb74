"""GitHub Innovation Graph: developers, pushes, repositories, organisations and collaboration, by quarter.

Accounts, not persons, placed by internet address. Fewer than 100 developers in a cell is missing, not zero. EUU is the
European Union and overlaps its members.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import recode
from econsec.sources.files import find, read_text

if TYPE_CHECKING:
    from pathlib import Path

MEASURES = ("developers", "git_pushes", "repositories", "organizations")


def read_activity(folder: Path) -> pd.DataFrame:
    """Read what happens in an economy: economy, year, quarter, measure (developers, git pushes ...), value (count)."""
    return pd.concat([_activity(folder, measure) for measure in MEASURES], ignore_index=True)


def read_collaboration(folder: Path) -> pd.DataFrame:
    """Read who works with whom: economy, partner, year, quarter, value.

    The value counts pushes and pull requests that accounts of the economy sent to repositories of the partner.
    """
    table = read_text(
        find(folder, "economy_collaborators.csv")[0], ("weight", "source", "destination", "year", "quarter")
    )
    return pd.DataFrame(
        {
            "economy": recode(table.source, "iso2"),
            "partner": recode(table.destination, "iso2"),
            "year": table.year.astype("int32"),
            "quarter": table.quarter.astype("int32"),
            "value": pd.to_numeric(table.weight).astype("float64"),
        }
    )


def read_topics(folder: Path) -> pd.DataFrame:
    """Read what repositories are about: economy, topic, year, quarter, value (developers who pushed)."""
    table = read_text(find(folder, "topics.csv")[0], ("num_pushers", "topic", "iso2_code", "year", "quarter"))
    return pd.DataFrame(
        {
            "economy": recode(table.iso2_code, "iso2"),
            "topic": table.topic,
            "year": table.year.astype("int32"),
            "quarter": table.quarter.astype("int32"),
            "value": pd.to_numeric(table.num_pushers).astype("float64"),
        }
    )


def _activity(folder: Path, measure: str) -> pd.DataFrame:
    table = read_text(find(folder, f"{measure}.csv")[0], (measure, "iso2_code", "year", "quarter"))
    return pd.DataFrame(
        {
            "economy": recode(table.iso2_code, "iso2"),
            "year": table.year.astype("int32"),
            "quarter": table.quarter.astype("int32"),
            "measure": measure.replace("_", " "),
            "value": pd.to_numeric(table[measure]).astype("float64"),
        }
    )
