"""Time the publisher against the two command-line tools: ``python tests/benchmarks/bench_render.py [--sets N]``.

First the project's own portfolio, every report in every language; then notebooks that know nothing of us: a million
rows, six charts, three tables, one report for each parameter set. Each time ``papermill`` then ``jupyter nbconvert --to
html`` in turn, as a shell loop does it, on the same notebooks; then the publisher, all at once. Goals: 25 times faster
than the loop with the portfolio, and within twice the time of the cells alone over the cores.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import kit

from econsec import paths
from econsec.publish import render
from econsec.publish.plan import portfolio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DATA = """
import altair as alt
import numpy as np
import pandas as pd
from IPython.display import display
random = np.random.default_rng(year)
size = 1_000_000
flows = pd.DataFrame({"exporter": random.integers(0, 200, size), "product": random.integers(0, 5000, size)})
flows["value"] = random.lognormal(size=size)
"""
CHART = """
shares = flows[flows["product"] % 6 == {number}].groupby("exporter", as_index=False)["value"].sum()
shares = shares.nlargest(20, "value")
spec = alt.Chart(shares).mark_bar().encode(x="value", y=alt.Y("exporter:N", sort="-x")).properties(width="container")
spec = spec.to_dict()
cells = [[{{"text": str(a)}}, {{"text": f"{{b:.1f}}", "value": b}}] for a, b in shares.values.tolist()]
columns = [{{"key": "e", "label": "Exporter", "kind": "text"}}, {{"key": "v", "label": "USD", "kind": "number"}}]
source = {{"line": "Made for this test", "url": "https://example.org", "licence": "CC0", "vintage": "1"}}
source |= {{"commercial": True, "dataset": "x", "sha256": "0"}}
exhibit = {{"version": 1, "id": "chart-{number}", "language": language, "headline": "Few export most", "alt": "Bars"}}
exhibit |= {{"subtitle": "USD", "chart": spec, "sources": [source], "caveats": []}}
exhibit["table"] = {{"caption": "Exporters", "columns": columns, "row_header": 0, "rows": cells, "open": False}}
exhibit["csv"] = {{"columns": ["e", "v"], "rows": shares.values.tolist()}}
display({{"application/vnd.econsec.exhibit+json": exhibit, "application/vnd.vegalite.v6+json": spec}}, raw=True)
"""
TABLE = 'flows.groupby("product", as_index=False)["value"].agg(["sum", "mean"]).nlargest(10 + {number}, "sum")'
CELLS = "cells.json"
KERNEL = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def write(folder: Path, sets: int) -> portfolio.Portfolio:
    """Write one notebook, and a portfolio that names it once for each set: only the default year differs."""
    charts = [CHART.format(number=number) for number in range(6)]
    tables = [TABLE.format(number=number) for number in range(3)]
    reports = {}
    for year in range(2000, 2000 + sets):
        cell = kit.PARAMETERS.replace("2024", str(year))
        reports[f"year-{year}"] = {**kit.notebook(DATA, *charts, *tables, parameters=cell), "metadata": KERNEL}
    return kit.write(folder, reports)


@dataclass
class Way:
    """What one way to render took: seconds by the clock, and seconds of all processors together."""

    name: str
    clock: float
    cpu: float


def timed(name: str, run: Callable[[], None]) -> Way:
    """Run something in processes of its own, and say what it took: on a busy machine, compare the CPU time."""
    clock, cpu = time.perf_counter(), _cpu()
    run()
    return Way(name, time.perf_counter() - clock, _cpu() - cpu)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def loop(folder: Path, wanted: Iterable[tuple[portfolio.Report, str]]) -> None:
    """Run the two commands for each report in a language, in turn."""
    bins = Path(sys.executable).parent
    folder.mkdir(exist_ok=True)
    for report, language in wanted:
        made = folder / f"{report.name}.{language}.ipynb"
        tool = [bins / "papermill", "--no-progress-bar", "--log-level", "ERROR", "-k", "python3"]
        tool += ["--cwd", report.notebook.parent, "-p", "language", language]
        subprocess.run([*tool, report.notebook, made], check=True, capture_output=True)
        subprocess.run([bins / "jupyter", "nbconvert", "--to", "html", made], check=True, capture_output=True)


def render_all(names: list[str], folder: Path, cache: Path) -> None:
    """Render the project's portfolio, or some of it, by the command that a user types."""
    command = [Path(sys.executable).parent / "econsec", "render", *(names or ["--all"]), "--out", folder]
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"ECONSEC_CACHE": str(cache)})


def own_portfolio(names: list[str], folder: Path) -> list[Way]:
    """Time the project's portfolio: cold (no edition and no cache), again from nothing, and with nothing changed."""
    held = portfolio.load(paths.notebooks() / "reports.toml")
    wanted = render.every([held[name] for name in names] or held.report)
    cache = folder / "cache"
    return [
        timed("papermill, then nbconvert, in turn", lambda: loop(folder / "loop", wanted)),
        timed("publisher, no cache", lambda: render_all(names, folder / "cold", cache)),
        timed("publisher, no edition", lambda: render_all(names, folder / "warm", cache)),
        timed("publisher, nothing changed", lambda: render_all(names, folder / "warm", cache)),
    ]


def say(ways: list[Way]) -> None:
    """Print what each way took, and how many times faster than the first it is."""
    print(f"{'':36} {'clock':>9} {'CPU':>9}   times faster than the loop, by clock and by CPU")  # noqa: T201
    for way in ways:
        faster = f"{ways[0].clock / way.clock:7.1f} {ways[0].cpu / way.cpu:7.1f}"
        print(f"{way.name:36} {way.clock:7.2f} s {way.cpu:7.2f} s {faster}")  # noqa: T201


def markdown(ways: list[Way], editions: int, load: float) -> str:
    """Return the table for the README."""
    first = ways[0]
    about = f"{editions} editions, {os.cpu_count()} cores, load {load:.1f}"
    rows = [(about, "clock", "processor", "times faster", "by processor"), ("---",) * 5]
    rows += [
        (
            way.name,
            f"{way.clock:.1f} s",
            f"{way.cpu:.1f} s",
            f"{first.clock / way.clock:.1f}",
            f"{first.cpu / way.cpu:.1f}",
        )
        for way in ways
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def in_kernels(folder: Path) -> float:
    """Return the seconds that the cells took in the loop's kernels, by papermill's clock: with their imports."""
    read = (json.loads(made.read_text(encoding="utf-8")) for made in folder.glob("*.ipynb"))
    return sum(cell["metadata"]["papermill"]["duration"] or 0 for one in read for cell in one["cells"])


def in_forks(folder: Path) -> float:
    """Return the seconds that the cells alone took in the publisher's forks: from a report's first cell to its page.

    They begin when what notebooks import is loaded: to load it is the publisher's own time, as its start is.
    """
    return sum(json.loads((folder / CELLS).read_text(encoding="utf-8")).values())


def publish(folder: Path, reports: portfolio.Portfolio, engine: str = "fork") -> None:
    """Render all reports as the command would: in a process of its own that starts cold."""
    script = (
        "import sys; from pathlib import Path; from econsec.publish.plan import portfolio;"
        "from econsec.publish import render;"
        "reports = portfolio.load(Path(sys.argv[1]) / 'reports.toml').report;"
        "import json, time; first = {}; taken = {};"
        "hear = lambda event: first.setdefault(event.report, time.monotonic()) if event.kind == 'cell'"
        " else taken.update({event.report: time.monotonic() - first[event.report]}) if event.kind == 'page' else None;"
        "settings = render.Settings(out=Path(sys.argv[2]), engine=sys.argv[3], progress=hear);"
        "code = render.exit_code(render.render_all(render.every(reports), settings));"
        f"taken and Path(sys.argv[2], '{CELLS}').write_text(json.dumps(taken));"
        "sys.exit(code)"
    )
    where = [str(reports.report[0].notebook.parent), str(folder), engine]
    subprocess.run([sys.executable, "-c", script, *where], check=True)


def main() -> None:
    """Print a table of ways and times."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--sets", type=int, default=12, help="parameter sets")
    asked.add_argument("--portfolio", action="store_true", help="the project's own reports alone")
    asked.add_argument("--only", action="append", default=[], help="of them this report alone; repeat")
    options = asked.parse_args()
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        folder = Path(made)
        (folder / "own").mkdir()
        print(f"every report in every language, {cores} cores, load {os.getloadavg()[0]:.1f}\n")  # noqa: T201
        load, ways = os.getloadavg()[0], own_portfolio(options.only, folder / "own")
        say(ways)
        editions, load = len(list((folder / "own" / "loop").glob("*.html"))), (load + os.getloadavg()[0]) / 2
        print(f"\n{markdown(ways, editions, load)}")  # noqa: T201
        if options.portfolio:
            return
        reports = write(folder / "nb", options.sets)
        publish(folder / "warm", reports.model_copy(update={"report": reports.report[:1]}))
        ways = [
            timed("papermill, then nbconvert, in turn", lambda: loop(folder / "loop", render.every(reports.report))),
            timed("publisher, kernels", lambda: publish(folder / "kernel", reports, "kernel")),
            timed("publisher, forks", lambda: publish(folder / "fork", reports)),
            timed("publisher, nothing changed", lambda: publish(folder / "fork", reports)),
        ]
        alone, kernels = in_forks(folder / "fork") / cores, in_kernels(folder / "loop") / cores
    print(f"\n{options.sets} reports of a million rows, {cores} cores, load {os.getloadavg()[0]:.1f}\n")  # noqa: T201
    say(ways)
    print(f"{'the cells alone, in forks':36} {alone:7.2f} s over the cores, from the first cell to the page")  # noqa: T201
    print(f"{'the cells alone, in kernels':36} {kernels:7.2f} s over the cores, with what they import")  # noqa: T201
    print(f"\nforks take {ways[2].clock / alone:.2f} times the cells in forks (goal: at most 2)")  # noqa: T201


if __name__ == "__main__":
    main()
