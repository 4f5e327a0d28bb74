"""Real editions, rendered once a test run."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from notebook_run import said
from reports_support import once

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reports_support import Rendered


@pytest.fixture(scope="session")
def rendered(shared: Path) -> Callable[[str], dict[str, Rendered]]:
    """Return what finds the editions of a report with its default parameters, by language."""
    return partial(once, shared)


@pytest.fixture(scope="session")
def editions(rendered) -> dict[str, Rendered]:
    """Return the first report."""
    return rendered("critical_minerals")


@pytest.fixture(scope="module")
def english(request, rendered):
    """Return what the English edition of the module's report says."""
    return said(rendered(request.module.NAME)["en"])


@pytest.fixture(scope="module")
def japanese(request, rendered):
    """Return what the Japanese edition of the module's report says."""
    return said(rendered(request.module.NAME)["ja"])
