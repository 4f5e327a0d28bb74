"""What a page needs to know beyond its notebook, and what it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class PageContext:
    """The facts of one edition that its page prints.

    Parameters
    ----------
    language : str
        The language of the page: ``en`` or ``ja``.
    report : str
        The name of the report in the portfolio.
    title : str
        Its short title in that language.
    edition : str
        The edition id.
    date : str
        The day of rendering, ISO 8601.
    parameters : mapping
        The parameters the notebook ran with: JSON scalars and lists.
    inputs : sequence of mappings
        ``name`` and ``sha256`` of every data file the run read.
    versions : mapping
        Name and version of the programs that made the page.
    editions : sequence of mappings
        ``language`` and ``href`` of the same report in other languages.
    gallery : str
        Where the gallery lies from here; empty for a notebook that is in none.
    previous : mapping or None
        The edition before this one: its ``edition``, ``date`` and ``href``; the ``causes`` (reason, name) of what
        changed, the ``changes`` (before, after: sentences or None) and the number of sentences ``unchanged``.
    withheld : sequence of mappings or None
        In an edition for commercial use, what it leaves out: ``kind``, ``topic`` and the ``sources`` that forbid it,
        each with ``line`` and ``licence``; None in any other edition.

    Examples
    --------
    >>> PageContext(language="ja", report="minerals", title="重要鉱物", edition="7f3a-91c2", date="2026-11-22").editions
    ()
    """

    language: str
    report: str
    title: str
    edition: str
    date: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    inputs: Sequence[Mapping[str, Any]] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    editions: Sequence[Mapping[str, str]] = ()
    gallery: str = ""
    previous: Mapping[str, Any] | None = None
    withheld: Sequence[Mapping[str, Any]] | None = None


@dataclass(frozen=True)
class Page:
    """One report, ready to be written: two forms of the page and the tables beside them.

    Parameters
    ----------
    interactive : str
        The page with its charts' runtime inside.
    static : str
        The same page with no script at all.
    tables : dict
        File name and bytes of every table of the page (``<exhibit>.csv``) and of what says what it holds.
    thumbnail : bytes
        Its first chart alone, for the gallery: as a picture it can neither run nor ask for anything.
    unshown : tuple of str
        What the notebook showed and the page cannot hold, a sentence each, for whoever made it.
    """

    interactive: str
    static: str
    tables: dict[str, bytes]
    thumbnail: bytes = b""
    unshown: tuple[str, ...] = ()
