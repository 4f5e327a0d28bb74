"""Colours of other libraries: kept in their box, and nothing else with them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from econsec.publish.page import other_css as css


@pytest.mark.parametrize(
    "said",
    [
        "position: fixed",
        "background: url(https://example.org/a.png)",
        "background-image: url('data:,')",
        "color: expression(alert(1))",
        "color: var(--x)",
        "width: attr(title)",
        "behavior: url(x)",
        "content: 'x'",
        "margin-top: -900px",
        "z-index: 9",
        "font-family: 'a'",
        'color: "</style>"',
    ],
)
def test_what_could_fetch_cover_or_escape_is_left_out(said):
    assert css.declarations(said) == ""
    assert css.rules(f"td {{ {said} }}", "shown-1") == ""


def test_the_bars_and_gradients_of_pandas_are_kept():
    bar = "width: 10em; background: linear-gradient(90deg, #d65f5f 50.0%, transparent 50.0%) !important"
    assert css.declarations(bar).endswith("transparent 50.0%)!important")


@pytest.mark.parametrize("selector", ["td:hover", "td:has(a)", "a[href^='x']", "td::before", "td:not(.a)"])
def test_a_selector_that_could_watch_the_reader_is_left_out(selector):
    assert css.rules(f"{selector} {{ color: red }}", "shown-1") == ""


@pytest.mark.parametrize("selector", ["~ p", "+ *", "> p", "td, ~ section"])
def test_a_selector_that_would_mean_what_stands_beside_the_box_is_left_out(selector):
    assert css.rules(f"{selector} {{ color: red }}", "shown-1") == ""


@pytest.mark.parametrize("selector", [",", "td,", ", td", "td,,th", " "])
def test_a_list_of_selectors_with_a_gap_is_no_rule(selector):
    assert css.rules(f"{selector} {{ color: red }}", "shown-1") == ""


def test_rules_for_media_imports_and_fonts_are_left_out():
    sheet = "@import 'x'; @font-face { src: url(x) } @media print { td { color: red } } td { color: blue }"
    assert css.rules(sheet, "shown-1") == "#shown-1 td{color:blue}"


@given(st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=300)
def test_whatever_the_sheet_no_rule_leaves_its_box_and_no_element_ends(selector, said):
    found = css.rules(f"{selector} {{ color: red; {said} }}", "shown-1")
    assert "<" not in found
    assert "url" not in found.lower() or "url(" not in found.lower()
    for rule in filter(None, found.split("}")):
        parts = re.sub(r"\([^)]*\)", "", rule.partition("{")[0]).split(",")
        assert all(re.match(r"#shown-1 (?!\s*[>+~])", part) for part in parts)
