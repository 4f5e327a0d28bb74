"""Make an edition again, and see whether it is the same to the byte."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

from econsec.errors import RenderError
from econsec.publish.editions import edition
from econsec.publish.files import scratch
from econsec.publish.plan import fingerprint
from econsec.publish.plan.plan import Settings, plan
from econsec.publish.processes.dispatch import dispatch

if TYPE_CHECKING:
    from econsec.publish.editions.manifest import Manifest
    from econsec.publish.job import Event
    from econsec.publish.plan.portfolio import Report


def rerun(made: edition.Edition, report: Report, settings: Settings) -> list[str]:
    """Make an edition again, elsewhere, from what it was made from, and compare the bytes.

    Parameters
    ----------
    made : Edition
        Untouched by this.
    report : Report
        That it is an edition of.
    settings : Settings
        With the inputs and kinds; the day, the folder and the previous edition are the edition's own.

    Returns
    -------
    list of str
        What is different, empty if every byte is the same: first what it is made from, if that has changed since.

    Raises
    ------
    RenderError
        It does not run any more.
    """
    manifest = made.manifest
    given = {name: value for name, value in manifest.parameters.items() if name != "language"}
    with scratch.folder() as folder:
        settings = dataclasses.replace(
            settings, out=folder, date=manifest.date, force=True, commercial_only=manifest.commercial_only
        )
        hashes = fingerprint.input_hashes(settings.inputs)
        job = plan(report, manifest.language, settings, hashes, given)
        job = job.model_copy(update={"replay": True, "previous": manifest.previous})
        heard: list[Event] = []
        dispatch({0: job}, lambda _, event: heard.append(event), count=1)
        if heard[-1].kind == "failed":
            raise RenderError(f"{manifest.report} ({manifest.language}): {heard[-1].detail}")
        return _differences(made, edition.read(Path(heard[-1].detail)))


def _differences(one: edition.Edition, other: edition.Edition) -> list[str]:
    before, after = one.manifest, other.manifest
    found = [
        f"it was made from another {what}" for what in ("notebook", "code") if _of(before, what) != _of(after, what)
    ]
    for what in ("parameters", "inputs", "versions"):
        one_, other_ = (dict(_of(manifest, what)) for manifest in (before, after))
        if names := sorted(name for name in {**one_, **other_} if one_.get(name) != other_.get(name)):
            found.append(f"it was made from other {what}: {', '.join(names)}")
    names = sorted({**before.files, **after.files})
    return found + [f"{name} is another" for name in names if before.files.get(name) != after.files.get(name)]


def _of(manifest: Manifest, what: str) -> Any:  # noqa: ANN401 - text, a file, or pairs of a name and a value
    value = getattr(manifest, what)
    return [(file.name, file.sha256) for file in value] if what == "inputs" else value
