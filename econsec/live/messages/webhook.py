"""A webhook: what is new, posted as JSON to an address that is a secret itself."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

with suppress(ImportError):  # `need` says so when somebody calls
    import httpx2

from econsec.errors import RefusedError, SendError
from econsec.live.asking import keys
from econsec.live.asking.client import AGENT, need  # which also keeps addresses out of logs

if TYPE_CHECKING:
    from collections.abc import Mapping

ADDRESS = "ECONSEC_WEBHOOK_URL"
#: Seconds of silence after which it is given up.
SILENCE = 20.0
_HERE = {"127.0.0.1", "::1", "localhost"}
_TAKEN = range(200, 300)
#: Malformed, too long, of a type that is not taken, not to be processed: it is this text, and no other try mends it.
#: 401, 403, 404 and their like are about the address: every text has them, until somebody mends that; 429 passes.
_FOR_GOOD = {400, 413, 415, 422, 431}


def address() -> keys.Key | None:
    """Return where to post to; None where nobody has said."""
    return keys.secret(ADDRESS)


def post(payload: Mapping[str, Any], to: keys.Key) -> None:
    """Post what is new, once; whether it is tried again, who calls decides.

    Parameters
    ----------
    payload : mapping
        JSON.
    to : Key
        The address: ``https``, or ``http`` on this machine. A redirect is not followed: it would carry the news to
        somebody whom nobody has named.

    Raises
    ------
    MissingToolError
        httpx2 is not installed.
    RefusedError
        This text is refused for good.
    SendError
        It was not taken; no part of the address stands in the error.
    """
    need("no webhook can be called")
    body = json.dumps(payload, ensure_ascii=False, allow_nan=False).encode()
    try:
        url = httpx2.URL(to.reveal())
        if not (url.scheme == "https" or (url.scheme == "http" and url.host in _HERE)) or not url.host:
            raise SendError(f"{ADDRESS} holds what is no address", expected="https://... (http on this machine only)")
        with (
            httpx2.Client(
                timeout=httpx2.Timeout(SILENCE), follow_redirects=False, headers={"User-Agent": AGENT}
            ) as client,
            client.stream("POST", url, content=body, headers={"Content-Type": "application/json"}) as answer,
        ):
            code = answer.status_code
    except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ValueError) as error:
        # What the library says may hold the address.
        raise SendError(f"the webhook of {ADDRESS} was not reached ({type(error).__name__})") from None
    if code not in _TAKEN:
        kind = RefusedError if code in _FOR_GOOD else SendError
        raise kind(f"the webhook of {ADDRESS} does not take the news (status {code})")
