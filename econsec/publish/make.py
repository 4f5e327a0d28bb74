"""Make one edition: run the notebook, prove that it ran, draw the page, write it whole. Runs inside a worker."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from econsec.errors import EconsecError
from econsec.publish.editions import claims as said
from econsec.publish.editions import edition, staged
from econsec.publish.editions.manifest import Manifest, Named
from econsec.publish.editions.vintage import Vintage
from econsec.publish.files import durable, lock
from econsec.publish.gallery.pages import file_of
from econsec.publish.job import Event, Job
from econsec.publish.page import commercial_use as withheld
from econsec.publish.page import html
from econsec.publish.page.context import PageContext
from econsec.publish.plan.fingerprint import json_hash
from econsec.publish.run import engine, proof
from econsec.publish.run import fork_engine as fork
from econsec.publish.run.failure import RunError
from econsec.publish.run.notebook_run import NotebookRun

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from econsec.publish.run.notebook_run import CellProcesses

Tell = Callable[[Event], None]

ENGINES = {"kernel": engine.KERNEL, "fork": fork.FORK}


def make(job: Job, tell: Tell, processes: CellProcesses) -> None:
    """Make the edition of a job and tell how it went; whatever goes wrong is told, not raised."""

    def say(kind: str, **more: object) -> None:
        tell(Event.model_validate({"report": job.report, "language": job.language, "kind": kind, **more}))

    try:
        say("waiting")
        with nullcontext() if job.stage else lock.hold(job.folder, wait=job.wait):
            found = None if job.stage else _found(job)
            if found:
                say("unchanged", detail=str(found.folder))
                return
            try:
                made, unshown = _print(job, say, processes)
            except RunError as error:
                _keep_failed(job, error)
                raise
        say("rendered", detail=str(made.folder), unshown=unshown)
    except RunError as error:
        say("failed", detail=str(error), reason=error.reason)
    except EconsecError as error:
        say("failed", detail=str(error), reason="refused")
    except Exception as error:  # noqa: BLE001 - one report's bug must not take the others with it
        disk = isinstance(error, OSError) and error.errno is not None
        say("failed", detail=f"{type(error).__name__}: {error}", reason="disk" if disk else "bug")


def _found(job: Job) -> edition.Edition | None:
    """Return the edition that is there already; its folder's lock is held."""
    durable.sweep(job.folder)
    return None if job.force else edition.unchanged(job.folder, job.fingerprint, job.date if job.dated else None)


def _print(job: Job, say: Callable[..., None], processes: CellProcesses) -> tuple[edition.Edition, tuple[str, ...]]:
    notebook = nbformat.reads(job.notebook.read_text(encoding="utf-8"), as_version=4)
    run = NotebookRun(
        lambda cell, cells: say("cell", cell=cell, cells=cells),
        timeout=job.timeout,
        memory=job.memory,
        cwd=job.notebook.parent,
        processes=processes,
        answers=_answers(job) if job.again else None,
    )
    say("started")
    executed = engine.run(notebook, job.parts["parameters"], engine=ENGINES[job.engine], run=run)
    proof.prove(executed)
    executed = proof.settle(executed)
    say("page")
    gone = withheld.withhold(executed, job.language) if job.parts["commercial_only"] else None
    manifest = _manifest(job, executed)
    page = html.page(executed, _context(job, manifest, gone))
    files = {
        edition.HTML: page.interactive.encode(),
        edition.STATIC: page.static.encode(),
        edition.NOTEBOOK: (nbformat.writes(executed) + "\n").encode(),
        **{f"data/{name}": content for name, content in page.tables.items()},
    }
    if page.thumbnail:
        files[edition.THUMBNAIL] = page.thumbnail
    if job.stage:
        return edition.put(job.stage, manifest, files), page.unshown
    made = edition.write(job.folder, manifest, files, keep=job.keep)
    (job.folder / edition.FAILED).unlink(missing_ok=True)
    return made, page.unshown


def _answers(job: Job) -> Path:
    """Return the folder that the runs of one notebook share, and of no other: gone with the workers."""
    folder = Path(tempfile.gettempdir()) / "answers" / str(job.parts["notebook"])
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _manifest(job: Job, executed: NotebookNode) -> Manifest:
    parts = job.parts
    base = json_hash([job.fingerprint, job.date])
    sources = {
        json_hash(source): source for payload in said.payloads(executed, said.EXHIBIT) for source in payload["sources"]
    }
    manifest = Manifest(
        id="",
        base=base,
        report=job.report,
        title=job.title,
        language=job.language,
        date=job.date,
        parameters=parts["parameters"],
        periods=tuple(parts["periods"]),
        notebook=Named(name=job.notebook.name, sha256=parts["notebook"]),
        inputs=tuple(Named(name=name, sha256=found) for name, found in sorted(parts["inputs"].items())),
        code=parts["code"],
        versions=parts["versions"],
        fingerprint=job.fingerprint,
        claims=tuple(said.claims(executed)),
        commercial_only=parts["commercial_only"],
        vintages={name: Vintage(**about) for name, about in sorted(job.vintages.items())},
        sources=tuple(sources.values()),
    )
    previous = job.previous if job.replay else staged.since(edition.latest(job.folder), manifest)
    return manifest.model_copy(update={"id": json_hash([base, previous])[:12], "previous": previous})


def _context(job: Job, manifest: Manifest, gone: list[withheld.Withheld] | None) -> PageContext:
    return PageContext(
        language=job.language,
        report=job.report,
        title=job.title,
        edition=manifest.id,
        date=job.date,
        parameters=manifest.parameters,
        inputs=[named.model_dump() for named in manifest.inputs if named.name not in job.shared],
        versions=manifest.versions,
        editions=job.editions,
        gallery=f"{job.root}{file_of('index', job.language)}" if job.root else "",
        previous=manifest.previous,
        withheld=None if gone is None else [one.told() for one in gone],
    )


def _keep_failed(job: Job, error: RunError) -> None:
    """Keep the notebook of a failed run beside the editions: that is what its author will want to read."""
    if error.notebook is not None:
        settled = proof.settle(error.notebook)
        if job.parts["commercial_only"]:
            settled = withheld.silence(settled)
        # A disk that is full, or half a character in what was printed, must not hide what failed.
        with suppress(OSError, ValueError):
            durable.write_file((job.stage or job.folder) / edition.FAILED, (nbformat.writes(settled) + "\n").encode())
