"""What every test may lean on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# Programs of their own, with packages of their own: `make bench` and `make oracles` run them.
collect_ignore = ["benchmarks", "oracles"]

settings.register_profile("econsec", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("econsec")


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
