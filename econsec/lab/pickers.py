"""Pickers: a form in an open notebook that asks its question again of another product, economy or year."""

from __future__ import annotations

import html
import os
from contextlib import suppress
from importlib.util import find_spec
from time import monotonic
from typing import TYPE_CHECKING, Any

from IPython.core.getipython import get_ipython
from IPython.display import display

from econsec.codes.economies import economies, economy, economy_name
from econsec.codes.products import named_products
from econsec.codes.search import find, fold
from econsec.codes.subjects import subject, title
from econsec.errors import EconsecError
from econsec.i18n.text import text
from econsec.lab.redraw import Cells
from econsec.store.catalog import added, datasets

if TYPE_CHECKING:
    from collections.abc import Iterable

ROLES = ("importer", "partner", "rival")
#: What a table of trade has.
FLOWS = {"exporter", "importer", "product", "value"}
MOST = 40  # products that a search lists
#: What a shell calls the cells that its form asks again.
CELLS = "econsec_cells"
WIDE = {"width": "640px"}


def pick(
    *,
    products: Iterable[str] | None = None,
    importer: str | None = None,
    partner: str | None = None,
    rival: str | None = None,
    year: int | None = None,
    language: str = "en",
) -> None:
    """Show a form that asks the cells below again of another product, economy or year, and draws what they show anew.

    Each control stands for the notebook's variable of its name; what is not given has none. The parameters stay what
    they are in their cell: the form writes the line that makes a choice stay. In a rendered report, in a script and in
    a terminal it shows nothing.

    Parameters
    ----------
    products : iterable of str, optional
        HS codes, materials or sectors: searched by words of both languages or by the digits of a code.
    importer, partner, rival : str, optional
        Codes or names.
    year : int, optional
        Of the years that a table of trade has.
    language : str
        en or ja.

    Examples
    --------
    In a cell below the parameters, tagged ``lab-only``:

    >>> importer, year = "JPN", 2024
    >>> pick(importer=importer, year=year)
    """
    shell = get_ipython()
    if getattr(shell, "kernel", None) is None:
        return
    if find_spec("ipywidgets") is None:
        said = text("pick.absent", language, command='pip install "econsec[lab]"')
        display({"text/plain": said}, raw=True)  # type: ignore[no-untyped-call]
        return
    asked = {"products": products, "importer": importer, "partner": partner, "rival": rival, "year": year}
    _Form(shell, {name: value for name, value in asked.items() if value is not None}, language).show()


class _Form:
    """The controls, and what a click on them does."""

    def __init__(self, shell: Any, asked: dict[str, Any], language: str) -> None:  # noqa: ANN401 - IPython has no types
        # Of the extra `lab`: a machine that only renders has none.
        import ipywidgets  # type: ignore[import-untyped]  # noqa: PLC0415

        self._widgets: Any = ipywidgets
        self._language = language
        self._asked = asked
        self._controls = {name: getattr(self, f"_{name}", self._economy)(name, value) for name, value in asked.items()}
        self._button = ipywidgets.Button(description=self._say("pick.redraw"), icon="refresh", button_style="primary")
        self._button.on_click(self._redraw)
        self._told = ipywidgets.HTML(layout=WIDE)
        if (listening := getattr(shell, CELLS, None)) is not None:
            listening.close()
        voila = "voila" in os.environ.get("SERVER_SOFTWARE", "").lower()
        self._cells = Cells(shell, ipywidgets.Output if voila else None)
        setattr(shell, CELLS, self._cells)

    def show(self) -> None:
        """Display the form."""
        searched = [self._search, self._found] if "products" in self._asked else []
        parts = [*searched, *(one for name, one in self._controls.items() if name != "products")]
        display(self._widgets.VBox([*parts, self._button, self._told]))  # type: ignore[no-untyped-call]

    def _say(self, key: str, **values: Any) -> str:  # noqa: ANN401
        return str(text(key, self._language, **values))

    def _control(self, kind: str, name: str, **what: Any) -> Any:  # noqa: ANN401
        label = {"description": self._say(f"pick.{name}"), "style": {"description_width": "110px"}, "layout": WIDE}
        return getattr(self._widgets, kind)(**{**label, **what})

    def _products(self, name: str, value: Iterable[str]) -> Any:  # noqa: ANN401
        self._search = self._control("Text", "search", placeholder=self._say("pick.example"))
        self._search.observe(self._seek, "value")
        chosen = subject(value).names
        listed = [(self._titled(one), one) for one in chosen]
        self._found = self._control("SelectMultiple", name, options=listed, value=chosen, rows=6)
        return self._found

    def _titled(self, product: str) -> str:
        return f"{title(product, self._language)} · {product}"

    def _seek(self, change: dict[str, Any]) -> None:
        """List what is chosen, then what the words find."""
        if (digits := "".join(fold(change["new"]).split())).isdecimal():
            near = [code for code in named_products(self._language) if code.startswith(digits)]
            with suppress(EconsecError):  # it is no code, or not yet
                near = [*subject(digits).names, *near]
        else:
            near = [one.name for one in find(change["new"], limit=MOST)]
        chosen = self._found.value
        names = dict.fromkeys([*chosen, *near[:MOST]])
        self._found.options = [(self._titled(one), one) for one in names]
        self._found.value = chosen

    def _economy(self, name: str, value: str) -> Any:  # noqa: ANN401
        known = economies()
        codes = dict.fromkeys([*known.loc[known["kind"] == "economy", "iso3"], code := economy(value, where=name).iso3])
        options = sorted((economy_name(one, self._language), one) for one in codes)
        return self._control("Dropdown", name, options=options, value=code)

    def _year(self, name: str, value: int) -> Any:  # noqa: ANN401
        tables = [one for one in (*datasets(), *added()) if {field.name for field in one.fields} >= FLOWS]
        years = sorted({value, *(year for one in tables for year in one.years)}, reverse=True)
        return self._control("Dropdown", name, options=years, value=value)

    def _picked(self) -> dict[str, Any]:
        found = {name: control.value for name, control in self._controls.items()}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}

    def _redraw(self, _: object) -> None:
        if not len(self._cells):
            self._tell("pick.nothing")
            return
        self._button.disabled, began = True, monotonic()
        try:
            given = self._picked()
            done = self._cells.again(given, lambda now, all_: self._tell("pick.running", now=now, all=all_))
        finally:
            self._button.disabled = False
        if done.problem:
            self._tell("pick.failed", error=done.problem)
            return
        self._tell("pick.done", seconds=monotonic() - began)
        if done.unseen:
            self._add("p", self._say("pick.unseen", n=done.unseen))
        if line := "; ".join(
            f"{name} = {_written(value)}" for name, value in given.items() if self._other(name, value)
        ):
            self._add("p", self._say("pick.keep"))
            self._add("pre", line)

    def _other(self, name: str, value: object) -> bool:
        """Tell whether a choice is another than that of the parameters."""
        before: Any = self._asked[name]
        if name in ROLES:
            before = economy(before).iso3
        elif name == "products":
            before = list(subject(before).names)
        return bool(value != before)

    def _tell(self, key: str, **values: Any) -> None:  # noqa: ANN401
        self._told.value = ""
        self._add("p", self._say(key, **values))

    def _add(self, tag: str, said: str) -> None:
        self._told.value += f'<{tag} style="margin:.3em 0;line-height:1.4">{html.escape(said)}</{tag}>'


def _written(value: object) -> str:
    """Write a value as the cell of the parameters has it.

    Examples
    --------
    >>> _written(["850511", "tungsten"]), _written("JPN"), _written(2024)
    ('["850511", "tungsten"]', '"JPN"', '2024')
    """
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    return f'"{value}"' if isinstance(value, str) else repr(value)
