"""Which colours the charts of an edition are asked to draw, and of what: read out of their specifications."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reports_support import Rendered

EXHIBIT = "application/vnd.econsec.exhibit+json"
CHANNELS = ("color", "fill", "stroke")
HEX = re.compile(r"#[0-9A-Fa-f]{6}")


class Drawn(NamedTuple):
    """A colour of a mark, and the words that the mark has.

    Parameters
    ----------
    colour : str
        In capitals.
    mark : str
        Its form.
    words : dict of str to str
        What its row says, by column; ``of`` is what the scale of the colour calls it, ``said`` what the mark says.
    """

    colour: str
    mark: str
    words: dict[str, str]


def exhibits(edition: Rendered) -> list[dict[str, Any]]:
    """Return the exhibits of an edition that have a chart."""
    notebook = json.loads((edition.folder / "notebook.ipynb").read_text(encoding="utf-8"))
    outputs = [output.get("data", {}) for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [data[EXHIBIT] for data in outputs if data.get(EXHIBIT, {}).get("chart")]


def drawn(chart: Mapping[str, Any]) -> Iterator[Drawn]:
    """Go through the colours of a chart, however deep its layers lie and by whatever way its marks get them."""
    for unit, data, encoding in _units(chart, {}, {}):
        mark = unit["mark"] if isinstance(unit["mark"], dict) else {"type": unit["mark"]}
        for row in _rows(data, chart.get("datasets", {})):
            words = {name: text for name, text in row.items() if isinstance(text, str) and not HEX.fullmatch(text)}
            if isinstance(mark.get("text"), str):
                words["said"] = mark["text"]
            found = [(mark[channel], "") for channel in CHANNELS if channel in mark]
            for channel in CHANNELS:
                found += _encoded(encoding.get(channel) or {}, row)
            for colour, of in found:
                if isinstance(colour, str) and HEX.fullmatch(colour):
                    yield Drawn(colour.upper(), mark["type"], words | ({"of": of} if of else {}))


def _units(node: Mapping[str, Any], data: Any, encoding: Mapping[str, Any]) -> Iterator[tuple[Any, Any, Any]]:  # noqa: ANN401
    data, encoding = node.get("data", data), {**encoding, **node.get("encoding", {})}
    children = [child for name in ("layer", "concat", "hconcat", "vconcat") for child in node.get(name, ())]
    for child in [*children, *([node["spec"]] if "spec" in node else [])]:
        yield from _units(child, data, encoding)
    if "mark" in node:
        yield node, data, encoding


def _rows(data: Mapping[str, Any], held: Mapping[str, Any]) -> list[dict[str, Any]]:
    values = data.get("values", held.get(data.get("name", ""), [{}]))
    if isinstance(values, dict):  # shapes on the globe
        return [feature.get("properties", {}) for feature in values.get("features", [])] or [{}]
    return [row for row in values if isinstance(row, dict)] or [{}]


def _encoded(channel: Mapping[str, Any], row: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    cases = channel.get("condition", [])
    for case in [channel, *(cases if isinstance(cases, list) else [cases])]:
        if "value" in case:
            yield case["value"], ""
    scale = channel.get("scale") or {}
    of = row.get(channel.get("field", "").removeprefix("properties."), channel.get("datum"))
    if channel.get("scale", scale) is None:
        yield of, ""
    elif of in scale.get("domain", ()) and len(scale["domain"]) == len(scale.get("range", ())):
        yield scale["range"][scale["domain"].index(of)], str(of)
    elif isinstance(scale.get("range"), list):  # a ramp
        yield from ((colour, "") for colour in scale["range"])
