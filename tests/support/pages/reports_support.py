"""Render real editions with the command that users call, and read them as their reader does."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup

from econsec import paths
from econsec.publish.plan import portfolio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WHOLE = "ECONSEC_TEST_WHOLE"  # set where so many tests are run that every report is asked for; see conftest.py
DAY = "1795305600"  # 2026-11-22, so that every run speaks of the same day


def every_edition(*first: str) -> list:
    """Return each report and language; all but the first reports are tested in `make test-all` alone."""
    return [
        pytest.param(report.name, language, marks=[] if report.name in first else [pytest.mark.slow])
        for report in portfolio.load(paths.notebooks() / "reports.toml").report
        for language in report.languages
    ]


@dataclass(frozen=True)
class Rendered:
    """An edition on disk."""

    folder: Path

    @property
    def html(self) -> str:
        return (self.folder / "report.html").read_text(encoding="utf-8")

    @property
    def manifest(self) -> dict:
        return json.loads((self.folder / "edition.json").read_text(encoding="utf-8"))

    def csv(self, exhibit: str) -> str:
        return (self.folder / "data" / f"{exhibit}.csv").read_text(encoding="utf-8-sig")


def render(out: Path, *arguments: str) -> dict[str, Rendered]:
    """Render with the command and return the editions by language."""
    command = [str(Path(sys.executable).with_name("econsec")), "render", *arguments, "--out", str(out)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": DAY}
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, env=environment)
    assert done.returncode == 0, done.stderr
    return {link.parent.name: Rendered(link) for link in out.rglob("latest") if (link / "report.html").is_file()}


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Let one of several test workers through at a time."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def once(root: Path, report: str, make: Callable[[Path, str], object] = render) -> dict[str, Rendered]:
    """Make a report (rendered as it stands) once for all test workers; return its editions by language.

    Where all are tested all are rendered by the first who asks for one: together they take half the time.
    """
    whole = make is render and os.environ.get(WHOLE)
    made, asked = (root / "portfolio", "--all") if whole else (root / report, report)
    with alone(made.with_suffix(".lock")):
        if not (made / "done").is_file():
            try:
                make(made, asked)
            finally:  # one report that fails is not made anew by each who asks for another
                made.mkdir(exist_ok=True)
                (made / "done").touch()
    out = made / report if whole else made
    return {link.parent.name: Rendered(link) for link in out.rglob("latest") if (link / "report.html").is_file()}


def table_of(html: str, exhibit: str) -> list[list[str]]:
    """Return the written cells of an exhibit's table."""
    figure = BeautifulSoup(html, "lxml").find(id=exhibit)
    assert figure is not None, f"no exhibit {exhibit}"
    body = figure.find("table").find("tbody")
    return [[cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])] for row in body.find_all("tr")]
