"""The worked examples of the documentation, run as written."""

from __future__ import annotations

import doctest
from pathlib import Path

import pandas as pd

PAGE = Path(__file__).resolve().parents[2] / "docs" / "decisions.md"


def test_every_example_of_the_page_gives_what_the_page_says():
    with pd.option_context("display.width", 120, "display.max_columns", 20):
        failed, tried = doctest.testfile(str(PAGE), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried > 20
    assert failed == 0
