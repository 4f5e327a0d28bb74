"""The exhibit: headline, chart, table, unit, source; it refuses to exist without them."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd
from altair.utils import schemapi
from IPython.core.getipython import get_ipython
from IPython.display import display

from econsec import provenance
from econsec.errors import EconsecError
from econsec.exhibits.elements import theme
from econsec.exhibits.elements.table import kept
from econsec.flows.fetched import TABLE as REPORTED
from econsec.i18n.text import text
from econsec.store.kept.own_tables import PREFIX

if TYPE_CHECKING:
    from altair.vegalite.v6.api import TopLevelMixin

    from econsec.exhibits.elements.table import Table
    from econsec.exhibits.picks.picks import Picks
    from econsec.store.catalog import Dataset


MIME = "application/vnd.econsec.exhibit+json"
WORDS = ("text", "code", "flag")
#: As many rows a console prints.
ROWS = 20
# JupyterLab 4 draws Vega-Lite offline under the name of version 5, which reads what we use of version 6 as well.
VEGA_LITE = "application/vnd.vegalite.v5+json"
#: What an open notebook's shell calls what else its charts are drawn as: see :mod:`econsec.lab.session`.
PICTURES = "econsec_pictures"
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


@dataclass(frozen=True)
class Exhibit:
    """A finding that can be checked.

    Parameters
    ----------
    id : str
        Lower-case letters, digits and hyphens; the anchor in the page and the name of the CSV file.
    headline : str
        The finding, as a claim.
    subtitle : str
        What is drawn, in what unit, of what period.
    alt : str
        What the chart shows, in words, for those who do not see it.
    table : Table
        The figures.
    datasets : tuple of Dataset
        Whose figures they are.
    language : str
        ``en`` or ``ja``.
    chart : altair chart, optional
        None where the table is the exhibit.
    caveats : tuple of str
        What a reader would otherwise get wrong.
    topic : str
        What it is about, without a figure: all that an edition for commercial use may say of an exhibit whose source
        forbids it.
    asked : mapping
        Who is meant: importer, partner, rival, year.
    picks : Picks, optional
        What a reader of the interactive page may pick instead; see :mod:`econsec.exhibits.picks.picks`.

    Raises
    ------
    EconsecError
        A headline, subtitle, text alternative, source or row is missing, or the topic of one that may be left out.
    """

    id: str
    headline: str
    subtitle: str
    alt: str
    table: Table
    datasets: tuple[Dataset, ...]
    language: str
    chart: TopLevelMixin | None = None
    caveats: tuple[str, ...] = ()
    topic: str = ""
    asked: Mapping[str, object] = field(default_factory=dict)
    picks: Picks | None = None

    def __post_init__(self) -> None:
        absent = [name for name in ("headline", "subtitle", "alt", "datasets") if not getattr(self, name)]
        if absent:
            raise EconsecError(f"exhibit {self.id!r} has no {', '.join(absent)}", expected="all of them")
        if self.table.frame.empty:
            raise EconsecError(f"exhibit {self.id!r} has an empty table", hint="Say in words what the data lack.")
        object.__setattr__(self, "caveats", tuple(self._said()))
        bound = [dataset.name for dataset in self.datasets if not dataset.source.commercial]
        if bound and not self.topic and all(name == REPORTED or name.startswith(PREFIX) for name in bound):
            object.__setattr__(self, "topic", text("topic.trade", self.language))
        if not self.topic and bound:
            raise EconsecError(f"exhibit {self.id!r} has no topic", expected="one: its source forbids commercial use")
        if not re.fullmatch(r"[a-z][a-z0-9-]*", self.id):
            raise EconsecError(f"exhibit id {self.id!r}", expected="lower-case letters, digits, hyphens")

    def _said(self) -> Iterator[str]:
        """Give the remarks of figures of one's own, and the caveats of the publishers whose figures are here."""
        yield from dict.fromkeys(sentence for one in self.datasets for sentence in one.source.remarks)
        here = {name for one in self.datasets for name in one.source.caveats}
        foreign = {provenance.caveat(name, self.language) for name in provenance.caveats() if name not in here}
        yield from (sentence for sentence in self.caveats if sentence not in foreign)

    def spec(self) -> dict[str, Any] | None:
        """Return the chart as a Vega-Lite specification with the house theme, or None."""
        if self.chart is None:
            return None
        spec: dict[str, Any] = _shortened(self.chart.to_dict(validate=schemapi.DEBUG_MODE))
        spec["config"] = theme.config(self.language)
        spec["description"] = self.alt
        return spec

    def payload(self) -> dict[str, Any]:
        """Return all that a page needs to print the exhibit."""
        told: dict[str, Any] = {
            "version": 1,
            "id": self.id,
            "language": self.language,
            "headline": self.headline,
            "values": _values(self.headline),
            "subtitle": self.subtitle,
            "alt": self.alt,
            "chart": self.spec(),
            "table": self.table.payload(self.language),
            "csv": self.table.csv(self.language),
            "sources": [cited(dataset, self.language) for dataset in self.datasets],
            "caveats": list(self.caveats),
            "topic": self.topic,
            "asked": dict(self.asked),
        }
        if self.picks is not None:
            told["picks"] = self.picks.payload(self.language, self.datasets)
        return told

    def bundles(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Return what a notebook displays, as (data, metadata): one for the page, the rest for JupyterLab."""
        lab = {"econsec": {"lab_only": True}}
        payload = self.payload()
        heading = {MIME: payload, "text/html": self._heading(), "text/plain": self.headline}
        shown: list[tuple[dict[str, Any], dict[str, Any]]] = [(heading, {})]
        if payload["chart"] is not None:
            chart = payload["chart"] | {"$schema": SCHEMA}
            # JupyterLab draws a chart that follows its column again and again, for drawing it changes the column.
            if chart.get("width") == "container":
                chart |= {"width": theme.WIDTH, "autosize": {"type": "fit-x", "contains": "padding"}}
            drawn = {kind: draw(chart) for kind, draw in pictures().items()}
            shown.append(({VEGA_LITE: chart, **drawn, "text/plain": self.alt}, lab))
        shown.append(({"text/html": self._footing(payload), "text/plain": payload["sources"][0]["line"]}, lab))
        return shown

    def __repr__(self) -> str:
        """Return what a console prints: the finding, its figures and whose they are; the chart it cannot show."""
        table = self.table.payload(self.language)
        columns = [column["label"] for column in table["columns"]]
        rows = [[cell["text"].replace("\u2060", "") for cell in row] for row in table["rows"]]
        lines = "; ".join(dict.fromkeys(dataset.source.line(self.language) for dataset in self.datasets))
        printed = pd.DataFrame(rows, columns=columns).to_string(index=False, max_rows=ROWS)
        return "\n".join([self.headline, self.subtitle, printed, text("source.of", self.language, line=lines)])

    def _ipython_display_(self) -> None:
        for data, metadata in self.bundles():
            show(data, metadata)

    def _heading(self) -> str:
        return (
            f'<div lang="{self.language}"><h4 style="margin:1em 0 .2em">{html.escape(self.headline)}</h4>'
            f'<p style="margin:0;opacity:.75">{html.escape(self.subtitle)}</p></div>'
        )

    def _footing(self, payload: dict[str, Any]) -> str:
        table = payload["table"]
        sides = ["left" if column["kind"] in WORDS else "right" for column in table["columns"]]
        head = _row("th", [column["label"] for column in table["columns"]], sides)
        rows = "".join(_row("td", [cell["text"] for cell in row], sides) for row in table["rows"])
        lines = "; ".join(source["line"] for source in payload["sources"])
        notes = "".join(f"<li>{html.escape(caveat)}</li>" for caveat in self.caveats)
        return (
            f'<div lang="{self.language}"><details{" open" if table["open"] else ""}>'
            f"<summary>{html.escape(table['caption'])}</summary>"
            f"<table><thead>{head}</thead><tbody>{rows}</tbody></table></details>"
            f'<p style="opacity:.75">{html.escape(text("source.of", self.language, line=lines))}</p>'
            f"<ul>{notes}</ul></div>"
        )


def pictures() -> dict[str, Callable[[dict[str, Any]], str]]:
    """Return what else a chart is drawn as here: pictures that need no JupyterLab, where a notebook is open."""
    found: dict[str, Callable[[dict[str, Any]], str]] = getattr(get_ipython(), PICTURES, {})
    return found


def show(data: dict[str, Any], metadata: dict[str, Any] | None = None) -> None:
    """Hand a bundle of representations to whoever runs the notebook."""
    display(data, metadata=metadata or {}, raw=True)  # type: ignore[no-untyped-call]


def _row(tag: str, texts: list[str], sides: list[str]) -> str:
    cells = zip(texts, sides, strict=True)
    return "<tr>" + "".join(f'<{tag} style="text-align:{side}">{html.escape(t)}</{tag}>' for t, side in cells) + "</tr>"


def _shortened(node: Any) -> Any:  # noqa: ANN401 - any JSON
    """Cut numbers to the six digits that a screen can show: the table and the file keep the rest."""
    if isinstance(node, dict):
        return {key: _shortened(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_shortened(value) for value in node]
    return float(f"{node:.6g}") if isinstance(node, float) else node


def _values(sentence: str) -> dict[str, Any]:
    """Return what was computed for a sentence, as JSON; nothing of one that was not written from a message."""
    return kept(getattr(sentence, "values", {}))


def cited(dataset: Dataset, language: str) -> dict[str, Any]:
    """Return whose figures a dataset holds and what may be done with them, as a page prints it."""
    source = dataset.source
    return {
        "line": source.line(language),
        "url": source.url,
        "licence": source.licence,
        "vintage": source.vintage,
        "commercial": source.commercial,
        "dataset": dataset.name,
        "sha256": dataset.sha256,
    }
