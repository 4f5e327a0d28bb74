"""Years of BACI of any size in CEPII's own layout: `python tests/support/baci_years.py FILE.zip ROWS YEAR ...`.

Seeded. Exporters, importers and products have weights with a long tail, so that most cells are empty, as in BACI;
values are log-normal; tonnes are missing in one row of fifty.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from econsec.codes.economies import economies
from econsec.codes.revisions import codes_of

VERSION = "V202601"


def countries() -> pd.DataFrame:
    """Return CEPII's list: country_code, country_name, country_iso2, country_iso3."""
    table = economies().query("baci != '' and kind == 'economy'")
    iso3 = table.iso3.replace("TWN", "S19")
    return pd.DataFrame(
        {
            "country_code": table.baci.astype(int),
            "country_name": table.name_en,
            "country_iso2": table.iso2,
            "country_iso3": iso3,
        }
    ).sort_values("country_code")


def products() -> pd.DataFrame:
    """Return the codes of HS 2017: code, description. With codes of its own no report would find its goods there."""
    codes = sorted(code for code in codes_of("HS2017") if code < "98")  # beyond are places for what has none
    return pd.DataFrame({"code": codes, "description": [f"Product {code}" for code in codes]})


def year_of(rows: int, year: int, *, seed: int = 2024) -> pd.DataFrame:
    """Return a year: t, i, j, k, v (thousand USD), q (tonnes, NaN where missing), sorted as CEPII sorts."""
    draw = np.random.default_rng([seed, year])
    codes, items = countries().country_code.to_numpy(), products().code.to_numpy()
    items = items[: max(40, rows // 100)]  # a small year trades in few products, not in crumbs of all
    exporter, importer, product = _cells(draw, rows, len(codes), len(items))
    value = np.maximum(draw.lognormal(2.5, 2.6, rows), 0.001).round(3)
    tonnes = (value / draw.lognormal(1.5, 1.2, rows)).round(3)
    tonnes[draw.random(rows) < 0.02] = np.nan
    return pd.DataFrame(
        {"t": year, "i": codes[exporter], "j": codes[importer], "k": items[product], "v": value, "q": tonnes}
    )


def write_zip(path: Path, rows: int, years: tuple[int, ...], *, revision: str = "HS17", seed: int = 2024) -> Path:
    """Write a revision as CEPII packs it: the years, the list of countries, the list of products."""
    tables = {f"BACI_{revision}_Y{year}_{VERSION}.csv": year_of(rows, year, seed=seed) for year in years}
    return pack(path, tables, revision=revision)


def pack(path: Path, years: dict[str, pd.DataFrame | str], *, revision: str = "HS17") -> Path:
    """Write a zip of the years given, as tables or as text, with the two lists."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, table in years.items():
            if isinstance(table, str):
                archive.writestr(name, table)
            else:
                _write(archive, name, table, path.parent)
        archive.writestr(f"country_codes_{VERSION}.csv", countries().to_csv(index=False))
        archive.writestr(f"product_codes_{revision}_{VERSION}.csv", products().to_csv(index=False))
    return path


def _write(archive: zipfile.ZipFile, name: str, table: pd.DataFrame, scratch: Path) -> None:
    text = scratch / f"{name}.part"
    with duckdb.connect() as engine:  # pandas takes half a minute for ten million rows
        engine.register("year", table)
        engine.sql("SELECT t, i, j, k, v, q FROM year").write_csv(str(text))
    archive.write(text, name)
    text.unlink()


def _cells(draw: np.random.Generator, rows: int, nations: int, goods: int) -> tuple[np.ndarray, ...]:
    """Draw distinct cells of exporter, importer and product, in that order, exactly as many as asked for.

    A cell of weight w is filled with probability 1 - exp(-c w): large economies trade with all in nearly everything,
    small ones with few in little, as in BACI. c is found by bisection; an exporter at a time keeps memory small.
    """
    sells, buys, traded = _tail(draw, nations, 1.2), _tail(draw, nations, 1.0), _tail(draw, goods, 0.7)
    pairs = np.outer(sells, buys)
    np.fill_diagonal(pairs, 0)
    density = _density(pairs, traded, rows * 1.05 + 100)
    parts = []
    for exporter in range(nations):
        filled = 1 - np.exp(-density * np.outer(pairs[exporter], traded).astype("float32"))
        importer, product = np.nonzero(draw.random(filled.shape, dtype="float32") < filled)
        parts.append(np.stack([np.full(len(importer), exporter), importer, product]).astype("int32"))
    found = np.concatenate(parts, axis=1)
    kept = np.sort(draw.choice(found.shape[1], rows, replace=False))
    return tuple(found[:, kept])


def _density(pairs: np.ndarray, traded: np.ndarray, wanted: float) -> float:
    # Some cells stand for all: every seventh pair and a hundred products, by rank.
    pair, good = np.sort(pairs, axis=None)[::7], np.sort(traded)[:: max(1, len(traded) // 100)]
    weights = np.outer(pair, good)
    low, high = 0.0, 1e15
    for _ in range(40):
        middle = np.sqrt(max(low, 1.0) * high)
        filled = (1 - np.exp(-middle * weights)).mean() * pairs.size * len(traded)
        low, high = (middle, high) if filled < wanted else (low, middle)
    return float(high)


def _tail(draw: np.random.Generator, count: int, power: float) -> np.ndarray:
    weights = 1 / np.arange(1, count + 1) ** power
    draw.shuffle(weights)
    return weights / weights.sum()


if __name__ == "__main__":
    write_zip(Path(sys.argv[1]), int(sys.argv[2]), tuple(map(int, sys.argv[3:])))
