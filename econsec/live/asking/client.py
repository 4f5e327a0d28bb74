"""One polite client for every publisher: few hosts, few requests, bounded answers, brought to disk as they come.

The only file that asks the internet (`econsec.live.messages` tells). Retries are stamina's, the protocol is httpx2's.
"""

from __future__ import annotations

import hashlib
import json
import logging
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode

try:
    import httpx2
    import stamina
except ImportError as _error:
    # What was fetched before is read without them: it is missed when somebody asks.
    _missing: ImportError | None = _error
else:
    _missing = None

from econsec.errors import FetchError, MissingToolError, in_brief
from econsec.live.asking import answers, hosts
from econsec.live.asking.answers import AgainError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from ssl import SSLContext

    from econsec.live.asking.keys import Key
    from econsec.live.asking.limits import Limits

AGENT = "econsec (economic-security analysis; one request at a time)"
MOST_REDIRECTS = 5
JSON, FORM = ({"Content-Type": f"application/{kind}"} for kind in ("json", "x-www-form-urlencoded"))
KEPT_HEADERS = ("content-type", "content-length", "content-range", "last-modified", "etag", "date")
# They write addresses and headers into whatever log there is, and an address may hold a key. A filter and not
# `disabled`: whoever sets up logging afterwards (JupyterLab does) enables all that was there before.
for _logger in ("httpx2", *(f"httpcore2.{part}" for part in ("connection", "http11", "http2", "proxy", "socks"))):
    logging.getLogger(_logger).addFilter(lambda _record: False)
logging.getLogger("stamina").addHandler(logging.NullHandler())


def need(lost: str) -> None:
    """Raise MissingToolError where a package of the extra ``live`` is not installed: what cannot be done without it."""
    if _missing:
        raise MissingToolError(
            f"the package {_missing.name} is not installed, so that {lost}",
            hint='Install it with: pip install "econsec[live]"',
        ) from _missing


@cache
def _certificates() -> SSLContext:
    """Read the authorities' certificates once a process: it takes as long as ten requests."""
    return httpx2.create_ssl_context()


@dataclass(frozen=True)
class Received:
    """A file as a publisher sent it.

    Parameters
    ----------
    file : str
        Its name in the snapshot.
    url, params : str, dict
        The request, without a key.
    time : str
        When the answer came, ISO 8601 in UTC.
    headers : dict
        Of the answer, those that say what it is and how old.
    """

    file: str
    url: str
    params: dict[str, str]
    time: str
    status: int
    headers: dict[str, str]
    size: int
    sha256: str


class Client:
    """Asks a publisher's hosts, one request at a time.

    Parameters
    ----------
    allowed : tuple of str
        The hosts of the connector; redirects may go to no other.
    limits : Limits
        How much and how long.
    key : Key or None
        The user's own.
    key_header, key_param, key_prefix : str
        Where the publisher wants it, and behind which word; it goes nowhere else, and not along with a redirect to
        another host.
    stand_ins : mapping or None
        Hosts that a test answers for on this machine; None: those of the environment.
    tell : callable
        Told what is waited for.
    """

    def __init__(
        self,
        allowed: tuple[str, ...],
        limits: Limits,
        *,
        key: Key | None = None,
        key_header: str = "",
        key_param: str = "",
        key_prefix: str = "",
        stand_ins: Mapping[str, str] | None = None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.allowed, self.limits, self.key, self.tell = allowed, limits, key, tell
        self._where = (key_header, key_param, key_prefix)
        self._stand_ins = hosts.standins() if stand_ins is None else dict(stand_ins)
        self._last: dict[str, float] = {}
        need("no publisher can be asked")
        self._http = httpx2.Client(
            follow_redirects=False,
            timeout=httpx2.Timeout(limits.silence),
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"},
            verify=_certificates(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def save(
        self,
        url: str,
        target: Path,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        body: Mapping[str, Any] | None = None,
        form: Mapping[str, str] | None = None,
        kind: str = "",
        most_bytes: int = 0,
    ) -> Received:
        """Ask for an address and write the answer to a file, whole or not at all.

        Parameters
        ----------
        url : str
            With ``https``, without a key.
        target : Path
            A file that is not there yet.
        params, headers : mapping
            Of the request, without a key.
        body : mapping or None
            A question that is posted as JSON; it is kept among the parameters.
        form : mapping or None
            Or as a form; what begins with "_", a token of the page that is good for minutes, is not kept.
        kind : str
            ``json``, ``csv``, ``zip``, ``html`` or empty: what the answer must begin like.
        most_bytes : int
            Instead of the connector's own limit.

        Returns
        -------
        Received
            What was asked, when, and what came.

        Raises
        ------
        HostError
            The address, or one that it redirects to, is none of the connector's.
        QuotaError
            The publisher asks for a wait that is too long.
        TooLongError
            It finds the question too long.
        FetchError
            It refuses, cannot be reached, or sends what is no answer, after all attempts.
        """
        posted = urlencode(form) if form else "" if body is None else json.dumps(body)
        kept = urlencode({name: form[name] for name in form if not name.startswith("_")}) if form else posted
        own = dict(headers or {}) | (FORM if form else JSON if posted else {})
        asked = _Asked(url, dict(params or {}), own, posted, kept, kind, most_bytes or self.limits.most_bytes)
        attempts = stamina.retry_context(
            on=_wait,
            attempts=self.limits.attempts,
            timeout=None,
            wait_initial=self.limits.first_wait,
            wait_max=self.limits.longest_wait,
            wait_jitter=self.limits.first_wait,
        )
        for attempt in attempts:
            with attempt, self._clean():
                if attempt.num > 1:
                    self.tell(f"{httpx2.URL(url).host}: attempt {attempt.num} of {self.limits.attempts}")
                return self._once(asked, target)
        raise FetchError(f"{url} was not asked for")  # pragma: no cover - the last attempt raises

    @contextmanager
    def _clean(self) -> Iterator[None]:
        """Let no key, no address and nothing of another library's out by an error."""
        try:
            yield
        except FetchError:
            raise
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ValueError) as error:
            said = in_brief(error) or type(error).__name__
            host = self._hidden(f"the answer failed: {said}")
            raise AgainError(host, hint="Run it again later; what was fetched before stands.") from None

    def _once(self, asked: _Asked, target: Path) -> Received:
        url, deadline = httpx2.URL(asked.url, params=asked.params), time.monotonic() + self.limits.most_seconds
        home = url.host
        for _ in range(MOST_REDIRECTS + 1):
            hosts.check(url.scheme, url.host, self.allowed, self._stand_ins)
            self._rest(url.host)
            with closing(self._send(asked, url, home)) as answer:
                if answer.has_redirect_location:
                    url = url.join(answer.headers["location"])
                    continue
                return self._take(asked, answer, target, deadline, self._hidden(f"{url.host}{url.path}"))
        raise FetchError(f"{home} redirects without end")

    def _send(self, asked: _Asked, url: httpx2.URL, home: str) -> httpx2.Response:
        # No variable holds the request: its address may hold the key, and a traceback may show variables.
        method, body = ("POST", asked.body) if asked.body else ("GET", None)
        real, headers = self._real(url, home), self._headers(asked, url, home)
        return self._http.send(self._http.build_request(method, real, headers=headers, content=body), stream=True)

    def _take(self, asked: _Asked, answer: httpx2.Response, target: Path, deadline: float, where: str) -> Received:
        facts = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
        pieces = answers.unpacked(answer.iter_raw(), answer.headers.get("content-encoding", ""), where)
        pieces = answers.bounded(pieces, where, most_bytes=asked.most_bytes, deadline=deadline)
        if answer.status_code not in answers.GOOD:
            answers.refuse(answer.status_code, answer.headers, pieces, where, self._hidden, self.limits.longest_wait)
        pieces = pieces if self.key is None else answers.unrepeated(pieces, self.key, where)
        digest, size = hashlib.sha256(), 0
        file = target.open("xb")  # outside: a file that is there already is not this answer's to throw away
        try:
            with file:
                for piece in answers.looks_like(asked.kind, pieces, where):
                    digest.update(piece)
                    size += file.write(piece)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        now = datetime.now(UTC).isoformat(timespec="seconds")
        params = asked.params | ({"body": asked.kept} if asked.kept else {})
        return Received(target.name, asked.url, params, now, answer.status_code, facts, size, digest.hexdigest())

    def _rest(self, host: str) -> None:
        """Keep the least interval between two requests to a host."""
        left = self._last.get(host, float("-inf")) + self.limits.pause - time.monotonic()
        if left > 0:
            time.sleep(left)
        self._last[host] = time.monotonic()

    def _real(self, url: httpx2.URL, home: str) -> httpx2.URL:
        if self.key is not None and self._where[1] and url.host == home:
            url = url.copy_merge_params({self._where[1]: self.key.reveal()})
        if url.host in self._stand_ins:
            place = httpx2.URL(self._stand_ins[url.host])
            url = url.copy_with(scheme=place.scheme, host=place.host, port=place.port)
        return url

    def _headers(self, asked: _Asked, url: httpx2.URL, home: str) -> dict[str, str]:
        own = {self._where[0]: self._where[2] + self.key.reveal()} if self.key is not None and self._where[0] else {}
        return asked.headers | (own if url.host == home else {})

    def _hidden(self, text: str) -> str:
        return text if self.key is None else self.key.hide(text)


@dataclass(frozen=True)
class _Asked:
    url: str
    params: dict[str, str]
    headers: dict[str, str]
    body: str
    kept: str
    kind: str
    most_bytes: int


def _wait(error: Exception) -> bool | float:
    """Say to stamina whether to ask again, and when."""
    if not isinstance(error, AgainError):
        return False
    return True if error.wait is None else max(error.wait, 0.01)
