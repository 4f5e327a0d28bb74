"""Names beside the blocks that flows come from and go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.exhibits.charts.parts import NARROW, in_lines, on_a_phone, up
from econsec.exhibits.elements.label_layout import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

SHORT = 80  # pixels that a name may be wide in a narrow column before it goes over some lines
MOST = 4  # lines of a name there, where the others leave the room
LETTERS = 12  # pixels
#: How far a name is moved so that its lines have their middle at its block: half of a line up for each but one.
UP = up(7)


def beside_blocks(names: Sequence[str], middles: Sequence[float], *, x: float, line: float) -> alt.Chart:
    """Place names beside blocks, far enough apart for one line each or, in a narrow column, for up to four.

    Parameters
    ----------
    names : sequence of str
        From the top.
    middles : sequence of float
        Of their blocks, from the top, 0..1.
    x : float
        Where they stand.
    line : float
        What a line takes, as a part of the height.

    Returns
    -------
    Chart
        Its rows have ``x``, ``low`` and ``said``; for marks whose ``dy`` is `UP`.
    """
    most = min(MOST, max(2, int(1 / (line * max(len(names), 1)))))
    lines = max((len(in_lines(name, SHORT, LETTERS, most)) for name in names), default=1)
    rows = pd.DataFrame({"text": list(names), "x": x})
    rows["beside"] = spread(middles, least=line)
    rows["near"] = spread(middles, least=min(lines * line, 1 / max(len(rows), 1)))
    return on_a_phone(rows, SHORT, LETTERS, most).transform_calculate(low=f"{NARROW} ? datum.near : datum.beside")
