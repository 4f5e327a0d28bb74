"""What is still to be sent, by channel, beside the log; and what was refused for good."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

import typer

from econsec.cli.language.words import label, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from econsec.publish.gallery.news import News

    Channel = Literal["mail", "webhook"]
    Queues = dict[Channel, list[News]]

#: Waiting; set aside.
NAME, REFUSED = "unsent.json", "refused.json"
#: Nights that are kept for an addressee who cannot be reached; older ones are let go, and that is said.
MOST_KEPT = 20
#: Seconds to wait for another run that writes: it takes milliseconds, and the lock is not held while something is sent.
_WAIT = 60


def read(out: Path, name: str = NAME) -> Queues:
    """Return what waits, or was set aside, the oldest first, as far as it can be read."""
    return _legible(out / name)[0]


def _legible(file: Path) -> tuple[Queues, bool]:
    """Return the nights of a file that can be read, and whether that is all of it: one damaged entry loses no other."""
    from pydantic import ValidationError

    from econsec.publish.gallery.news import News

    try:
        kept = json.loads(file.read_bytes())
    except OSError:
        return {}, True
    except ValueError:
        return {}, False
    found: Queues = {}
    whole = isinstance(kept, dict)
    for channel, nights in kept.items() if whole else ():
        for one in nights if isinstance(nights, list) else [nights]:
            try:
                found.setdefault(channel, []).append(News.model_validate(one))
            except ValidationError:
                whole = False
    return found, whole


def add(out: Path, channels: Iterable[Channel], news: News, name: str = NAME) -> None:
    """Keep what is new for each channel, on the disk.

    Raises
    ------
    OSError, BusyError, RenderError
        It could not be kept.
    """
    dropped: dict[Channel, int] = {}

    def change(waiting: Queues) -> None:
        for channel in channels:
            nights = waiting.setdefault(channel, [])
            nights.append(news)
            if len(nights) > MOST_KEPT:
                dropped[channel] = len(nights) - MOST_KEPT
                del nights[:-MOST_KEPT]

    _change(out, name, change)
    for channel, count in dropped.items():
        if name == NAME:
            said = worded("{channel}: {count} older nights are let go", channel=channel, count=count)
            typer.echo(f"{label('unsent')} {said}", err=True)


def drop(out: Path, channel: Channel, news: News) -> None:
    """Forget what was sent or set aside; a disk that does not take it has it sent again."""
    from econsec.errors import BusyError, RenderError

    def change(waiting: Queues) -> None:
        waiting[channel] = [one for one in waiting.get(channel, []) if one != news]

    with suppress(OSError, BusyError, RenderError):
        _change(out, NAME, change)


def _change(out: Path, name: str, change: Callable[[Queues], None]) -> None:
    from econsec.publish.files import durable, lock

    with lock.hold(out / ".unsent", wait=_WAIT):
        waiting, whole = _legible(out / name)
        if not whole:
            (out / name).replace(out / f"{name}.bad")
            said = worded("a part of {name} cannot be read: all of it is kept as {name}.bad", name=name)
            typer.echo(f"{label('unsent')} {said}", err=True)
        change(waiting)
        left = {channel: [one.model_dump(mode="json") for one in nights] for channel, nights in waiting.items()}
        if any(left.values()):
            text = json.dumps({channel: nights for channel, nights in left.items() if nights}, ensure_ascii=False)
            durable.write_file(out / name, f"{text}\n".encode())
        else:
            (out / name).unlink(missing_ok=True)
