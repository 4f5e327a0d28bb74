"""The publishers' own files, read here in a few plain lines: an independent hand, not the store's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest

if TYPE_CHECKING:
    from pathlib import Path


def read_baci(raw: Path, name: str) -> pd.DataFrame:
    """Read one file in CEPII's layout: USD, ISO3, BACI 490 (S19) as Taiwan."""
    codes = pd.read_csv(raw / "baci" / "country_codes_V202601.csv", keep_default_na=False)
    iso3 = dict(zip(codes["country_code"], codes["country_iso3"].replace("S19", "TWN"), strict=True))
    table = pd.read_csv(raw / name, dtype={"k": str})
    return pd.DataFrame(
        {
            "year": table["t"],
            "exporter": table["i"].map(iso3),
            "importer": table["j"].map(iso3),
            "product": table["k"],
            "value": table["v"] * 1000,
            "tonnes": table["q"],
            "revision": name.rsplit("_", 3)[1],
        }
    )


@pytest.fixture(scope="session")
def minerals(raw: Path) -> pd.DataFrame:
    """Return BACI's complete flows of 30 mineral codes, 2024."""
    return read_baci(raw, "baci/BACI_HS17_Y2024_V202601.csv")


@pytest.fixture(scope="session")
def trend(raw: Path) -> pd.DataFrame:
    """Return the trimmed flows of the same codes, 2002 to 2024."""
    files = sorted((raw / "baci_trimmed").glob("*.csv"))
    return pd.concat([read_baci(raw, f"baci_trimmed/{file.name}") for file in files], ignore_index=True)


@pytest.fixture(scope="session")
def timeline(raw: Path) -> pd.DataFrame:
    """Return China's announcements in the columns that the policy functions ask for."""
    table = pd.read_csv(raw / "export-controls" / "china_export_controls_timeline.csv", keep_default_na=False)
    number = table["measure"].str.extract(r"No\. (\d+) of (\d+)").fillna("")
    words = table["status"].str.extract(r"suspended (\S+) to (\S+)")
    return pd.DataFrame(
        {
            "id": (number[1] + "-" + number[0]).where(number[0] != "", table["announced"]),
            "announced": table["announced"],
            "effective": table["effective"],
            "measure": table["measure"],
            "materials": table["materials"].str.replace("Lithium-ion batteries; graphite anode", "graphite anode"),
            "kind": table["type"],
            "target": table["type"].map(lambda kind: "JPN" if "Japan" in kind else "USA" if "US" in kind else "all"),
            "suspended_from": words[0],
            "suspended_until": words[1],
            "known_until": "2026-11-10",
        }
    )


@pytest.fixture(scope="session")
def routes(raw: Path) -> pd.DataFrame:
    """Return the lists of the largest partners by heading, 2024."""
    table = pd.read_csv(raw / "baci-hs4-routes-2024" / "routes.csv", dtype={"hs4": str})
    return table.rename(columns={"hs4": "product"}).assign(share=table["share_bp"] / 10_000)


@pytest.fixture(scope="session")
def totals(raw: Path) -> pd.DataFrame:
    """Return the totals by heading, 2024."""
    table = pd.read_csv(raw / "baci-hs4-routes-2024" / "hs4_totals.csv", dtype={"hs4": str})
    return table.rename(columns={"hs4": "product", "exports_usd": "exports", "imports_usd": "imports"})
