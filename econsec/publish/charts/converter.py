"""The library that compiles and draws charts, set up once a process.

It may ask for nothing, not grow for ever, and not look at the fonts that a machine happens to have.

It is imported when it is first needed: its import starts threads, and the process that all workers are forked from must
have none.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Lock, Thread
from typing import Any

#: A chart that takes a gibibyte is none that a reader could read. Vega's expressions know no loops: what goes on for
#: ever grows for ever. (The library can limit the time as well, and then waits thirty milliseconds after each chart.)
MEBIBYTES = 1024
#: Measures words alike on every machine, and gives those that reach beyond the plot the room they need.
DRAWING = Path(__file__).parents[1] / "template" / "drawing.js"

_STARTING = Lock()

# It notes what it leaves out of a specification, such as a height that follows the page where the height is given.
logging.getLogger("vl_convert").setLevel(logging.ERROR)
# What reads the script for it calls each of its rounds an error.
logging.getLogger("swc_ecma_transforms_optimization").setLevel(logging.CRITICAL)


def convert(what: str, *given: Any, **more: Any) -> Any:  # noqa: ANN401 - the library has no types
    """Call a function of `vl_convert`, which gets no network, no files and no fonts from elsewhere.

    Parameters
    ----------
    what : str
        The function.
    *given, **more
        What it takes.

    Returns
    -------
    Any
        What it returns.

    Raises
    ------
    ValueError
        The chart does not compile, does not draw, asks for something, or takes too much: the next one draws.

    Examples
    --------
    >>> convert("vega_to_svg", {"width": 5, "height": 5})[:4]
    '<svg'
    """
    with _STARTING:
        library = _library()
    try:
        return getattr(library, what)(*given, **more)
    except (ValueError, OSError) as error:
        # An engine that was stopped half-way trips over what it left: another number of engines makes new ones.
        for engines in (2, 1):
            library.configure(num_workers=engines)
        raise ValueError(str(error)) from error


def warm() -> None:
    """Start the engine that draws, in a thread of its own: the first chart need not wait for it."""
    Thread(target=_draw_nothing, daemon=True).start()


def _draw_nothing() -> None:
    # Whatever it is, the first chart says it; and not by way of the repair above, which two must not be at together.
    with suppress(Exception), _STARTING:
        _library().vega_to_svg({"width": 5, "height": 5})


@cache
def _library() -> Any:  # noqa: ANN401 - likewise
    library = import_module("vl_convert")
    library.configure(
        allowed_base_urls=[],
        base_url=False,
        auto_google_fonts=False,
        max_v8_heap_size_mb=MEBIBYTES,
        vega_plugins=[DRAWING.read_text(encoding="utf-8")],
    )
    return library
