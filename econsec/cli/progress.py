"""Progress of a run: a live display on a terminal, plain lines in a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from rich import progress
from rich.console import Console

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
    """

    def __init__(self, wanted: Sequence[tuple[Report, str]]) -> None:
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
            (report.name, code): self.bar.add_task(f"{report.name} ({code})", total=None, now="waiting")
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
        task = self.tasks[(event.report, event.language)]
        if event.kind == "cell":
            self.bar.update(task, completed=event.cell, total=event.cells + 1, now=f"cell {event.cell}/{event.cells}")
        elif event.kind in ("rendered", "unchanged", "failed"):
            self.bar.update(task, completed=1, total=1, now=event.kind)
        else:
            self.bar.update(task, now=event.kind)
        if not self.live and event.kind not in ("cell", "waiting"):
            self.console.print(f"{event.report} ({event.language}): {event.kind}", highlight=False)
