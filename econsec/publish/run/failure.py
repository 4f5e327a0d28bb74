"""How a run fails, said with the cell that failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.errors import RenderError

if TYPE_CHECKING:
    from nbformat import NotebookNode

INJECTED = "injected-parameters"
#: The tag of a cell that is for whoever has the notebook open, such as its title: of a report it is no part.
LAB_ONLY = "lab-only"
#: Bytes that one notebook may show: a report is read by people, and whoever gathers it has no more memory than others.
MOST_SHOWN = 64 << 20


class RunError(RenderError):
    """A notebook that did not run to its end.

    Parameters
    ----------
    problem : str
        What happened, and in which cell.
    reason : str
        One word for the run log: ``error``, ``timeout``, ``died``, ``flood``, ``unproved``.
    notebook : NotebookNode or None
        The notebook as far as it got, for reading.
    """

    def __init__(self, problem: str, *, reason: str, notebook: NotebookNode | None = None) -> None:
        self.reason, self.notebook = reason, notebook
        super().__init__(problem)


class FloodError(Exception):
    """A notebook showed more than anybody can read."""

    def __str__(self) -> str:
        """Say how much that is."""
        return f"showed more than {MOST_SHOWN >> 20} MiB"


def cell_name(notebook: NotebookNode, index: int) -> str:
    """Return how a person finds a cell: its place in the notebook as it was written, and its first line of code."""
    written = [cell for cell in notebook.cells if INJECTED not in cell.metadata.get("tags", [])]
    cell = notebook.cells[index]
    line = next((line.strip() for line in cell.source.splitlines() if line.strip() and line.strip()[0] != "#"), "")
    if not any(cell is other for other in written):
        return "the cell of the given parameters"
    place = next(number for number, other in enumerate(written, 1) if other is cell)
    return f"cell {place} of {len(written)} ({line[:60]})"
