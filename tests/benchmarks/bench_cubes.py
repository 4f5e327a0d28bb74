"""Time the cubes at full size: ``python tests/benchmarks/bench_cubes.py [years] [folder] [million rows]``.

Seeded years of BACI are added to a store in the folder, once. Their cubes are made by the command, in one process and
on a Dask cluster of two workers on this machine, each time anew, compared with each other to the byte, and with our own
indicators on each year's flows to 1e-9.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import dask_cluster
from baci_years import write_zip

from econsec import indicators
from econsec.store import add_baci
from econsec.store.baci import cubes, shelf
from econsec.store.package import sha256

NEAR = 1e-9
LAST = 2024


def fill(years: list[int], rows: int, folder: Path) -> None:
    """Add the years that the store does not have yet."""
    for year in sorted(set(years) - {item.year for item in shelf.stored()}):
        archive = write_zip(folder / "BACI_HS17_V202601.zip", rows, (year,))
        add_baci(archive)
        archive.unlink()


def made(years: list[int], *more: str) -> dict[str, str]:
    """Have the command make all cubes anew, print what it took, and return their SHA-256."""
    for path in shelf.folder().rglob("*.baci_*.parquet"):
        path.unlink()
    command = [str(Path(sys.executable).with_name("econsec")), "data", "cubes", *more]
    for year in years:
        command += ["--year", str(year)]
    begun = time.perf_counter()
    done = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(done.pid, 0)
    assert status == 0, command
    said = f"{time.perf_counter() - begun:6.1f} s, {used.ru_utime + used.ru_stime:6.1f} s of processor"
    print(f"{len(years):3} years {' '.join(more)[:9]:10} {said}, peak {used.ru_maxrss / 1e6:.2f} GB")  # noqa: T201
    return {path.name: sha256(path) for path in shelf.folder().rglob("*.baci_*.parquet")}


def compare(item: shelf.Stored) -> float:
    """Return the largest relative difference between a year's cubes and our own indicators on its flows."""
    flows = pd.read_parquet(item.path, columns=["importer", "exporter", "product", "value"])
    bought = pd.read_parquet(cubes.place("baci_imports", item))
    sold = pd.read_parquet(cubes.place("baci_exports", item))
    largest = indicators.top_suppliers(flows, 1)
    own = indicators.hhi(flows).merge(largest, on=["importer", "product"])
    both = bought.merge(own, on=["importer", "product"], suffixes=("", "_own"), validate="1:1")
    assert len(both) == len(bought) == len(largest)
    assert (both["first"] == both["exporter"]).all()
    assert (both["suppliers"] == both["suppliers_own"]).all()
    advantage = sold.merge(indicators.rca(flows), on=["exporter", "product"], suffixes=("", "_own"), validate="1:1")
    pairs = [(both["hhi"], both["hhi_own"]), (both["first_share"], both["share"])]
    pairs += [(advantage["rca"], advantage["rca_own"])]
    straight, flat = indicators.tci(sold, bought)["tci"], indicators.tci(flows)["tci"]
    pairs.append((straight, flat))
    return max(float(np.nanmax(np.abs(ours / theirs.where(theirs != 0) - 1))) for ours, theirs in pairs)


def main(count: int, folder: Path, rows: int) -> None:
    """Print the table."""
    os.environ["ECONSEC_STORE"] = str(folder)
    years = list(range(LAST - count + 1, LAST + 1))
    fill(years, rows, folder)
    print(f"{count} years of {rows:,} rows, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")  # noqa: T201
    here = made(years)
    with tempfile.TemporaryDirectory() as room, dask_cluster.started(Path(room)) as cluster:
        there = made(years, "--cluster", cluster.address)
        used = [resource_of(worker.pid) for worker in cluster.workers]
    print(f"    workers: {', '.join(f'{cpu:.1f} s of processor, peak {peak:.2f} GB' for cpu, peak in used)}")  # noqa: T201
    print(f"    the same {len(here)} files to the byte: {here == there}")  # noqa: T201
    items = [item for item in shelf.stored() if item.year in years]
    worst = max(compare(item) for item in items)
    print(f"    largest relative difference from our own indicators: {worst:.1e} (at most {NEAR:.0e})")  # noqa: T201
    assert here == there
    assert worst <= NEAR


def resource_of(process: int) -> tuple[float, float]:
    """Return the seconds of processor and the peak of memory in GB of a process that lives."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK"), int(peak.split()[1]) / 1e6


if __name__ == "__main__":
    words = [*sys.argv[1:], *("1", "", "11")[len(sys.argv) - 1 :]]
    main(int(words[0]), Path(words[1] or tempfile.gettempdir()) / "cubes", int(float(words[2]) * 1e6))
