"""Pictures that a cell shows, held in the page itself: as pictures they can neither run nor ask for anything."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

#: In the order in which they are taken: lines before dots.
MIMES = ("image/svg+xml", "image/png", "image/jpeg", "image/webp", "image/gif")
SPACE = re.compile(r"\s+")
#: Where the text of a drawing says how wide it is, in points or pixels.
WIDTH = re.compile(r"<svg\b[^>]*?\swidth=[\"'](\d+(?:\.\d*)?)(px|pt)?[\"']")
POINT = 4 / 3  # pixels


@dataclass(frozen=True)
class Picture:
    """A picture: its address, which holds it, what it shows in words, and the width in pixels that it asks for."""

    src: str
    alt: str
    cell: int
    width: int | None = None


def picture(data: Mapping[str, Any], metadata: Mapping[str, Any], cell: int) -> Picture | None:
    r"""Return the picture of an output, or None if it has none.

    Parameters
    ----------
    data, metadata : mapping
        By mime type, as a notebook keeps them.
    cell : int
        The place of its cell, by which a picture without words is called.

    Examples
    --------
    >>> picture({"image/png": "iVBORw0K\n"}, {"image/png": {"alt": "A line", "width": 300}}, 2)
    Picture(src='data:image/png;base64,iVBORw0K', alt='A line', cell=2, width=300)
    """
    for mime in MIMES:
        if mime not in data:
            continue
        held = "".join(data[mime]) if isinstance(data[mime], list) else str(data[mime])
        about = metadata[mime] if isinstance(metadata.get(mime), Mapping) else {}
        width = about.get("width") or metadata.get("width")
        if mime == "image/svg+xml":
            width = width or _width(held)
            held = base64.b64encode(held.encode()).decode()
        wide = int(width) if isinstance(width, int | float) else None
        alt = str(about.get("alt") or metadata.get("alt") or "")
        return Picture(f"data:{mime};base64,{SPACE.sub('', held)}", alt, cell, wide)
    return None


def _width(drawing: str) -> float | None:
    found = WIDTH.search(drawing)
    return float(found[1]) * (POINT if found[2] == "pt" else 1) if found else None
