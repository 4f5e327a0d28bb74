"""An edition that was written elsewhere takes its place, or it is seen that it must be made anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from econsec.errors import BusyError, EconsecError, IntegrityError
from econsec.publish.editions import compare, edition
from econsec.publish.files import durable, lock
from econsec.publish.job import Event, Job
from econsec.publish.plan.fingerprint import json_hash

if TYPE_CHECKING:
    from econsec.publish.editions.manifest import Manifest


def since(latest: edition.Edition | None, manifest: Manifest) -> dict[str, Any] | None:
    """Return what the page says of the edition before; one made from the same says what that one said."""
    if latest is None:
        return None
    if latest.manifest.base == manifest.base:
        return latest.manifest.previous
    return {"href": f"../{latest.id}/{edition.HTML}", **compare.summary(compare.manifests(latest.manifest, manifest))}


def take_place(job: Job, event: Event, room: Path, *, last: bool) -> Event | None:
    """Let what a worker has written take its place, and return what has become of it.

    Parameters
    ----------
    job : Job
        As it was asked for.
    event : Event
        The worker's last word; ``detail`` of a rendered one is where it was written.
    room : Path
        Where it was to write.
    last : bool
        Whether this was the last try.

    Returns
    -------
    Event or None
        None where another run has published in between: the page says what has changed since an edition that is not
        the one before it any more.
    """
    try:
        if event.kind != "rendered":
            return _keep(job, event, room / edition.FAILED)
        with lock.hold(job.folder, wait=job.wait):
            durable.sweep(job.folder)
            found = (
                None if job.force else edition.unchanged(job.folder, job.fingerprint, job.date if job.dated else None)
            )
            if found:
                return event.model_copy(update={"kind": "unchanged", "detail": str(found.folder)})
            staged = _arrived(job, Path(event.detail), room)
            bare = staged.manifest.model_copy(update={"id": "", "previous": None, "files": {}, "seal": ""})
            if json_hash(since(edition.latest(job.folder), bare)) != json_hash(staged.manifest.previous):
                if not last:
                    return None
                raise BusyError(f"other runs go on publishing in {job.folder}", hint="Wait for them to end.")
            made = edition.publish(staged, job.folder, keep=job.keep)
            (job.folder / edition.FAILED).unlink(missing_ok=True)
    except EconsecError as error:
        return failed(job, str(error), "refused")
    except OSError as error:
        return failed(job, f"{type(error).__name__}: {error}", "disk")
    return event.model_copy(update={"detail": str(made.folder)})


def _arrived(job: Job, folder: Path, room: Path) -> edition.Edition:
    """Return what a worker has written, if it lies where it was to and is the edition that was asked for.

    Raises
    ------
    IntegrityError
        It is not: a worker of another make, or one that is not trusted, publishes nothing in another's name.
    """
    if not folder.resolve().is_relative_to(room.resolve()):
        raise IntegrityError(f"what its worker wrote lies elsewhere: {folder}", expected=f"an edition in {room}")
    staged = edition.read(folder)
    if wrong := staged.damage():
        raise IntegrityError(f"what its worker wrote did not come whole: {wrong[0]}")
    made = staged.manifest
    wanted = {"report": job.report, "language": job.language, "date": job.date, "fingerprint": job.fingerprint}
    other = [name for name, value in wanted.items() if getattr(made, name) != value]
    if other or not made.id:
        raise IntegrityError(f"what its worker wrote is another edition: {', '.join(other) or 'it has no id'}")
    return staged


def _keep(job: Job, event: Event, failed: Path) -> Event:
    """Keep the notebook of a failed run where its author looks for it."""
    if failed.is_file():
        with lock.hold(job.folder, wait=job.wait):
            durable.write_file(job.folder / edition.FAILED, failed.read_bytes())
    return event


def failed(job: Job, detail: str, reason: str) -> Event:
    """Return the last event of a job that has failed."""
    return Event(report=job.report, language=job.language, kind="failed", detail=detail, reason=reason)
