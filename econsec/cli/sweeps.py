"""``econsec render --sweep``: reports over several values of their parameters, and their answers: a table, a page."""

from __future__ import annotations

import csv
import io
import os
from itertools import product
from typing import TYPE_CHECKING

from econsec.cli.common import given, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from econsec.publish.render import Outcome

SUMMARY = "sweep.csv"


def read(words: Sequence[str], fixed: Mapping[str, object]) -> list[dict[str, object]]:
    """Read ``NAME=VALUE,VALUE`` words: one set of parameters for each way to choose a value of each.

    Raises
    ------
    ParameterError
        A word that is none, a value given twice, or a parameter that is given otherwise as well.

    Examples
    --------
    >>> read(["importer=JPN,KOR", "year=2023"], {})
    [{'importer': 'JPN', 'year': '2023'}, {'importer': 'KOR', 'year': '2023'}]
    >>> read([], {})
    [{}]
    """
    from econsec.errors import ParameterError

    axes = {name: [value.strip() for value in values.split(",")] for name, values in given(words).items()}
    for name, values in axes.items():
        if name in fixed:
            raise ParameterError(f"parameter {name} is given by -p and by --sweep", expected="one of the two")
        if len(set(values)) < len(values) or not all(values):
            raise ParameterError(f"cannot sweep {name} over {','.join(values)!r}", expected="values that differ: A,B,C")
    return [dict(zip(axes, chosen, strict=True)) for chosen in product(*axes.values())]


def summarise(outcomes: Iterable[Outcome], out: Path) -> list[Path]:
    """Write a table a report beside its variants, and a page a language: what each was asked, and what it answers.

    What was swept before and not now stands in it no longer; its editions stay.
    """
    from econsec.publish.gallery.pages import file_of
    from econsec.publish.gallery.sweep import page

    swept: dict[Path, list[Outcome]] = {}
    made = []
    for outcome in outcomes:
        swept.setdefault(out / outcome.report / "variants" / SUMMARY, []).append(outcome)
    for path, ones in swept.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, _table(ones, path.parent))
        made.append(path)
        for language in dict.fromkeys(one.language for one in ones):
            made.append(path.with_name(file_of("sweep", language)))
            write(made[-1], page([one for one in ones if one.language == language], path.parent))
    return made


def _table(swept: Sequence[Outcome], beside: Path) -> str:
    names = list(swept[0].asked)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*names, "language", "status", "edition", "claim", "text", "problem"])
    for one in swept:
        about = [*(one.asked[name] for name in names), one.language, one.status]
        made = one.edition if one.status != "failed" else None
        answers = [claim for claim in made.manifest.claims if claim.role == "answer"] if made else []
        where = os.path.relpath(made.folder, beside) if made else ""
        for claim in answers:
            writer.writerow([*about, where, claim.id, claim.text, ""])
        if not answers:
            writer.writerow([*about, where, "", "", one.problem])
    return "\ufeff" + text.getvalue()
