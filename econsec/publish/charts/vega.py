"""Charts that draw offline: one runtime a page, specifications that can ask for nothing, pictures drawn ahead.

What a chart gives us
---------------------
A Vega-Lite v6 specification, as Altair writes it. Two kinds are drawn well from 320 px to print:

- ``width: "container"`` (one view, or layers in one view), as all charts of the house have it. The interactive chart
  follows its column down to 280 px, and text keeps its size. Give a height (``height=alt.Step(24)`` for bars). Labels
  to the right of the marks need no padding: they are measured and make room.
- any other width: drawn at 760 px with its labels, whatever it asked for; on a phone it is moved sideways. Facets and
  concatenations keep the width that they have: make it 760 px with their labels. Text of 12 px or more.

In a column of less than 640 px the page sets the signal ``narrow`` of a chart of the first kind, and then
:mod:`econsec.publish.charts.narrow` sets the names of rows above their bars, and headings of columns upright. A chart
may ask for the signal in its own expressions, if it declares it (``params=[alt.param(name="narrow", value=False)]``);
``narrow_height`` is the expression of its height there. Of two words that meet in a narrow column the page shows the
first: write the more important ones first.

The picture that is drawn ahead, and stands in the static form, is 760 px wide; below that it shrinks to 640 px and then
scrolls in its frame, names of rows first, under a sign that says so. It is one picture for every width: a second one of
each chart would not fit into the 300 kB of the form, and a smaller one could not be read.

Colours are the house's (``template/colours.csv`` lists them): what is no economy in ``#28A197 #A285D1 #3D3D3D``,
economies in their own, the rest of the data in ``#B9B9B1``, text ``#1A1A1A`` or ``#595959``, grid ``#E3E3DC``, in
capitals or not. The page knows these and gives each its partner in the dark; coloured *text* gets a darker partner in
the light. Any other colour stays as it is in both: shades are a colour of the house seen through (``fillOpacity``), so
that by night they rise from a dark ground; a ramp between two colours would stay a light panel.

Words on a filled mark: ``#FFFFFF`` on a dark colour of the house (it turns dark where the fill turns light),
``#111111`` on a light one, ``#1A1A1A`` on a light grey, and on shades that cover no more than half. A chart's own
``title`` is left out: the exhibit has its headline. Addresses, pictures and forms (``url``, ``href``, ``image``,
``bind``) are refused.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from econsec import paths
from econsec.errors import RenderError
from econsec.publish.charts.converter import convert
from econsec.publish.charts.narrow import phone_too
from econsec.publish.charts.slim_vega import spare
from econsec.publish.files import durable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEMPLATE = Path(__file__).parents[1] / "template"
HOUSE = json.loads((TEMPLATE / "chart.json").read_text(encoding="utf-8"))
FONTS = {
    "en": "'Noto Sans', 'Segoe UI', system-ui, sans-serif",
    "ja": "'Hiragino Sans', 'Yu Gothic UI', Meiryo, 'Noto Sans CJK JP', 'Noto Sans JP', sans-serif",
}
LOCALES = {"ja": "ja-JP"}
VEGA_LITE = "6.4"
#: SHA-256 of the script that vl-convert, as it is pinned, makes of runtime.js; another release makes another each time.
RUNTIME = "b0561e312dfe8c7c2c5eab04b4450eb856b9466785512c03e1b6411ebfb10d20"
WIDTH = 760
ID = re.compile(r'<(?:\w+Gradient|clipPath) id="(\w*?)(\d+)"')
USE = re.compile(r'( id="|url\(#)(\w+)("|\))')
REQUESTS = frozenset({"url", "href", "bind"})


def compile_chart(chart: Mapping[str, Any], language: str) -> tuple[dict[str, Any], bool]:
    """Turn a Vega-Lite specification into Vega, in the house's dress and the page's language.

    Vega and not Vega-Lite goes into the page: its runtime is two thirds of the size, and the browser has less to do.

    Parameters
    ----------
    chart : mapping
        Vega-Lite, version 6.
    language : str
        For fonts, numbers and dates.

    Returns
    -------
    tuple
        The Vega specification, and whether its width may follow the column.

    Raises
    ------
    RenderError
        It does not compile, or would make a request, or would put a form into the page.
    """
    chart = {name: value for name, value in chart.items() if name not in ("$schema", "usermeta", "title")}
    fluid = chart.get("width") == "container"
    if "mark" in chart or "layer" in chart:
        chart |= {"width": WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}}
    chart["config"] = merge(HOUSE, _without_fonts(chart.get("config", {}))) | {"font": FONTS.get(language, FONTS["en"])}
    try:
        vega: dict[str, Any] = convert("vegalite_to_vega", chart, vl_version=VEGA_LITE)
    except ValueError as error:
        raise RenderError(f"a chart does not compile: {str(error).splitlines()[0]}") from error
    vega = spare(checked(vega, language))
    return (phone_too(vega) if fluid else vega), fluid


def checked(vega: dict[str, Any], language: str) -> dict[str, Any]:
    """Refuse a compiled chart that would ask for something; give it the page's numbers and dates.

    Raises
    ------
    RenderError
        It would make a request, or would put a form into the page.
    """
    if found := next(requests(vega), None):
        raise RenderError(f"a chart uses {found}", expected="charts that hold their data and ask for nothing")
    if name := LOCALES.get(language):
        vega.setdefault("config", {})["locale"] = {
            "number": convert("get_format_locale", name),
            "time": convert("get_time_format_locale", name),
        }
    return vega


def _without_fonts(config: Mapping[str, Any]) -> dict[str, Any]:
    """Leave the choice of fonts to the page, which measures with the one that it shows."""
    return {
        name: _without_fonts(value) if isinstance(value, dict) else value
        for name, value in config.items()
        if not name.lower().endswith("font")
    }


def merge(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Lay one tree of settings over another.

    Examples
    --------
    >>> merge({"axis": {"grid": True, "ticks": True}}, {"axis": {"grid": False}})
    {'axis': {'grid': False, 'ticks': True}}
    """
    merged = dict(under)
    for name, value in over.items():
        below = merged.get(name)
        merged[name] = merge(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def requests(node: object) -> Iterator[str]:
    """Find what in a Vega specification would ask for something, or put a form into the page.

    Rows of data may hold any name and any text: they are never looked into.

    Examples
    --------
    >>> list(requests({"data": [{"url": "a.csv"}, {"values": [{"url": "a word in the data"}]}]}))
    ["'url'"]
    """
    if isinstance(node, list):
        for child in node:
            yield from requests(child)
    if not isinstance(node, dict):
        return
    if node.get("type") == "image":
        yield "an image mark"
    for name, child in node.items():
        if name in REQUESTS and child is not None:
            yield repr(name)
        elif name != "values":
            yield from requests(child)


def draw(vega: Mapping[str, Any]) -> str:
    """Draw a compiled chart ahead; :func:`econsec.publish.charts.slim_svg.tidy` makes it fit to stand in a page.

    Parameters
    ----------
    vega : mapping
        A compiled chart.

    Returns
    -------
    str
        An SVG document.
    """
    locale = vega.get("config", {}).get("locale", {})
    how = {"format_locale": locale.get("number"), "time_format_locale": locale.get("time")}
    return numbered(convert("vega_to_svg", dict(vega), **how))


def numbered(svg: str) -> str:
    """Number the ids of a picture from 0: Vega goes on counting from the pictures that the process drew before.

    Examples
    --------
    >>> numbered('<clipPath id="clip7"/><g clip-path="url(#clip7)"/>')
    '<clipPath id="clip0"/><g clip-path="url(#clip0)"/>'
    """
    names: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for kind, number in ID.findall(svg):
        if (name := kind + number) not in names:
            names[name] = f"{kind}{seen[kind]}"
            seen[kind] += 1
    return USE.sub(lambda found: found[1] + names.get(found[2], found[2]) + found[3], svg)


def runtime() -> str:
    """Return the script that draws charts in the page: the licences of what it is made of, Vega and its interpreter."""
    licences = (TEMPLATE / "licences.txt").read_text(encoding="utf-8").strip()
    return f"/*!\n{licences}\n*/\n{bundle()}"


def bundle() -> str:
    """Return Vega and its interpreter as one script, made once and kept.

    What was kept is used if it is the one that is known here to come of this release: a hash beside it proves nothing.
    """
    kept = paths.cache() / f"vega-{RUNTIME[:16]}.js"
    with suppress(OSError):
        script = kept.read_bytes()
        if hashlib.sha256(script).hexdigest() == RUNTIME:
            return script.decode()
    snippet = (TEMPLATE / "runtime.js").read_text(encoding="utf-8")
    script = enclosed(convert("javascript_bundle", snippet=snippet, vl_version=VEGA_LITE)).encode()
    if hashlib.sha256(script).hexdigest() == RUNTIME:  # a page needs the script, and not that it is kept
        with suppress(OSError):
            durable.write_file(kept, script)
    return script.decode()


def enclosed(script: str) -> str:
    r"""Keep a script inside its element: nothing in it may read as the element's end.

    Examples
    --------
    >>> print(enclosed("a = '</script>'"))
    a = '<\/script>'
    """
    script = re.sub(r"</(?=script)", r"<\\/", script, flags=re.IGNORECASE).replace("<!--", r"<\!--")
    return script.replace("\r\n", "\n").replace("\r", "\n")
