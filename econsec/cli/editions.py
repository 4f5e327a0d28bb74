"""``econsec verify``, ``compare``, ``schedule``: what was rendered, and when the next is due."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from econsec.cli.common import place

if TYPE_CHECKING:
    from econsec.publish.editions.edition import Edition


class Form(StrEnum):
    """What the entry is for."""

    CRON = "cron"
    SYSTEMD = "systemd"
    GITHUB = "github"


#: Where this project and its data lie, if not where the package stands.
PLACES = ("ECONSEC_HOME", "ECONSEC_DATA", "ECONSEC_STORE")
Folder = Annotated[
    Path,
    typer.Argument(parser=place, metavar="PATH", help="Folder of an edition, or a file in it such as report.html."),
]


def verify(
    edition: Folder,
    rerun: Annotated[bool, typer.Option(help="Also render it again and compare every byte.")] = False,
) -> None:
    """Verify an edition: that its files are those it was written with."""
    from econsec.cli.common import portfolio, shown

    made = edition_at(edition)
    wrong = made.damage()
    if rerun and not wrong:
        from econsec import paths
        from econsec.cli.common import Kinds, inputs
        from econsec.publish.plan.plan import Settings
        from econsec.publish.verify import rerun as again

        settings = Settings(out=paths.reports(), **inputs()._asdict(), kinds=Kinds())
        wrong = again(made, portfolio(), settings)
    for line in wrong:
        typer.echo(f"{shown(made.folder)}: {line}", err=True)
    if not wrong:
        typer.echo(
            f"{shown(made.folder)}: {len(made.manifest.files)} files as written" + (", rendered the same" * rerun)
        )
    raise typer.Exit(3 if wrong else 0)


def compare(
    old: Folder,
    new: Folder,
    html: Annotated[
        Path | None, typer.Option(parser=place, metavar="PATH", help="Also write the comparison as an HTML page.")
    ] = None,
) -> None:
    """Compare two editions: which claims changed, by how much, because of what."""
    from econsec.cli.common import write
    from econsec.publish.editions import compare as comparing
    from econsec.publish.gallery import comparison as told

    found = comparing.compare(edition_at(old), edition_at(new))
    typer.echo(told.text(found))
    if html is not None:
        write(html, told.page(found))
        typer.echo(f"\n{html}", err=True)


def schedule(
    form: Annotated[Form, typer.Option("--format", help="Which clock calls.")] = Form.CRON,
) -> None:
    """Print the ready entry that lets a clock call `econsec run-due`."""
    from econsec.cli.common import work_folder
    from econsec.publish.schedule import entry

    command = [str(Path(sys.executable).with_name("econsec")), "run-due"]
    own = [f"{name}={Path(os.environ[name]).absolute()}" for name in PLACES if os.environ.get(name)]
    if own and form is not Form.GITHUB:
        # A clock has none of the caller's environment: without these it would render another project.
        command = ["/usr/bin/env", *own, *command]
    typer.echo(entry(form.value, command=command, folder=work_folder()))


def edition_at(path: Path) -> Edition:
    """Return the edition that a path leads to or into."""
    from econsec.publish.editions.edition import MANIFEST, read

    path = path.resolve()
    folder = path.parent if path.is_file() or path.suffix == ".html" else path
    if folder.name == "data" and not (folder / MANIFEST).is_file():
        folder = folder.parent  # a table of the edition
    return read(folder)
