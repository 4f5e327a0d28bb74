"""The browser that all these tests share, and the pages that they open in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser_support import ARGUMENTS, AXE, CHROMIUM, editions
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return headless Chromium. Where there is none the tests fail: a page nobody opened is not known to open."""
    if not (CHROMIUM.is_file() and AXE.is_file()):
        pytest.fail("the browser tests need Chromium and axe-core; run: make browser")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM.read_text(encoding="utf-8").strip(), args=ARGUMENTS
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def rendered(shared) -> Callable[[str, str], Path]:
    """Return what finds the folder of a report's edition in a language, rendered once a test run."""

    def find(report: str, language: str) -> Path:
        return editions(shared, report)[language]

    return find


@pytest.fixture(scope="session")
def invented(rendered) -> Path:
    """Return the English edition of the invented report."""
    return rendered("invented", "en")
