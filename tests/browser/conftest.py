"""The browser that all these tests share, and the pages that they open in it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import faces
import pytest
from browser_support import ARGUMENTS, AXE, CHROMIUM, editions
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def chromium(tmp_path_factory) -> Iterator[Callable[[str], Browser]]:
    """Return what starts headless Chromium with a face, once each.

    Where there is none the tests fail: a page nobody opened is not known to open.
    """
    if not (CHROMIUM.is_file() and AXE.is_file()):
        pytest.fail("the browser tests need Chromium and axe-core; run: make browser")
    path, folder = CHROMIUM.read_text(encoding="utf-8").strip(), tmp_path_factory.mktemp("faces")
    with sync_playwright() as playwright:

        @cache
        def start(face: str) -> Browser:
            environment = faces.environment(face, folder / face)
            return playwright.chromium.launch(executable_path=path, args=ARGUMENTS, env=environment)

        yield start


@pytest.fixture(scope="session")
def browser(chromium) -> Browser:
    """Return headless Chromium with the fonts of this machine, or with the face that `ECONSEC_TEST_FONTS` names."""
    return chromium(faces.CHOSEN)


@pytest.fixture(params=faces.FACES)
def any_face(request, chromium) -> Browser:
    """Return headless Chromium with a wide face, a narrow one, and the one that pages ask for first."""
    return chromium(request.param)


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
