"""A machine without what asks publishers: one sentence where somebody asks, and nothing else is missed."""

from __future__ import annotations

import subprocess
import sys

import pytest

HIDE = "import sys; sys.modules['httpx2'] = None; sys.modules['stamina'] = None; sys.argv[0] = 'econsec'; "


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = f"{HIDE}from econsec.cli import main; sys.argv[1:] = {list(arguments)!r}; main()"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300, check=False)


def test_asking_says_what_to_install():
    done = run("data", "fetch", "worldbank", "NY.GDP.MKTP.CD")
    assert done.returncode == 4
    assert 'pip install "econsec[live]"' in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [("data", "sources"), ("data", "list"), ("list",), ("data", "refresh", "--dry-run")]
)
def test_what_asks_nobody_works(arguments):
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
