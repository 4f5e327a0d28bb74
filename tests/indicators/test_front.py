"""The front door of the indicators: every name is there, and none costs before it is used."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import econsec.indicators as door
from econsec.indicators.definitions import described
from econsec.indicators.dependence.rules import rules


@pytest.mark.parametrize("name", door.__all__)
def test_public_name_opens_and_is_documented(name):
    assert getattr(door, name).__doc__


@pytest.mark.parametrize("name", described())
def test_indicator_says_what_it_takes_gives_and_rests_on(name):
    if name in {rule.name for rule in rules()}:
        return
    said = inspect.getdoc(getattr(door, name))
    for part in ("Parameters", "Returns", "References", "Examples"):
        assert f"{part}\n{'-' * len(part)}" in said, part


def test_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'tca'"):
        door.tca  # noqa: B018


def test_scipy_is_not_loaded_before_an_indicator_needs_it():
    code = "import sys, econsec.indicators as i; i.hhi; i.dependence_flags; print('scipy' in sys.modules)"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert made.stdout.strip() == "False"


def test_room_and_name_do_not_hide_each_other():
    assert callable(door.complexity)
    assert callable(door.dependence.dependence.flags)
    assert door.dependence_flags is door.dependence.dependence.flags
    assert "hhi" in dir(door)
