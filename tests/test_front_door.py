"""The front door: the few names a notebook needs, for next to nothing at start-up."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

import econsec

HEAVY = {"altair", "duckdb", "nbconvert", "papermill", "pandas", "scipy", "pyarrow", "vl_convert", "httpx2", "stamina"}


@pytest.mark.parametrize("name", econsec.__all__)
def test_every_promised_name_is_there(name):
    assert getattr(econsec, name) is not None
    assert name in dir(econsec)


def test_a_name_that_is_not_there_is_said_to_be_missing():
    with pytest.raises(AttributeError, match="no attribute 'laod'"):
        econsec.laod  # noqa: B018


@pytest.mark.parametrize("what", ["econsec", "econsec.cli"])
def test_the_import_loads_no_heavy_library(what):
    code = f"import sys, {what}; print(' '.join(sorted(name for name in sys.modules if '.' not in name)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not HEAVY & set(loaded)


def test_a_night_with_nothing_to_do_loads_no_heavy_library(tmp_path):
    code = (
        "import sys\nfrom econsec.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print(*sorted(name for name in sys.modules if '.' not in name))"
    )

    def say(*arguments):
        command = [sys.executable, "-c", code, *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.splitlines()

    say("new", "own", "--language", "en", "--title", "One", "--question", "Is it one?")
    say("render", "own.ipynb")
    *said, loaded = say("render", "own.ipynb")
    assert any(line.startswith("unchanged") for line in said)
    assert not HEAVY & set(loaded.split())


def test_where_time_is_short_what_was_not_run_is_named_and_is_no_failure():
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_paths.py"]
    root, environment = Path(__file__).resolve().parent.parent, {**os.environ, "ECONSEC_DEADLINE": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    *_, last = done.stdout.splitlines()
    assert "tests not run: no time was left" in done.stdout
    assert "tests/test_paths.py: " in done.stdout
    assert "skipped in" in last
    assert "passed" not in last


@pytest.mark.parametrize("room", ["decisions", "exhibits", "indicators"])
def test_a_room_lists_what_is_public_and_nothing_else(room):
    found = getattr(econsec, room)
    assert dir(found) == sorted(found.__all__)
    for name in dir(found):
        part = getattr(found, name)
        if inspect.ismodule(part):
            assert dir(part), name
            for inner in dir(part):
                assert getattr(part, inner).__module__ == part.__name__, f"{name}.{inner}"
