"""How far apart two colours are, also for those who see no red or no green."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SIGHTS = {
    "all": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}
XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)
Lab = tuple[float, float, float]


def _times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(one * other for one, other in zip(row, vector, strict=True)) for row in matrix]


def seen(colour: str, sight: Sequence[Sequence[float]]) -> Lab:
    """Return a colour in CIELAB (D65) as it is seen."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    clipped = [min(1.0, max(0.0, part)) for part in _times(sight, linear)]
    x, y, z = (part / white for part, white in zip(_times(XYZ, clipped), WHITE, strict=True))
    x, y, z = (math.cbrt(t) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Lab, other: Lab) -> float:
    """Return CIEDE2000: 1 is just seen where two lie side by side."""
    mean = (math.hypot(*one[1:]) + math.hypot(*other[1:])) / 2
    stretch = 1 + 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    (light, a, b), (light2, a2, b2) = ((own[0], own[1] * stretch, own[2]) for own in (one, other))
    chroma, chroma2 = math.hypot(a, b), math.hypot(a2, b2)
    hue, hue2 = (math.degrees(math.atan2(y, x)) % 360 for x, y in ((a, b), (a2, b2)))
    turn = (hue2 - hue + 180) % 360 - 180 if chroma * chroma2 else 0.0
    middle = (hue + turn / 2) % 360 if chroma * chroma2 else hue + hue2
    far = 2 * math.sqrt(chroma * chroma2) * math.sin(math.radians(turn / 2))
    lightness, mean = (light + light2) / 2, (chroma + chroma2) / 2
    shape = 1 + sum(
        weight * math.cos(math.radians(times * middle - start))
        for weight, times, start in ((-0.17, 1, 30), (0.24, 2, 0), (0.32, 3, -6), (-0.20, 4, 63))
    )
    by_light = 1 + 0.015 * (lightness - 50) ** 2 / math.sqrt(20 + (lightness - 50) ** 2)
    by_chroma, by_hue = 1 + 0.045 * mean, 1 + 0.015 * mean * shape
    rotation = (
        -2
        * math.sqrt(mean**7 / (mean**7 + 25**7))
        * math.sin(math.radians(60 * math.exp(-(((middle - 275) / 25) ** 2))))
    )
    steps = (light2 - light) / by_light, (chroma2 - chroma) / by_chroma, far / by_hue
    return math.sqrt(sum(step**2 for step in steps) + rotation * steps[1] * steps[2])
