"""Contrast after WCAG 2.2: 4.5 to 1 for words (1.4.3), 3 to 1 for marks (1.4.11), by day and by night."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from econsec.publish.charts import colours as colour
from econsec.publish.charts.vega import TEMPLATE

ROOT = Path(colour.__file__).resolve().parents[3]
PAGE = (TEMPLATE / "page.css").read_text(encoding="utf-8")
NAMES = {"black": "#000000", "white": "#ffffff"}


def luminance(code):
    digits = NAMES.get(code, code).lstrip("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def tokens(scheme):
    light, dark = re.findall(r":root \{(.*?)\}", PAGE, re.DOTALL)[:2]
    return dict(re.findall(r"--(\w+): (#\w{3,6});", light if scheme == "light" else dark))


def test_contrast_of_black_on_white_is_21_as_wcag_defines_it():
    assert contrast("black", "white") == pytest.approx(21)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("words", ["ink", "soft", "accent"])
@pytest.mark.parametrize("ground", ["paper", "band"])
def test_the_words_of_the_page_can_be_read(scheme, words, ground):
    assert contrast(tokens(scheme)[words], tokens(scheme)[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("mark", ["fill", "warn", "accent", "ink"])
def test_the_marks_of_the_page_can_be_seen(scheme, mark):
    assert contrast(tokens(scheme)[mark], tokens(scheme)["paper"]) >= 3


@pytest.mark.parametrize("one", colour.palette(), ids=lambda one: one.colour)
def test_colours_of_charts_can_be_seen_and_their_words_read(one):
    day, night = tokens("light")["paper"], tokens("dark")["paper"]
    if one.role == "mark":
        assert contrast(one.colour, day) >= 3
        assert contrast(one.dark, night) >= 3
    if one.role in ("mark", "words"):
        assert contrast(one.words or one.colour, day) >= 4.5
        assert contrast(one.dark_words, night) >= 4.5


@pytest.mark.parametrize("fill", [one for one in colour.palette() if one.role == "mark"], ids=lambda one: one.colour)
def test_words_on_a_filled_mark_can_be_read_in_the_ink_the_convention_names(fill):
    paper = next(one for one in colour.palette() if one.colour == "#FFFFFF")
    on_light, always = contrast(paper.colour, fill.colour), "#111111"
    if on_light >= 4.5:
        assert contrast(paper.dark_words, fill.dark) >= 4.5
    else:
        assert min(contrast(always, fill.colour), contrast(always, fill.dark)) >= 4.5


def test_only_the_colours_that_are_drawn_get_a_rule():
    rules = colour.css('fill="#12436d"')
    assert "#12436D" in rules
    assert "#801650" not in rules


def test_every_colour_stands_in_the_table_once():
    names = [one.colour.lower() for one in colour.palette()]
    assert len(set(names)) == len(names)


def test_every_colour_that_exhibits_name_has_its_partners():
    known = {one.colour.lower() for one in colour.palette()}
    always_the_same = {"#111111", "#010101", "#fefefe", "#f3edf1"}  # words on a ramp, and where a ramp begins
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "econsec" / "exhibits").rglob("*.py"))
    named = {code.lower() for code in re.findall(r'"(#[0-9A-Fa-f]{6})"', source)}
    assert named
    assert named <= known | always_the_same
