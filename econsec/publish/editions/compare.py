"""Two editions of a report: which claims changed, by how much, and because of what."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from econsec.errors import EconsecError
from econsec.publish.editions.vintage import Vintage, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from econsec.publish.editions.edition import Edition
    from econsec.publish.editions.manifest import Claim, Manifest

#: Roles of the claims that a page repeats when they changed; a command lists all.
TOLD = ("answer", "claim", "note", "headline")
Reason = Literal[
    "period",
    "parameters",
    "new data",
    "new period",
    "revised data",
    "notebook",
    "code",
    "versions",
    "commercial use",
]


@dataclass(frozen=True)
class Cause:
    """Something that two editions were not made from alike.

    Parameters
    ----------
    reason : str
        ``period`` (a parameter that says for when), ``parameters``, ``new data`` (another vintage, or a table more or
        less), ``new period`` (a table has a year or month that it had not), ``revised data`` (the same vintage with
        other bytes, or other figures of a period that was there), ``notebook``, ``code``, ``versions`` or
        ``commercial use`` (one of them leaves out what forbids it).
    name : str
        Which parameter, table (with its periods, where they are known) or package; empty where there is but one.
    before, after : object
        What it was and is.
    publication : str
        Of a new period and of revised figures: which publication brought them, in which vintage.
    """

    reason: Reason
    name: str
    before: object
    after: object
    publication: str = ""


@dataclass(frozen=True)
class Value:
    """One value of a claim, then and now.

    Parameters
    ----------
    name : str
        As the claim names it.
    before, after : object
        JSON values; None where there is none.
    """

    name: str
    before: Any
    after: Any

    @property
    def difference(self) -> float | None:
        """Return after minus before, in the value's own unit; None if one of them is no number."""
        return self.after - self.before if _number(self.before) and _number(self.after) else None

    @property
    def relative(self) -> float | None:
        """Return the difference over the size of what was; None from zero or if one of them is no number."""
        return None if self.difference is None or not self.before else self.difference / abs(self.before)


@dataclass(frozen=True)
class Change:
    """A claim that is not what it was.

    Parameters
    ----------
    claim : str
        Its id.
    kind : str
        ``changed`` (another value), ``reworded`` (the same values in other words), ``added`` or ``removed``.
    before, after : str or None
        The sentence then and now.
    role : str
        What the claim is for, such as ``answer`` or ``headline``.
    values : tuple of Value
        Those that changed.
    """

    claim: str
    kind: Literal["changed", "reworded", "added", "removed"]
    before: str | None
    after: str | None
    role: str = "claim"
    values: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """What changed between two editions, and all that could be why."""

    old: Manifest
    new: Manifest
    causes: tuple[Cause, ...]
    changes: tuple[Change, ...]

    @property
    def unchanged(self) -> int:
        """Return how many claims are word for word what they were."""
        return len(self.new.claims) - sum(change.kind != "removed" for change in self.changes)


def compare(old: Edition, new: Edition) -> Comparison:
    """Compare two editions of one report in one language.

    Parameters
    ----------
    old, new : Edition
        In this order.

    Returns
    -------
    Comparison
        Changes in the order of the new report, what was removed last. One cause among ``causes`` is the cause; of
        several, each may be: an edition says from what it was made, not what each part of it did.

    Raises
    ------
    EconsecError
        They are not of one report, or not in one language.
    """
    return manifests(old.manifest, new.manifest)


def manifests(old: Manifest, new: Manifest) -> Comparison:
    """Compare two editions by their manifests alone: see :func:`compare`."""
    for what in ("report", "language"):
        if getattr(old, what) != getattr(new, what):
            raise EconsecError(
                f"edition {old.id} is {what} {getattr(old, what)!r} and {new.id} is {getattr(new, what)!r}",
                expected=f"two editions of one {what}",
            )
    return Comparison(old, new, tuple(_causes(old, new)), tuple(_changes(old.claims, new.claims)))


def summary(comparison: Comparison) -> dict[str, Any]:
    """Return what the new edition's page says of the old one, as JSON.

    Returns
    -------
    dict
        ``edition`` and ``date`` of the old one, ``causes`` (see `Cause`), ``changes`` (claim, kind, before, after:
        sentences in the report's language; of exhibits their headlines) and ``unchanged``, the number of claims that
        say what they said.
    """
    return {
        "edition": comparison.old.id,
        "date": comparison.old.date,
        "causes": [
            {name: value for name, value in asdict(cause).items() if name != "publication" or value}
            for cause in comparison.causes
        ],
        "changes": [
            {name: value for name, value in asdict(change).items() if name in ("claim", "kind", "before", "after")}
            for change in comparison.changes
            if change.role in TOLD and change.before != change.after
        ],
        # A value may change below the digits of its sentence.
        "unchanged": comparison.unchanged + sum(change.before == change.after for change in comparison.changes),
    }


def _changes(old: tuple[Claim, ...], new: tuple[Claim, ...]) -> list[Change]:
    before, after = _keyed(old), _keyed(new)
    found = []
    for key, claim in after.items():
        was = before.get(key)
        if was is None:
            found.append(Change(claim.id, "added", None, claim.text, claim.role, _values({}, claim.values)))
        elif was.values != claim.values:
            found.append(
                Change(claim.id, "changed", was.text, claim.text, claim.role, _values(was.values, claim.values))
            )
        elif was.text != claim.text:
            found.append(Change(claim.id, "reworded", was.text, claim.text, claim.role))
    gone = (claim for key, claim in before.items() if key not in after)
    return found + [
        Change(claim.id, "removed", claim.text, None, claim.role, _values(claim.values, {})) for claim in gone
    ]


def _keyed(claims: tuple[Claim, ...]) -> dict[tuple[str, int], Claim]:
    """Name each claim by its id and how often that id was said before: a report may say one thing twice."""
    said: Counter[str] = Counter()
    keyed = {}
    for claim in claims:
        keyed[claim.id, said[claim.id]] = claim
        said[claim.id] += 1
    return keyed


def _values(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Value, ...]:
    pairs = [Value(name, old.get(name), new.get(name)) for name in {**new, **old}]
    return tuple(value for value in pairs if value.before != value.after)


def _causes(old: Manifest, new: Manifest) -> list[Cause]:
    found = []
    for name in {**old.parameters, **new.parameters}:
        before, after = old.parameters.get(name), new.parameters.get(name)
        if before != after:
            found.append(Cause("period" if name in new.periods else "parameters", name, before, after))
    if old.commercial_only != new.commercial_only:
        found.append(Cause("commercial use", "", old.commercial_only, new.commercial_only))
    found += _data(old, new)
    if old.notebook.sha256 != new.notebook.sha256:
        found.append(Cause("notebook", old.notebook.name, old.notebook.sha256[:12], new.notebook.sha256[:12]))
    if old.code != new.code:
        found.append(Cause("code", "", old.code[:12], new.code[:12]))
    for name in sorted({**old.versions, **new.versions}):
        if old.versions.get(name) != new.versions.get(name):
            found.append(Cause("versions", name, old.versions.get(name), new.versions.get(name)))
    return found


def _data(old: Manifest, new: Manifest) -> list[Cause]:
    before, after = ({named.name: named.sha256 for named in one.inputs} for one in (old, new))
    found = []
    for name in sorted({**before, **after}):
        if before.get(name) == after.get(name):
            continue
        held, holds = (one.vintages.get(_table(name)) for one in (old, new))
        if holds is not None and name in before and not (held and held.periods):
            known = holds.earlier.get(before[name], {})
            held = Vintage(vintage=held.vintage if held else "", periods=known)
        if told := _by_period(name, held, holds):
            found += told
            continue
        vintages = [_vintage(one, name) if name in hashes else None for one, hashes in ((old, before), (new, after))]
        same = vintages[0] == vintages[1]
        reason: Reason = "revised data" if same and name in before and name in after else "new data"
        shown = [(hashes.get(name) or "")[:12] for hashes in (before, after)] if same else vintages
        found.append(Cause(reason, name, shown[0] or None, shown[1] or None))
    return found


def _table(name: str) -> str:
    """Return the name of a table, whose file may be what the input is called by."""
    return PurePosixPath(name).stem


def _by_period(name: str, old: Vintage | None, new: Vintage | None) -> list[Cause]:
    """Tell new periods from revised ones; nothing where one of the editions does not say what its periods held."""
    if old is None or new is None or not (old.periods and new.periods):
        return []
    added = [period for period in new.periods if period not in old.periods]
    other = [period for period, held in old.periods.items() if new.periods.get(period) != held]
    found = []
    if added:
        last = max(old.periods), max(new.periods)
        found.append(Cause("new period", f"{_table(name)} {spoken(added)}", *last, new.named))
    if other:
        named = f"{_table(name)} {spoken(other)}"
        found.append(Cause("revised data", named, old.vintage or None, new.vintage or None, new.named))
    return found


def _vintage(manifest: Manifest, name: str) -> str:
    """Return the vintage that a table's exhibits name; empty if no exhibit rests on it."""
    names = (name, PurePosixPath(name).stem)
    return next((str(one.get("vintage", "")) for one in manifest.sources if one.get("dataset") in names), "")


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
