"""The pictures of exhibits as PNG, which every program of an office can show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from econsec.errors import RenderError
from econsec.publish.charts.converter import convert
from econsec.publish.charts.slim_svg import POINT
from econsec.publish.charts.vega import FONTS

if TYPE_CHECKING:
    from econsec.publish.page.outline import Figure

SCALE = 3.0  # dots a pixel of the page: 340 an inch at 17 cm
#: A line of one point, of which nothing is seen: what draws the picture would say that it failed.
LONE = re.compile(rf'<path (?![^>]*stroke-linecap)[^>]*d="{POINT.pattern}"[^>]*/>')
#: Signs of the same width that no font draws alike; where there is no font for them all are the same empty box.
SIGNS = {"ja": ("国", "日")}


def png(figure: Figure, language: str) -> bytes | None:
    """Return the picture of an exhibit, or None if it has none.

    Raises
    ------
    RenderError
        No font of the machine has the letters of the language: a picture of empty boxes is none.
    """
    if not figure.drawn:
        return None
    if not has_letters(language):
        raise RenderError(
            "no font here has Japanese letters, and a picture cannot take those of its reader",
            expected="a font such as Noto Sans CJK JP",
            hint="Install one (on Debian or Ubuntu: apt-get install fonts-noto-cjk), or pass the page on (report.html)",
        )
    return bytes(convert("svg_to_png", LONE.sub("", figure.drawn), scale=SCALE))


def has_letters(language: str) -> bool:
    """Say whether the machine can draw the letters of a language.

    Examples
    --------
    >>> has_letters("en")
    True
    """
    if language not in SIGNS:
        return True
    font = FONTS[language].replace("'", "")
    drawn = {
        bytes(
            convert(
                "svg_to_png",
                f'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text y="30" font-size="30" '
                f'font-family="{font}">{sign}</text></svg>',
            )
        )
        for sign in SIGNS[language]
    }
    return len(drawn) > 1
