"""Where labels stand so that they do not meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def spread(places: Sequence[float], *, least: float, low: float = 0.0, high: float = 1.0) -> list[float]:
    """Move labels apart as little as needed, keeping their order.

    Neighbours that are too close form a block that is centred on its members' mean place (the pool-adjacent-violators
    solution of the least-squares problem), then the whole is pushed back inside the bounds.

    Parameters
    ----------
    places : sequence of float
        Where each label would like to stand.
    least : float
        The least distance of two labels.
    low, high : float
        The bounds; where all labels cannot fit, they are set evenly from ``low`` on.

    Returns
    -------
    list of float
        In the order given.

    Examples
    --------
    >>> [round(place, 2) for place in spread([0.50, 0.50], least=0.1)]
    [0.45, 0.55]
    """
    order = sorted(range(len(places)), key=lambda k: (places[k], k))
    blocks: list[tuple[float, int]] = []  # mean of (place - rank * least), members
    for rank, index in enumerate(order):
        mean, count = places[index] - rank * least, 1
        while blocks and blocks[-1][0] >= mean:
            other, size = blocks.pop()
            mean, count = (mean * count + other * size) / (count + size), count + size
        blocks.append((mean, count))
    moved = [mean for mean, count in blocks for _ in range(count)]
    ceiling = high - (len(places) - 1) * least
    found = [0.0] * len(places)
    for rank, index in enumerate(order):
        found[index] = max(min(moved[rank], ceiling), low) + rank * least
    return found


def inside_out(place: float, *, is_left: bool) -> tuple[str, int]:
    """Return alignment and offset of a label that grows away from its partner, but not out of the chart.

    Examples
    --------
    >>> inside_out(0.98, is_left=False)
    ('right', 6)
    """
    near_left, near_right = 0.12, 0.88
    if is_left:
        return ("left", -6) if place < near_left else ("center", 0)
    return ("right", 6) if place > near_right else ("center", 0)
