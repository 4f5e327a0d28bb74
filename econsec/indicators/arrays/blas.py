"""Matrix products on one core: the same digits on every machine, and no waiting for a core that is busy."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from threadpoolctl import threadpool_limits

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
R = TypeVar("R")


def on_one_core(function: Callable[P, R]) -> Callable[P, R]:
    """Run a function with BLAS on a single thread.

    The products here are small: threads gain little, and where another process holds the second core (two reports
    rendered side by side) each product waits for its slowest thread, ten times as long as the product takes.
    """

    @wraps(function)
    def limited(*args: P.args, **kwargs: P.kwargs) -> R:
        with threadpool_limits(limits=1, user_api="blas"):
            return function(*args, **kwargs)

    return limited
