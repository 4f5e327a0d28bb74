"""How charts look: one colour an economy wherever it appears, quiet axes, the reader's own fonts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

# What is no economy: measures, flows, products, states. As marks these and the colours below reach 3:1 on white (WCAG
# 2.2, 1.4.11); the page maps each to a lighter one in the dark.
GREEN, LILAC, CHARCOAL = "#28A197", "#A285D1", "#3D3D3D"
PINE, VIOLET = "#17605A", "#5F4B8B"  # kin to green and lilac: the fifth and the sixth line
GREY = "#767676"  # everybody else
FAINT = "#BFBFBF"  # connectors, never the only carrier of a fact
RULE = "#E3E3E3"  # grid lines
INK = "#1D1D1B"
PAPER = "#FFFFFF"
MEASURES = (GREEN, LILAC, CHARCOAL, GREY, PINE, VIOLET)

# An economy keeps its colour in every report, whatever part it plays, and nothing else has it. Those that stand beside
# the three most often have one of their own; all others are grey, and named.
BLUE, ORANGE, PLUM = "#12436D", "#F46A25", "#801650"
OF_ECONOMY = {
    "JPN": BLUE,
    "IND": ORANGE,
    "CHN": PLUM,
    "HKG": "#804F42",
    "USA": "#8C5E1A",
    "KOR": "#69997A",
    "TWN": "#A04EA8",
    "VNM": "#DC5E5B",
    "SGP": "#058DFA",
}
GUESTS = ("#256777", "#284700", "#5797A7")  # of any other economy that a reader makes a part of a report
GREYS = (GREY, FAINT, "#D4D4D4")  # of several that have no colour, where they lie against each other

FONTS = {
    "en": "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif",
    "ja": "'Hiragino Sans', 'Yu Gothic UI', Meiryo, 'Noto Sans CJK JP', sans-serif",
}
WIDTH = 680
LABEL = 340  # the widest label of a row in one line, in pixels: half of a chart


@dataclass(frozen=True)
class Palette:
    """The colours of economies in a report.

    Parameters
    ----------
    importer, partner, rival : str
        ISO3 codes.

    Examples
    --------
    >>> Palette("DEU", "AUS", "CHN").of("CHN")
    '#801650'
    """

    importer: str
    partner: str
    rival: str

    @cached_property
    def _guests(self) -> dict[str, str]:
        """Give the parts that have no colour one each: by their codes, whatever part they play."""
        given: dict[str, str] = {}
        for code in sorted(set(self.parts) - set(OF_ECONOMY)):
            start = sum(map(ord, code))
            turns = (GUESTS[(start + turn) % len(GUESTS)] for turn in range(len(GUESTS)))
            given[code] = next(colour for colour in turns if colour not in given.values())
        return given

    @property
    def parts(self) -> tuple[str, str, str]:
        """Return the codes of importer, partner and rival."""
        return self.importer, self.partner, self.rival

    def of(self, code: str) -> str:
        """Return the colour of an economy; grey for one that has none."""
        return OF_ECONOMY.get(code) or self._guests.get(code, GREY)

    def beside(self, codes: Iterable[str]) -> dict[str, str]:
        """Return the colours of economies that lie against each other: those that have none in greys, by their codes.

        Examples
        --------
        >>> Palette("JPN", "IND", "CHN").beside(["MYS", "KOR", "DEU"])
        {'MYS': '#BFBFBF', 'KOR': '#69997A', 'DEU': '#767676'}
        """
        colours = {code: self.of(code) for code in codes}
        grey = sorted(code for code, colour in colours.items() if colour == GREY)
        return colours | {code: GREYS[min(place, len(GREYS) - 1)] for place, code in enumerate(grey)}


def config(language: str) -> dict[str, Any]:
    """Return the Vega-Lite configuration of a chart in a language.

    Examples
    --------
    >>> config("ja")["font"].startswith("'Hiragino Sans'")
    True
    """
    font = FONTS[language]
    return {
        "font": font,
        "background": "transparent",
        "padding": {"left": 2, "right": 8, "top": 6, "bottom": 2},
        "view": {"stroke": None},
        "axis": {
            "domain": False,
            "ticks": False,
            "grid": True,
            "gridColor": RULE,
            "labelColor": CHARCOAL,
            "labelFont": font,
            "labelFontSize": 12,
            "labelPadding": 6,
            "titleColor": CHARCOAL,
            "titleFont": font,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
        },
        "axisYDiscrete": {"labelPadding": 10},  # a mark at zero keeps apart from the name of its row
        "legend": {
            "labelFont": font,
            "labelFontSize": 12,
            "labelColor": CHARCOAL,
            "title": None,
            "orient": "top",
            "symbolSize": 90,
        },
        "header": {"labelFont": font, "labelFontSize": 12, "labelColor": INK, "title": None},
        "text": {"font": font, "fontSize": 12, "fill": INK},
        "title": {"font": font, "fontSize": 13, "color": INK, "anchor": "start"},
        "range": {"category": list(MEASURES)},
    }
