"""``econsec data fetch | refresh | import | sources``: figures that move."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from econsec.live.refreshing import Outcome
    from econsec.store.kept.vintages import Vintage

Fewer = Annotated[bool, typer.Option("--fewer", help="Accept tables that have lost rows or periods.")]
Only = Annotated[list[str] | None, typer.Option(help="Only this source; repeat.")]


def fetch(
    source: Annotated[str, typer.Argument(help="Whom to ask: see `econsec data sources`.")],
    codes: Annotated[list[str] | None, typer.Argument(help="HS codes, indicators or economies.")] = None,
    reporter: Annotated[str, typer.Option(help="Economy whose office reports; else Japan, or its own.")] = "",
    years: Annotated[str, typer.Option(help="2024, 2020:2025, or 2020: for all from then on.")] = "2020:",
    monthly: Annotated[bool, typer.Option("--monthly", help="By month.")] = False,
    fewer: Fewer = False,
) -> None:
    """Ask a publisher's own service, and keep what it sends as a vintage; a refresh asks the same again."""
    from econsec.errors import EconsecError
    from econsec.live import refreshing, updating
    from econsec.live.connectors.trade import cepii

    if source == "baci":  # whole years go to a store of their own
        for item in cepii.fetch("".join(codes or []), cepii.spelled(years), tell=_log):
            typer.echo(f"{item.revision} {item.year}: {item.rows:,} rows")
        return
    question = updating.wanted(source, codes or [], reporter, years, monthly=monthly)
    try:
        one, fresh = updating.update(source, [question], fewer=fewer, tell=_log)
    except EconsecError as error:
        refreshing.remember(refreshing.Outcome(source, "failed", str(error)))
        raise
    refreshing.remember(refreshing.Outcome(source, "new" if fresh else "same", f"vintage {one.vintage}"))
    _told(one, fresh=fresh)


def bring(
    source: Annotated[str, typer.Argument(help="Whose file it is: see `econsec data sources`.")],
    files: Annotated[list[Path], typer.Argument(help="The publisher's own file or files.")],
    fewer: Fewer = False,
) -> None:
    """Take in a file that only a person gets from its publisher."""
    from econsec.live import updating

    one, fresh = updating.bring(source, files, fewer=fewer, tell=_log)
    _told(one, fresh=fresh)


def refresh(
    only: Only = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be asked, and send nothing.")] = False,
    fewer: Fewer = False,
) -> None:
    """Ask every source again for what it was asked before; what fails keeps its last good vintage."""
    from econsec.live import refreshing

    if dry_run:
        for name in refreshing.chosen(only or ()):
            typer.echo(f"{name:<16} {refreshing.planned(name)}")
        return
    raise typer.Exit(refreshed(only or (), fewer=fewer))


def refreshed(only: list[str] | tuple[str, ...] = (), *, fewer: bool = False) -> int:
    """Refresh with a progress bar, print what became of each source, and return the exit code."""
    from rich.console import Console
    from rich.progress import Progress, TextColumn, TimeElapsedColumn

    from econsec.live import refreshing

    names, outcomes, console = refreshing.chosen(only), [], Console(stderr=True)
    columns = (*Progress.get_default_columns()[:2], TextColumn("{task.completed}/{task.total}"), TimeElapsedColumn())
    shown = console.is_terminal
    with Progress(*columns, console=console, disable=not shown) as bar:
        task = bar.add_task("refresh", total=len(names))
        for name in names:
            bar.update(task, description=name)
            outcomes.append(refreshing.attempt(name, fewer=fewer, tell=bar.console.print if shown else _log))
            bar.advance(task)
    _summary(outcomes)
    return int(any(one.status == "failed" for one in outcomes))


def sources() -> None:
    """List whom one can ask: what they give, keys, limits, the last time, and where a person gets a file."""
    from rich.console import Console

    from econsec.live import refreshing
    from econsec.live.asking import keys
    from econsec.live.publishers import publishers

    console = Console(highlight=False, markup=False, soft_wrap=True)
    for about in publishers():
        needs = "needed" if about.key_needed else "not needed, helps"
        key = f"{needs}: {about.key} ({'at hand' if keys.find(about.key) else 'not set'})" if about.key else "none"
        last = refreshing.last_told(about.name)
        facts = {
            "Tables": ", ".join(about.tables) or "baci, the store of whole years",
            "Key": key,
            "Limits": about.limits,
            "Last asked": f"{str(last['time'])[:10]}: {last['status']}, {last['detail']}" if last else "never",
            "How": about.how,
        }
        console.print(f"{about.name}  {about.title}", style="bold")
        for label, fact in facts.items():
            console.print(f"  {label:<10} {fact}")


def _summary(outcomes: list[Outcome]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("Source", "Outcome", "Seconds", "Detail")
    for one in outcomes:
        table.add_row(one.source, one.status, f"{one.seconds:.1f}", one.detail)
    Console(highlight=False, markup=False).print(table)
    counts = {status: sum(one.status == status for one in outcomes) for status in ("new", "same", "failed", "skipped")}
    typer.echo(", ".join(f"{count} {status}" for status, count in counts.items()))


def _told(one: Vintage, *, fresh: bool) -> None:
    for name, entry in one.tables.items():
        typer.echo(f"{name}: {entry['rows']:,} rows, {'new' if fresh else 'as on ' + str(one.day)}")


def _log(text: str) -> None:
    typer.echo(text, err=True)
