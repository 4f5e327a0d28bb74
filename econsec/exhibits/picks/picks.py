"""What a reader may pick in an exhibit: who or what, and for each choice its rows and the sentence that says them.

The page only looks the rows of a choice up. Every figure and every word is made here, by whoever describes the exhibit.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

import altair as alt
from altair.utils import schemapi

from econsec.errors import EconsecError
from econsec.exhibits.elements import theme
from econsec.exhibits.elements.exhibit import cited
from econsec.exhibits.elements.table import scalar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from altair.vegalite.v6.api import TopLevelMixin

    from econsec.exhibits.elements.table import Table
    from econsec.store.catalog import Dataset

#: What a chart of picks calls its rows: the page puts those of the choice there.
ROWS = "picked"


@dataclass(frozen=True)
class Choice:
    """One thing to pick.

    Parameters
    ----------
    key : str
        Its column in the rows; stands in the address of a pick.
    label : str
        What the page calls it, such as "Importer".
    names : mapping of str to str
        Value of the column to what the reader reads, in the order to offer.
    """

    key: str
    label: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class View:
    """What is shown of one choice.

    Parameters
    ----------
    of : tuple of str
        The values that are picked.
    text : str
        A sentence on its rows.
    caption : str
        What is shown, with unit and period; that of the table if empty.
    notes : tuple of str
        What else can be picked and what cannot, and what a reader would otherwise get wrong of these rows.
    datasets : tuple of Dataset
        Whose figures the rows are, where they are not those of the exhibit.
    """

    of: tuple[str, ...]
    text: str
    caption: str = ""
    notes: tuple[str, ...] = ()
    datasets: tuple[Dataset, ...] = ()


@dataclass(frozen=True)
class Picks:
    """What a reader may pick in an exhibit.

    Parameters
    ----------
    choices : sequence of Choice
        One or two: an economy, a product.
    views : sequence of View
        Every choice that there is, in the order of the choices' names.
    table : Table
        The rows of all views, with the columns of the choices; `whole` are the columns of the file.
    chart : altair chart
        Drawn from `table.frame` and nothing else; what hangs on the rows (an order, the end of a scale) is read from
        them. A picture of the page's column: ``width="container"``.
    shown : tuple of str, optional
        The choice that the exhibit itself shows.

    Raises
    ------
    EconsecError
        Views without rows, rows without a view, a value without a name, a chart of other rows.

    Examples
    --------
    >>> import altair as alt
    >>> import pandas as pd
    >>> from econsec.exhibits.elements import Column, Table
    >>> rows = pd.DataFrame({"mill": ["a", "a", "b"], "year": ["2023", "2024", "2024"], "tonnes": [1.0, 2.0, 3.0]})
    >>> table = Table(rows, (Column("year", "Year"), Column("tonnes", "Tonnes", "dec1")), "Output by year, tonnes")
    >>> bars = alt.Chart(rows).mark_bar().encode(y="year:N", x="tonnes:Q").properties(width="container")
    >>> mills = Choice("mill", "Mill", {"a": "Mill A", "b": "Mill B"})
    >>> made = Picks([mills], [View(("a",), "3 tonnes in two years"), View(("b",), "3 tonnes")], table, bars)
    >>> [(view["of"], view["count"]) for view in made.payload("en")["views"]]
    [(['a'], 2), (['b'], 1)]
    """

    choices: Sequence[Choice]
    views: Sequence[View]
    table: Table
    chart: TopLevelMixin
    shown: tuple[str, ...] | None = None

    def __post_init__(self) -> None:
        keys = [choice.key for choice in self.choices]
        if len(keys) not in {1, 2}:
            raise EconsecError(f"{len(keys)} choices", expected="one or two")
        if strange := [value for choice in self.choices for value in choice.names if not isinstance(value, str)]:
            raise EconsecError(f"what can be picked is {strange[0]!r}", expected="text, as in a column of texts")
        if missing := [key for key in keys if key not in self.table.frame]:
            raise EconsecError(f"the rows to pick have no column {', '.join(missing)}", expected="one a choice")
        there = set(self.table.frame[keys].itertuples(index=False, name=None))
        said = {view.of for view in self.views}
        if there != said or len(said) != len(self.views):
            odd = sorted(map(str, there ^ said)) or ["one twice"]
            raise EconsecError(f"rows and views of what can be picked differ: {', '.join(odd[:3])}")
        for place, choice in enumerate(self.choices):
            if unnamed := {view.of[place] for view in self.views} - set(choice.names):
                raise EconsecError(f"choice {choice.key!r} has no name for {', '.join(sorted(unnamed))}")
        if self.shown is not None and self.shown not in said:
            raise EconsecError(f"the choice that the exhibit shows, {self.shown}, cannot be picked")

    def payload(self, language: str, datasets: Sequence[Dataset] = ()) -> dict[str, Any]:
        """Return all that a page needs to show each choice: the rows column by column, those of a view together.

        Parameters
        ----------
        language : str
            Of the page.
        datasets : sequence of Dataset
            Whose figures the rows of a view are that does not say so.
        """
        keys = [choice.key for choice in self.choices]
        place = {view.of: number for number, view in enumerate(self.views)}
        frame = self.table.frame
        order = [place[key] for key in frame[keys].itertuples(index=False, name=None)]
        frame = frame.assign(_view=order).sort_values("_view", kind="stable")
        counts = frame["_view"].value_counts()
        table = _ordered(self.table, frame.drop(columns="_view"))
        printed, sheet, spec = table.payload(language), table.csv(language), self.spec(language)
        drawn = _fields(spec)
        descriptions: dict[tuple[object, ...], dict[str, Any]] = {}
        of_view = []
        for view in self.views:
            caption, whose = view.caption or self.table.caption, view.datasets or tuple(datasets)
            own = (caption, view.notes, tuple(one.name for one in whose))
            if own not in descriptions:
                sources = [cited(one, language) for one in whose]
                descriptions[own] = {"caption": caption, "notes": list(view.notes), "sources": sources}
            of_view.append(list(descriptions).index(own))
        kept = [name for name in frame.columns if name in drawn or name in {c.key for c in table.columns}]
        kept += [name for name in sheet["columns"] if name in frame and name not in kept]
        return {
            "choices": [
                {"key": one.key, "label": one.label, "names": [list(pair) for pair in one.names.items()]}
                for one in self.choices
            ],
            "shown": list(self.shown) if self.shown else None,
            "views": [
                {"of": list(view.of), "count": int(counts[number]), "text": view.text, "description": of_view[number]}
                for number, view in enumerate(self.views)
            ],
            "descriptions": list(descriptions.values()),
            "columns": printed["columns"],
            "rows": {name: [scalar(value) for value in frame[name]] for name in kept},
            "texts": {
                column.key: [row[number]["text"] for row in printed["rows"]]
                for number, column in enumerate(table.columns)
            },
            "file": sheet["columns"],
            "about": sheet["about"],
            "chart": spec,
        }

    def spec(self, language: str) -> dict[str, Any]:
        """Return the chart as a Vega-Lite specification without its rows."""
        with alt.data_transformers.enable("default", max_rows=None):  # rows are taken out again below
            spec: dict[str, Any] = self.chart.to_dict(validate=schemapi.DEBUG_MODE)
        held = spec.pop("datasets", {})
        if len(held) > 1 or any("data" in layer for layer in spec.get("layer", ())):
            raise EconsecError("the chart of what can be picked is drawn from several tables", expected="its rows only")
        return spec | {"data": {"name": ROWS}, "config": theme.config(language)}


def _ordered(table: Table, frame: pd.DataFrame) -> Table:
    whole = table.whole
    columns = list(whole.columns) if whole is not None else [column.key for column in table.columns]
    return type(table)(frame, table.columns, table.caption, whole=frame[columns])


def _fields(node: object) -> set[str]:
    """Return every word of a specification: a column that none of them is, the chart does not read."""
    if isinstance(node, dict):
        return set().union(*map(_fields, node.values())) if node else set()
    if isinstance(node, list):
        return set(chain.from_iterable(map(_fields, node)))
    if not isinstance(node, str):
        return set()
    words = "".join(letter if letter.isalnum() or letter == "_" else " " for letter in node)
    return set(words.split())
