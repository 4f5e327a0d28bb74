"""What a night has to tell is sent, by mail and webhook; what could not be sent is kept for the next night."""

from __future__ import annotations

import json
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Literal

import typer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from econsec.publish.gallery.news import News
    from econsec.publish.plan.messages import Messages

    Channel = Literal["mail", "webhook"]
    Queues = dict[Channel, list[News]]

#: Beside the log: what is still to be sent, by channel.
NAME = "unsent.json"
#: Nights that are kept for an addressee who cannot be reached; older ones are let go, and that is said.
MOST_KEPT = 20
#: Seconds that one letter may take, whatever its server says meanwhile.
LONGEST = 90
#: What `run-due` ends with when all went well but what is new could not be sent.
UNSENT = 6


def deliver(fresh: News | None, messages: Messages, out: Path) -> int:
    """Send what is new, and what was left over; return :data:`UNSENT` if something is left, else 0.

    It is kept on disk before it is sent: what is cut off between the two is sent twice, and not never.

    Parameters
    ----------
    fresh : News or None
        What this night has to tell.
    messages : Messages
        Whom it is told.
    out : Path
        The folder of reports.
    """
    ways = _ways(messages)
    if not ways or (fresh is None and not (out / NAME).exists()):
        return 0
    from econsec.errors import BusyError, RenderError
    from econsec.publish.files import lock

    try:
        # Not the lock of the watch list: whoever looks at that need not wait for a mail server.
        with lock.hold(out / ".sending", wait=LONGEST * MOST_KEPT):
            return _deliver(fresh, ways, out)
    except (BusyError, RenderError, OSError) as error:
        typer.echo(f"unsent     {error}", err=True)
        return UNSENT


def _deliver(fresh: News | None, ways: dict[Channel, Callable[[News], str]], out: Path) -> int:
    queues = _read(out)
    # What waits in a channel that this run knows no way to is left to one that does.
    waiting: Queues = queues | {channel: [*queues.get(channel, []), *([fresh] if fresh else [])] for channel in ways}
    for channel, nights in waiting.items():
        if len(nights) > MOST_KEPT:
            typer.echo(f"unsent     {channel}: {len(nights) - MOST_KEPT} older nights are let go", err=True)
            del nights[:-MOST_KEPT]
    _write(out, waiting)
    problems = {channel: _send(channel, waiting, send, out) for channel, send in ways.items()}
    return UNSENT if any(problems.values()) else 0


def _send(channel: Channel, waiting: Queues, send: Callable[[News], str], out: Path) -> str:
    """Send what waits in one channel, the oldest first, and return what was in the way."""
    from econsec.errors import EconsecError
    from econsec.publish.editions import runlog

    problem, lost, nights = "", "", waiting[channel]
    while nights and not problem:
        try:
            warning = _within(LONGEST, send, nights[0])
        except EconsecError as error:
            problem = str(error)
        except Exception as error:  # noqa: BLE001 - whatever breaks in sending, the night is not lost; what it says may be secret
            problem = f"{channel} broke ({type(error).__name__})"
        else:
            nights.pop(0)
            _write(out, waiting)
            if warning:
                # To send it once more would send it twice to the others.
                typer.echo(f"warning    {channel}: {warning}", err=True)
                lost = warning
        said = problem or lost
        with suppress(OSError):
            runlog.write(out, [runlog.Sent(at=runlog.now(), channel=channel, sent=not problem, problem=said)])
    if problem:
        typer.echo(f"unsent     {channel}: {problem}. It is tried again at the next run-due.", err=True)
    return problem or lost


def _within(seconds: float, send: Callable[[News], str], news: News) -> str:
    """Send, or give up: a server that goes on talking without an answer must not hold the night."""
    from econsec.errors import SendError

    ended: list[str | Exception] = []

    def run() -> None:
        try:
            ended.append(send(news))
        except Exception as error:  # noqa: BLE001 - told to who waits
            ended.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not ended:
        raise SendError(f"no end after {seconds:.0f} s")
    if isinstance(ended[0], Exception):
        raise ended[0]
    return ended[0]


def _ways(messages: Messages) -> dict[Channel, Callable[[News], str]]:
    """Return how what is new leaves, by channel: each takes the news and returns a warning or nothing."""
    from econsec.live.messages import mail, webhook
    from econsec.publish.gallery.news import letter, payload, subject

    language, found = messages.language, {}
    server, sender = messages.server, messages.sender
    if messages.to and server and sender:

        def by_mail(news: News) -> str:
            refused = mail.send(
                subject(news, language),
                letter(news, language),
                to=messages.to,
                sender=sender,
                server=server,
                port=messages.at_port,
                security=messages.security,
            )
            return f"the server does not take {', '.join(refused)}" if refused else ""

        found["mail"] = by_mail
    if address := webhook.address():

        def by_webhook(news: News) -> str:
            webhook.post(payload(news, language), address)
            return ""

        found["webhook"] = by_webhook
    return found  # type: ignore[return-value]


def _read(out: Path) -> Queues:
    """Return what was left over; what cannot be read is gone."""
    from pydantic import ValidationError

    from econsec.publish.gallery.news import News

    try:
        kept = json.loads((out / NAME).read_bytes())
        return {channel: [News.model_validate(one) for one in nights] for channel, nights in kept.items()}
    except (OSError, ValueError, AttributeError, TypeError, ValidationError):
        return {}


def _write(out: Path, waiting: Queues) -> None:
    from econsec.publish.files import durable

    left = {channel: [one.model_dump(mode="json") for one in nights] for channel, nights in waiting.items() if nights}
    with suppress(OSError):  # a full disk: it is sent all the same
        if left:
            durable.write_file(out / NAME, f"{json.dumps(left, ensure_ascii=False)}\n".encode())
        else:
            (out / NAME).unlink(missing_ok=True)
