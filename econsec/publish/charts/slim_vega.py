"""A compiled chart without what its page never reads."""

from __future__ import annotations

import json
from typing import Any

# The page reads a mark's tooltip aloud; Vega's own sentence about it would be a second one, in English.
UNREAD = frozenset({"description", "ariaRoleDescription"})


def spare(vega: dict[str, Any]) -> dict[str, Any]:
    """Take out of a Vega specification what is not drawn: unread texts, and columns of data that nothing names.

    Parameters
    ----------
    vega : dict
        As Vega-Lite compiled it.

    Returns
    -------
    dict
        Draws the same.

    Examples
    --------
    >>> rows = [{"a": 1, "unused": 2}]
    >>> spare({"data": [{"name": "d", "values": rows}], "marks": [{"encode": {"update": {"x": {"field": "a"}}}}]})
    {'data': [{'name': 'd', 'values': [{'a': 1}]}], 'marks': [{'encode': {'update': {'x': {'field': 'a'}}}}]}
    """
    vega = {name: value for name, value in vega.items() if name not in ("$schema", "description")}
    vega["marks"] = [_unread(mark) for mark in vega.get("marks", [])]
    held = [{**one, "values": None} if "values" in one else one for one in vega.get("data", [])]
    named = json.dumps({**vega, "data": held}, ensure_ascii=False)
    vega["data"] = [_named(one, named) for one in vega.get("data", [])]
    return vega


def _unread(mark: dict[str, Any]) -> dict[str, Any]:
    encode = {
        state: {channel: value for channel, value in channels.items() if channel not in UNREAD}
        for state, channels in mark.get("encode", {}).items()
    }
    slim = {**mark, "encode": encode} if encode else dict(mark)
    if "marks" in mark:
        slim["marks"] = [_unread(child) for child in mark["marks"]]
    return slim


def _named(data: dict[str, Any], named: str) -> dict[str, Any]:
    rows = data.get("values")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows) or "format" in data:
        return data
    # A name that stands anywhere in the specification may be meant: this keeps too much rather than too little.
    used = {name for row in rows for name in row if json.dumps(name, ensure_ascii=False)[1:-1] in named}
    return {**data, "values": [{name: value for name, value in row.items() if name in used} for row in rows]}
