"""The rows that a reader picks from, as small as they can stand in a page, and the one chart that draws any of them.

Nothing is packed: a column is a line of numbers between commas, which anybody can read, and a filter of mail as well.
Texts are numbers of places in a list; a column that says nothing but what another does (the colour of an economy) has
such a list and no line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from econsec.errors import RenderError
from econsec.publish.charts import vega
from econsec.publish.page import csv_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from econsec.publish.page.payload import Description, Picks, Scalar

ROWS = "picked"  # what the chart calls its rows
DIGITS = 9  # of a number: more than any source has
MOST = 7  # decimals of a column that is written in whole numbers


def compact(picks: Picks, language: str) -> dict[str, Any]:
    """Return all that the page's script needs to show any choice.

    Parameters
    ----------
    picks : Picks
        As the exhibit says it.
    language : str
        Of the page.

    Returns
    -------
    dict
        by (key, label and names of each choice), shown, views (values, count of rows, sentence, place of its
        description), descriptions (what is shown, the places of notes and of lines on sources), rows (see `columns`),
        table (column of the text, of the value to sort by, whether it has a bar), file (columns, and what they are),
        spec (the chart with no rows).

    Raises
    ------
    RenderError
        The chart does not compile, or draws something else than the rows.
    """
    drawn = drawing(picks, language)
    read = {name for row in drawn["data"][0]["values"][:1] for name in row}
    kept = {name: values for name, values in picks.rows.items() if name in read or name in picks.file}
    table = []
    for column in picks.columns:
        raw, text = picks.rows[column.key], picks.texts[column.key]
        kept[column.key] = raw
        said = next((name for name, values in sorted(kept.items()) if _read_as(values, text)), f"{column.key} text")
        kept.setdefault(said, text)
        table.append([said, "" if said == column.key else column.key, int(column.kind == "bar")])
    return {
        "by": [{"key": one.key, "label": one.label, "names": [*map(list, one.names)]} for one in picks.choices],
        "shown": list(picks.shown) if picks.shown else None,
        "views": [[list(view.of), view.count, view.text, view.description] for view in picks.views],
        "descriptions": [_described(picks, one) for one in picks.descriptions],
        # What was picked is known of each row. A notebook keeps no order of names.
        "rows": columns({name: kept[name] for name in sorted(kept.keys() - {one.key for one in picks.choices})}),
        "table": table,
        "file": list(picks.file),
        "about": [csv_file.described(name, picks.about.get(name), "", picks.rows[name]) for name in picks.file],
        "spec": {**drawn, "data": [{**drawn["data"][0], "values": []}, *drawn["data"][1:]]},
    }


def _described(picks: Picks, description: Description) -> list[Any]:
    """Return what is shown, and which of the page's notes and lines on sources belong to it."""
    lines = dict.fromkeys(source.line for source in description.sources)
    return [description.caption, [*map(picks.notes.index, description.notes)], [*map(picks.lines.index, lines)]]


def drawing(picks: Picks, language: str) -> dict[str, Any]:
    """Compile the chart with the rows of all choices in it: what it can tell of them holds for each."""
    names = list(picks.rows)
    rows = [dict(zip(names, row, strict=True)) for row in zip(*picks.rows.values(), strict=True)]
    compiled, fluid = vega.compile_chart({**picks.chart, "data": {"name": ROWS, "values": rows}}, language)
    held = [one["name"] for one in compiled["data"] if "values" in one]
    if held != [ROWS] or compiled["data"][0]["name"] != ROWS or not fluid:
        raise RenderError(
            "a chart of what can be picked does not draw the rows alone, in the width of the page",
            expected='one table of rows and width="container"',
        )
    return compiled


def _read_as(values: Sequence[Scalar], texts: Sequence[str]) -> bool:
    return all(str(value) == text for value, text in zip(values, texts, strict=True))


def columns(rows: Mapping[str, Sequence[Scalar]]) -> dict[str, dict[str, Any]]:
    """Write columns small.

    Parameters
    ----------
    rows : mapping of str to sequence
        Columns of one length.

    Returns
    -------
    dict
        By name: v (numbers between commas, none where nothing is), with d (how many of their digits are decimals) or
        with t (the texts or the few numbers whose places they are); or of (the column whose places count) with t.

    Examples
    --------
    >>> columns({"who": ["b", "a", "b"], "fill": ["#1", "#2", "#1"], "share": [0.5, None, 0.25]})["share"]
    {'v': '50,,25', 'd': 2}
    >>> columns({"who": ["b", "a", "b"], "fill": ["#1", "#2", "#1"]})["fill"]
    {'of': 'who', 't': ['#1', '#2']}
    """
    found: dict[str, dict[str, Any]] = {}
    places: dict[str, list[int]] = {}
    for name, values in rows.items():
        if all(value is None or (isinstance(value, int | float) and not isinstance(value, bool)) for value in values):
            found[name] = min(_numbers(values), _listed(values), key=lambda one: len(str(one)))
            continue
        texts = ["" if value is None else value if isinstance(value, str) else str(value) for value in values]
        if leader := next((other for other, own in places.items() if _follows(texts, own)), None):
            said = dict(zip(places[leader], texts, strict=True))
            found[name] = {"of": leader, "t": [said[place] for place in range(len(said))]}
            continue
        order = {text: place for place, text in enumerate(dict.fromkeys(texts))}
        places[name] = [order[text] for text in texts]
        found[name] = _listed(texts)
    return found


def _listed(values: Sequence[Scalar]) -> dict[str, Any]:
    order = {value: place for place, value in enumerate(dict.fromkeys(values))}
    return {"v": ",".join(str(order[value]) for value in values), "t": list(order)}


def _numbers(values: Sequence[Scalar]) -> dict[str, Any]:
    told = ["" if value is None else _written(value) for value in values]
    digits = max((len(text.partition(".")[2]) for text in told), default=0)
    if digits > MOST or any("e" in text for text in told):
        return {"v": ",".join(told), "d": 0}
    return {"v": ",".join(str(round(float(text) * 10**digits)) if text else "" for text in told), "d": digits}


def _written(value: Scalar) -> str:
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.{DIGITS}g}"
    return str(int(value or 0))


def _follows(texts: Sequence[str], places: Sequence[int]) -> bool:
    """Say whether one column says nothing but what the places of another do."""
    said: dict[int, str] = {}
    return all(said.setdefault(place, text) == text for place, text in zip(places, texts, strict=True))
