"""The named rules of import dependence: their thresholds are data, kept beside this module."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from econsec import toml_tables
from econsec.errors import UnknownRuleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True)
class Condition:
    """One number of the evidence, and the threshold that it must exceed."""

    id: str
    number: str
    above: float


@dataclass(frozen=True)
class Rule:
    """A named rule: all its conditions must hold, in ``least`` of the last ``window`` years.

    Examples
    --------
    >>> rule("meti").conditions
    (Condition(id='imports', number='hhi', above=0.5),)
    >>> print(rule("cepii").least, "of", rule("cepii").window)
    2 of 3
    """

    name: str
    conditions: tuple[Condition, ...]
    title: Mapping[str, str] = field(default_factory=dict)
    reference: str = ""
    note: str = ""
    window: int = 1
    least: int = 1


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, in the order of the file."""
    path = files(__package__).joinpath("rules.toml")
    read = toml_tables.keyed(toml_tables.read(path), ("rule",), where=str(path))
    entries = toml_tables.held(read, "rule", list, where=str(path))
    return tuple(_rule(entry, f"{path} rule {place}") for place, entry in enumerate(entries, 1))


def _rule(entry: object, where: str) -> Rule:
    own = toml_tables.facts(Rule, entry, where=where)
    toml_tables.keyed(own.get("title"), ("en", "ja"), where=f"{where} title")
    conditions = (toml_tables.facts(Condition, one, where=f"{where} condition") for one in own.pop("conditions"))
    return Rule(**own, conditions=tuple(Condition(**one) for one in conditions))


def rule(name: str | Rule) -> Rule:
    """Return a rule by name; a `Rule` of the caller's own is returned as it is.

    Raises
    ------
    UnknownRuleError
        No rule has this name.
    """
    if isinstance(name, Rule):
        return name
    known = {each.name: each for each in rules()}
    if name not in known:
        raise UnknownRuleError(name, known)
    return known[name]


def chosen(names: Iterable[str | Rule] | None) -> tuple[Rule, ...]:
    """Return the rules asked for, or all."""
    return rules() if names is None else tuple(rule(name) for name in names)
