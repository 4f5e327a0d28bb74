"""``econsec data fetch | refresh | import | sources``: figures that move."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from econsec.cli.language.sentences import translated
from econsec.cli.language.words import is_japanese, label, put, table, worded

if TYPE_CHECKING:
    from econsec.live.publishers import Publisher
    from econsec.live.refreshing import Outcome
    from econsec.store.kept.vintages import Vintage

Fewer = Annotated[bool, typer.Option("--fewer", help="Accept tables that have lost rows or periods.")]
Only = Annotated[list[str] | None, typer.Option(help="Only this source; repeat.")]


def fetch(
    source: Annotated[str, typer.Argument(help="Whom to ask: see `econsec data sources`.")],
    codes: Annotated[list[str] | None, typer.Argument(help="HS codes, indicators or economies.")] = None,
    reporter: Annotated[
        str,
        typer.Option(
            help="Economy that reports (default: Japan, or the source's own); imf, openalex: one more of CODES."
        ),
    ] = "",
    years: Annotated[str, typer.Option(help="2024, 2020:2025, or 2020: for all from then on.")] = "2020:",
    monthly: Annotated[bool, typer.Option("--monthly", help="By month.")] = False,
    fewer: Fewer = False,
) -> None:
    """Ask a publisher's own service, and keep what it sends as a vintage; a refresh asks the same again."""
    from econsec.errors import EconsecError
    from econsec.live import refreshing, updating
    from econsec.live.connector import mind
    from econsec.live.connectors.trade import cepii

    if source == "baci":  # whole years go to a store of their own
        mind(source, reporter, monthly=monthly)
        for item in cepii.fetch("".join(codes or []), cepii.spelled(years), tell=_log):
            which = f"{item.revision} {item.year}"
            typer.echo(worded("{which}: {rows:,} rows", which=which, rows=item.rows))
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
            typer.echo(f"{name:<16} {translated(refreshing.planned(name))}")
        return
    from econsec.live.asking.client import need

    need("no publisher can be asked")  # said once, and not of each source
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

        def on_screen(text: str) -> None:
            bar.console.print(translated(text))

        task = bar.add_task(worded("refresh"), total=len(names))
        for name in names:
            bar.update(task, description=name)
            outcomes.append(refreshing.attempt(name, fewer=fewer, tell=on_screen if shown else _log))
            bar.advance(task)
    _summary(outcomes)
    return int(any(one.status == "failed" for one in outcomes))


def sources() -> None:
    """List whom one can ask: what they give, keys, limits, the last time, and where a person gets a file."""
    from rich.console import Console

    from econsec.live import refreshing
    from econsec.live.publishers import publishers

    console = Console(highlight=False, markup=False, soft_wrap=True)
    for about in publishers():
        facts = {
            "Tables": ", ".join(about.tables) or worded("baci, the store of whole years"),
            "Key": _key(about),
            "Limits": translated(about.limits),
            "Last asked": _last(refreshing.last_told(about.name)),
            "How": translated(about.how),
        }
        console.print(f"{about.name}  {translated(about.title)}", style="bold")
        for name, fact in facts.items():
            console.print(f"  {label(name)} {fact}")


def _key(about: Publisher) -> str:
    from econsec.live.asking import keys

    if not about.key:
        return worded("none")
    needs = "needed: {key} ({there})" if about.key_needed else "not needed, helps: {key} ({there})"
    return worded(needs, key=about.key, there=worded("at hand" if keys.find(about.key) else "not set"))


def _last(told: dict[str, Any]) -> str:
    if not told:
        return worded("never")
    how = {"status": worded(str(told["status"])), "detail": _detail(str(told["detail"]))}
    return worded("{day}: {status}, {detail}", day=str(told["time"])[:10], **how)


def _summary(outcomes: list[Outcome]) -> None:
    from rich.console import Console

    rows = table("Source", "Outcome", "Seconds", "Detail")
    for one in outcomes:
        rows.add_row(one.source, worded(one.status), f"{one.seconds:.1f}", _detail(one.detail))
    put(Console(highlight=False, markup=False), rows)
    counts = {status: sum(one.status == status for one in outcomes) for status in ("new", "same", "failed", "skipped")}
    typer.echo(worded("{new} new, {same} same, {failed} failed, {skipped} skipped", **counts))


def _detail(text: str) -> str:
    """Return what became of a source; of one with several tables each by itself."""
    parts = text.split(", ")
    if is_japanese() and all(part.endswith(" rows") for part in parts):
        return "、".join(map(translated, parts))
    return translated(text)


def _told(one: Vintage, *, fresh: bool) -> None:
    for name, entry in one.tables.items():
        said = "{which}: {rows:,} rows, new" if fresh else "{which}: {rows:,} rows, as on {day}"
        typer.echo(worded(said, which=name, rows=entry["rows"], day=one.day))


def _log(text: str) -> None:
    typer.echo(translated(text), err=True)
