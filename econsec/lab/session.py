"""In IPython: names complete inside quotes, and a table that was loaded says whose it is above its rows."""

from __future__ import annotations

import html
import logging
import re
from typing import TYPE_CHECKING, Any

import vl_convert
from IPython.core.completer import CompletionContext, SimpleCompletion, context_matcher

from econsec.codes.economies import economies, economy_name
from econsec.codes.search import materials
from econsec.codes.sectors import sectors
from econsec.errors import EconsecError
from econsec.flows.about import about
from econsec.store.catalog import added, dataset, datasets
from econsec.store.schemas import live_schemas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd
    from IPython.core.interactiveshell import InteractiveShell

    from econsec.flows.trade import Trade

# A picture holds still: that nothing in it can be clicked, and what else was left out, is no news in a notebook.
logging.getLogger("vl_convert").setLevel(logging.CRITICAL)

#: A call whose first argument is being typed, up to the cursor.
CALL = re.compile(r"(?<![\w.])((?:\w+\.)*\w+)\(\s*\[?(?:\s*[\"'][^\"']*[\"']\s*,)*\s*[\"']([^\"'\n]*)$")


def _tables() -> Iterable[str]:
    return [one.name for one in (*datasets(), *added())]


def _goods() -> Iterable[str]:
    return [*(one.name for one in sectors() if one.kind == "goods"), *materials()]


#: What a function of the front door takes first.
TAKES: dict[str, Callable[[], Iterable[str]]] = {
    "about": _tables,
    "dataset": _tables,
    "economy": lambda: [economy_name(code) for code in economies()["iso3"]],
    "fetched": live_schemas,
    "find": _goods,
    "load": _tables,
    "quality": _tables,
    "sector": lambda: [one.name for one in sectors()],
    "trade": _goods,
}


def register(shell: InteractiveShell) -> None:
    """Teach a shell what it may complete and how it shows our frames; once, however often it is asked."""
    matchers = shell.Completer.custom_matchers
    if any(getattr(one, "econsec", False) for one in matchers):
        return

    @context_matcher()  # type: ignore[untyped-decorator]
    def names(context: CompletionContext) -> dict[str, Any]:
        typed = context.line_with_cursor[: context.cursor_position]
        found = completions(typed, shell.user_ns)
        return {"completions": [SimpleCompletion(one, type="name") for one in found], "suppress": bool(found)}

    names.econsec = True
    matchers.append(names)
    # By name: exhibits take seconds to import, and many a notebook has none.
    vars(shell)["econsec_pictures"] = {"image/svg+xml": picture}
    shown = shell.display_formatter.formatters["text/html"]  # type: ignore[union-attr]
    shown.for_type_by_name("pandas", "DataFrame", with_source)
    shown.for_type_by_name("econsec.flows.trade", "Trade", coverage)


def picture(chart: dict[str, Any]) -> str:
    """Draw a Vega-Lite chart as SVG: GitHub, nbconvert and mail programs draw no Vega-Lite.

    Examples
    --------
    >>> data = {"values": [{"a": 1}]}
    >>> picture({"data": data, "mark": "bar", "encoding": {"x": {"field": "a", "type": "quantitative"}}})[:4]
    '<svg'
    """
    spec = {name: value for name, value in chart.items() if name != "$schema"}
    drawn: str = vl_convert.vegalite_to_svg(spec)
    return drawn


def completions(typed: str, space: dict[str, Any]) -> list[str]:
    """Return what the word that is being typed may become; nothing outside a call of the front door.

    Parameters
    ----------
    typed : str
        The line up to the cursor.
    space : dict
        What the names in it mean.

    Examples
    --------
    >>> from econsec import load
    >>> completions('flows = load("baci_min', {"load": load})
    ['baci_minerals', 'baci_minerals_trend']
    """
    if (call := CALL.search(typed)) is None:
        return []
    first, *rest = call[1].split(".")
    meant = space.get(first)
    for name in rest:
        meant = getattr(meant, name, None)
    home = str(getattr(meant, "__module__", ""))
    takes = TAKES.get(getattr(meant, "__name__", "")) if home.startswith("econsec.") else None
    return [] if takes is None else sorted(name for name in takes() if name.startswith(call[2]))


def with_source(frame: pd.DataFrame) -> str | None:
    """Return a frame as HTML, under a line that says whose it is if it was loaded."""
    drawn: str | None = frame._repr_html_()  # type: ignore[operator]
    name = frame.attrs.get("dataset")
    if drawn is None or not isinstance(name, str):
        return drawn
    try:
        found = dataset(name)
    except EconsecError:  # its figures were kept, and are no longer
        return drawn
    fields = {field.name: field.unit for field in found.fields if field.type == "number" and field.unit}
    # What was worked out from a table may have its columns' names and none of their units.
    whole = list(frame.columns) == [field.name for field in found.fields]
    units = ", ".join(f"{column}: {unit}" for column, unit in fields.items()) if whole else ""
    said = " · ".join(filter(None, [found.source.line(), units, "about(...) tells the rest"]))
    start = "" if whole else "from "
    return f'<p style="opacity:.75">{start}<code>{html.escape(name)}</code> · {html.escape(said)}</p>{drawn}'


def coverage(trade: Trade) -> str:
    """Return what trade holds as HTML: each product, whose figures, how complete, of which years."""
    table: str = trade.coverage().to_html(index=False, border=0)
    lines = "; ".join(about(trade).sources) if trade.sources else ""
    return f'<p style="opacity:.75">{html.escape(lines)}</p>{table}'
