"""Economic-security analysis of trade: the front door.

The way of the data, and of this package, runs in one direction::

    codes -> sources -> store -> indicators -> flows -> decisions -> exhibits -> (notebooks) -> publish -> cli

What a notebook needs is here by name:

- :func:`load`, :func:`fetched`, :func:`dataset`, :func:`datasets`: tidy tables, and what is known of them (``store``);
- :func:`find`, :func:`about`: what there is on a subject; whose figures these are, in which units (``flows``);
- :func:`trade`: who sold what to whom, of any product, and how much of it is told (``flows``);
- :func:`own`: figures of one's own, asked as those of the catalogue are (``flows``);
- :func:`economy`, :func:`sector`: codes and names (``codes``);
- :mod:`indicators`, :mod:`decisions`: numbers from frames, and what to do about them;
- :func:`render`, :func:`save`: a report as a page, an exhibit as a picture, workbook or CSV file (``publish``);
- :func:`pick`: a form in an open notebook that asks it again of another product, economy or year (``lab``);
- :mod:`exhibits` and :class:`Report`: sentences, charts and tables in English and Japanese.

Names load when they are first used, so that ``import econsec`` costs next to nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from econsec import decisions, exhibits, indicators
    from econsec.cli.cell import render, save
    from econsec.codes.economies import economy
    from econsec.codes.sectors import sector
    from econsec.exhibits.elements.report import Report
    from econsec.flows.about import about
    from econsec.flows.finding import find
    from econsec.flows.lookup import trade
    from econsec.flows.own_flows import own
    from econsec.lab.pickers import pick
    from econsec.store.catalog import dataset, datasets
    from econsec.store.quality import quality
    from econsec.store.query import fetched, load

__version__ = "0.1.0"
__all__ = [
    "Report",
    "about",
    "dataset",
    "datasets",
    "decisions",
    "economy",
    "exhibits",
    "fetched",
    "find",
    "indicators",
    "load",
    "own",
    "pick",
    "quality",
    "render",
    "save",
    "sector",
    "trade",
]

_HOMES = {
    "about": "flows.about",
    "Report": "exhibits.elements.report",
    "dataset": "store.catalog",
    "datasets": "store.catalog",
    "economy": "codes.economies",
    "find": "flows.finding",
    "fetched": "store.query",
    "load": "store.query",
    "own": "flows.own_flows",
    "pick": "lab.pickers",
    "quality": "store.quality",
    "render": "cli.cell",
    "save": "cli.cell",
    "sector": "codes.sectors",
    "trade": "flows.lookup",
}
_ROOMS = ("decisions", "exhibits", "indicators")


def __getattr__(name: str) -> object:
    if name in _ROOMS:
        return import_module(f"{__name__}.{name}")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def _read_ahead_() -> None:
    """Read what every report reads: asked for once, in the process that those of all reports are forked from."""
    import_module(f"{__name__}.flows.read_ahead").read_ahead()


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])


# In a notebook names complete and tables say whose they are; a report's cells run in a shell that is made later.
if "IPython" in sys.modules and (_shell := sys.modules["IPython"].get_ipython()) is not None:
    import_module(f"{__name__}.lab.session").register(_shell)
