"""Further cases of one law: the first are tested at every step, all of them in `make test-all`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable


def few(cases: Iterable[Any], fast: int = 1) -> list[Any]:
    """Return cases to parametrize by, those after the first as slow proofs."""
    return [case if at < fast else pytest.param(case, marks=pytest.mark.slow) for at, case in enumerate(cases)]


def thirds(cases: Iterable[Any]) -> list[Any]:
    """Return cases to parametrize by, two of three as slow proofs."""
    return [pytest.param(case, marks=[pytest.mark.slow] if at % 3 else []) for at, case in enumerate(cases)]
