"""Altair made to do once what it does anew for each encoding, and to leave out what only a programmer wants to know.

Two thirds of the time that a report's charts took went here, with Altair 6.3:

- ``encode(y="name:N")`` builds a table of all of Vega-Lite's 600 classes by the hash of their schema, and drops it.
- To find that table it asks for all 600 again, and to copy a chart it looks at each label as if it were a chart.
- A table of figures is turned into Python's own numbers through six frames; each layer of a chart does it anew.
- Each object is checked against the schema of Vega-Lite when it is made, and the whole chart again. The tests build
  every chart form that way, and every report with `VALIDATE` set; the night would find the same faults again.
"""

from __future__ import annotations

import inspect
import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import altair as alt
import numpy as np
import pandas as pd
from altair.utils import schemapi
from altair.vegalite import data as transformed
from altair.vegalite.v6.schema import core

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: Set, charts are validated while a report is rendered as well.
VALIDATE = "ECONSEC_VALIDATE_CHARTS"
#: Said by `econsec render` to whatever runs for it; in JupyterLab nothing says so, and Altair validates as ever.
RENDERING = "ECONSEC_RENDER"
_KNOWN = ["self", "wrapper_classes"]
_PLAIN = frozenset({str, int, float, bool, type(None), type(alt.Undefined)})


def keep_tables(api: Any = schemapi) -> bool:  # noqa: ANN401 - a module, whose private names are what this is about
    """Let Altair's table of classes by schema be built once a process, and say whether that was done.

    Where the table is not made as we know it, Altair's own way is left as it is: slower, and the same charts.

    Parameters
    ----------
    api : module
        Altair's ``utils.schemapi``.

    Examples
    --------
    >>> keep_tables(), keep_tables()  # once is enough
    (False, False)
    """
    own = getattr(api, "_FromDict", None)
    # Once replaced it is a function, and no class.
    if not inspect.isclass(own) or list(inspect.signature(own.__init__).parameters) != _KNOWN:
        return False
    new = cast("Callable[[Iterable[type]], object]", own)

    @lru_cache(maxsize=8)
    def kept(classes: tuple[type, ...]) -> object:
        return new(classes)

    def table(wrapper_classes: Iterable[type], /) -> object:
        # Who defines a class of schemas of his own gets a table with it: all classes are the key.
        return kept(tuple(wrapper_classes))

    api._FromDict = table  # noqa: SLF001 - likewise
    return True


def keep_classes(api: Any = schemapi) -> bool:  # noqa: ANN401 - likewise
    """Let Altair's classes of schemas be listed once, until there is another, and say whether that was done.

    Examples
    --------
    >>> keep_classes(), keep_classes()
    (False, False)
    """
    walk, base = getattr(api, "_subclasses", None), getattr(api, "SchemaBase", None)
    if not inspect.isgeneratorfunction(walk) or base is None or "__init_subclass__" in vars(base):
        return False
    known: dict[type, list[type]] = {}

    def born(cls: type, /, **more: Any) -> None:  # noqa: ANN401 - whatever a class is made with
        known.clear()
        super(base, cls).__init_subclass__(**more)

    def listed(cls: type) -> Iterator[type]:
        if not issubclass(cls, base):  # of whose children nobody is told
            return walk(cls)
        if cls not in known:
            known[cls] = list(walk(cls))
        return iter(known[cls])

    base.__init_subclass__ = classmethod(born)
    for module in cast("tuple[Any, ...]", (api, core)):  # it has taken the name over
        if getattr(module, "_subclasses", None) is walk:
            module._subclasses = listed  # noqa: SLF001 - likewise
    return True


def copy_lightly(api: Any = schemapi) -> bool:  # noqa: ANN401 - likewise
    """Let Altair's copies take labels and numbers as they are, and say whether that was done.

    Examples
    --------
    >>> copy_lightly(), copy_lightly()
    (False, False)
    """
    own = getattr(api, "_deep_copy", None)
    if not inspect.isfunction(own) or own.__module__ != api.__name__:
        return False
    if list(inspect.signature(own).parameters) != ["obj", "by_ref"]:
        return False

    def copied(obj: Any, by_ref: set[str]) -> Any:  # noqa: ANN401 - any part of a chart
        kind = type(obj)
        if kind in _PLAIN:
            return obj
        if kind is list:
            return [one if type(one) in _PLAIN else copied(one, by_ref) for one in obj]
        if kind is dict:
            return {
                key: value if type(value) in _PLAIN or key in by_ref else copied(value, by_ref)
                for key, value in obj.items()
            }
        if not isinstance(obj, api.SchemaBase) or getattr(kind, "__deepcopy__", None):
            return own(obj, by_ref)
        args = [copied(one, by_ref) for one in obj._args]  # noqa: SLF001 - likewise
        named = copied(obj._kwds, by_ref)  # noqa: SLF001 - likewise
        with api.debug_mode(arg=False):
            return kind(*args, **named)

    api._deep_copy = copied  # noqa: SLF001 - likewise
    return True


def list_plainly(api: Any = transformed) -> bool:  # noqa: ANN401 - likewise
    """Let tables of texts, numbers and truths be listed column by column, and say whether that was done.

    Examples
    --------
    >>> list_plainly(), list_plainly()
    (False, False)
    """
    own = getattr(api, "to_values", None)
    if not inspect.isfunction(own) or own.__module__ == __name__:
        return False

    def to_values(data: Any) -> Any:  # noqa: ANN401 - any table
        frame = data.to_native() if hasattr(data, "to_native") else data  # Altair has wrapped it to count its rows
        rows = records(frame) if type(frame) is pd.DataFrame else None
        return own(data) if rows is None else {"values": rows}

    api.to_values = to_values
    return True


def records(frame: pd.DataFrame) -> list[dict[str, Any]] | None:
    """Return the rows of a table as JSON has them; None of one that holds other than texts, numbers and truths.

    Examples
    --------
    >>> records(pd.DataFrame({"label": ["a", None], "share": [0.5, float("inf")], "n": [1, 2], "told": [True, False]}))
    [{'label': 'a', 'share': 0.5, 'n': 1, 'told': True}, {'label': None, 'share': None, 'n': 2, 'told': False}]
    """
    names = list(frame.columns)
    if not names or len(set(names)) < len(names) or not all(type(name) is str for name in names):
        return None
    if isinstance(frame.index, pd.MultiIndex):
        return None
    columns = [_plain(frame[name]) for name in names]
    if any(column is None for column in columns):
        return None
    return [dict(zip(names, row, strict=True)) for row in zip(*cast("list[list[Any]]", columns), strict=True)]


def _plain(column: pd.Series[Any]) -> list[Any] | None:
    kind = column.dtype
    if isinstance(kind, pd.StringDtype):
        return column.to_numpy(dtype=np.dtype(object), na_value=cast("Any", None)).tolist()
    if not isinstance(kind, np.dtype) or kind.kind not in "iufb":
        return None
    found: list[Any] = column.to_numpy().tolist()
    if kind.kind == "f" and not np.isfinite(column.to_numpy()).all():
        return [value if np.isfinite(value) else None for value in found]
    return found


def settle() -> None:
    """Make Altair fast in this process; when a report is rendered, without validation."""
    for made_fast in (keep_tables, keep_classes, copy_lightly, list_plainly):
        made_fast()
    if os.environ.get(RENDERING) and not os.environ.get(VALIDATE):
        schemapi.disable_debug_mode()


settle()
