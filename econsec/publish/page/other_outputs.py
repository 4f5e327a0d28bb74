"""What a cell shows that is none of the house's payloads: frames, charts, pictures, HTML, words of any library.

Each becomes something that the page can hold; what it cannot is named, so that it is said where it would have stood.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from econsec.errors import RenderError
from econsec.publish.charts import vega
from econsec.publish.charts.slim_svg import tidy
from econsec.publish.page import other_html
from econsec.publish.page.other_pictures import picture

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markupsafe import Markup

    from econsec.publish.page.other_pictures import Picture

VEGA = re.compile(r"application/vnd\.vega(lite)?\.v\d+\+json")
#: What other libraries call what only they can draw, by how it is called in what is said.
FOREIGN = {
    "application/vnd.plotly.v1+json": "plotly",
    "application/vnd.jupyter.widget-view+json": "widget",
    "application/javascript": "script",
    "application/vnd.bokehjs_load.v0+json": "script",
    "application/vnd.bokehjs_exec.v0+json": "script",
    "application/vnd.holoviews_load.v0+json": "script",
    "application/vnd.holoviews_exec.v0+json": "script",
    "application/pdf": "media",
}
#: What Python says of an object that has nothing to say.
OBJECT = re.compile(r"<[\w.]+( object)?( at 0x[0-9a-f]+)?>|<[\w.]+ object\b.*>", re.DOTALL)


@dataclass(frozen=True)
class Chart:
    """A chart that a notebook shows as one: as its own figure, without a source line of the house's."""

    id: str
    title: str
    alt: str
    vega: dict[str, Any]
    fluid: bool
    drawn: str
    picture: Markup


@dataclass(frozen=True)
class Foreign:
    """HTML of another library in its box."""

    id: str
    cleaned: other_html.Cleaned


@dataclass(frozen=True)
class Unshown:
    """Something that the page cannot hold.

    Parameters
    ----------
    kind : str
        How it is called in the page's words: ``unshown_KIND``.
    cell : int
        The place of its cell in the notebook as it was written.
    detail : str
        What exactly it is, where the kind does not say it.
    """

    kind: str
    cell: int
    detail: str = ""


Thing = tuple[str, "Chart | Foreign | Picture | Unshown | str"]


def read(output: Mapping[str, Any], number: int, cell: int, language: str) -> Iterator[Thing]:
    """Read one output that is none of the house's.

    Parameters
    ----------
    output : mapping
        Of a display or a result, with ``data`` and ``metadata``.
    number : int
        Of this output in the page: what it is called by is made of it.
    cell : int
        The place of its cell, for what is said of it.
    language : str
        For the fonts and numbers of a chart.

    Yields
    ------
    tuple of str and content
        The kind of block (chart, picture, html, markdown, plain, unshown) and what stands in it.
    """
    data, box = output["data"], f"shown-{number}"
    if drawn := next(filter(VEGA.fullmatch, data), None):
        yield from _chart(data[drawn], box, cell, language, compiled="lite" not in drawn)
        return
    if found := picture(data, output.get("metadata", {}), cell):
        yield "picture", found
        return
    foreign = next((kind for mime, kind in FOREIGN.items() if mime in data), "")
    if "text/html" in data:
        cleaned = other_html.clean(_text(data["text/html"]), box)
        if cleaned.html:
            yield "html", Foreign(box, cleaned)
        lost = [foreign] if foreign else cleaned.lost
        yield from (("unshown", Unshown(kind, cell)) for kind in lost)
        if cleaned.html or lost:
            return
    if foreign:
        yield "unshown", Unshown(foreign, cell)
    else:
        yield from _words(data, cell)


def _words(data: Mapping[str, Any], cell: int) -> Iterator[Thing]:
    if "text/markdown" in data:
        yield "markdown", _text(data["text/markdown"])
        return
    if "text/latex" in data:
        yield "plain", _text(data["text/latex"])
        return
    if "application/json" in data:
        yield "plain", json.dumps(data["application/json"], ensure_ascii=False, indent=2)
        return
    text = _text(data.get("text/plain", ""))
    others = [mime for mime in data if mime != "text/plain"]
    if others or OBJECT.fullmatch(text.strip()):
        yield "unshown", Unshown("other", cell, ", ".join(others) or text.strip())
    elif text.strip():
        yield "plain", text


def _chart(chart: object, box: str, cell: int, language: str, *, compiled: bool) -> Iterator[Thing]:
    if not isinstance(chart, dict):
        yield "unshown", Unshown("chart", cell, "it is no chart")
        return
    parameters = chart.get("params") or ()
    steered = any(isinstance(one.get("bind"), dict) for one in parameters if isinstance(one, dict))
    title = _title(chart.get("title"))
    if steered:
        chart = chart | {"params": [_let_go(one) for one in parameters]}
    try:
        drawing, fluid = (vega.checked(chart, language), False) if compiled else vega.compile_chart(chart, language)
        drawn = vega.draw(drawing)
    except (RenderError, ValueError) as error:
        yield "unshown", Unshown("chart", cell, str(error))
        return
    alt = str(chart.get("description") or title)
    yield "chart", Chart(box, title, alt, drawing, fluid, drawn, tidy(drawn, box))
    if steered:
        yield "unshown", Unshown("controls", cell)


def _let_go(parameter: Any) -> Any:  # noqa: ANN401 - any JSON
    """Take the form off a parameter, which keeps the value that it begins with."""
    bound = isinstance(parameter, dict) and isinstance(parameter.get("bind"), dict)
    return {name: value for name, value in parameter.items() if name != "bind"} if bound else parameter


def _title(title: Any) -> str:  # noqa: ANN401 - any JSON
    """Return what a chart is headed with: a text, lines of it, or a title with a subtitle."""
    if isinstance(title, dict):
        return ": ".join(filter(None, (_title(title.get("text")), _title(title.get("subtitle")))))
    return " ".join(map(str, title)) if isinstance(title, list) else str(title or "")


def _text(value: Any) -> str:  # noqa: ANN401 - as notebooks have it
    return "".join(map(str, value)) if isinstance(value, list) else str(value)
