"""The same work by the peers, in their own environment: `python bench_peers.py PEER YEARS`. Prints one line of JSON."""

from __future__ import annotations

import sys
import warnings

import economic_complexity as ec
import pandas as pd
from ecomplexity import ecomplexity
from matrices import exports
from stopwatch import measured


def harvard(table: pd.DataFrame) -> int:
    """Run the Growth Lab's ecomplexity."""
    columns = {"time": "year", "loc": "exporter", "prod": "product", "val": "value"}
    return len(ecomplexity(table, columns, check_logsupermodularity=False, verbose=False))


def datawheel(table: pd.DataFrame) -> int:
    """Run Datawheel's economic-complexity: every function that gives a column of ours, then back to a long frame."""
    parts = []
    for year, of in table.groupby("year"):
        index = ec.rca(of.pivot_table(index="exporter", columns="product", values="value"))
        eci, pci = ec.complexity(index)
        near = ec.proximity(index)
        numbers = {
            "rca": index,
            "density": ec.relatedness(index, proximities=near),
            "gain": ec.opportunity_gain(index, pci=pci, proximities=near),
        }
        long = {name: number.melt(ignore_index=False, value_name=name) for name, number in numbers.items()}
        made = long["rca"].assign(**{name: long[name][name].to_numpy() for name in ("density", "gain")}).reset_index()
        parts.append(made.assign(year=year, eci=made["exporter"].map(eci), pci=made["product"].map(pci)))
    return len(pd.concat(parts))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    measured({"harvard": harvard, "datawheel": datawheel}[sys.argv[1]], exports(int(sys.argv[2])))
