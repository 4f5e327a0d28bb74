"""``econsec init``, ``lab``: a folder of one's own, and JupyterLab on it."""

from __future__ import annotations

import os
import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from econsec.cli.common import place
from econsec.cli.language.words import worded


class Language(StrEnum):
    """What the notebooks say."""

    EN = "en"
    JA = "ja"


def init(
    folder: Annotated[Path, typer.Argument(parser=place, metavar="DIR", help="Where to lay it out; made if need be.")],
    language: Annotated[Language, typer.Option("--language", "-l", help="What the notebooks say.")] = Language.EN,
) -> None:
    """Lay out a folder to work in: notebooks, a start page, the schedule, how-tos."""
    from econsec.cli.common import shown
    from econsec.lab.work_folder import START, lay_out

    made = lay_out(folder, language=language.value)
    said = "{folder}: {count} files laid out; none that was there is changed."
    typer.echo(worded(said, folder=shown(folder), count=len(made)))
    go = "" if folder.resolve() == Path.cwd() else f"cd {shlex.quote(shown(folder))} && "
    then = "Next: {go}econsec lab (begin with notebooks/{start}), or econsec render --all"
    typer.echo(worded(then, go=go, start=START))


def lab(
    arguments: Annotated[
        list[str] | None, typer.Argument(help="Passed on to JupyterLab, such as --no-browser or --port 8890.")
    ] = None,
) -> None:
    """Open JupyterLab on the work folder."""
    from importlib.util import find_spec

    from econsec import paths
    from econsec.cli.common import work_folder
    from econsec.errors import EconsecError, MissingToolError
    from econsec.lab.work_folder import START

    if find_spec("jupyterlab") is None:
        raise MissingToolError(
            "JupyterLab is not installed: rendering needs none", hint='Install it with: pip install "econsec[lab]"'
        )
    folder = work_folder()
    if not os.access(folder, os.W_OK):
        raise EconsecError(f"{folder} cannot be written to", hint="Run: econsec init DIR, then go there.")
    tracked = folder == paths.PACKAGE.parent
    # An analyst's machine may have no network: JupyterLab shall neither ask for news nor for updates.
    quiet = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    here = f"/lab/tree/notebooks/{START}" if (folder / "notebooks" / START).is_file() else "/lab/tree/notebooks"
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={folder}", f"--LabApp.default_url={here}", *quiet]
    command += ["--Notebooks.strip_outputs=True"] * tracked + (arguments or [])
    own = [str(paths.PACKAGE / "lab" / "jupyter"), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, own))
    os.execv(sys.executable, command)  # noqa: S606 - this very interpreter; JupyterLab takes over the terminal
