"""What the peers find on the same matrices. Runs in the peers' environment: `python peers.py IN.npz OUT.npz`.

Nothing of econsec is imported here.
"""

from __future__ import annotations

import sys
import warnings

import economic_complexity
import numpy as np
import pandas as pd
from ecomplexity import ecomplexity, proximity
from pymrio.tools.iomath import calc_A, calc_L

COLUMNS = {"time": "year", "loc": "exporter", "prod": "product", "val": "value"}


def long(matrix: np.ndarray) -> pd.DataFrame:
    """Return a matrix of exports as the peers take it: labels that sort in the matrix' order."""
    exporter, product = np.indices(matrix.shape)
    return pd.DataFrame(
        {
            "year": 2016,
            "exporter": [f"E{number:05d}" for number in exporter.ravel()],
            "product": [f"P{number:05d}" for number in product.ravel()],
            "value": matrix.ravel(),
        }
    )


def harvard(matrix: np.ndarray) -> dict[str, np.ndarray]:
    """Run the Growth Lab's package."""
    table = long(matrix)
    made = ecomplexity(table, COLUMNS, check_logsupermodularity=False, verbose=False).sort_values(
        ["exporter", "product"]
    )
    found = {name: made[name].to_numpy(float).reshape(matrix.shape) for name in ("rca", "mcp", "density", "cog")}
    for name in ("eci", "coi", "diversity"):
        found[name] = made[name].to_numpy(float).reshape(matrix.shape)[:, 0]
    for name in ("pci", "ubiquity"):
        found[name] = made[name].to_numpy(float).reshape(matrix.shape)[0]
    near = proximity(table, COLUMNS).sort_values(["product_1", "product_2"])
    found["proximity"] = near["proximity"].to_numpy(float).reshape(matrix.shape[1], -1)
    return found


def datawheel(matrix: np.ndarray) -> dict[str, np.ndarray]:
    """Run Datawheel's package."""
    wide = long(matrix).pivot_table(index="exporter", columns="product", values="value")
    index = economic_complexity.rca(wide)
    eci, pci = economic_complexity.complexity(index)
    near = economic_complexity.proximity(index)
    return {
        "rca": index.to_numpy(),
        "eci": eci.to_numpy(),
        "pci": pci.to_numpy(),
        "proximity": near.to_numpy(),
        "density": economic_complexity.relatedness(index, proximities=near).to_numpy(),
        "gain": economic_complexity.opportunity_gain(index, pci=pci, proximities=near).to_numpy(),
    }


def leontief(use: np.ndarray, output: np.ndarray) -> dict[str, np.ndarray]:
    """Run pymrio."""
    coefficients = calc_A(pd.DataFrame(use), pd.DataFrame(output, columns=["indout"]))
    return {"inverse": calc_L(coefficients).to_numpy()}


def main(source: str, target: str) -> None:
    """Run every peer on every matrix of a file."""
    warnings.simplefilter("ignore")
    given, found = np.load(source), {}
    for name in given["worlds"]:
        for peer, run in (("harvard", harvard), ("datawheel", datawheel)):
            found |= {f"{name}/{peer}/{key}": value for key, value in run(given[name]).items()}
    found |= {f"io/pymrio/{key}": value for key, value in leontief(given["use"], given["output"]).items()}
    np.savez(target, **found)


if __name__ == "__main__":
    main(*sys.argv[1:])
