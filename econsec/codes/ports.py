"""Ports that ship on what another economy makes."""

from __future__ import annotations

# No source says what of a port's shipments is whose: it stands beside the rival, never inside its share.
PORTS = {"CHN": "HKG"}


def with_port(rival: str, *parts: str) -> tuple[str, ...]:
    """Return the rival, and the port that ships its goods on unless that plays a part of its own.

    Examples
    --------
    >>> with_port("CHN", "JPN", "IND"), with_port("CHN", "HKG"), with_port("USA")
    (('CHN', 'HKG'), ('CHN',), ('USA',))
    """
    port = PORTS.get(rival)
    return (rival, port) if port and port not in parts else (rival,)
