"""Compare econsec with independent packages on the same matrices: `python tests/oracles/run.py` (make oracles).

The peers run in an environment of their own, on a made-up world and on the world's exports of 2016; where the
publishers' raw files are absent the second is left out, and said so. Each difference must be below 1e-9, but for
Datawheel's iterations (1e-8).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd
from environment import REQUIREMENTS, python

from econsec.indicators import complexity, leontief_inverse, proximity

HERE = Path(__file__).resolve().parent
RAW = Path(os.environ.get("ECONSEC_RAW", HERE.parents[2] / "shared" / "data" / "raw"))
EXPORTS = RAW / "world-hs4-exports-2016-atlas" / "exports_2016_long.csv.gz"
TOLERANCE = 1e-9
# Datawheel's iterations run towards one constant and lose the digits that differ; econsec takes the constant off
# (tests/indicators/test_spectral.py shows with exact fractions that it loses none).
LOSSY = {f"datawheel/{number}": 1e-8 for number in ("eci", "pci", "gain")}
# Where econsec's name for the thing differs from the peer's.
OURS = {"cog": "opportunity_gain", "gain": "opportunity_gain", "coi": "opportunity_value", "mcp": "advantage"}


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def made_up() -> np.ndarray:
    """Return exports in which able economies make many things."""
    rng = np.random.default_rng(2016)
    able, hard = rng.random(60), rng.random(150)
    kept = rng.random((60, 150)) < 0.15 + 0.85 * (able[:, None] > hard)
    return rng.lognormal(0, 2, (60, 150)) * kept


def world_2016() -> np.ndarray:
    """Return the world's exports by HS4, 2016 (Growth Lab, Atlas of Economic Complexity)."""
    table = pd.read_csv(EXPORTS, dtype={"hs92_4": "str"})
    wide = table.pivot_table(index="iso3", columns="hs92_4", values="export_usd", aggfunc="sum", fill_value=0.0)
    return whole(wide.to_numpy())


def whole(matrix: np.ndarray) -> np.ndarray:
    """Leave out what has no advantage in anything: the peers then give NaN for everyone."""
    while True:
        share = matrix / matrix.sum(axis=1, keepdims=True)
        made = share >= matrix.sum(axis=0) / matrix.sum()
        rows, columns = made.any(axis=1), made.any(axis=0)
        if rows.all() and columns.all():
            return matrix
        say(f"left out for the peers' sake: {(~rows).sum()} economies, {(~columns).sum()} products without advantage")
        matrix = matrix[np.ix_(rows, columns)]


def ours(matrix: np.ndarray, variant: str) -> dict[str, np.ndarray]:
    """Run econsec on a matrix, long frame in, long frames out."""
    exporter, product = np.indices(matrix.shape)
    labels = {"exporter": ("E", exporter), "product": ("P", product)}
    columns = {name: [f"{first}{number:05d}" for number in of.ravel()] for name, (first, of) in labels.items()}
    table = pd.DataFrame({**columns, "value": matrix.ravel()})
    made = complexity(table, variant=variant)
    found = {name: made.economies[name].to_numpy(float) for name in ("eci", "opportunity_value", "diversity")}
    found |= {name: made.products[name].to_numpy(float) for name in ("pci", "ubiquity")}
    for name in ("rca", "advantage", "density", "opportunity_gain"):
        found[name] = made.pairs[name].to_numpy(float).reshape(matrix.shape)
    near = proximity(table, variant=variant)
    return found | {"proximity": near["proximity"].to_numpy().reshape(matrix.shape[1], -1)}


def main() -> int:
    """Run both sides, print the largest differences, and fail if one is too large."""
    worlds = {"made-up 60 x 150": made_up()}
    if EXPORTS.exists():
        worlds["exports 2016"] = world_2016()
    else:
        say(f"exports 2016: skipped, no {EXPORTS.name} at {EXPORTS.parent} (set ECONSEC_RAW)")
    rng = np.random.default_rng(7)
    use = rng.random((300, 300))
    output = use.sum(axis=1) + rng.random(300) * 200
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.npz"), Path(folder, "out.npz")
        np.savez(source, worlds=np.array(list(worlds)), use=use, output=output, **worlds)
        subprocess.run([python(), HERE / "peers.py", source, target], check=True, stdout=subprocess.DEVNULL)
        theirs = dict(np.load(target))
    found = {"io/pymrio": {"inverse": leontief_inverse(use / output)}}
    for name, matrix in worlds.items():
        found |= {f"{name}/{variant}": ours(matrix, variant) for variant in ("harvard", "datawheel")}
    say(f"numpy {version('numpy')}, pandas {version('pandas')} here; peers: {', '.join(pinned())}\n")
    say(f"{'matrix':<18}{'peer':<11}{'number':<12}{'largest difference':>20}")
    return max(report(key, theirs[key], found) for key in theirs)


def pinned() -> list[str]:
    """Return the peers' versions."""
    return [line for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def report(key: str, theirs: np.ndarray, found: dict[str, dict[str, np.ndarray]]) -> int:
    """Print one comparison; 1 if the two differ."""
    matrix, peer, number = key.split("/")
    mine = found[f"{matrix}/{peer}"][OURS.get(number, number)]
    difference = float(np.max(np.abs(mine - theirs)))
    failed = not difference < LOSSY.get(f"{peer}/{number}", TOLERANCE)  # NaN is a difference
    say(f"{matrix:<18}{peer:<11}{number:<12}{difference:>20.1e}{'   DIFFERS' if failed else ''}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
