"""An edition as PDF, by the Chromium that is there."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from econsec.errors import RenderError

if TYPE_CHECKING:
    from econsec.publish.editions.edition import Edition

#: Where the program is found, if not under one of the names.
BROWSER = "ECONSEC_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome", "msedge")
SECONDS = 120


def pdf(edition: Edition) -> bytes:
    """Print an edition's page without scripts, as its print style has it.

    Parameters
    ----------
    edition : Edition
        Whole.

    Raises
    ------
    RenderError
        No browser that prints is here, or it did not print.
    """
    program = browser()
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "report.pdf"
        command = [
            program,
            "--headless",
            "--disable-gpu",
            "--no-pdf-header-footer",
            "--virtual-time-budget=5000",
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={made}",
            edition.static.absolute().as_uri(),
        ]
        if os.name == "posix" and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # the sandbox is none for root, and the browser then refuses to start
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RenderError(f"{program} did not print: {type(error).__name__}") from error
        if not made.is_file():
            last = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
            raise RenderError(f"{program} did not print: {last[0][:300]}")
        return made.read_bytes()


def browser() -> str:
    """Return the program that prints.

    Raises
    ------
    RenderError
        None is here.
    """
    named = os.environ.get(BROWSER)
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        raise RenderError(
            f"no browser that prints is here{f': {named!r} is no program' if named else ''}",
            expected="Chromium, Chrome or Edge",
            hint=f"Install one, or name it: {BROWSER}=/path/to/chromium. Or open report.html and print it from there",
        )
    return found
