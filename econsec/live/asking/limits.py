"""What a publisher's answer may take, and how long one waits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What an answer may take, and how long one waits.

    Parameters
    ----------
    pause : float
        The least seconds between two requests to one host.
    most_bytes : int
        Of one answer, unpacked.
    most_seconds : float
        For one answer, from the request to its last byte.
    silence : float
        Seconds without a byte.
    attempts : int
        Requests in all, the first one too.
    first_wait : float
        Seconds before the second, if the publisher names none; it doubles from then on.
    longest_wait : float
        A publisher that asks for more is left alone until then.
    """

    pause: float = 1.0
    most_bytes: int = 64 << 20
    most_seconds: float = 300.0
    silence: float = 30.0
    attempts: int = 4
    first_wait: float = 1.0
    longest_wait: float = 180.0
