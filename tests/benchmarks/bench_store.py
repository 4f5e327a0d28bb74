"""Time the store at full size: `python tests/benchmarks/bench_store.py [million rows] [folder]`.

A year of BACI in CEPII's own zip is made once (seeded), added to a store of its own, and queried; pandas does the same
on the same file beside it, each in a process of its own so that peak memory is its own. Goals on two free cores: added
in 60 s and 1.5 GB, one importer's products by partner in 100 ms.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve()
YEAR, IMPORTER, PRODUCT, EXPORTER = 2024, "JPN", "850150", "CHN"
REPEATS = 5

STEPS = {
    "add": """
from econsec.store import add_baci
added = add_baci(Path(archive))
found["rows"] = added[0].rows if added else 0
""",
    "query": """
from econsec.store import load
load("baci", year=2024, importer="IND", product="850150")
for name, where in queries.items():
    times = []
    for _ in range(repeats):
        begun = time.perf_counter()
        found[name + " rows"] = len(load("baci", year=2024, **where))
        times.append(time.perf_counter() - begun)
    found[name] = min(times)
""",
    "pandas": """
import zipfile
import pandas as pd
with zipfile.ZipFile(archive) as opened, opened.open("BACI_HS17_Y2024_V202601.csv") as text:
    table = pd.read_csv(text, dtype={"k": str})
    codes = pd.read_csv(opened.open("country_codes_V202601.csv"), index_col="country_code").country_iso3
table["importer"], table["exporter"] = table.j.map(codes), table.i.map(codes)
table["value"] = table.v * 1000
found["read"] = time.perf_counter() - started
for name, where in queries.items():
    begun = time.perf_counter()
    mask = pd.Series(True, index=table.index)
    for column, wanted in where.items():
        mask &= table[{"product": "k"}.get(column, column)] == wanted
    found[name + " rows"] = len(table[mask])
    found[name] = time.perf_counter() - begun
""",
}
FRAME = """
import json, resource, sys, time
from pathlib import Path
archive, queries, repeats, found = sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3]), {}
started = time.perf_counter()
STEP
found["seconds"] = time.perf_counter() - started
usage = resource.getrusage(resource.RUSAGE_SELF)
found["gigabytes"], found["cpu"] = usage.ru_maxrss / 1e6, usage.ru_utime + usage.ru_stime
print(json.dumps(found))
"""
QUERIES = {
    "one importer": {"importer": IMPORTER},
    "importer and product": {"importer": IMPORTER, "product": PRODUCT},
    "exporter and product": {"exporter": EXPORTER, "product": PRODUCT},
    "one exporter": {"exporter": EXPORTER},
}


def run(step: str, archive: Path, store: Path) -> dict[str, float]:
    """Run a step in a process of its own and return what it found."""
    command = [
        sys.executable,
        "-c",
        FRAME.replace("STEP", STEPS[step]),
        str(archive),
        json.dumps(QUERIES),
        str(REPEATS),
    ]
    environment = os.environ | {"ECONSEC_STORE": str(store)}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def make(rows: int, folder: Path) -> Path:
    """Make the zip, once for a size."""
    archive = folder / f"BACI_HS17_V202601_{rows}.zip"
    if not archive.is_file():
        begun = time.perf_counter()
        generator = HERE.parents[1] / "support/baci_years.py"
        subprocess.run([sys.executable, str(generator), str(archive), str(rows), str(YEAR)], check=True)
        say(f"made {archive.name}: {archive.stat().st_size / 1e6:,.0f} MB in {time.perf_counter() - begun:.0f} s")
    return archive


def say(line: str) -> None:
    """Print a line now."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(rows: int, folder: Path) -> None:
    """Print the table."""
    archive = make(rows, folder)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        added = run("add", archive, Path(name))
        stored = run("query", archive, Path(name))
    plain = run("pandas", archive, folder)
    say(f"{rows:,} rows; load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    say(f"{'':<24}{'econsec':>12}{'pandas':>12}")
    say(f"{'add / read a year, s':<24}{added['seconds']:>12.1f}{plain['read']:>12.1f}")
    say(f"{'  processor, s':<24}{added['cpu']:>12.1f}{plain['cpu']:>12.1f}")
    say(f"{'  peak memory, GB':<24}{added['gigabytes']:>12.2f}{plain['gigabytes']:>12.2f}")
    for query in QUERIES:
        if stored[f"{query} rows"] != plain[f"{query} rows"]:
            raise SystemExit(f"{query}: {stored[f'{query} rows']} rows, pandas {plain[f'{query} rows']}")
        label = f"{query}, ms ({stored[f'{query} rows']:,.0f} rows)"
        say(f"{label:<40}{1000 * stored[query]:>8.0f}{1000 * plain[query]:>12.0f}")


if __name__ == "__main__":
    size = float(sys.argv[1]) if len(sys.argv) > 1 else 11.0
    place = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.gettempdir())
    main(int(size * 1e6), place)
