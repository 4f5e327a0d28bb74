"""An answer as it comes: unpacked in bounded pieces, held against what was asked for, refused in one sentence."""

from __future__ import annotations

import json
import time
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Never

from econsec.errors import FetchError, QuotaError, TooLongError, in_brief
from econsec.live.asking import waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from econsec.live.asking.keys import Key

GOOD = {200, 206}
PIECE = 1 << 20
#: zlib finds out by itself whether it reads gzip or its own format.
ANY_WINDOW = 47
STANDS = "What was fetched before stands."
#: As much of a refusal as is read for the reason it gives.
MOST_REASON = 8192
#: Where publishers say why, in the order of preference.
REASONS = ("message", "error", "Message", "ERROR_MSG", "detail", "fault")
AGAIN = {408, 425, 429, 500, 502, 503, 504}
EXPIRED = 419
BEGINS = {"json": (b"{", b"["), "zip": (b"PK",), "html": (b"<",)}
MEANING = {
    401: "does not know the key, or wants one",
    403: "refuses",
    404: "has nothing there",
    413: "finds the question too long",
    414: "finds the question too long",
    EXPIRED: "says that the form has expired",
    429: "is asked too often",
}


class AgainError(FetchError):
    """What may succeed when asked again.

    Parameters
    ----------
    wait : float or None
        Seconds that the publisher asks for.
    """

    def __init__(self, problem: str, *, hint: str = STANDS, wait: float | None = None) -> None:
        super().__init__(problem, hint=hint)
        self.wait = wait


class ExpiredError(FetchError):
    """What succeeds with a fresh form."""


def unpacked(pieces: Iterable[bytes], encoding: str, where: str) -> Iterator[bytes]:
    """Unpack a body piece by piece, none of them larger than a mebibyte, and see that it ends where it should.

    Raises
    ------
    AgainError
        It is not packed as it says, or it breaks off.
    """
    if encoding.lower() in {"", "identity"}:
        yield from pieces
        return
    if encoding.lower() not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(f"{where} sends its answer packed as {encoding!r}", expected="gzip, or not packed")
    engine = zlib.decompressobj(ANY_WINDOW)
    try:
        for piece in pieces:
            rest = piece
            while rest and not engine.eof:
                yield engine.decompress(rest, PIECE)
                rest = engine.unconsumed_tail
    except zlib.error as error:
        raise AgainError(f"{where} sends a damaged answer ({in_brief(error)})") from None
    if not engine.eof:
        raise AgainError(f"{where} sends an answer that breaks off")


def bounded(pieces: Iterable[bytes], where: str, *, most_bytes: int, deadline: float) -> Iterator[bytes]:
    """Pass a body on, as long as it keeps to its size and time.

    Raises
    ------
    FetchError
        It is too large, or it does not come to an end.
    """
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most_bytes:
            raise FetchError(f"{where} sends more than {most_bytes / 1e6:,.0f} MB", hint=STANDS)
        if time.monotonic() > deadline:
            raise FetchError(f"{where} sends so slowly that the answer was given up", hint=STANDS)
        yield piece


def looks_like(kind: str, pieces: Iterable[bytes], where: str) -> Iterator[bytes]:
    """Pass a body on, if it begins like what was asked for: many a publisher says "sorry" on a page, with status 200.

    Raises
    ------
    FetchError
        It is a web page, no JSON, no zip, or empty.
    """
    begun = False
    for piece in pieces:
        if not begun and (start := piece.removeprefix(b"\xef\xbb\xbf").lstrip()[:16]):
            begun = True
            if kind and kind != "html" and start.startswith(b"<"):
                raise FetchError(f"{where} sends a web page", expected=kind, hint=STANDS)
            if BEGINS.get(kind) and not start.startswith(BEGINS[kind]):
                raise FetchError(f"{where} sends what is no {kind}", hint=STANDS)
        yield piece
    if kind and not begun:
        raise FetchError(f"{where} sends nothing", expected=kind, hint=STANDS)


def unrepeated(pieces: Iterable[bytes], key: Key, where: str) -> Iterator[bytes]:
    """Pass a body on, as long as it does not repeat the key: it is kept byte for byte, and would keep the key too.

    Raises
    ------
    FetchError
        It does.
    """
    tail = b""
    for piece in pieces:
        tail += piece
        if key.stands_in(tail):
            raise FetchError(f"{where} repeats the key in its answer, which is not kept for that", hint=STANDS)
        tail = tail[-key.longest :]
        yield piece


def refuse(
    status: int,
    headers: Mapping[str, str],
    pieces: Iterator[bytes],
    where: str,
    hidden: Callable[[str], str],
    longest: float,
) -> Never:
    """Say what a publisher refused, and whether asking again may help.

    Raises
    ------
    QuotaError
        It asks for a wait that is too long.
    TooLongError
        The question is too long for it.
    ExpiredError
        The form that was sent has expired.
    AgainError
        It may answer later.
    FetchError
        It will not.
    """
    body = _beginning(pieces)
    said = f"{where} {MEANING.get(status, 'fails')} (status {status}{hidden(reason(body))})"
    lowered = {name.lower(): value for name, value in headers.items()}
    wait = waiting.asked(lowered, body, datetime.now(UTC))
    if status in {413, 414} or "request url too long" in body.lower():
        raise TooLongError(said, hint=STANDS)
    spent = status == 403 and "quota" in body.lower()  # noqa: PLR2004 - what Comtrade says when a day's calls are spent
    if wait is not None and (wait > longest or spent):
        raise QuotaError(f"{said} and asks to wait {waiting.in_words(wait)}", hint=f"Run it again then. {STANDS}")
    if status in AGAIN:
        raise AgainError(said, wait=wait)
    if status == EXPIRED:
        raise ExpiredError(said, hint=STANDS)
    raise FetchError(said, hint=STANDS)


def reason(body: str) -> str:
    """Return why a publisher refuses, as far as it says, ready to stand behind the status.

    Examples
    --------
    >>> reason('{"statusCode": 429, "message": "Rate limit is exceeded."}'), reason("<html>"), reason("")
    (': Rate limit is exceeded', '', '')
    """
    text = body.strip()
    if not text or text.startswith("<"):
        return ""
    try:
        found = json.loads(text)
    except ValueError:
        found = text
    # Some wrap their answer in an object or two, and say why inside.
    while isinstance(found, dict) and len(found) == 1 and isinstance(inner := next(iter(found.values())), dict):
        found = inner
    if isinstance(found, dict):
        found = next((found[name] for name in REASONS if found.get(name)), "")
    plain = "".join(char for char in in_brief(ValueError(found)) if char.isprintable())
    return f": {plain.rstrip('.')}" if isinstance(found, str) and plain else ""


def _beginning(pieces: Iterator[bytes]) -> str:
    body = b""
    try:
        for piece in pieces:
            body += piece
            if len(body) >= MOST_REASON:
                break
    except FetchError:  # of a refusal half is enough
        pass
    return body[:MOST_REASON].decode("utf-8", "replace")
