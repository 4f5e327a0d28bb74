"""Whom a connector may speak to: the hosts that it lists, at public addresses, over TLS."""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from typing import TYPE_CHECKING

from econsec.errors import HostError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: Names a stand-in for a publisher, on this machine alone: ``host=http://127.0.0.1:4711``, several with commas.
STANDINS = "ECONSEC_STANDINS"
STANDIN = re.compile(r"(?P<host>[a-z0-9.-]+)=(?P<place>http://127\.0\.0\.1:\d{1,5})")


def standins() -> dict[str, str]:
    """Return the stand-ins that the environment names, for tests: only ever on this very machine.

    Raises
    ------
    HostError
        One is not of that form.
    """
    found = {}
    for entry in filter(None, os.environ.get(STANDINS, "").split(",")):
        if (match := STANDIN.fullmatch(entry.strip())) is None:
            raise HostError(f"{STANDINS} holds what is no stand-in", expected="host=http://127.0.0.1:PORT")
        found[match["host"]] = match["place"]
    return found


def check(scheme: str, host: str, allowed: Collection[str], stand_ins: Mapping[str, str]) -> None:
    """Refuse to speak to a host, before a byte leaves.

    Parameters
    ----------
    scheme, host : str
        Of the address asked for, or redirected to.
    allowed : collection of str
        The hosts of the connector.
    stand_ins : mapping
        Hosts that a test answers for; they are not looked up.

    Raises
    ------
    HostError
        Another host, no TLS, or a name that leads to a private address.

    Examples
    --------
    >>> check("https", "169.254.169.254", ["api.worldbank.org"], {})
    Traceback (most recent call last):
    ...
    econsec.errors.HostError: 169.254.169.254 is no host of this source. Expected one of api.worldbank.org
    """
    if host not in allowed:
        raise HostError(f"{host or 'nothing'} is no host of this source", expected=f"one of {', '.join(allowed)}")
    if scheme != "https":
        raise HostError(f"{host} by {scheme}: what it sends could be changed on its way", expected="https")
    if host not in stand_ins:
        public(host)


def public(host: str) -> None:
    """Refuse a name that leads to this machine or its network.

    Raises
    ------
    HostError
        One of its addresses is not public. A name that cannot be looked up here is left to the proxy, or to fail.
    """
    try:
        entries = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError:
        return
    for entry in entries:
        address = ipaddress.ip_address(str(entry[4][0]).partition("%")[0])
        if not address.is_global or address.is_multicast:
            raise HostError(f"{host} leads to the private address {address}", expected="a publisher's public address")
