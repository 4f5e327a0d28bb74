"""What one run is given, and what it shows while it goes on: all that the engines know of who runs them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from econsec.publish.run.failure import RunError, cell_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from nbformat import NotebookNode


class CellProcesses(Protocol):
    """Where processes for cells come from, and who knows when they end."""

    def fileno(self) -> int:
        """Return what becomes readable when a process has ended."""

    def spawn(self) -> tuple[int, Connection]:
        """Start a process and return it with the pipe to it."""

    def end(self, process: int) -> str:
        """Kill a process, if it has not ended, with all it started, and say how it ended."""


@dataclass
class NotebookRun:
    """What one run may take, and what it shows while it goes on.

    Parameters
    ----------
    on_cell : function of two int
        Told the number of each cell that begins, and of how many.
    timeout, memory : int
        Seconds a cell may take; mebibytes it may have, 0 for all that the machine has.
    cwd : Path
        Where its cells run: the notebook's own folder, as in JupyterLab.
    processes : CellProcesses
        Where the fork engine's processes come from.
    answers : Path or None
        The folder in which what other runs of this notebook have worked out is found again.
    notebook : NotebookNode or None
        The notebook as far as it got.
    cell : int
        The cell it is at.
    """

    on_cell: Callable[[int, int], None]
    timeout: int = 600
    memory: int = 0
    cwd: Path = Path()
    processes: CellProcesses | None = None
    answers: Path | None = None
    notebook: NotebookNode | None = None
    cell: int = 0

    def at(self, cell: NotebookNode, cell_index: int) -> None:  # noqa: ARG002 - nbclient names them
        """Note that a cell begins."""
        self.cell = cell_index
        self.on_cell(cell_index + 1, len(self.notebook.cells) if self.notebook else 0)

    def failure(self, what: str, reason: str) -> RunError:
        """Return the error that names the cell."""
        where = cell_name(self.notebook, self.cell) if self.notebook else "the kernel did not start"
        return RunError(f"{where}: {what}", reason=reason, notebook=self.notebook)
