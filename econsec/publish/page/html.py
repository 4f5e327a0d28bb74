"""From an executed notebook to its page: read what it says, put it in order, fill the template."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from babel.dates import format_date
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.ansi import strip_ansi
from nbformat import from_dict
from nbformat.v4 import new_notebook
from traitlets import default

from econsec.publish.charts import colours as colour
from econsec.publish.charts import vega
from econsec.publish.page import csv_file as sheet
from econsec.publish.page.context import Page, PageContext
from econsec.publish.page.outline import Outline, outline
from econsec.publish.page.prose import spoken, tongue, whole
from econsec.publish.page.safe_text import characters, embedded
from econsec.publish.page.words import Words, terms

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from econsec.publish.page.payload import Cell, Exhibit

TEMPLATE = vega.TEMPLATE
STYLES = ("page.css", "chart.css", "print.css")
OTHERS = "other.css"  # of pages that show what other libraries made
COMMENT = re.compile(r"^\s*//.*\n", re.MULTILINE)
DAYS = {"en": "d MMMM y"}  # as the other sources of the field write it; Babel's "long" is the American order
PARTS = (
    "plain.js",
    "follow.js",
    "fold.js",
    "sort.js",
    "filter.js",
    "tip.js",
    "keys.js",
    "apart.js",
    "charts.js",
    "take.js",
)
PICK, PICK_STYLE = "pick.js", "pick.css"  # of pages in which something can be picked


class ReportExporter(TemplateExporter):
    """nbconvert's exporter with the house's own template: nothing of the stock ones, everything escaped by default."""

    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_paths")
    def _template_paths(self, prune: bool = True, root_dirs: object = None) -> list[str]:
        del prune, root_dirs
        return [str(TEMPLATE)]

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        environment.undefined = StrictUndefined
        environment.trim_blocks = environment.lstrip_blocks = True
        environment.filters["wide"] = wide
        environment.filters["whole"] = whole
        return environment


class _Shown(dict[str, Any]):
    """What the template prints. nbconvert copies its resources, however deep they are; these are only read."""

    def __deepcopy__(self, memo: dict[int, Any]) -> _Shown:
        return self


def page(notebook: NotebookNode, context: PageContext) -> Page:
    """Make the page of an executed notebook.

    Parameters
    ----------
    notebook : NotebookNode
        Executed; its outputs carry the payloads that `econsec.publish.page.payload` describes.
    context : PageContext
        What the page prints about its edition.

    Returns
    -------
    Page
        The interactive and the static form, and the CSV files of its exhibits.

    Raises
    ------
    RenderError
        A cell failed, a payload does not have its shape, or a chart does not draw.
    """
    notebook = from_dict(characters(printed(notebook)))
    context = PageContext(**characters(vars(context)))
    read = outline(notebook, context.language)
    exporter = warm()
    style = styles(read, context)
    forms = [_form(exporter, notebook, read, context, style, scripts) for scripts in (_scripts(read), ())]
    tables: dict[str, bytes] = {}
    for figure in read.figures:
        name = f"{figure.exhibit.id}.csv"
        tables |= {name: figure.csv, f"{name}{sheet.SUFFIX}": sheet.about(figure.exhibit, name)}
    thumbnail = next((drawn for drawn in (one.drawn for one in read.drawings) if drawn), "")
    told = tuple(f"cell {one.cell}: {Words('en')('told_' + one.kind, detail=one.detail)}" for one in read.unshown)
    return Page(forms[0], forms[1], tables, thumbnail.encode(), unshown=tuple(dict.fromkeys(told)))


def printed(notebook: NotebookNode) -> NotebookNode:
    """Return a notebook with what its cells printed as a terminal would leave it: no colours, no lines written over."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if "text" in output:
                output["text"] = terminal(output["text"])
            elif "text/plain" in output.get("data", {}):
                output["data"]["text/plain"] = terminal(output["data"]["text/plain"])
    return notebook


def terminal(text: str) -> str:
    r"""Return a text as a terminal would leave it.

    Examples
    --------
    >>> terminal("10 %\r90 %\rdone\n\x1b[31mred\x1b[0m\r\n")
    'done\nred\n'
    """
    plain: str = strip_ansi(text if isinstance(text, str) else "".join(text))
    lines = plain.replace("\r\n", "\n").split("\n")
    return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in lines)


@cache
def warm() -> ReportExporter:
    """Return the exporter with its templates compiled: once a process, and before it forks once for all of them."""
    exporter = ReportExporter()  # type: ignore[no-untyped-call]
    for name in exporter.environment.list_templates(extensions=["j2"]):
        exporter.environment.get_template(name)
    return exporter


def _form(
    exporter: ReportExporter,
    notebook: NotebookNode,
    read: Outline,
    context: PageContext,
    style: str,
    scripts: tuple[str, ...],
) -> str:
    view = {
        "outline": read,
        "context": context,
        "say": Words(context.language),
        "spoken": lambda text: spoken(text, context.language),
        "tongue": lambda text: tongue(text, context.language),
        "day_of": lambda day: written_day(day, context.language),
        "citation": _citation(read, context),
        "description": read.answers[0].text if read.answers else "",
        "terms_of": lambda exhibit: terms(_words_of(exhibit), [one.term for one in read.methods]),
        "csv_link": sheet.link,
        "csv_about": sheet.about_link,
        "csv_suffix": sheet.SUFFIX,
        "sorted_by": _sorted_by,
        "json": embedded,
        "interactive": bool(scripts),
        "style": Markup(style),  # noqa: S704 - the template's own file
        "scripts": [Markup(script) for script in scripts],  # noqa: S704 - the template's own files
        "policy": policy(style, scripts),
    }
    # The outline holds all that the template prints: cells would only be copied, twice.
    html, _ = exporter.from_notebook_node(new_notebook(metadata=notebook.metadata), resources={"view": _Shown(view)})
    return str(html).rstrip() + "\n"


def _words_of(exhibit: Exhibit) -> str:
    """Return what a reader reads at an exhibit, but for its figures."""
    columns = (column.label for column in exhibit.table.columns)
    return " ".join([exhibit.headline, exhibit.subtitle, exhibit.table.caption, *columns, *exhibit.caveats])


def written_day(day: str, language: str) -> str:
    """Return a day as the page writes it."""
    return format_date(date.fromisoformat(day), DAYS.get(language, "long"), language)


def _citation(read: Outline, context: PageContext) -> str:
    """Return the line by which a reader cites the edition: its title, its day and the id that finds it again."""
    title = read.head.title if read.head else context.title
    day = written_day(context.date, context.language)
    return Words(context.language)("cite", title=title, date=day, edition=context.edition)


def styles(read: Outline, context: PageContext) -> str:
    """Return the style of a page: the house's, and what its own pictures, bars and foreign tables need."""
    foot = _css_text(" · ".join(filter(None, (context.title, context.edition))))
    drawn = "".join(f"{one.picture}{one.vega}" for one in read.drawings)
    drawn += "".join(str(figure.picks) for figure in read.figures if figure.picks)
    cells = (cell.bar for figure in read.figures for row in figure.exhibit.table.rows for cell in row)
    bars = [
        f".b{share} {{ --w: {share}%; }}" for share in sorted({round(bar * 100) for bar in cells if bar is not None})
    ]
    boxes = [(TEMPLATE / OTHERS).read_text(encoding="utf-8")] if read.others else []
    boxes += [box.cleaned.css for box in read.boxes]
    boxes += [(TEMPLATE / PICK_STYLE).read_text(encoding="utf-8")] if any(one.picks for one in read.figures) else []
    own = [*bars, colour.css(drawn), *boxes, f"@page {{ @bottom-left {{ content: {foot}; }} }}"]
    return _house() + _dense("\n".join(own))


@cache
def _house() -> str:
    return _dense("\n".join((TEMPLATE / name).read_text(encoding="utf-8") for name in STYLES))


def _dense(css: str) -> str:
    """Leave comments and white space out of a style sheet.

    Examples
    --------
    >>> _dense("/* paper */ a > b { color: red; }")
    'a>b{color: red;}'
    """
    return re.sub(r"\s*([{};,>])\s*", r"\1", re.sub(r"/\*.*?\*/|\s+", " ", css, flags=re.DOTALL)).strip()


def _css_text(text: str) -> str:
    r"""Write a CSS string of which no character can end it: all but letters and digits are escaped.

    Examples
    --------
    >>> print(_css_text("a</style>"))
    "a\00003c \00002f style\00003e "
    """
    return '"' + "".join(letter if letter.isalnum() else f"\\{ord(letter):06x} " for letter in text) + '"'


def _scripts(read: Outline) -> tuple[str, ...]:
    picks = any(figure.picks for figure in read.figures)
    own = _own(PICK) if picks else _own()
    return (_runtime(), own) if picks or any(one.vega for one in read.drawings) else (own,)


@cache
def _runtime() -> str:
    return vega.runtime()


@cache
def _own(*more: str) -> str:
    parts = "\n".join((TEMPLATE / name).read_text(encoding="utf-8") for name in (*PARTS, *more))
    # What is said of the script stands in the package: a page has room for readers' words.
    return vega.enclosed(f'"use strict";\n{COMMENT.sub("", parts)}')


def policy(style: str, scripts: tuple[str, ...]) -> str:
    """Write the Content-Security-Policy: nothing but the style and the scripts of this page, named by their hashes.

    Examples
    --------
    >>> policy("", ()).split("; ")[:2]
    ["default-src 'none'", "script-src 'none'"]
    """
    allowed = " ".join(_digest(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_digest(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


@lru_cache(8)
def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _sorted_by(cell: Cell) -> str:
    """Say what a cell sorts by, where that is not its text."""
    if cell.value is None or cell.value == cell.text:
        return ""
    return f"{cell.value:.6g}" if isinstance(cell.value, float) else cell.value


def wide(text: str) -> int:
    """Count how many figures' widths a text takes: kana, kanji and full stops of theirs take two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
