"""An edition for commercial use: what stands on a source that forbids it is taken out, and said to be missing.

It is taken out of the executed notebook, from which page, tables, thumbnail and manifest are made: what is gone there
is gone from all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nbformat.v4 import new_output

from econsec.publish.page import payload
from econsec.publish.page.words import Words

if TYPE_CHECKING:
    from nbformat import NotebookNode

CLAIM = "application/vnd.econsec.claim+json"


@dataclass(frozen=True)
class Withheld:
    """One thing that an edition does not show.

    Parameters
    ----------
    kind : str
        ``exhibit``, ``answer``, ``sentence``, ``picks`` (what could be picked in an exhibit that stays), or ``output``,
        which is of another library.
    id : str
        The exhibit's id; empty for a sentence, whose key may tell what it found.
    topic : str
        What the exhibit is about, without a figure; empty for a sentence.
    sources : tuple of Source
        Those that forbid commercial use; none of an output, which does not say whose figures it shows.
    """

    kind: str
    id: str
    topic: str
    sources: tuple[payload.Source, ...]

    def told(self) -> dict[str, Any]:
        """Return what the page's end says of it, as JSON."""
        return {"kind": self.kind, "topic": self.topic, "sources": [source.model_dump() for source in self.sources]}


def withhold(notebook: NotebookNode, language: str) -> list[Withheld]:
    """Take out of an executed notebook what may not be used commercially, and put a sentence in each place.

    Parameters
    ----------
    notebook : NotebookNode
        Executed; changed in place.
    language : str
        That of the report.

    Returns
    -------
    list of Withheld
        What was taken out, in order.

    Raises
    ------
    RenderError
        A payload does not have its shape, so that nobody can say what it stands on.
    """
    found: list[Withheld] = []
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        kept, following = [], False
        for output in cell.outputs:
            if output.output_type == "stream" and output.name == "stderr":
                continue  # the page says nothing of it
            if _is_unsourced(output):
                found.append(Withheld("output", "", "", ()))
                kept.append(_said(found[-1], language))
                following = False
                continue
            # JupyterLab's own forms of an exhibit come right after it, and hold the same figures.
            if following and output.get("metadata", {}).get("econsec", {}).get("lab_only"):
                continue
            one = _forbidden(payload.read(output.get("data", {})))
            following = one is not None
            left = None if one else _pick_out(output)
            kept.append(_said(one, language) if one else output)
            found += [each for each in (one, left) if each]
        cell.outputs = kept
    return found


def silence(notebook: NotebookNode) -> NotebookNode:
    """Leave nothing in a failed notebook but its errors: nobody has looked at what its other outputs stand on."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.output_type == "error"]
    return notebook


def _is_unsourced(output: NotebookNode) -> bool:
    """Tell whether an output could hold anybody's figures: it is none of the house's, nor one of JupyterLab's forms."""
    if output.get("metadata", {}).get("econsec", {}).get("lab_only"):
        return False
    return output.output_type == "stream" or ("data" in output and payload.read(output.data) is None)


def _forbidden(shape: payload.Shape | None) -> Withheld | None:
    if not isinstance(shape, payload.Claim | payload.Exhibit):
        return None
    sources = tuple(source for source in shape.sources if not source.commercial)
    if not sources:
        return None
    if isinstance(shape, payload.Exhibit):
        return Withheld("exhibit", shape.id, shape.topic or shape.id, sources)
    return Withheld("answer" if shape.role == "answer" else "sentence", "", "", sources)


def _pick_out(output: NotebookNode) -> Withheld | None:
    """Take out of an exhibit that stays what its reader could pick from a source that forbids it."""
    shape = payload.read(output.get("data", {}))
    picks = shape.picks if isinstance(shape, payload.Exhibit) else None
    sources = tuple(source for source in picks.sources if not source.commercial) if picks else ()
    if not sources or not isinstance(shape, payload.Exhibit):
        return None
    del output.data[payload.EXHIBIT]["picks"]
    return Withheld("picks", shape.id, "", sources)


def _said(one: Withheld, language: str) -> NotebookNode:
    lines = "; ".join(source.line for source in one.sources)
    text = Words(language)(f"withheld_{one.kind}", topic=one.topic, sources=lines)
    claim = {
        "version": 1,
        "id": f"withheld.{one.id}".rstrip("."),
        "role": "answer" if one.kind == "answer" else "note",
        "language": language,
        "parts": [{"text": text, "strong": False}],
        "text": text,
        "values": {},
    }
    said: NotebookNode = new_output("display_data", {CLAIM: claim, "text/markdown": text, "text/plain": text})
    return said
