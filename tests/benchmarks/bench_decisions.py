"""Time the decisions on a whole year of trade: `python tests/benchmarks/bench_decisions.py [rows in millions]`.

All products of one importer against one rival, through ledger, flags and overlay; the goal is 10 s on two cores. The
last line is of JSON: flows, products, rows of the ledger, verdicts, and the seconds and processor seconds of the three.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.decisions.controls.coverage import coverage
from econsec.decisions.dependence.verdicts import judge
from econsec.decisions.substitution.ledger import ledger
from econsec.decisions.substitution.partners import best

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ECONOMIES, PRODUCTS = 230, 5000
IMPORTER, PARTNER, RIVAL = "E000", "E001", "E002"


def world(rows: int, *, seed: int = 2024) -> pd.DataFrame:
    """Make a year in BACI's shape: text codes, heavy tails, tonnes missing in one row of fifty."""
    generator = np.random.default_rng(seed)
    # Larger economies trade in more cells: draw exporters and importers by a Zipf-like weight, then drop repeats.
    weight = 1 / np.arange(1, ECONOMIES + 1) ** 0.5
    weight /= weight.sum()
    drawn = int(rows * 1.6)
    exporter, importer = (generator.choice(ECONOMIES, drawn, p=weight) for _ in range(2))
    product = generator.integers(0, PRODUCTS, drawn)
    cell = np.unique((exporter * ECONOMIES + importer) * PRODUCTS + product)
    generator.shuffle(cell)
    cell = np.sort(cell[(cell // PRODUCTS) // ECONOMIES != (cell // PRODUCTS) % ECONOMIES][:rows])
    codes = pd.array([f"E{number:03d}" for number in range(ECONOMIES)], dtype="str")
    products = pd.array([f"{number:06d}" for number in range(PRODUCTS)], dtype="str")
    value = generator.lognormal(10, 2.5, len(cell))
    tonnes = value / generator.lognormal(8, 1, len(cell))
    tonnes[generator.random(len(cell)) < 0.02] = np.nan
    return pd.DataFrame(
        {
            "year": 2024,
            "exporter": codes.take(cell // PRODUCTS // ECONOMIES),
            "importer": codes.take(cell // PRODUCTS % ECONOMIES),
            "product": products.take(cell % PRODUCTS),
            "value": value,
            "tonnes": tonnes,
        }
    )


def announcements(products: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make controls on one product in ten, and the list of what each product is made of."""
    codes = [f"{number:06d}" for number in range(PRODUCTS)]
    materials = pd.DataFrame(
        {"product": codes, "control_material": [f"m{number % products}" for number in range(PRODUCTS)]}
    )
    controls = pd.DataFrame(
        {
            "id": [f"c{number}" for number in range(products // 10)],
            "announced": "2024-01-01",
            "effective": "2024-02-01",
            "measure": "",
            "materials": [f"m{number}" for number in range(products // 10)],
            "kind": "licensing",
            "target": "all",
            "known_until": "2024-12-31",
        }
    )
    return controls, materials


@contextmanager
def timed(what: str, say: Callable[[str], None]) -> Iterator[None]:
    """Say how long a step took."""
    start, busy = time.perf_counter(), time.process_time()
    yield
    say(f"{what:<42} {time.perf_counter() - start:6.2f} s, {time.process_time() - busy:6.2f} s of CPU")


def main(millions: float = 11.0, say: Callable[[str], None] = print) -> None:
    """Run the three steps, and the ranking of all partners beside them."""
    flows = world(int(millions * 1e6))
    controls, materials = announcements(500)
    say(f"{len(flows):,} flows, {flows['product'].nunique():,} products, {flows['exporter'].nunique()} exporters")
    roles = {"importer": IMPORTER, "rival": RIVAL}
    start, busy = time.perf_counter(), time.process_time()
    with timed("ledger, all products", say):
        found = ledger(flows, partner=PARTNER, **roles, year=2024)
    with timed("flags: four rules, value and tonnes", say):
        judged = judge(flows, **roles)
    with timed("overlay of controls", say):
        covered = coverage(controls, materials, flows, **roles, as_of="2024-06-30", year=2024)
    total, used = time.perf_counter() - start, time.process_time() - busy
    say(f"{'ledger, flags and overlay (goal: 10 s)':<42} {total:6.2f} s, {used:6.2f} s of CPU")
    touched = int((covered["status"] != "none").sum())
    say(f"{len(found):,} rows of the ledger, {len(judged):,} verdicts, {touched:,} products under control")
    with timed("best 5 of all partners, all products", say):
        best(flows, **roles, year=2024)
    made = {"flows": len(flows), "products": flows["product"].nunique(), "ledger": len(found), "verdicts": len(judged)}
    say(json.dumps(made | {"seconds": total, "cpu": used}))


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
