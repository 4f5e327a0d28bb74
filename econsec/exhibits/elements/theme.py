"""How charts look: one colour an economy wherever it appears, quiet axes, the reader's own fonts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

# These reach 3:1 on white as marks (WCAG 2.2, 1.4.11); the page maps each to a lighter one in the dark.
BLUE, GREEN, PLUM, ORANGE, CHARCOAL, LILAC = "#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1"
GREY = "#767676"  # everybody else
FAINT = "#BFBFBF"  # connectors, never the only carrier of a fact
RULE = "#E3E3E3"  # grid lines
INK = "#1D1D1B"
PAPER = "#FFFFFF"

# An economy keeps its colour in every report, whatever part it plays.
OF_ECONOMY = {"JPN": BLUE, "IND": ORANGE, "CHN": PLUM}
# Others take what is free, in this order, by the part that they play.
FREE = (GREEN, LILAC, CHARCOAL, BLUE, ORANGE, PLUM)

FONTS = {
    "en": "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', Arial, sans-serif",
    "ja": "'Hiragino Sans', 'Yu Gothic UI', Meiryo, 'Noto Sans CJK JP', sans-serif",
}
WIDTH = 680
LABEL = 340  # the widest label of a row in one line, in pixels: half of a chart


@dataclass(frozen=True)
class Palette:
    """Colours for the three parts of a report.

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
    def _given(self) -> dict[str, str]:
        given = {code: OF_ECONOMY[code] for code in self.parts if code in OF_ECONOMY}
        # The colours of Japan, India and China stay theirs even where one of them plays no part.
        free = [colour for colour in FREE if colour not in OF_ECONOMY.values()]
        for code in self.parts:
            if code not in given:
                given[code] = free.pop(0)
        return given

    @property
    def parts(self) -> tuple[str, str, str]:
        """Return the codes of importer, partner and rival."""
        return self.importer, self.partner, self.rival

    def of(self, code: str) -> str:
        """Return the colour of an economy; grey for one that plays no part."""
        return self._given.get(code) or OF_ECONOMY.get(code, GREY)


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
        "range": {"category": list(FREE)},
    }
