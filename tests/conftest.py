"""What every test may lean on."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# Programs of their own, with packages of their own: `make bench` and `make oracles` run them.
collect_ignore = ["benchmarks", "oracles"]

# Tests read what commands say in English, whatever the locale of who runs them.
os.environ["LANGUAGE"] = "en"

# What is rendered in a test has its charts checked against the schema of Vega-Lite; see `charts/altair_speed.py`.
os.environ.setdefault("ECONSEC_VALIDATE_CHARTS", "1")

# Seconds since 1970 after which no test begins, and what is said of those that did not; see .ci/run.
DEADLINE = float(os.environ.get("ECONSEC_DEADLINE", "inf"))
LATE = "no time was left"

# `make test-all` looks for the counter-example of a law longer than `make test`, which is run at every step.
EXAMPLES = 100 if os.environ.get("ECONSEC_THOROUGH") else 40
settings.register_profile("econsec", deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("econsec")


# Of more tests than this so many ask for a report that all are rendered together; see reports_support.py.
MANY = 500

# Examples that ask a whole report's worth: seconds each, where all the others together take half a minute.
SLOW_EXAMPLES = tuple(
    f"econsec.exhibits.{room}."
    for room in ("agenda", "science.coauthorship", "science.nearness", "shocks", "substitution.mixes")
)


def pytest_xdist_auto_num_workers():
    """One more than there are cores: a quarter of the time tests wait, for a page, a publisher, a process's end."""
    return (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Where time is short, begin with what fails most: pages in a browser, then faults."""
    for item in items:
        if item.name.startswith(SLOW_EXAMPLES):
            item.add_marker(pytest.mark.slow)
    if float("inf") > DEADLINE:
        items.sort(
            key=lambda item: 0 if item.get_closest_marker("browser") else 2 - bool(item.get_closest_marker("faults"))
        )


def pytest_collection_finish(session):
    if len(session.items) > MANY:
        os.environ["ECONSEC_TEST_WHOLE"] = "1"


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if time.time() > DEADLINE:
        pytest.skip(LATE)


def pytest_terminal_summary(terminalreporter):
    late = [each for each in terminalreporter.stats.get("skipped", []) if LATE in str(each.longrepr)]
    if late:
        files = Counter(each.nodeid.split("::")[0] for each in late)
        terminalreporter.section(f"{len(late)} tests not run: {LATE}")
        for file, count in sorted(files.items()):
            terminalreporter.line(f"{file}: {count}")


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """Return a folder that all workers of a test run see."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def raw() -> Path:
    """Return the folder of the publishers' raw files, or skip: a checkout does not carry them."""
    folder = Path(os.environ.get("ECONSEC_RAW", ROOT.parent / "shared" / "data" / "raw"))
    if not folder.is_dir():
        pytest.skip(f"the publishers' raw files are not at {folder} (set ECONSEC_RAW to the folder that holds them)")
    return folder
