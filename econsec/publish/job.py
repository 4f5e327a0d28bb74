"""What is sent to a worker and what comes back: plain values, so that they cross a process's wall as JSON."""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

from econsec.brevity import cut

Status = Literal["rendered", "unchanged", "failed"]
Engine = Literal["fork", "kernel"]

#: The events that nothing follows.
LAST = ("rendered", "unchanged", "failed")
#: Seconds that a kernel may take to start, and to be heard to the end.
_ENGINE = 180

#: What went wrong, as it is kept; the notebook of the failed run holds the rest.
Told = Annotated[str, AfterValidator(cut)]


class Job(BaseModel):
    """One edition to be made.

    Parameters
    ----------
    report, title, language : str
        Which report, its short name in that language, the language.
    notebook : Path
        The notebook.
    folder : Path
        Where its editions lie.
    date : str
        The day it is made for.
    dated : bool
        Whether somebody asked for that day or the report speaks of it: then an edition of another day is not the same.
    parts : dict
        What the fingerprint is taken from: report, language, parameters, notebook, inputs, code, versions, and whether
        it is for commercial use.
    fingerprint : str
        Its hash.
    shared : tuple of str
        Inputs that every report reads: the manifest names them, the page does not.
    vintages : dict
        Of tables among the inputs: how old they are, and a digest of each period that they hold.
    environment : dict
        Set for the cells, the same for all jobs of a call.
    editions : tuple of dict
        ``language`` and ``href`` of the same report in other languages.
    root : str
        The way from an edition to the folder of all, where the gallery lies; empty where none is.
    engine : str
        ``kernel`` or ``fork``.
    timeout, memory : int
        Seconds a cell may take, and the page; mebibytes a cell may have (0: all that there is).
    keep : int
        How many editions stay.
    replay, previous : bool, dict or None
        Whether the page is told ``previous`` about the edition before it, and not what lies in the folder.
    again : bool
        Whether the same notebook is run for another language in the same call: what it has worked out is kept for that.
    force : bool
        Run although nothing has changed.
    wait : float
        Seconds to wait for another run of the same report.
    stage : Path or None
        Where the edition is written for somebody else to publish; None: where its editions lie, as the newest.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: str
    title: str
    language: str
    notebook: Path
    folder: Path
    date: str
    dated: bool
    parts: dict[str, Any]
    fingerprint: str
    shared: tuple[str, ...] = ()
    vintages: dict[str, dict[str, Any]] = {}
    environment: dict[str, str] = {}
    editions: tuple[dict[str, str], ...] = ()
    root: str = ""
    engine: Engine = "fork"
    timeout: int = 600
    memory: int = 0
    keep: int = 10
    replay: bool = False
    previous: dict[str, Any] | None = None
    again: bool = False
    force: bool = False
    wait: float = 600.0
    stage: Path | None = None

    def patience(self, kind: str) -> int:
        """Return the seconds that may pass after an event of a kind, 0 for as many as there are.

        An engine keeps to the limit of a cell itself, and can say which it was: it is only waited for.
        """
        if kind in LAST:
            return 0
        return self.timeout + {"page": 0, "waiting": ceil(self.wait)}.get(kind, _ENGINE)


class Event(BaseModel):
    """Something that happened to a job.

    Parameters
    ----------
    report, language : str
        Which job.
    kind : str
        ``waiting``, ``started``, ``cell``, ``page``, ``rendered``, ``unchanged`` or ``failed``.
    cell, cells : int
        How far it is, with ``cell``.
    detail : str
        The edition's folder, or what went wrong.
    reason : str
        Why it failed, in one word.
    unshown : tuple of str
        With ``rendered``: what the notebook showed and the page cannot hold.
    seconds : float
        How long it took elsewhere.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    report: str
    language: str
    kind: Literal["waiting", "started", "cell", "page", "rendered", "unchanged", "failed"]
    cell: int = 0
    cells: int = 0
    detail: Told = ""
    reason: str = ""
    unshown: tuple[Told, ...] = ()
    seconds: float = 0.0
