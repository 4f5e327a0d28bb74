"""The data package: what ``datapackage.json`` says of each table (Frictionless Data Package 2)."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from econsec import provenance
from econsec.errors import IntegrityError
from econsec.store.atomic_files import settle

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd

    from econsec.store.schemas import Field, Schema

FILE = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
ECONOMY_FIELDS = ("economy", "importer", "exporter", "reporter", "partner")
MOST_PRODUCTS = 200


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal text."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read(folder: Path) -> dict[str, Any]:
    """Return the data package of a folder, or nothing where there is none yet.

    Raises
    ------
    IntegrityError
        It is no JSON, or not what the build wrote: its own hash differs, or a byte beside it.
    """
    settle(folder)
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        written = path.read_bytes().decode()
        found: dict[str, Any] = json.loads(written)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise IntegrityError(f"datapackage.json is no JSON: {error}", hint="Build the data again.") from error
    if not isinstance(found, dict) or written != text(found.get("resources", [])):
        raise IntegrityError(
            "datapackage.json is not what the build wrote", hint="Restore it, or build the data again."
        )
    return found


def text(resources: Iterable[dict[str, Any]]) -> str:
    """Return the data package of some resources as the text to write, with its own SHA-256 inside."""
    described = {
        "$schema": PROFILE,
        "name": "econsec-data",
        "title": "Tidy tables for the economic-security analysis of trade",
        "description": "Each resource names its own publisher, licence and vintage: read them before use.",
        "resources": list(resources),
    }
    digest = hashlib.sha256(json.dumps(described, ensure_ascii=False).encode()).hexdigest()
    return json.dumps(described | {"hash": f"sha256:{digest}"}, ensure_ascii=False, indent=1) + "\n"


def resource(table: pd.DataFrame, schema: Schema, path: Path, inputs: Iterable[tuple[Path, str]]) -> dict[str, Any]:
    """Return the entry of one table.

    Parameters
    ----------
    table : DataFrame
        What was written.
    path : Path
        Where; its bytes are hashed.
    inputs : iterable
        The publisher's files that it was made from, with their SHA-256.
    """
    source = provenance.source(schema.source)
    economies = sorted({code for name in ECONOMY_FIELDS if name in table for code in table[name].unique()})
    products = sorted(table["product"].unique()) if "product" in table else []
    return {
        "name": schema.name,
        "title": schema.title,
        "path": schema.path,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        # The standard's own name for it is "bytes", which Frictionless cannot count in a Parquet file.
        "size": path.stat().st_size,
        "hash": f"sha256:{sha256(path)}",
        "rows": len(table),
        "years": sorted(map(int, table["year"].unique())) if "year" in table else [],
        "economies": " ".join(economies),
        "products": " ".join(products) if len(products) <= MOST_PRODUCTS else "",
        "source": schema.source,
        "vintage": source.vintage,
        "citation": source.citation,
        "commercial": source.commercial,
        "caveats": list(source.caveats),
        "licenses": [_licence(source)],
        "sources": [{"title": f"{source.publisher}, {source.product} {source.edition}", "path": source.url}],
        "inputs": [{"path": file.as_posix(), "hash": f"sha256:{digest}"} for file, digest in inputs],
        "schema": {
            "fields": [_field(field) for field in schema.fields],
            "primaryKey": list(schema.key),
            # An empty text is a text here; what is missing in Parquet reads as one of these.
            "missingValues": ["nan", "NaT"],
        },
    }


def _licence(source: provenance.Source) -> dict[str, str]:
    return {"title": source.licence} | ({"path": source.licence_url} if source.licence_url else {"name": "other"})


def _field(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if field.required else {}
    if field.minimum is not None:
        constraints["minimum"] = field.minimum
    if field.enum:
        constraints["enum"] = [int(item) for item in field.enum] if field.type == "integer" else list(field.enum)
    if field.pattern:
        constraints["pattern"] = field.pattern
    described: dict[str, Any] = {"name": field.name, "type": field.type, "title": field.description_ja}
    described |= {"description": field.description} | ({"unit": field.unit} if field.unit else {})
    return described | ({"constraints": constraints} if constraints else {})
