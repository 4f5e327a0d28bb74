"""``econsec data``: what figures there are, whose they are, and whether they are whole."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Annotated

import typer

from econsec.cli import live
from econsec.cli.cluster import Cluster
from econsec.cli.common import given, heard, place
from econsec.cli.language.sentences import translated
from econsec.cli.language.words import is_japanese, label, language, put, table, worded

app = typer.Typer(help="List, show, check, build and export the datasets.", no_args_is_help=True, rich_markup_mode=None)
#: As many days are told as days.
DAYS_TOLD = 60
app.command("fetch")(live.fetch)
app.command("refresh")(live.refresh)
app.command("import")(live.bring)
app.command("sources")(live.sources)


@app.command("list")
def list_datasets() -> None:
    """List the datasets with years, rows, vintage and licence; what only your own store has comes last."""
    from rich.console import Console

    from econsec.live.refreshing import newer
    from econsec.store.catalog import added, datasets

    rows = table("Dataset", "Title", "Years", "Rows", "Vintage", "Licence")
    for found in (*datasets(), *added()):
        age = _age(found.fetched or found.source.vintage)
        vintage = worded("{vintage}, {age}", vintage=found.source.vintage, age=age)
        if found.fetched:
            vintage += worded(", fetched {day}", day=found.fetched[:10])
        said = newer(found.name, fetched=bool(found.fetched))
        vintage += worded("; {said}", said=translated(said)) if said else ""
        title, licence = found.title(language()), found.source.text("licence", language())
        rows.add_row(found.name, title, _years(found.years), f"{found.rows:,}", vintage, licence)
    put(Console(), rows)


@app.command()
def show(name: Annotated[str, typer.Argument(help="Name of a dataset.")]) -> None:
    """Show a dataset: its columns with units, its source, licence, vintage, hash and caveats."""
    from rich.console import Console

    from econsec import provenance
    from econsec.store.catalog import dataset

    found = dataset(name)
    console = Console(highlight=False)
    console.print(worded("{name}: {title}", name=f"[bold]{found.name}[/bold]", title=found.title(language())))
    rows = table("Column", "Type", "Unit", "Description")
    for field in found.fields:
        key = worded(" (key)") if field.name in found.key else ""
        unit = field.unit and worded(field.unit)
        rows.add_row(field.name + key, worded(field.type), unit, field.text(language()))
    put(console, rows)
    licence = found.source.text("licence", language())
    economies = worded("{count}: {codes}", count=len(found.economies), codes=" ".join(found.economies))
    facts = {
        "Source": found.source.line(language()),
        "Cite as": found.source.citation,
        "Licence": licence if found.source.commercial else worded("{licence} (no commercial use)", licence=licence),
        "Vintage": found.source.vintage,
        "Years": _years(found.years),
        "Economies": economies if found.economies else worded("not listed"),
        "Rows": f"{found.rows:,}",
        "SHA-256": found.sha256,
    }
    for name_of, fact in facts.items():
        console.print(f"{label(name_of)} {fact}", markup=False, soft_wrap=is_japanese())
    for caveat in found.caveats:
        said = provenance.caveat(caveat, language())
        console.print(f"{label('Caveat')} {said}", markup=False, soft_wrap=is_japanese())


@app.command()
def check() -> None:
    """Check every table: hash, schema, units, keys and quality gates; of your own store, the hashes."""
    from rich.console import Console

    from econsec import paths
    from econsec.store.integrity import check as every_check
    from econsec.store.integrity import check_added, check_fetched, check_own

    outcomes = [*every_check(paths.data()), *check_added(), *check_fetched(), *check_own()]
    rows = table("Check", "Passed", "Detail")
    for outcome in outcomes:
        error = f"{outcome.error.__name__}: " if outcome.error else ""
        detail = outcome.told(language()) if outcome.values else translated(outcome.detail)
        rows.add_row(outcome.name, worded("yes" if outcome.passed else "NO"), error + detail)
    put(Console(highlight=False), rows)
    failed = sum(not outcome.passed for outcome in outcomes)
    typer.echo(worded("{done} of {count} checks passed", done=len(outcomes) - failed, count=len(outcomes)))
    raise typer.Exit(3 if failed else 0)


@app.command()
def build(
    raw: Annotated[Path, typer.Option(help="Folder of the publishers' raw files.")],
    only: Annotated[list[str] | None, typer.Option(help="Only this dataset; repeat.")] = None,
    fewer: Annotated[
        bool, typer.Option("--fewer", help="Accept tables that have lost rows or years since the last build.")
    ] = False,
) -> None:
    """Make the tidy tables from the publishers' raw files."""
    from econsec import paths
    from econsec.store.building import build as make

    made = make(raw, paths.data(), only=only or (), fewer=fewer, report=heard)
    typer.echo(worded("{count} tables in {folder}", count=len(made), folder=paths.data()))


@app.command()
def add(  # noqa: PLR0913, PLR0917 - an option for each fact that a source line has
    what: Annotated[str, typer.Argument(help="What to add: baci, or own.")],
    file: Annotated[Path, typer.Argument(help="CEPII's download of a revision: a zip file; or your CSV or Parquet.")],
    year: Annotated[list[int] | None, typer.Option(help="Only this year; repeat.")] = None,
    name: Annotated[str, typer.Option(help="own: the name to keep it under.")] = "",
    publisher: Annotated[str, typer.Option(help="own: who made the figures.")] = "",
    title: Annotated[str, typer.Option(help="own: what they are called.")] = "",
    licence: Annotated[str, typer.Option(help="own: what may be done with them.")] = "",
    url: Annotated[str, typer.Option(help="own: where they are from.")] = "",
    caveat: Annotated[list[str] | None, typer.Option(help="own: a sentence below each figure; repeat.")] = None,
    reporter: Annotated[str | None, typer.Option(help="own: whose account it is; all: everyone's.")] = None,
    column: Annotated[
        list[str] | None,
        typer.Option(
            help="own: NAME=HEADING, where the file calls a column otherwise, such as value=IMPORT_USD; repeat."
        ),
    ] = None,
    scale: Annotated[
        list[str] | None,
        typer.Option(
            help="own: NAME=NUMBER, by which its amounts are multiplied, such as value=1000 for thousands; repeat."
        ),
    ] = None,
) -> None:
    """Add whole years of BACI, or flows of your own, to the store of your own."""
    from econsec.errors import ParameterError
    from econsec.store import add_baci

    if what == "baci":
        add_baci(file, years=year or (), report=heard)
        return
    if what != "own":
        raise ParameterError(f"nothing to add called {what!r}", expected="baci or own")
    from econsec.flows.own_flows import from_file

    called = given(column or [], "--column", "value=IMPORT_USD")
    by = given(scale or [], "--scale", "value=1000")
    about = {"name": name, "publisher": publisher, "title": title, "licence": licence, "url": url}
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", UserWarning)
        kept = from_file(
            file, years=year or (), caveats=caveat or (), reporter=reporter, columns=called, scale=by, **about
        )
    for one in said:
        typer.echo(f"econsec: {translated(str(one.message))}", err=True)
    typer.echo(f"{kept}: econsec render explore_product -p source={kept} -p products=...")


@app.command("cubes")
def make_cubes(
    year: Annotated[list[int] | None, typer.Option(help="Only this year; repeat.")] = None,
    cluster: Cluster = None,
) -> None:
    """Sum up your own store by importer and product and by exporter and product, a year at a time."""
    from econsec.cli.cluster import executor_of
    from econsec.store import make_cubes as make

    with executor_of(cluster) as executor:
        make(years=year or (), executor=executor, report=heard)


@app.command()
def export(
    name: Annotated[str, typer.Argument(help="Name of a dataset.")],
    out: Annotated[
        Path | None,
        typer.Option("--csv", parser=place, metavar="PATH", help="File to write (default: standard output)."),
    ] = None,
) -> None:
    """Write a dataset as CSV (UTF-8)."""
    from econsec.cli.common import write
    from econsec.store.query import load

    text = load(name).to_csv(index=False, lineterminator="\n")
    if out is None:
        typer.echo(text, nl=False)
    else:
        write(out, text)
        typer.echo(worded("{which}: {rows:,} rows", which=out, rows=text.count("\n") - 1), err=True)


def _age(vintage: str) -> str:
    """Say how old a vintage is, from an ISO date or the first parts of one."""
    from datetime import UTC, date, datetime

    parts = [int(part) for part in vintage[:10].split("-")]
    days = (datetime.now(UTC).date() - date(*[*parts, 1, 1][:3])).days
    if days < DAYS_TOLD:
        return worded("{days} days old", days=max(days, 0))
    return worded("{months} months old", months=days // 30)


def _years(years: tuple[int, ...]) -> str:
    """Write years as ranges: 2002-2016, 2022, 2024."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
