"""Real editions, rendered once a test run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from reports_support import render

if TYPE_CHECKING:
    from reports_support import Rendered


@pytest.fixture(scope="session")
def editions(tmp_path_factory) -> dict[str, Rendered]:
    """Return the first report with its default parameters, by language."""
    return render(tmp_path_factory.mktemp("editions"), "critical_minerals")
