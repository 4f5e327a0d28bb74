"""What an executed notebook says, as claims: every sentence that stands in the page with the values it was made of."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from econsec.errors import MOST_SAID, RenderError
from econsec.publish.editions.manifest import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

PAGE, CLAIM = "application/vnd.econsec.page+json", "application/vnd.econsec.claim+json"
EXHIBIT = "application/vnd.econsec.exhibit+json"

#: What Python writes where a number is missing or has no end; no word in the languages of reports.
NO_NUMBER = re.compile(r"(?<![A-Za-z0-9_À-ɏ-])-?(?:nan|NaN|inf|<NA>|NaT)(?![A-Za-z0-9_À-ɏ-])")


def payloads(executed: NotebookNode, *mimes: str) -> list[dict[str, Any]]:
    """Return what the cells showed of some types, in the order of the page.

    Raises
    ------
    RenderError
        Sources that are no list.
    """
    outputs = (output.get("data", {}) for cell in executed.cells for output in cell.get("outputs", []))
    found = [dict(shown[mime]) for shown in outputs for mime in mimes if mime in shown]
    if not all(isinstance(payload.get("sources", []), list) for payload in found):
        raise RenderError("an exhibit's sources do not have their shape")
    return found


def claims(executed: NotebookNode) -> list[Claim]:
    """Return the claims of a report: its sentences, the facts of its first screen, and what its exhibits say.

    Parameters
    ----------
    executed : NotebookNode
        With its outputs.

    Returns
    -------
    list of Claim
        In the order of the page, with ids that are the same in every language. Roles: ``title``, ``fact`` and
        ``answer`` (first screen), ``claim``, ``note`` (sentences), ``headline``, ``subtitle``, ``alt``, ``caveat``
        (exhibits).

    Raises
    ------
    RenderError
        A sentence, or a cell of a table, says of a number what Python writes for one that is missing.
    """
    found = [claim for payload in payloads(executed, PAGE, CLAIM, EXHIBIT) for claim in _claims(payload)]
    for claim in found:
        if word := NO_NUMBER.search(claim.text):
            raise RenderError(
                f"claim {claim.id} says {word[0]!r} ({claim.text[:MOST_SAID]})",
                expected="a number, or words for one that is missing",
            )
    for exhibit in payloads(executed, EXHIBIT):
        for text in _cells(exhibit):
            if word := NO_NUMBER.search(text):
                raise RenderError(
                    f"a cell of exhibit {exhibit.get('id')} says {word[0]!r} ({text[:MOST_SAID]})",
                    expected="a number, or a dash for one that is missing",
                )
    return found


def _cells(exhibit: dict[str, Any]) -> Iterator[str]:
    with suppress(AttributeError, KeyError, TypeError):  # a payload of another shape is refused by who reads it
        yield from (cell["text"] for row in exhibit["table"]["rows"] for cell in row if isinstance(cell["text"], str))


def _claims(payload: dict[str, Any]) -> Iterator[Claim]:
    if "role" in payload:
        yield Claim.model_validate(payload)
    if "title" in payload:
        yield Claim(id="title", role="title", text=payload["title"])
    for place, fact in enumerate(payload.get("facts", []), 1):
        yield Claim(id=f"fact {place}", role="fact", text=f"{fact['label']}: {fact['value']}")
    if "headline" in payload:
        name = payload["id"]
        yield Claim(id=name, role="headline", text=payload["headline"], values=payload.get("values", {}))
        yield Claim(id=f"{name} subtitle", role="subtitle", text=payload["subtitle"])
        yield Claim(id=f"{name} alt", role="alt", text=payload["alt"])
        for place, caveat in enumerate(payload.get("caveats", []), 1):
            yield Claim(id=f"{name} caveat {place}", role="caveat", text=caveat)
