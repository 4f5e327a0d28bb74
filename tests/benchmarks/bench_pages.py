"""How soon each page shows its first words: ``python tests/benchmarks/bench_pages.py [--opens N] [REPORT ...]``.

Each report is rendered, then its interactive form is opened from disk in headless Chromium, in a context of its own
(nothing cached), N times; the median of the first contentful paint is printed. Goal: under 500 ms for every page.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support" / "pages"))
from browser_support import ARGUMENTS, CHROMIUM, opened

GOAL = 500.0
PAINTED = "performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime)[0]"


def main() -> None:
    """Print a line for each page, and the slowest."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("report", nargs="*", help="reports; every one if none is named")
    asked.add_argument("--opens", type=int, default=5, help="how often each page is opened")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as made, sync_playwright() as playwright:
        command = [Path(sys.executable).parent / "econsec", "render", *(options.report or ["--all"]), "--out", made]
        subprocess.run(command, check=True, capture_output=True)
        browser = playwright.chromium.launch(executable_path=CHROMIUM.read_text().strip(), args=ARGUMENTS)
        medians = {}
        for page in sorted(Path(made).glob("*/*/latest/report.html")):
            taken = []
            for _ in range(options.opens):
                with opened(browser, page, ready=False) as seen:
                    # Not wait_for_function: it evaluates texts in the page, which the page's policy forbids.
                    while (painted := seen.ask(PAINTED)) is None:
                        seen.page.wait_for_timeout(20)
                    taken.append(painted)
            name = f"{page.parents[2].name} {page.parents[1].name}"
            medians[name] = statistics.median(taken)
            print(f"{name:32} {medians[name]:5.0f} ms  ({min(taken):.0f} to {max(taken):.0f})")  # noqa: T201
        browser.close()
    slowest = max(medians, key=lambda name: medians[name])
    print(f"\n{len(medians)} pages; the slowest, {slowest}: {medians[slowest]:.0f} ms (goal: under {GOAL:.0f})")  # noqa: T201


if __name__ == "__main__":
    main()
