"""What figures are called: the subject that was asked about, or the wider or narrower codes that a table knows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.subjects import Subject, subject
from econsec.codes.subjects import title as code_title
from econsec.exhibits.elements.report import Report
from econsec.exhibits.elements.vintage import caveats, stale
from econsec.flows.fetched import TABLE
from econsec.store.kept.own_tables import PREFIX

if TYPE_CHECKING:
    from econsec.decisions.dependence.suppliers import Bought


SHOWN = 6  # codes that a name or a first screen tells
SAID = 12  # codes that a caveat tells
REPORTED = "as_reported"  # what is said of customs offices' own accounts
OLDER = "baci_hs92"  # a series under one nomenclature throughout, which no new one has broken


def about(names: Sequence[str]) -> Subject:
    """Find what the dossier is about; see `econsec.codes.subjects.subject`."""
    return subject(names)


def labels(codes: Iterable[str], language: str) -> dict[str, str]:
    """Return what each code is called in a chart.

    Examples
    --------
    >>> labels(["8505", "390110"], "en")
    {'8505': 'Magnets', '390110': 'HS 390110'}
    """
    return {code: code_title(code, language) for code in codes}


def named(report: Report, item: Subject, codes: Sequence[str], share: float | None = None) -> str:
    """Name what figures are of: the subject itself, or the wider or narrower codes that a table knows it by.

    A part goes by its own name, never by that of the whole: half a percent of a chapter is not the chapter.

    Parameters
    ----------
    item : Subject
        What was asked about.
    codes : sequence of str
        The codes that the figures are of; none where there are no figures.
    share : float, optional
        What a part is of all that the importer buys of the subject (0..1), NaN where that is not known.
    """
    fit = item.fits(codes)
    title = item.title(report.language)
    if fit in {"same", "none"}:
        return title
    shown = [*codes[:SHOWN], *([report.text("holds.more", n=len(codes) - SHOWN)] if len(codes) > SHOWN else [])]
    own = Subject(tuple(codes), tuple(codes)).title(report.language)
    if fit == "wider":
        return report.text("dossier.named.wider", name=own if len(codes) == 1 else title, codes=shown)
    known = {} if share is None or share != share else {"share": share}  # noqa: PLR0124 - NaN is not itself
    form = "" if share is None else ".of" if known else ".unknown"
    return report.text(f"dossier.named.part{form}", name=own, codes=shown, whole=title, **known)


def bought(report: Report, item: Subject, found: Bought) -> str:
    """Name what an importer's purchases, or the reason why there are none to show, are of; see `named`."""
    return (
        named(report, item, found.products, found.of_asked) if found.products else named(report, item, found.reason_of)
    )


def replaced(report: Report, item: Subject, *sized: pd.DataFrame) -> str:
    """Name what the amounts of ledgers, or rows of flows, are of."""
    codes = list(dict.fromkeys(code for found in sized for code in found["product"]))
    return named(report, item, codes)


def notes(report: Report, found: Bought) -> tuple[str, ...]:
    """Say what the table that names the suppliers is, and how its codes fit what was asked."""
    codes = list(found.products[:SAID])
    part = ".of" if found.of_asked == found.of_asked else ""
    said = {"share": found.of_asked} if part else {}
    wide = () if found.fit == "same" else (report.text(f"caveat.fit.{found.fit}{part}", codes=codes, **said),)
    coarse = ("heading_coarse",) if found.known_from == "lists" else ()
    older = ("hs92_series", "hs92_trend") if OLDER in found.sources else ()
    known_from = "own" if any(name.startswith(PREFIX) for name in found.sources) else found.known_from
    reported = (REPORTED,) if TABLE in found.sources else ()
    whose = () if reported else (report.text(f"caveat.purchases.{known_from}"),)
    return (*whose, *wide, *caveats(report, *reported, *coarse, *older, *stale(report)))
