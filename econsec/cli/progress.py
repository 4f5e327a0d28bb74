"""Progress of a run: a live display on a terminal, plain lines in a log."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Self

from rich import progress
from rich.console import Console

from econsec.cli.language.words import worded
from econsec.publish.job import LAST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from econsec.publish.job import Event
    from econsec.publish.plan.portfolio import Report


class Progress:
    """One line a report and language, told by the publisher's events.

    Parameters
    ----------
    wanted : sequence of (Report, language)
        What is going to be rendered.
    runs : int
        How many times each, with other parameters.
    """

    def __init__(self, wanted: Sequence[tuple[Report, str]], runs: int = 1) -> None:
        self.runs, self.done = runs, Counter[tuple[str, str]]()
        self.console = Console(stderr=True)
        self.live = self.console.is_terminal
        self.bar = progress.Progress(
            progress.TextColumn("{task.description}"),
            progress.BarColumn(),
            progress.TextColumn("{task.fields[now]}"),
            progress.TimeElapsedColumn(),
            console=self.console,
            disable=not self.live,
        )
        self.tasks = {
            (report.name, code): self.bar.add_task(f"{report.name} ({code})", total=None, now=worded("waiting"))
            for report, code in wanted
        }

    def __enter__(self) -> Self:
        self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bar.stop()

    def hear(self, event: Event) -> None:
        """Show what happened."""
        which = (event.report, event.language)
        task, told = self.tasks[which], worded(event.kind)
        if self.runs > 1:
            if event.kind in LAST:
                self.done[which] += 1
                how = {"outcome": told, "done": self.done[which], "runs": self.runs}
                told = worded("{outcome}, {done} done of at most {runs}", **how)
            self.bar.update(task, completed=self.done[which], total=self.runs, now=told)
        elif event.kind == "cell":
            told = worded("cell {cell}/{cells}", cell=event.cell, cells=event.cells)
            self.bar.update(task, completed=event.cell, total=event.cells + 1, now=told)
        elif event.kind in LAST:
            self.bar.update(task, completed=1, total=1, now=told)
        else:
            self.bar.update(task, now=told)
        if not self.live and event.kind not in ("cell", "waiting"):
            line = worded(
                "{report} ({language}): {outcome}", report=event.report, language=event.language, outcome=told
            )
            self.console.print(line, highlight=False)
