"""Where messages of a test end: a mail server and a place that takes JSON, both on loopback, good or with a fault."""

from __future__ import annotations

import base64
import email
import email.policy
import socketserver
import ssl
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from email.message import EmailMessage
    from pathlib import Path

USER, PASSWORD = "desk@example.org", "pass word+c4n4ry/1="


@dataclass
class MailSink:
    """What a mail server was told.

    Parameters
    ----------
    fault : str
        ``auth`` (refuses the password, and repeats it), ``one`` (refuses one address), ``all``, ``sender``, ``data``,
        ``large`` (refuses a letter of something large), ``size`` (refuses the first, before it has it), ``later``
        (refuses for now), ``drop`` (hangs up after the greeting), ``bare`` (knows no STARTTLS and no AUTH), or empty.
    context, tls : SSLContext or None, bool
        What it covers a line with, and whether from the first byte.
    """

    fault: str = ""
    context: ssl.SSLContext | None = None
    tls: bool = False
    port: int = 0
    letters: list[EmailMessage] = field(default_factory=list)
    logins: list[tuple[str, str, bool]] = field(default_factory=list)
    asked: int = 0


class _Mail(socketserver.StreamRequestHandler):
    """One line to the mail server."""

    def handle(self) -> None:
        self.sink, self.covered = self.server.sink, False
        if self.sink.tls:
            self.cover()
        self.say("220 sink ready")
        while line := self.rfile.readline():
            word, _, rest = line.decode().strip().partition(" ")
            if self.sink.fault == "drop" or word.upper() == "QUIT":
                return
            getattr(self, word.lower(), self.other)(rest)

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def cover(self) -> None:
        self.connection = self.sink.context.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)
        self.covered = True

    def say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def other(self, _: str) -> None:
        self.say("250 fine")

    def ehlo(self, _: str) -> None:
        bare = self.sink.fault == "bare"
        more = ["250-STARTTLS"] if self.sink.context and not self.covered and not bare else []
        self.say("250-sink", *more, *([] if bare else ["250-AUTH PLAIN"]), "250 8BITMIME")

    def starttls(self, _: str) -> None:
        self.say("220 go on")
        self.cover()

    def auth(self, rest: str) -> None:
        _, user, password = base64.b64decode(rest.split()[1]).decode().split("\0")
        self.sink.logins.append((user, password, self.covered))
        good = (user, password) == (USER, PASSWORD) and self.sink.fault != "auth"
        self.say("235 welcome" if good else f"535 {password} {rest} is wrong")

    def mail(self, _: str) -> None:
        self.sink.asked += 1
        large = self.sink.fault == "size" and self.sink.asked == 1
        sender = self.sink.fault == "sender"
        self.say("552 too large" if large else "550 nobody knows you" if sender else "250 fine")

    def rcpt(self, rest: str) -> None:
        gone = self.sink.fault == "all" or (self.sink.fault == "one" and "gone@" in rest)
        self.say("550 nobody of that name" if gone else "250 fine")

    def data(self, _: str) -> None:
        self.say("354 go on")
        content = b""
        while (line := self.rfile.readline()) != b".\r\n":
            content += line.removeprefix(b".") if line.startswith(b"..") else line
        letter = email.message_from_bytes(content, policy=email.policy.default)
        large = self.sink.fault == "large" and "large" in letter.get_content()
        said = {"data": "552 too much", "later": "451 come later"}.get(self.sink.fault, "554 no" if large else "")
        if not said:
            self.sink.letters.append(letter)
        self.say(said or "250 taken")


class _MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that does not trust the certificate."""


@contextmanager
def mail_sink(fault: str = "", *, trusted: Path | None = None, tls: bool = False) -> Iterator[MailSink]:
    """Take mail on loopback; `trusted` is the folder of :func:`certificate`."""
    sink = MailSink(fault, tls=tls)
    if trusted:
        sink.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        sink.context.load_cert_chain(trusted / "cert.pem", trusted / "key.pem")
    with _MailServer(("127.0.0.1", 0), _Mail) as server:
        server.sink = sink
        sink.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield sink
        server.shutdown()


def certificate(folder: Path) -> Path:
    """Make a certificate for ``localhost`` that nobody trusts but who is told to, and return its folder."""
    made = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem"), "-days", "2"]
    named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    asked = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *made, *named]
    subprocess.run(asked, check=True, capture_output=True)
    return folder


@dataclass
class HttpSink:
    """What was posted: path, type and body of each."""

    address: str = ""
    posted: list[tuple[str, str, bytes]] = field(default_factory=list)


@contextmanager
def http_sink(status: int | Callable[[bytes], int] = 200, *, location: str = "") -> Iterator[HttpSink]:
    """Take what is posted on loopback, and answer with a status, or with one that depends on the body."""
    sink = HttpSink()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            sink.posted.append((self.path, self.headers["Content-Type"], body))
            self.send_response(status if isinstance(status, int) else status(body))
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        sink.address = f"http://127.0.0.1:{server.server_address[1]}/hook/c4n4ry-s3cr3t"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield sink
        server.shutdown()
