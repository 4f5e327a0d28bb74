"""Time the indicators against their peers on the same input: `python tests/benchmarks/bench_indicators.py [--full]`.

Each piece of work runs in a process of its own, from long frame to long frame. --full adds ten years with the peers,
which takes a quarter of an hour; --alone leaves the peers out. On a shared machine only the ratios count, and
those of processor seconds more than those of time.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import reference
from matrices import exports, flows, joined
from stopwatch import measured

from econsec.indicators import complexity, dependence_flags, hhi, tci, top_suppliers

HERE = Path(__file__).resolve().parent
ROWS = 11_000_000
WORK = {
    "complexity": ("complexity, 230 x 5,000, {} year(s)", exports),
    "tci": ("TCI of all 230 x 230 pairs, 5,000 products", exports),
    "flags": ("dependence flags, 230 x 5,000, 11 M flows", lambda _: flows(ROWS)),
    "hhi": ("HHI of every importer and product, two years of 5.5 M flows joined", lambda _: joined(ROWS)),
    "top": ("the three largest suppliers, two years of 5.5 M flows joined", lambda _: joined(ROWS)),
}
OURS = {
    "complexity": lambda table: len(complexity(table).pairs),
    "tci": lambda table: len(tci(table, table.rename(columns={"exporter": "importer"}))),
    "flags": lambda table: len(dependence_flags(table, rival="E001")),
    "hhi": lambda table: len(hhi(table)),
    "top": lambda table: len(top_suppliers(table)),
}
REFERENCE = {"complexity": reference.complexity, "tci": reference.tci, "flags": reference.flags} | {
    "hhi": reference.hhi,
    "top": reference.top,
}
GOALS = {
    ("complexity", 1): 1.5,
    ("complexity", 10): 8.0,
    ("tci", 1): 1.0,
    ("flags", 1): 5.0,
    ("hhi", 1): 4.0,
    ("top", 1): 6.0,
}


def child(program: str, *arguments: str) -> dict[str, float]:
    """Run one piece of work in a process of its own."""
    made = subprocess.run([program, *arguments], check=True, capture_output=True, text=True, cwd=HERE)
    return json.loads(made.stdout.splitlines()[-1])


def say(line: str = "") -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def compare(work: str, years: int, peers: dict[str, str]) -> None:
    """Time one piece of work by econsec, by the reference and by the peers."""
    say(WORK[work][0].format(years) + f" (goal {GOALS[work, years]:g} s on an idle machine)")
    mine = child(sys.executable, __file__, "--work", work, "--years", str(years))
    line("econsec", mine, mine)
    plain = "NumPy reference" if work == "complexity" else "plain NumPy" if work == "tci" else "plain pandas"
    line(plain, child(sys.executable, __file__, "--work", work, "--years", str(years), "--reference"), mine)
    if work == "complexity":
        for peer, program in peers.items():
            name = {"harvard": "ecomplexity 0.5.3", "datawheel": "economic-complexity 0.3.0"}[peer]
            line(name, child(program, str(HERE / "bench_peers.py"), peer, str(years)), mine)
    say()


def line(name: str, made: dict[str, float], mine: dict[str, float]) -> None:
    """Print one measurement, and how many times econsec's it is."""
    say(
        f"  {name:<26}{made['seconds']:>8.2f} s {made['cpu']:>8.2f} s cpu {made['peak'] / 1e9:>7.2f} GB"
        f"{made['seconds'] / mine['seconds']:>8.1f} x time {made['cpu'] / mine['cpu']:>7.1f} x cpu"
        f" {made['peak'] / mine['peak']:>5.1f} x memory"
    )


def main() -> None:
    """Run the comparison, or one piece of work of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--full", action="store_true", help="ten years with the peers too")
    options.add_argument("--alone", action="store_true", help="without the peers")
    options.add_argument("--work", choices=WORK, help=argparse.SUPPRESS)
    options.add_argument("--years", type=int, default=1, help=argparse.SUPPRESS)
    options.add_argument("--reference", action="store_true", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.work:
        table = WORK[chosen.work][1](chosen.years)
        measured((REFERENCE if chosen.reference else OURS)[chosen.work], table)
        return
    peers = {}
    if not chosen.alone:
        made = subprocess.run(
            [sys.executable, HERE.parent / "oracles" / "environment.py"], check=True, stdout=-1, text=True
        )
        peers = dict.fromkeys(("harvard", "datawheel"), made.stdout.strip())
    now = datetime.now(tz=UTC).strftime("%Y-%m-%d %H:%M UTC")
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    say(f"{now}, {os.cpu_count()} cores ({platform.machine()}), load {load:.1f}, Python {platform.python_version()}\n")
    compare("complexity", 1, peers)
    compare("complexity", 10, peers if chosen.full else {})
    compare("tci", 1, {})
    for work in ("flags", "hhi", "top"):
        compare(work, 1, {})


if __name__ == "__main__":
    main()
