"""What an edition says, read back from its own notebook, in plain words: the same for every form of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import nbformat
from bs4 import BeautifulSoup
from nbformat import from_dict

from econsec.publish.editions import edition as editions
from econsec.publish.page.html import printed, wide, written_day
from econsec.publish.page.outline import Block, outline
from econsec.publish.page.safe_text import characters
from econsec.publish.page.words import Words

if TYPE_CHECKING:
    from bs4.element import Tag

    from econsec.publish.editions.edition import Edition
    from econsec.publish.page.outline import Figure, Outline
    from econsec.publish.page.payload import Exhibit, Table

# Letters that every office has, or takes its own for.
LATIN, EASTERN = "Arial", "Yu Gothic"
LONG = 255  # letters that a document's own title may have
LEAST, MOST = 8, 40  # widths of a figure that a column of a table is counted with
#: Elements of a passage that each are a line of their own.
LINES = ["p", "li", "h3", "h4", "h5", "h6", "pre", "tr", "dt", "dd"]


@dataclass(frozen=True)
class Content:
    """An edition, its outline and the page's own words in its language."""

    edition: Edition
    outline: Outline
    say: Words

    @property
    def title(self) -> str:
        """The title of the first screen, or the short name of the report."""
        head = self.outline.head
        return head.title if head else self.edition.manifest.title

    @property
    def lede(self) -> str:
        """What the first screen says below its title."""
        head = self.outline.head
        return (head.lede or "") if head else ""

    @property
    def answers(self) -> list[str]:
        """The sentences of the first screen."""
        return [answer.text for answer in self.outline.answers]

    @property
    def facts(self) -> str:
        """What the first screen says of its data, in one line."""
        head = self.outline.head
        return " · ".join(self.labelled(fact.label, fact.value) for fact in head.facts) if head else ""

    @property
    def made(self) -> str:
        """Which edition of which day it is: what whoever checks a figure asks for."""
        manifest = self.edition.manifest
        day = written_day(manifest.date, manifest.language)
        return f"{self.labelled(self.say('rendered'), day)} · {self.labelled(self.say('edition'), manifest.id)}"

    @property
    def withheld(self) -> list[str]:
        """What an edition for commercial use says that it leaves out."""
        if not self.edition.manifest.commercial_only:
            return []
        page = BeautifulSoup(self.edition.static.read_text(encoding="utf-8"), "html.parser")
        found = page.find(id="withheld")
        return lines(str(found)) if found else []

    def saved(self, made: Any) -> bytes:  # noqa: ANN401 - a document or slides
        """Return a document or slides as a file, with what a catalogue asks of it."""
        manifest, about, file = self.edition.manifest, made.core_properties, BytesIO()
        about.title, about.author, about.language = self.title[:LONG], "econsec", manifest.language
        about.created = about.modified = datetime.fromisoformat(manifest.date)
        about.comments = self.made
        made.save(file)
        return file.getvalue()

    def labelled(self, label: str, text: str) -> str:
        """Write a label before a text, with the colon of the language."""
        return f"{label}{self.say('colon')}{text}"

    def source(self, figure: Figure) -> str:
        """Write the line of sources of an exhibit."""
        return source_line(figure.exhibit, self.say)

    def text(self, block: Block) -> list[str]:
        """Return the lines of a block that is no exhibit; what this form cannot hold is said."""
        if block.kind == "prose":
            return lines(str(block.content))
        if block.kind == "claim":
            return [block.content.text]
        if block.kind == "plain":
            return str(block.content).splitlines()
        if block.kind == "unshown":
            return [self.say("unshown_" + block.content.kind, cell=block.content.cell, detail=block.content.detail)]
        return [self.say("office_elsewhere", kind=block.kind)]

    def parts(self) -> list[tuple[str | None, list[Block]]]:
        """Return the sections with what stands in them, those of the annex under its name."""
        annex = self.say("annex")
        rest = [(f"{annex} – {one.title}" if one.title else annex, one.annex) for one in self.outline.annex]
        return [(section.title, section.blocks) for section in self.outline.main] + rest


def source_line(exhibit: Exhibit, say: Words) -> str:
    """Write the line of sources of an exhibit."""
    named = dict.fromkeys(source.line for source in exhibit.sources)
    return f"{say('source')}{say('colon')}{say('then').join(named)}"


def lines(html: str) -> list[str]:
    r"""Return what a passage of HTML says: a line a paragraph, an item, a line of code, a row of a table.

    Examples
    --------
    >>> lines("<p>One <b>two</b>.</p><ul><li>three<ol><li>four</li></ol></li></ul>")
    ['One two.', '• three', '  1. four']
    >>> lines("<pre>a\nb</pre><table><tr><th>x</th><td>y</td></tr></table>")
    ['a', 'b', 'x | y']
    """
    said: list[str] = []
    for one in BeautifulSoup(html, "html.parser").find_all(LINES):
        if one.name == "pre":
            said += one.get_text().strip("\n").splitlines()
        elif one.name == "tr":
            said.append(" | ".join(_plain(cell.get_text()) for cell in one.find_all(["th", "td"])))
        elif one.name == "li":
            text = "".join(part.get_text() for part in one.children if getattr(part, "name", None) not in ("ul", "ol"))
            said.append("  " * (len(one.find_parents(["ul", "ol"])) - 1) + _sign(one) + _plain(text))
        elif one.find_parent(["li", "tr", "pre"]) is None:
            said.append(_plain(one.get_text()))
    return [text for text in said if text.strip()]


def _plain(text: str) -> str:
    return " ".join(text.split())


def _sign(item: Tag) -> str:
    """Return what stands before an item of a list."""
    if item.parent is None or item.parent.name != "ol":
        return "• "
    return f"{len(item.find_previous_siblings('li')) + int(str(item.parent.get('start') or 1))}. "


def read(edition: Edition) -> Content:
    """Read an edition.

    Parameters
    ----------
    edition : Edition
        Whole: what is no longer what was rendered is not to be passed on.
    """
    written = nbformat.reads((edition.folder / editions.NOTEBOOK).read_text(encoding="utf-8"), as_version=4)
    notebook = from_dict(characters(printed(written)))  # as the page reads it
    language = edition.manifest.language
    return Content(edition, outline(notebook, language), Words(language))


def shares(table: Table) -> list[float]:
    """Return which part of the width each column of a table gets: by its longest text, none too little or too much.

    Examples
    --------
    >>> from econsec.publish.page.payload import Cell, Column, Table
    >>> columns = (Column(key="a", label="who", kind="text"), Column(key="b", label="why", kind="text"))
    >>> table = Table(caption="", columns=columns, row_header=0, rows=((Cell(text="x"), Cell(text="y" * 100)),))
    >>> [round(share, 2) for share in shares(table)]
    [0.17, 0.83]
    """
    texts = [[column.label, *(row[place].text for row in table.rows)] for place, column in enumerate(table.columns)]
    weights = [min(max(*map(wide, column), LEAST), MOST) for column in texts]
    return [weight / sum(weights) for weight in weights]
