"""What became of each watch: when its figure passed the level, and whether it still is beyond it."""

from __future__ import annotations

import json
import math
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from econsec.errors import BusyError
from econsec.publish.editions import edition, runlog
from econsec.publish.files import durable, lock
from econsec.publish.plan.fingerprint import json_hash
from econsec.publish.watches.figures import Figure, seen

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from econsec.publish.plan.portfolio import Portfolio
    from econsec.publish.watches.asked import Level, Watch
    from econsec.publish.watches.figures import Answers

#: Beside the log of runs: how each watch stood when it was last looked at.
NAME = "watches{}.json"
_LOCK = ".watch"
Status = Literal["hit", "clear", "quiet", "unfound", "unjudged"]

#: A watch that stands so would never be heard of: it is told once that it does.
_LOST = {"unfound", "unjudged"}


class Standing(BaseModel):
    """How a watch stands.

    Parameters
    ----------
    status : str
        ``hit`` (beyond its level), ``clear``, ``quiet`` (there is no figure yet), ``unfound`` (it cannot be found) or
        ``unjudged`` (no figure could be beyond its level).
    hit, since : bool, str
        Whether it was beyond its level when there last was a figure, and from which day on.
    value, of : float or None, str
        The figure, and what it is of.
    base, origin : float or None
        Of one that moves: what it is held against; what it was held against when it was last told.
    problem : str
        Why it cannot be found, or why there is none.
    condition : str
        A digest of what was asked: another question begins anew.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    status: Status
    hit: bool = False
    since: str = ""
    value: float | None = None
    of: str = ""
    base: float | None = None
    origin: float | None = None
    problem: str = ""
    condition: str = ""


@dataclass(frozen=True)
class Look:
    """A watch, what it sees, how it stands, and how it stood.

    Parameters
    ----------
    name : str
        Of the watch, with its report's where that holds it.
    news : str
        ``began`` (it passed its level), ``ended``, ``lost`` (it cannot be found, or judged, any more), ``found``, or
        empty.
    """

    name: str
    watch: Watch
    figure: Figure
    now: Standing
    news: Literal["", "began", "ended", "lost", "found"]


def look(reports: Portfolio, out: Path, answers: Answers, *, day: str, commercial_only: bool = False) -> list[Look]:
    """Look at everything that is watched, and write nothing.

    Parameters
    ----------
    reports : Portfolio
        With the watches.
    out : Path
        The folder of reports.
    answers : mapping
        Who answers questions to the data.
    day : str
        The day from which on a hit that begins is counted.
    commercial_only : bool
        Whether it is the editions for commercial use.

    Returns
    -------
    list of Look
        In the order of the portfolio.
    """
    if not (watches := reports.watches()):
        return []
    before = _read(out, commercial_only=commercial_only)
    found = []
    for name, watch in watches.items():
        condition = json_hash(watch.model_dump(mode="json", exclude={"title"}))
        was = before.get(name)
        was = was if was and was.condition == condition else None
        figure = seen(watch, reports, out, answers, commercial_only=commercial_only)
        now = judged(watch, figure, was, day=day).model_copy(update={"condition": condition})
        found.append(Look(name, watch, figure, now, _news(watch, was, now)))
    return found


def judged(watch: Watch, figure: Figure, was: Standing | None, *, day: str) -> Standing:
    """Return how a watch stands, given what it sees and how it stood.

    A hit that cannot be found any more is not over: when it is found again it does not begin anew.

    Examples
    --------
    >>> from econsec.publish.watches.asked import Watch
    >>> watch = Watch(name="magnets", report="any", claim="share", value="share", above="60 %")
    >>> judged(watch, Figure(value=0.61), None, day="2026-11-30").status
    'hit'
    """
    kept = was or Standing(status="quiet")
    problem = figure.problem or _nonsense(watch, figure)
    if problem:
        return kept.model_copy(update={"status": "unfound", "problem": problem})
    if figure.quiet:
        return kept.model_copy(update={"status": "quiet", "problem": figure.quiet})
    if figure.reach is not None and watch.limit[0] == "above" and watch.limit[1].value >= figure.reach:
        problem = (
            f"it cannot be judged: its earlier changes are so uneven that nothing could be more than "
            f"{figure.reach:.2f} standard deviations from what is usual, and the level is {watch.limit[1].value:g}"
        )
        return kept.model_copy(
            update={"status": "unjudged", "problem": problem, "value": figure.value, "of": figure.of}
        )
    hit, base, origin = _beyond(watch, figure, kept)
    if hit is None:
        known = "" if figure.most is None else f": all that is known is that it is not above {figure.most:.6g}"
        problem = f"the figure is not told{known}"
        return kept.model_copy(update={"status": "unfound", "problem": problem})
    begins = hit and (not kept.hit or _another(watch, figure, kept))
    since = (day if begins else kept.since) if hit else ""
    status: Status = "hit" if hit else "clear"
    return Standing(status=status, hit=hit, since=since, value=figure.value, of=figure.of, base=base, origin=origin)


def settle(
    reports: Portfolio,
    out: Path,
    answers: Answers,
    *,
    at: datetime,
    commercial_only: bool = False,
    first: Callable[[list[Look]], bool] = lambda _: True,
) -> list[Look]:
    """Look at everything that is watched, keep how it stands, and write into the log what is new.

    What is still to be told is kept first, then the log, then how it stands, which says that it was told: what is cut
    off between them is told twice, and not never.

    Parameters
    ----------
    reports, out, answers, commercial_only : Portfolio, Path, mapping, bool
        As for :func:`look`.
    at : datetime
        Aware; now, as a rule.
    first : callable
        Keeps what is new until it is told, and says whether it could; if not, what is new stays new.

    Raises
    ------
    BusyError
        Another call has been at it for a minute.
    """
    if not reports.watches() and not _file(out, commercial_only=commercial_only).exists():
        first([])
        return []
    with lock.hold(out / _LOCK, wait=60):
        day = at.date().isoformat()
        looks = look(reports, out, answers, day=day, commercial_only=commercial_only)
        if first(looks):
            _keep(out, looks, at=at, commercial_only=commercial_only)
    return looks


def _keep(out: Path, looks: list[Look], *, at: datetime, commercial_only: bool) -> None:
    news = [
        runlog.Looked(
            at=at,
            watch=one.name,
            news=one.news,
            value=one.figure.value,
            of=one.figure.of,
            problem=one.now.problem,
            variant=edition.variant({}, commercial_only=commercial_only),
        )
        for one in looks
        if one.news
    ]
    state = {one.name: one.now.model_dump(mode="json") for one in looks}
    path = _file(out, commercial_only=commercial_only)
    written = f"{json.dumps(state, ensure_ascii=False, indent=1)}\n".encode()
    with suppress(OSError, BusyError):  # a full disk: it is told all the same, and told again
        runlog.write(out, news)
        if state and (not path.is_file() or path.read_bytes() != written):
            durable.write_file(path, written)
        elif not state:
            path.unlink(missing_ok=True)


def _news(watch: Watch, was: Standing | None, now: Standing) -> Literal["", "began", "ended", "lost", "found"]:
    if now.status in _LOST:
        return "" if was and was.status == now.status else "lost"
    if now.status == "hit" and (not (was and was.hit) or _another(watch, now, was)):
        return "began"
    if now.status == "clear" and was and was.hit:
        return "ended"
    return "found" if was and was.status in _LOST else ""


def _another(watch: Watch, now: Figure | Standing, was: Standing) -> bool:
    """Say whether a hit is not the one that stood: the next month is another month, the next move another move."""
    return bool((watch.months and now.of != was.of) or (watch.moves and now.value != was.value))


def _beyond(watch: Watch, figure: Figure, was: Standing) -> tuple[bool | None, float | None, float | None]:
    """Return whether it is beyond the level (None where that is not known), and what a mover is held against."""
    which, level = watch.limit
    value, most = figure.value, figure.most
    if value is None and (which == "moves" or most is None or most > level.value):
        return None, was.base, was.origin
    if which == "above":
        return value is not None and value > level.value, None, None
    if which == "below":
        return (most if value is None else value) < level.value, None, None  # type: ignore[operator]
    return _moved(level, value, was)


def _moved(level: Level, value: float | None, was: Standing) -> tuple[bool, float | None, float | None]:
    if value is None or was.value is None or was.base is None:
        return False, value, None
    if value == was.value:
        return was.hit, was.base, was.origin
    by, most = abs(value - was.base), level.value * abs(was.base) if level.unit == "percent" else level.value
    moved = by > most and not math.isclose(by, most, rel_tol=1e-9)  # 0.65 - 0.60 is a little more than 0.05
    return moved, value if moved else was.base, was.base if moved else None


def _nonsense(watch: Watch, figure: Figure) -> str:
    """Say what cannot be meant: a share above 60 of 1 would never come, and nobody would hear of it."""
    which, level = watch.limit
    if figure.unit == "share" and not 0 <= level.value <= 1 and not (which == "moves" and level.unit == "percent"):
        unit = "points" if which == "moves" else "%"
        return (
            f'a share lies between 0 and 1, so {which} = {level.value:g} says nothing: write "{level.value:g} {unit}"'
        )
    if figure.unit in {"usd", "deviations"} and level.unit and not (which == "moves" and level.unit == "percent"):
        return f"{which} = {level.value:g} is a part of 1, and the figure is none: write a plain number"
    return ""


def _file(out: Path, *, commercial_only: bool) -> Path:
    variant = edition.variant({}, commercial_only=commercial_only)
    return out / NAME.format(f"-{variant}" if variant else "")


def _read(out: Path, *, commercial_only: bool) -> dict[str, Standing]:
    """Return how they stood; what cannot be read stood nowhere, and is told anew."""
    try:
        state = json.loads(_file(out, commercial_only=commercial_only).read_bytes())
        return {name: Standing.model_validate(one) for name, one in state.items()}
    except (OSError, ValueError, AttributeError, ValidationError):
        return {}
