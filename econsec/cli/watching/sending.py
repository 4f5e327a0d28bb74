"""What a night has to tell is sent, by mail and webhook; what could not be sent is kept for the next night."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

import typer

from econsec.cli.common import warn
from econsec.cli.language.sentences import translated
from econsec.cli.language.words import label, worded
from econsec.cli.watching import unsent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from econsec.cli.watching.unsent import Channel
    from econsec.publish.gallery.news import News
    from econsec.publish.plan.messages import Messages

#: Seconds that one letter may take, whatever its server says meanwhile.
LONGEST = 90
#: What `run-due` ends with when all went well but what is new could not be sent.
UNSENT = 6


def keep(fresh: News | None, messages: Messages, out: Path) -> bool:
    """Keep what is new on the disk until it is sent, and say whether that could be done.

    Whoever calls does so before it writes down that it was told: what is cut off between the two is sent twice, and not
    never. Where there is nobody to tell, nothing is kept.

    Parameters
    ----------
    fresh : News or None
        What this night has to tell.
    messages : Messages
        Whom it is told.
    out : Path
        The folder of reports.
    """
    from econsec.errors import BusyError, RenderError

    if fresh is not None and (ways := _ways(messages)):
        try:
            unsent.add(out, ways, fresh)
        except (BusyError, RenderError, OSError) as error:
            warn(worded("what is new is not kept before it is sent: {why}", why=translated(str(error))))
            return False
    return True


def deliver(messages: Messages, out: Path, *, unkept: Sequence[News] = ()) -> int:
    """Send what waits, and what could not be kept; return :data:`UNSENT` if something is left, else 0.

    Parameters
    ----------
    messages : Messages
        Whom it is told.
    out : Path
        The folder of reports.
    unkept : sequence of News
        What is new and :func:`keep` could not keep.
    """
    ways = _ways(messages)
    waiting = unsent.read(out)
    if not any(waiting.get(channel) or unkept for channel in ways):
        return 0
    from econsec.errors import BusyError, RenderError
    from econsec.publish.files import lock

    try:
        # Not the lock of what waits: another night may keep its own meanwhile, and this run sends that, too.
        with lock.hold(out / ".sending", wait=LONGEST * unsent.MOST_KEPT):
            problems = [_send(channel, send, out, unkept) for channel, send in ways.items()]
    except (BusyError, RenderError, OSError) as error:
        typer.echo(f"{label('unsent')} {translated(str(error))}", err=True)
        return UNSENT
    return UNSENT if any(problems) else 0


def _send(channel: Channel, send: Callable[[News], str], out: Path, unkept: Sequence[News]) -> str:
    """Send what waits in one channel, the oldest first, and return what was in the way."""
    from econsec.errors import EconsecError, RefusedError
    from econsec.publish.editions import runlog

    problem, lost = "", ""
    ended: list[News] = []  # a disk that is full does not forget what was sent: this run does not send it twice
    while not problem:
        # Read anew each time: another run may have kept a night, or sent one, meanwhile.
        waiting = [*unsent.read(out).get(channel, []), *unkept]
        if (night := next((one for one in waiting if one not in ended), None)) is None:
            break
        refused = warning = ""
        try:
            warning = _within(LONGEST, send, night)
        except RefusedError as error:
            refused = str(error)
        except EconsecError as error:
            problem = str(error)
        except Exception as error:  # noqa: BLE001 - whatever breaks in sending, the night is not lost; what it says may be secret
            problem = f"{channel} broke ({type(error).__name__})"
        if warning:
            # To send it once more would send it twice to the others.
            warn(worded("{which}: {problem}", which=channel, problem=translated(warning)))
        ended.append(night)
        if not problem and (not refused or _set_aside(channel, night, refused, out)):
            unsent.drop(out, channel, night)
        lost = refused or warning or lost
        sent = not (problem or refused)
        with suppress(OSError):
            said = problem or refused or warning
            runlog.write(out, [runlog.Sent(at=runlog.now(), channel=channel, sent=sent, problem=said)])
    if problem:
        again = "{channel}: {why}. It is tried again at the next run-due."
        typer.echo(f"{label('unsent')} {worded(again, channel=channel, why=translated(problem))}", err=True)
    return problem or lost


def _set_aside(channel: Channel, night: News, why: str, out: Path) -> bool:
    """Keep what is refused for good where it is in nobody's way, and say whether that could be done."""
    from econsec.errors import BusyError, RenderError

    try:
        unsent.add(out, [channel], night, unsent.REFUSED)
    except (BusyError, RenderError, OSError) as error:
        said = "{channel}: {why}. It could not be set aside: {error}"
        told = worded(said, channel=channel, why=translated(why), error=translated(str(error)))
        typer.echo(f"{label('refused')} {told}", err=True)
        return False
    said = "{channel}: {why}. It is set aside in {file}, and the next is sent."
    told = worded(said, channel=channel, why=translated(why), file=unsent.REFUSED)
    typer.echo(f"{label('refused')} {told}", err=True)
    return True


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
