"""Where labels stand so that they do not meet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple


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


def inside_out(place: float, *, is_left: bool) -> tuple[Literal["left", "center", "right"], int]:
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


SQUARE = 0x2E7F  # letters of East Asia, which are square, come after it
NEVER_FIRST = frozenset("ーぁぃぅぇぉっゃゅょァィゥェォッャュョ、。，．・：；）」』！？%％")  # in a line
NEVER_LAST = "（「『(["


def width(text: str, size: float = 11) -> float:
    """Estimate the width of a text in pixels: a kanji is as wide as it is high, a Latin letter a bit over half.

    Examples
    --------
    >>> width("Japan") < width("日本国政府")
    True
    """
    return sum(size if ord(letter) > SQUARE else 0.6 * size for letter in text)


def fold(label: str, *, whole: bool = False) -> list[str]:
    """Break a label into two lines of about the same width, at a space or, where none is near, between two letters.

    Parameters
    ----------
    label : str
        In one line.
    whole : bool
        Whether a word in Latin letters is kept whole: then a label may stay one line.

    Examples
    --------
    >>> fold("Physical and biological sciences"), fold("Netherlands", whole=True)
    (['Physical and', 'biological sciences'], ['Netherlands'])
    >>> fold("18億6,400万ドル（現在：出典になし）")
    ['18億6,400万ドル', '（現在：出典になし）']
    """
    half = width(label) / 2
    places = [place for place, letter in enumerate(label) if letter == " "]
    if not places or min(abs(width(label[:place]) - half) for place in places) > half / 2:
        between = [
            place
            for place in range(1, len(label))
            if label[place] not in NEVER_FIRST
            and label[place - 1] not in NEVER_LAST
            and not (whole and ord(max(label[place - 1 : place + 1])) <= SQUARE)
        ]
        # What stands in brackets is a line of its own, where it is about half.
        brackets = [place for place in between if label[place] in NEVER_LAST]
        near = [place for place in brackets if abs(width(label[:place]) - half) <= half / 2]
        places = near or between or (places if whole else [])
    if not places:
        return [label]
    best = min(places, key=lambda place: abs(width(label[:place]) - half))
    return [label[:best].rstrip(), label[best:].lstrip()]


def equal_earth(latitude: float, longitude: float, *, centre: float) -> tuple[float, float]:
    """Project a point; x in -1..1 across the whole globe, y in the same unit, north up.

    Reference: Savric, Patterson, Jenny (2018), The Equal Earth map projection, IJGIS 33(3).

    Examples
    --------
    >>> equal_earth(0, 139, centre=139)
    (0.0, 0.0)
    """
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    root = math.sqrt(3)
    turned = math.radians((longitude - centre + 180) % 360 - 180)
    angle = math.asin(root / 2 * math.sin(math.radians(latitude)))
    slope = 9 * a4 * angle**8 + 7 * a3 * angle**6 + 3 * a2 * angle**2 + a1
    edge = 2 * root * math.pi / (3 * a1)
    height = a4 * angle**9 + a3 * angle**7 + a2 * angle**3 + a1 * angle
    return 2 * root * turned * math.cos(angle) / (3 * slope) / edge, height / edge


GAP = 4  # pixels between a mark and its label
LINE = 0.7  # half the height of a line of letters, as a part of their size


class Box(NamedTuple):
    """A rectangle in pixels, y downward."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Say whether the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def shift(side: str, radius: float, *, size: float = 11) -> tuple[Literal["left", "center", "right"], float, float]:
    """Return alignment and offsets, in pixels, that set a label where `beside` found room for it.

    Parameters
    ----------
    side : str
        "right", "left", "above" or "below".
    radius : float
        Of the mark, in pixels.
    size : float
        Of the letters, in pixels.

    Examples
    --------
    >>> shift("left", 6.0)
    ('right', -10.0, 0.0)
    """
    gap, line = radius + GAP, radius + GAP + LINE * size
    return {
        "right": ("left", gap, 0.0),
        "left": ("right", -gap, 0.0),
        "above": ("center", 0.0, -line),
        "below": ("center", 0.0, line),
    }[side]  # type: ignore[return-value]


def beside(marks: Sequence[tuple[float, float, float]], texts: Sequence[str], *, size: float = 11) -> list[str]:
    """Choose for each mark on which side its label stands, so that labels meet neither each other nor the marks.

    The first mark chooses first, among right, left, above and below; a label that fits nowhere is left out (the table
    has it).

    Parameters
    ----------
    marks : sequence of (x, y, radius)
        In pixels, y downward, most important first.
    texts : sequence of str
        The labels; an empty one needs no place.
    size : float
        Of the letters, in pixels.

    Returns
    -------
    list of str
        "right", "left", "above", "below" or "" for each.

    Examples
    --------
    >>> beside([(0, 0, 5), (40, 0, 5)], ["Philippines", "Thailand"])
    ['left', 'right']
    """
    taken = [Box(x - radius, y - radius, x + radius, y + radius) for x, y, radius in marks]
    sides = []
    for place, ((x, y, radius), text) in enumerate(zip(marks, texts, strict=True)):
        others = taken[:place] + taken[place + 1 :]
        half, reach, gap = size * LINE, width(text, size), radius + GAP
        boxes = {
            "right": Box(x + gap, y - half, x + gap + reach, y + half),
            "left": Box(x - gap - reach, y - half, x - gap, y + half),
            "above": Box(x - reach / 2, y - gap - 2 * half, x + reach / 2, y - gap),
            "below": Box(x - reach / 2, y + gap, x + reach / 2, y + gap + 2 * half),
        }
        free = [side for side, box in boxes.items() if text and not any(box.meets(other) for other in others)]
        sides.append(free[0] if free else "")
        if free:
            taken.append(boxes[free[0]])
    return sides
