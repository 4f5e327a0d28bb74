"""A watch as somebody writes it down: what is looked at, and from which level on it is told."""

from __future__ import annotations

import math
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from econsec.errors import did_you_mean
from econsec.publish.plan.names import Language, Slug

#: What is asked of the data and of no report; who knows the data answers, this only passes it on.
QUESTIONS = ("trade", "months")
#: Beyond how many standard deviations a month is told where nobody says another number.
DEVIATIONS = 2.0
_LEVEL = re.compile(r"(?P<number>[-+]?\d+(?:\.\d+)?)\s*(?P<unit>%|％|points?)?")
_HUNDRED = 100


class Level(BaseModel):
    """A level as it was typed.

    Parameters
    ----------
    value : float
        In the figure's own unit: ``"60 %"`` is 0.6.
    unit : str
        ``percent`` or ``points`` if it was typed so, else empty.
    """

    model_config = ConfigDict(frozen=True)

    value: float
    unit: Literal["", "percent", "points"] = ""


def level(typed: object) -> object:
    """Read a level.

    Examples
    --------
    >>> level("60 %"), level(1500), level("5 points")
    (Level(value=0.6, unit='percent'), Level(value=1500.0, unit=''), Level(value=0.05, unit='points'))
    """
    if isinstance(typed, Level):
        return typed
    if isinstance(typed, int | float) and not isinstance(typed, bool) and math.isfinite(typed):
        return Level(value=float(typed))
    found = _LEVEL.fullmatch(typed.strip()) if isinstance(typed, str) else None
    if found is None:
        raise ValueError(f'{typed!r} is no level: write 0.6, "60 %" or, of what moves, "5 points"')
    if not found["unit"]:
        return Level(value=float(found["number"]))
    unit: Literal["percent", "points"] = "points" if found["unit"].startswith("point") else "percent"
    return Level(value=float(found["number"]) / _HUNDRED, unit=unit)


Typed = Annotated[Level, BeforeValidator(level)]


class Watch(BaseModel):
    """A figure that is looked at, and from which level on it is told.

    Parameters
    ----------
    name : str
        What it is called in the log.
    title : mapping of language to str
        What a reader is told it is; by default what the figure calls itself.
    report, claim, value : str
        A value of a claim in the newest edition of a report: ids and names as ``edition.json`` has them.
    nth : int
        Which of several claims of that id, the first being 1; 0 if there is but one.
    trade, months : mapping
        Instead of a report: a question to the data.
    above, below : Level or None
        It is a hit as long as the figure is beyond this.
    moves : Level or None
        It is a hit when the figure has changed by more than this since it was first seen or last told: ``"5 points"``
        or a plain number in its own unit, ``"10 %"`` of what it was.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Slug
    title: dict[Language, str] = {}
    report: str = ""
    claim: str = ""
    value: str = ""
    nth: Annotated[int, Field(ge=0)] = 0
    trade: dict[str, Any] = {}
    months: dict[str, Any] = {}
    above: Typed | None = None
    below: Typed | None = None
    moves: Typed | None = None

    @model_validator(mode="before")
    @classmethod
    def _known(cls, given: object) -> object:
        if isinstance(given, dict) and (wrong := next((key for key in given if key not in cls.model_fields), None)):
            hint = did_you_mean(str(wrong), cls.model_fields) or f"A watch has {', '.join(cls.model_fields)}."
            raise ValueError(f"a watch has no {wrong!r}. {hint}")
        return given

    @model_validator(mode="after")
    def _whole(self) -> Watch:
        asked = [name for name in QUESTIONS if getattr(self, name)]
        claimed = bool(self.claim or self.value)
        if len(asked) + claimed != 1 or (asked and self.report):
            raise ValueError("a watch looks at one thing: a claim and a value of a report, or trade, or months")
        if claimed and not (self.claim and self.value):
            raise ValueError("of a report it takes both: the claim and its value (econsec watch REPORT lists them)")
        levels = [name for name in ("above", "below", "moves") if getattr(self, name) is not None]
        if len(levels) != 1 and not (self.months and not levels):
            raise ValueError("a watch takes one of above, below and moves")
        if self.months and levels not in ([], ["above"]):
            raise ValueError("of months it is told how far they are from what is usual: above = 3 is three deviations")
        for beyond in (self.above, self.below):
            if beyond and beyond.unit == "points":
                raise ValueError('points are for what moves: write "60 %"')
        if self.moves and self.moves.value <= 0:
            raise ValueError("what moves does so by more than nothing")
        return self

    @property
    def question(self) -> tuple[str, dict[str, Any]] | None:
        """Return what is asked of the data, and its kind; None if it looks at a report."""
        return next(((name, getattr(self, name)) for name in QUESTIONS if getattr(self, name)), None)

    @property
    def limit(self) -> tuple[Literal["above", "below", "moves"], Level]:
        """Return which level it has, and the level."""
        if self.below:
            return "below", self.below
        if self.moves:
            return "moves", self.moves
        return "above", self.above or Level(value=DEVIATIONS)
