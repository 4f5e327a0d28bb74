"""What a notebook says, in the order it says it: a first screen, then sections of words, claims and exhibits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from econsec.errors import RenderError
from econsec.publish.charts import picks, vega
from econsec.publish.charts.slim_svg import tidy
from econsec.publish.page import csv_file as sheet
from econsec.publish.page import other_outputs, payload, prose
from econsec.publish.run.failure import INJECTED, LAB_ONLY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup
    from nbformat import NotebookNode

ANNEX = "annex"  # the tag of a cell whose words and exhibits stand in the annex
RESERVED = frozenset({"top", "annex", "main", "contents", "method", "edition", "withheld", "words"})


@dataclass(frozen=True)
class Figure:
    """An exhibit with its number in the page, its picture, its numbers as bytes and the code that made it."""

    number: int
    exhibit: payload.Exhibit
    code: str
    csv: bytes
    vega: dict[str, Any] | None = None
    fluid: bool = False
    drawn: str = ""
    picture: Markup | None = None
    picks: dict[str, Any] | None = None


@dataclass(frozen=True)
class Block:
    """One thing in a section: prose, plain, claim, figure; of other libraries html, picture, chart, unshown."""

    kind: str
    content: Any


@dataclass
class Section:
    """A heading of level two and what stands under it."""

    id: str
    title: str | None
    blocks: list[Block] = field(default_factory=list)
    annex: list[Block] = field(default_factory=list)


@dataclass
class Outline:
    """The whole of a page, before it has a form."""

    head: payload.Head | None = None
    answers: list[payload.Claim] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    methods: list[payload.Method] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    others: list[Block] = field(default_factory=list)
    titled: bool = False

    @property
    def main(self) -> list[Section]:
        """The sections that carry the argument."""
        return [section for section in self.sections if section.blocks or not section.annex]

    @property
    def annex(self) -> list[Section]:
        """What the annex holds, under the headings of the sections that it belongs to."""
        return [section for section in self.sections if section.annex]

    @property
    def further(self) -> int:
        """How many exhibits, tables, charts and pictures the annex holds."""
        return sum(
            block.kind in {"figure", "html", "chart", "picture"} for section in self.annex for block in section.annex
        )

    @property
    def sources(self) -> list[payload.Source]:
        """Every source of every exhibit, once, in the order they are met."""
        named = (source for figure in self.figures for source in figure.exhibit.sources)
        picked = (source for figure in self.figures if figure.exhibit.picks for source in figure.exhibit.picks.sources)
        return list(dict.fromkeys([*named, *picked]))

    @property
    def drawings(self) -> list[Figure | other_outputs.Chart]:
        """Whatever may have a picture."""
        return [*self.figures, *self.charts]

    @property
    def charts(self) -> list[other_outputs.Chart]:
        """Every chart that is no exhibit's."""
        return [block.content for block in self.others if block.kind == "chart"]

    @property
    def boxes(self) -> list[other_outputs.Foreign]:
        """All HTML of other libraries."""
        return [block.content for block in self.others if block.kind == "html"]

    @property
    def unshown(self) -> list[other_outputs.Unshown]:
        """What the page cannot hold."""
        return [block.content for block in self.others if block.kind == "unshown"]


def outline(notebook: NotebookNode, language: str) -> Outline:
    """Read an executed notebook.

    Parameters
    ----------
    notebook : NotebookNode
        Executed, without errors.
    language : str
        Markdown cells tagged for another language are left out.

    Returns
    -------
    Outline
        Ready for the template.

    Raises
    ------
    RenderError
        A cell failed, a payload does not have its shape, two exhibits have one id, a chart does not draw.
    """
    found = Outline(sections=[Section("top", None)])
    place = 0
    for cell in notebook.cells:
        place += INJECTED not in cell.metadata.get("tags", ())  # as its author counts
        if LAB_ONLY in cell.metadata.get("tags", ()):
            found.titled |= cell.cell_type == "markdown" and bool(prose.title(cell.source))
            continue
        aside = ANNEX in cell.metadata.get("tags", ())
        if cell.cell_type == "markdown" and _spoken_here(cell, language):
            _read_prose(cell.source, found, aside=aside)
            for block in _lost(cell.source, found, place):
                _add(block, found, aside=aside)
        elif cell.cell_type == "code":
            if cell.source.strip():
                found.code.append(cell.source.strip())
            for block in _blocks(cell, found, language, place, aside=aside):
                _add(block, found, aside=aside)
    if not (found.sections[0].blocks or found.sections[0].annex):
        del found.sections[0]
    _number(found)
    _name_sections(found)
    return found


def _number(found: Outline) -> None:
    """Count the exhibits as they are read: those of the annex after all others."""
    places = [section.blocks for section in found.main] + [section.annex for section in found.annex]
    found.figures = []
    for blocks in places:
        for at, block in enumerate(blocks):
            if block.kind == "figure":
                found.figures.append(replace(block.content, number=len(found.figures) + 1))
                blocks[at] = replace(block, content=found.figures[-1])


def _spoken_here(cell: NotebookNode, language: str) -> bool:
    tags = [tag for tag in cell.metadata.get("tags", ()) if tag.startswith("lang-")]
    return not tags or f"lang-{language}" in tags


def _read_prose(source: str, found: Outline, *, aside: bool, titled: bool | None = None) -> None:
    for passage in prose.passages(source, titled=found.titled if titled is None else titled):
        found.titled |= passage.titled and titled is None
        if passage.heading is not None:
            found.sections.append(Section("", passage.heading))
        if passage.html.strip():
            _add(Block("prose", passage.html), found, aside=aside)


def _lost(source: str, found: Outline, place: int) -> Iterator[Block]:
    if prose.has_picture(source):
        found.others.append(Block("unshown", other_outputs.Unshown("address", place)))
        yield found.others[-1]
    if prose.has_formula(source):  # it is not lost: of it the author is told
        found.others.append(Block("unshown", other_outputs.Unshown("formula", place)))


def _add(block: Block, found: Outline, *, aside: bool) -> None:
    section = found.sections[-1]
    (section.annex if aside else section.blocks).append(block)


def _blocks(cell: NotebookNode, found: Outline, language: str, place: int, *, aside: bool) -> Iterator[Block]:
    for output in cell.get("outputs", ()):
        if output.output_type == "error":
            raise RenderError(f"a cell failed with {output.get('ename', 'an error')}: {output.get('evalue', '')}")
        if output.output_type == "stream":
            yield from _printed(output, found, place)
        elif (said := payload.read(output.data)) is not None:
            yield from _said(said, cell, found, language)
        elif not output.get("metadata", {}).get("econsec", {}).get("lab_only"):
            yield from _others(output, found, language, place, aside=aside)


def _said(said: payload.Shape, cell: NotebookNode, found: Outline, language: str) -> Iterator[Block]:
    match said:
        case payload.Head() as head:
            found.head = head
        case payload.Methods(items=items):
            found.methods += items
        case payload.Claim(role="answer") as answer:
            found.answers.append(answer)
        case payload.Claim() as claim:
            yield Block("claim", claim)
        case payload.Exhibit() as exhibit:
            if any(exhibit.id == other.exhibit.id for other in found.figures) or exhibit.id in RESERVED:
                raise RenderError(f"two things of the page are called {exhibit.id!r}", expected="one exhibit an id")
            found.figures.append(figure(exhibit, len(found.figures) + 1, language, code=cell.source.strip()))
            yield Block("figure", found.figures[-1])


def _others(output: NotebookNode, found: Outline, language: str, place: int, *, aside: bool) -> Iterator[Block]:
    for kind, thing in other_outputs.read(output, len(found.others) + 1, place, language):
        if isinstance(thing, str) and kind == "markdown":
            # Its headings are its own: the title is sought in what the author wrote, and an annex stays one.
            _read_prose(thing, found, aside=aside, titled=True)
            yield from _lost(thing, found, place)
            continue
        found.others.append(Block(kind, thing))
        yield found.others[-1]


def _printed(output: NotebookNode, found: Outline, place: int) -> Iterator[Block]:
    """Show what a cell printed; its warnings are for its author, who is told of them, and not for its readers."""
    if not (text := output.text.strip("\n")).strip():
        return
    if output.name == "stdout":
        yield Block("plain", text)
    else:
        found.others.append(Block("unshown", other_outputs.Unshown("stderr", place, text.splitlines()[-1][:200])))


def figure(exhibit: payload.Exhibit, number: int, language: str, *, code: str = "") -> Figure:
    """Draw an exhibit.

    Parameters
    ----------
    exhibit : Exhibit
        As a notebook says it.
    number : int
        Which it is in its page.
    language : str
        For fonts, numbers and dates.
    code : str
        What made it.

    Raises
    ------
    RenderError
        Its chart does not draw.
    """
    csv = sheet.encode(exhibit.csv)
    picked = picks.compact(exhibit.picks, language) if exhibit.picks else None
    if exhibit.chart is None:
        return Figure(number, exhibit, code, csv, picks=picked)
    try:
        compiled, fluid = vega.compile_chart(exhibit.chart, language)
        drawn = vega.draw(compiled)
    except (RenderError, ValueError) as error:
        raise RenderError(f"the chart of exhibit {exhibit.id!r} does not draw: {error}") from error
    return Figure(number, exhibit, code, csv, compiled, fluid, drawn, tidy(drawn, exhibit.id), picked)


def _name_sections(found: Outline) -> None:
    taken = {figure.exhibit.id for figure in found.figures} | RESERVED
    taken |= {f"shown-{number}" for number in range(1, len(found.others) + 1)}
    for position, section in enumerate(found.sections, start=1):
        if section.title is None:
            continue
        words = "-".join(re.findall(r"\w+", section.title.lower())) or f"section-{position}"
        section.id = words if words not in taken else f"{words}-{position}"
        taken.add(section.id)
