"""Altair made to do once what it does anew for each encoding, and to leave out what only a programmer wants to know.

Two thirds of the time that a report's charts took went here, with Altair 6.3:

- ``encode(y="name:N")`` builds a table of all of Vega-Lite's 600 classes by the hash of their schema, and drops it.
- Each object is checked against the schema of Vega-Lite when it is made, and the whole chart again. The tests build
  every chart form that way, and every report with `VALIDATE` set; the night would find the same faults again.
"""

from __future__ import annotations

import inspect
import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from altair.utils import schemapi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: Set, charts are validated while a report is rendered as well.
VALIDATE = "ECONSEC_VALIDATE_CHARTS"
#: Said by `econsec render` to whatever runs for it; in JupyterLab nothing says so, and Altair validates as ever.
RENDERING = "ECONSEC_RENDER"
_KNOWN = ["self", "wrapper_classes"]


def keep_tables(api: Any = schemapi) -> bool:  # noqa: ANN401 - a module, whose private names are what this is about
    """Let Altair's table of classes by schema be built once a process, and say whether that was done.

    Where the table is not made as we know it, Altair's own way is left as it is: slower, and the same charts.

    Parameters
    ----------
    api : module
        Altair's ``utils.schemapi``.

    Examples
    --------
    >>> keep_tables(), keep_tables()  # once is enough
    (False, False)
    """
    own = getattr(api, "_FromDict", None)
    # Once replaced it is a function, and no class.
    if not inspect.isclass(own) or list(inspect.signature(own.__init__).parameters) != _KNOWN:
        return False
    new = cast("Callable[[Iterable[type]], object]", own)

    @lru_cache(maxsize=8)
    def kept(classes: tuple[type, ...]) -> object:
        return new(classes)

    def table(wrapper_classes: Iterable[type], /) -> object:
        # Who defines a class of schemas of his own gets a table with it: all classes are the key.
        return kept(tuple(wrapper_classes))

    api._FromDict = table  # noqa: SLF001 - likewise
    return True


def settle() -> None:
    """Make Altair fast in this process; when a report is rendered, without validation."""
    keep_tables()
    if os.environ.get(RENDERING) and not os.environ.get(VALIDATE):
        schemapi.disable_debug_mode()


settle()
