"""A sweep, told: for each set of parameters what its edition answers, with the way there, as a page for a browser."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from econsec.publish.editions.edition import HTML
from econsec.publish.gallery.pages import draw

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from econsec.publish.render import Outcome


def page(swept: Sequence[Outcome], beside: Path) -> str:
    """Return a page on a sweep of one report in one language.

    Parameters
    ----------
    swept : sequence of Outcome
        At least one; a failure has its problem in the place of its answers.
    beside : Path
        The folder that the page will lie in: links begin there.
    """
    made = [one.edition for one in swept if one.edition and one.status != "failed"]
    return draw(
        "sweep.html.j2",
        swept[0].language,
        title=made[0].manifest.title if made else swept[0].report,
        names=list(swept[0].asked),
        rows=[_row(one, beside) for one in swept],
        good=len(made),
    )


def _row(one: Outcome, beside: Path) -> dict[str, object]:
    made = one.edition if one.status != "failed" else None
    return {
        "asked": [str(value) for value in one.asked.values()],
        "href": os.path.relpath(made.folder / HTML, beside) if made else "",
        "answers": [claim.text for claim in made.manifest.claims if claim.role == "answer"] if made else [],
        "problem": one.problem,
    }
