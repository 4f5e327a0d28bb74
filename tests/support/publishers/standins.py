"""Stand-ins for publishers: servers on loopback that answer as documented, or with a fault."""

# ruff: noqa: ARG005 - a fault may have no use for the good answer
from __future__ import annotations

import base64
import gzip
import html
import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, quote_plus, urlsplit

from econsec.live.asking.limits import Limits

#: With signs that an address spells otherwise.
CANARY = "c4n4ry+7f3a/9e51=d2b8"
#: No wait that need not be, and the cap on size within reach; for an answer there is time, however loaded a machine is.
QUICK = Limits(
    pause=0.0, most_bytes=4 << 20, most_seconds=120.0, silence=60.0, attempts=3, first_wait=0.01, longest_wait=1.5
)
#: The caps on time within reach too.
IMPATIENT = replace(QUICK, most_seconds=1.5, silence=0.5)


@dataclass(frozen=True)
class Request:
    path: str
    params: dict[str, str]
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    cut: int | None = None
    trickle: float = 0.0
    reset: bool = False


Answer = Callable[[Request], Reply]


class StandIn:
    """A publisher on loopback: ``answer`` says what it sends, ``asked`` what it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.answer, self.asked = answer, []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                parts = urlsplit(self.path)
                params = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
                headers = {name.lower(): value for name, value in self.headers.items()}
                body = self.rfile.read(int(headers.get("content-length", 0)))
                request = Request(parts.path, params, headers, body)
                outer.asked.append(request)
                with suppress(OSError):
                    send(self, outer.answer(request))

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.place = f"http://127.0.0.1:{self.server.server_address[1]}"


def send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.close_connection = True
    if reply.reset:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
        return
    handler.send_response(reply.status)
    headers = {"Content-Type": "application/json", "Connection": "close"} | reply.headers
    if "Transfer-Encoding" not in headers:
        headers["Content-Length"] = str(len(reply.body) if reply.length is None else reply.length)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    body = reply.body if reply.cut is None else reply.body[: reply.cut]
    if not reply.trickle:
        handler.wfile.write(body)
        return
    for byte in body:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(reply.trickle)


def spelled(key: str) -> list[str]:
    """Return the forms that a key may take in what somebody leaves behind."""
    plain = [key, quote(key, safe=""), quote(key), quote_plus(key), json.dumps(key)[1:-1], html.escape(key)]
    return list(dict.fromkeys([*plain, base64.b64encode(key.encode()).decode()]))


@contextmanager
def standing(answer: Answer) -> Iterator[StandIn]:
    one = StandIn(answer)
    thread = threading.Thread(target=one.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield one
    finally:
        one.server.shutdown()
        one.server.server_close()


def once(first: Reply, answer: Answer) -> Answer:
    """Answer the first request with a fault, all others well."""
    told = []

    def turn(request: Request) -> Reply:
        told.append(request)
        return first if len(told) == 1 else answer(request)

    return turn


def later(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


def half(reply: Reply) -> Reply:
    return replace(reply, cut=len(reply.body) // 2)


def halfonce(good: Answer) -> Answer:
    told = []

    def turn(request: Request) -> Reply:
        told.append(request)
        return half(good(request)) if len(told) == 1 else good(request)

    return turn


def unsaid(reply: Reply) -> Reply:
    """Send in chunks, and break off within one."""
    begun = reply.body[: len(reply.body) // 2]
    framed = f"{len(reply.body):x}\r\n".encode() + begun
    return Reply(framed, reply.status, reply.headers | {"Transfer-Encoding": "chunked"})


def packed(reply: Reply) -> Reply:
    return replace(reply, body=gzip.compress(reply.body), headers=reply.headers | {"Content-Encoding": "gzip"})


def halved(reply: Reply) -> Reply:
    return replace(reply, body=reply.body[: len(reply.body) * 3 // 4])


def marked(reply: Reply) -> Reply:
    return replace(reply, body=b"\xef\xbb\xbf" + reply.body.removeprefix(b"\xef\xbb\xbf"))


BOMB = gzip.compress(b"[" + b" " * (64 << 20))
PAGE = b"<!DOCTYPE html><html><title>Sorry</title>We are down for maintenance.</html>"
LIMIT = b'{"statusCode": 429, "message": "Rate limit is exceeded. Try again in 1 seconds."}'
QUOTA = b'{"statusCode":403,"message":"Out of call volume quota. Quota will be replenished in 00:05:00."}'

#: Faults that any publisher may have: what is done to its good answers, and what must come of it: "good" (the right
#: figures all the same) or words of the one sentence that is said.
FAULTS: dict[str, tuple[Callable[[Answer], Answer], str]] = {
    "401": (lambda good: lambda _: Reply(b'{"message":"Access denied"}', 401), "does not know the key"),
    "403": (lambda good: lambda _: Reply(b"", 403), "refuses"),
    "403 quota": (lambda good: lambda _: Reply(QUOTA, 403), "wait 5 minutes"),
    "404": (lambda good: lambda _: Reply(b'{"message":"Resource not found"}', 404), "nothing there"),
    "419": (lambda good: lambda _: Reply(b"", 419), "expired"),
    "429 seconds": (lambda good: once(Reply(LIMIT, 429, {"Retry-After": "1"}), good), "good"),
    "429 date": (lambda good: once(Reply(b"", 429, {"Retry-After": later(1)}), good), "good"),
    "429 in words": (lambda good: once(Reply(LIMIT, 429), good), "good"),
    "429 without": (lambda good: once(Reply(b"", 429), good), "good"),
    "429 nonsense": (lambda good: once(Reply(b"", 429, {"Retry-After": "soon"}), good), "good"),
    "429 of 15 hours": (lambda good: lambda _: Reply(b"", 429, {"Retry-After": "54000"}), "wait 15 hours"),
    "429 until tomorrow": (lambda good: lambda _: Reply(b"", 429, {"Retry-After": later(90_000)}), "wait 1 day"),
    "429 for ever": (lambda good: lambda _: Reply(b"", 429, {"Retry-After": "0"}), "asked too often"),
    "414": (lambda good: lambda _: Reply(b"Request URL Too Long", 414), "too long"),
    "500 then good": (lambda good: once(Reply(b"oops", 500), good), "good"),
    "503 for ever": (lambda good: lambda _: Reply(b"", 503), "status 503"),
    "page with 200": (lambda good: lambda _: Reply(PAGE, headers={"Content-Type": "text/html"}), "a web page"),
    "nothing with 200": (lambda good: lambda _: Reply(b""), "sends nothing"),
    "half a body": (lambda good: lambda one: half(good(one)), "the answer failed"),
    "half a body once": (halfonce, "good"),
    "half without a length": (lambda good: lambda one: unsaid(good(one)), "the answer failed"),
    "gzip": (lambda good: lambda one: packed(good(one)), "good"),
    "bad gzip": (
        lambda good: lambda one: replace(good(one), headers={"Content-Encoding": "gzip"}),
        "damaged answer",
    ),
    "half a gzip": (lambda good: lambda one: halved(packed(good(one))), "breaks off"),
    "gzip bomb": (
        lambda good: lambda _: Reply(BOMB, headers={"Content-Encoding": "gzip"}),
        "more than 4 MB",
    ),
    "unknown packing": (lambda good: lambda one: replace(good(one), headers={"Content-Encoding": "br"}), "'br'"),
    "too large": (lambda good: lambda _: Reply(b"[" + b" " * (6 << 20)), "more than 4 MB"),
    "trickle": (lambda good: lambda one: replace(good(one), trickle=0.05), "so slowly"),
    "silence": (lambda good: lambda one: replace(good(one), trickle=0.8), "failed"),
    "reset": (lambda good: lambda _: Reply(reset=True), "the answer failed"),
    "reset once": (lambda good: once(Reply(reset=True), good), "good"),
    "redirect to a private address": (
        lambda good: lambda _: Reply(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data"}),
        "no host of this source",
    ),
    "redirect to loopback": (
        lambda good: lambda _: Reply(status=302, headers={"Location": "https://127.0.0.1/"}),
        "no host of this source",
    ),
    "redirect to another host": (
        lambda good: lambda _: Reply(status=301, headers={"Location": "https://evil.example/x"}),
        "no host of this source",
    ),
    "redirect to itself": (
        lambda good: lambda one: Reply(status=302, headers={"Location": one.path}),
        "redirects without end",
    ),
    "byte-order mark": (lambda good: lambda one: marked(good(one)), "good"),
}


def limits(fault: str) -> Limits:
    """Return the limits that a fault is met with: what is sent too slowly is waited for no longer than a test can."""
    return IMPATIENT if fault in {"trickle", "silence"} else QUICK
