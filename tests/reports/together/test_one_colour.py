"""One colour an economy, in every chart of every edition; nothing else has it, and what is coloured has a name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from drawn_colours import Drawn, drawn, exhibits

from econsec import paths
from econsec.codes.economies import economies, economy_name, residuals
from econsec.exhibits.elements.theme import GREY, GREYS, GUESTS, OF_ECONOMY, PAPER, Palette
from econsec.publish.charts.colours import palette as house
from econsec.publish.plan import portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports_support import Rendered

REPORTS = [report.name for report in portfolio.load(paths.notebooks() / "reports.toml").report]
OWNED = {*OF_ECONOMY.values(), *GUESTS}
ITSELF = ("of", "series", "name", "said", "whose")  # words that say what a mark stands for; `label` is its row
SIGN = r"[●◆■▲]?\s*"
AMOUNT = r"(?:[:：\s(（].*\d.*)?"  # what may follow a name: its share, or an amount


@cache
def names(language: str) -> dict[str, str]:
    """Return the code of each economy by its name, the longer names first: one may begin with another."""
    found = {economy_name(code, language): code for code in set(economies()["iso3"]) - {*residuals(), "WLD"}}
    return dict(sorted(found.items(), key=lambda one: -len(one[0])))


@cache
def spelled(language: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, names(language))))


def told(text: str, language: str) -> set[str]:
    """Return the economies that a text names."""
    return {names(language)[name] for name in spelled(language).findall(text)}


def meant(text: str, language: str) -> str | None:
    """Return the economy that a text is, with or without an amount."""
    found = re.fullmatch(f"{SIGN}({spelled(language).pattern}){AMOUNT}", text)
    return names(language)[found[1]] if found else names(language).get(text) or (text if text in OF_ECONOMY else None)


def wrong(one: Drawn, palette: Palette, around: str, language: str) -> str | None:
    """Say what is wrong with the colour of a mark, or nothing.

    ``around`` is what the exhibit says above and below the chart.
    """
    spoken = any(letter.isalpha() for text in one.words.values() for letter in text)
    if not spoken or one.colour == PAPER or (one.mark == "text" and one.colour not in OWNED):
        return None  # an arc or a number, the gap between two parts, ink
    owner = next((code for code in (*OF_ECONOMY, *palette.parts) if palette.of(code) == one.colour), None)
    itself = {meant(one.words[word], language) for word in ITSELF if word in one.words} - {None}
    if itself and not any(
        one.colour in ({*GREYS} if palette.of(code) == GREY else {palette.of(code)}) for code in itself
    ):
        return f"{sorted(itself)} in {one.colour}"
    if one.colour not in OWNED:
        return None
    if owner is None:
        return f"{one.colour} of no economy here"
    row = meant(one.words.get("label", ""), language)
    mentioned = {code for code in re.findall("[A-Z]{3}", one.words.get("key", "")) if code in names(language).values()}
    mentioned = mentioned.union(*(told(text, language) for text in one.words.values()))
    of_another = row not in (None, owner) and owner not in itself
    if of_another or (owner not in mentioned and (mentioned or owner not in told(around, language))):
        return f"{one.words} in the colour of {owner}"
    return None


def around(exhibit: dict) -> str:
    return " ".join(str(exhibit.get(part) or "") for part in ("headline", "subtitle", "caption"))


def palette_of(edition: Rendered) -> Palette:
    return Palette(*(edition.manifest["parameters"][part] for part in ("importer", "partner", "rival")))


def mistaken(edition: Rendered, language: str) -> Iterator[str]:
    palette = palette_of(edition)
    for exhibit in exhibits(edition):
        for one in drawn(exhibit["chart"]):
            if fault := wrong(one, palette, around(exhibit), language):
                yield f"{exhibit['id']}: {fault}"


def nameless(edition: Rendered, language: str) -> Iterator[str]:
    """Find economies whose colour is drawn without their name, and series that no word of the picture names."""
    page = BeautifulSoup((edition.folder / "report.static.html").read_text(encoding="utf-8"), "lxml")
    palette = palette_of(edition)
    for exhibit in exhibits(edition):
        texts = [text.get_text() for text in page.find(id=exhibit["id"]).select("svg text")]
        marks = [one for one in drawn(exhibit["chart"]) if one.mark != "text"]
        filled = {one.colour for one in marks}
        known = told(" ".join([*texts, around(exhibit)]), language)
        for code in dict.fromkeys((*OF_ECONOMY, *palette.parts)):
            if palette.of(code) in filled and code not in known:
                yield f"{exhibit['id']}: {code}"
        known_as: dict[str, set[str]] = {}
        keys = {one.colour: one.words["text"] for one in marks if set(one.words) == {"text"}}
        for one in marks:
            if series := one.words.get("series"):
                known_as.setdefault(series, {series}).update(
                    (one.words.get("name", series), keys.get(one.colour, series))
                )
        yield from (
            f"{exhibit['id']}: {series}"
            for series, words in known_as.items()
            if not any(word in text for word in words for text in texts)
        )


def both(editions: dict[str, Rendered]) -> list[tuple[str, Rendered]]:
    assert set(editions) == {"en", "ja"}
    return list(editions.items())


@pytest.mark.parametrize("report", REPORTS)
def test_every_economy_has_its_colour_and_no_other_thing_has_it(report, rendered):
    for language, edition in both(rendered(report)):
        assert sorted(set(mistaken(edition, language))) == [], language


@pytest.mark.parametrize("report", REPORTS)
def test_the_economy_of_every_colour_is_named(report, rendered):
    for language, edition in both(rendered(report)):
        assert list(nameless(edition, language)) == [], language


@pytest.mark.parametrize("report", REPORTS)
def test_every_colour_of_a_picture_has_its_partner_in_the_dark(report, rendered):
    partners = {one.colour.lower() for one in house()} | {"none", "transparent", ALWAYS}
    for language, edition in both(rendered(report)):
        page = BeautifulSoup((edition.folder / "report.static.html").read_text(encoding="utf-8"), "lxml")
        painted = {
            part.get(channel, "none").lower() for part in page.select(".chart svg *") for channel in ("fill", "stroke")
        }
        assert {one for one in painted if not one.startswith("url(")} <= partners, language


ALWAYS = "#111111"  # letters on a bright fill, which is bright by night too
JAPAN, INDIA = OF_ECONOMY["JPN"], OF_ECONOMY["IND"]
DEFAULT = Palette("JPN", "IND", "CHN")


@pytest.mark.parametrize(
    ("colour", "words", "right"),
    [
        (JAPAN, {"series": "Japan"}, True),
        (INDIA, {"series": "Japan"}, False),
        ("#28A197", {"series": "Japan  44%"}, False),
        (INDIA, {"label": "China", "series": "sells"}, False),
        ("#28A197", {"label": "China", "series": "sells"}, True),
        (INDIA, {"label": "Wafers", "series": "India sells"}, True),
        (INDIA, {"label": "Wafers", "series": "sold"}, True),
        (JAPAN, {"label": "Wafers", "series": "sold"}, False),
        (GREY, {"name": "Malaysia", "text": ""}, True),
        (GREY, {"name": "South Korea 5%"}, False),
        (GUESTS[0], {"name": "Germany"}, False),
        (OF_ECONOMY["CHN"], {"of": "China → India  46.2"}, True),
    ],
)
def test_what_is_wrong_with_a_colour_would_be_found(colour, words, right):
    assert (wrong(Drawn(colour, "bar", words), DEFAULT, "What India sells", "en") is None) is right


def test_colours_are_found_however_deep_they_lie_and_by_whatever_way_they_come():
    rows = [{"series": "a", "colour": INDIA}, {"series": "b", "colour": JAPAN}]
    scale = {"domain": ["a", "b"], "range": ["#28A197", "#A285D1"]}
    units = [
        {"mark": {"type": "bar", "color": "#801650"}},
        {"mark": "bar", "encoding": {"color": {"field": "colour", "scale": None}}},
        {"mark": "bar", "encoding": {"color": {"field": "series", "scale": scale}}},
        {"mark": "bar", "encoding": {"fill": {"condition": {"test": "x", "value": "#284700"}, "value": "#256777"}}},
        {"mark": "bar", "encoding": {"stroke": {"datum": "b", "scale": scale}}},
    ]
    chart = {"data": {"name": "d"}, "datasets": {"d": rows}, "layer": [{"layer": units}]}
    found = {one.colour for one in drawn(chart)}
    assert found == {INDIA, JAPAN, "#28A197", "#A285D1", "#801650", "#284700", "#256777"}
    assert {one.words.get("of") for one in drawn(chart) if one.colour == "#28A197"} == {"a"}
