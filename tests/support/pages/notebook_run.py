"""Run a report's notebook in this process, cell by cell, with other parameters: what it says, without the page."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode
from nbformat.v4 import new_output

from econsec import paths
from econsec.exhibits.elements import report as speaking

if TYPE_CHECKING:
    from reports_support import Rendered

MIMES = {"page": speaking.PAGE, "claim": speaking.CLAIM, "exhibit": "application/vnd.econsec.exhibit+json"}


@dataclass
class Said:
    """What a notebook showed: the first screen, the sentences, the exhibits, and every output as it was sent."""

    pages: list[dict[str, Any]] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    exhibits: list[dict[str, Any]] = field(default_factory=list)
    outputs: list[NotebookNode] = field(default_factory=list)

    def take(self, data: dict[str, Any], metadata: dict[str, Any]) -> None:
        """Take in what was displayed, as JSON carries it."""
        shown = json.loads(json.dumps([data, metadata], allow_nan=False))
        self.outputs.append(new_output("display_data", shown[0], metadata=shown[1]))
        for kind, mime in MIMES.items():
            if mime in data:
                getattr(self, f"{kind}s").append(json.loads(json.dumps(data[mime], allow_nan=False)))

    @property
    def answers(self) -> list[str]:
        return [claim["text"] for claim in self.claims if claim["role"] == "answer"]

    @property
    def ids(self) -> list[str]:
        return [exhibit["id"] for exhibit in self.exhibits]

    def exhibit(self, name: str) -> dict[str, Any]:
        return next(exhibit for exhibit in self.exhibits if exhibit["id"] == name)

    def texts(self) -> list[str]:
        """Return every sentence, heading and written cell."""
        found = [text for page in self.pages for text in (page["kicker"], page["title"])]
        found += [fact[key] for page in self.pages for fact in page["facts"] for key in ("label", "value")]
        found += [claim["text"] for claim in self.claims]
        for exhibit in self.exhibits:
            found += [exhibit["headline"], exhibit["subtitle"], exhibit["alt"], *exhibit["caveats"]]
            table = exhibit["table"]
            found += [table["caption"], *(column["label"] for column in table["columns"])]
            found += [cell["text"] for row in table["rows"] for cell in row]
        return found


def said(edition: Rendered) -> Said:
    """Return what the notebook of an edition showed."""
    found = Said()
    cells = json.loads((edition.folder / "notebook.ipynb").read_text(encoding="utf-8"))["cells"]
    for output in (each for cell in cells for each in cell.get("outputs", ())):
        found.take(output.get("data", {}), output.get("metadata", {}))
    return found


def run(name: str, monkeypatch: Any, **parameters: Any) -> Said:  # noqa: ANN401
    """Run the code cells of a notebook of the portfolio and return what it showed."""
    found = Said()
    monkeypatch.setattr(speaking, "show", lambda data, metadata=None: found.take(data, metadata or {}))
    cells = json.loads((paths.notebooks() / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    space: dict[str, Any] = {}
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        exec(compile("".join(cell["source"]), cell["id"], "exec"), space)  # noqa: S102 - our own notebook
        if "parameters" in cell["metadata"].get("tags", []):
            unknown = set(parameters) - set(space)
            assert not unknown, unknown
            space.update(parameters)
    return found
