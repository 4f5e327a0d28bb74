"""A comparison of two editions, told: as text for a terminal, as a page for a browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from econsec.publish.gallery.pages import draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from econsec.publish.editions.compare import Change, Comparison, Value

_REASONS = {
    "period": "another period",
    "parameters": "parameter",
    "notebook": "notebook",
    "code": "code",
    "versions": "software version",
}


def text(comparison: Comparison, say: Callable[..., str] = str.format) -> str:
    """Return a comparison in plain lines.

    Parameters
    ----------
    comparison : Comparison
        Of two editions of one report.
    say : callable
        Puts values into an English sentence, or into the same in another language.
    """
    old, new = comparison.old, comparison.new
    which = {"report": new.report, "language": new.language}
    days = {"old": old.id, "before": old.date, "new": new.id, "after": new.date}
    lines = [say("{report} ({language}): {old} of {before} -> {new} of {after}", **which, **days), ""]
    lines.append(say("Made from other:") if comparison.causes else say("Both were made from the same."))
    for cause in comparison.causes:
        what = f"{say(_REASONS.get(cause.reason, cause.reason))} {cause.name}".rstrip()
        source = f" ({cause.publication})" if cause.publication else ""
        told = say("{what}: {before} -> {after}", what=what, before=shown(cause.before), after=shown(cause.after))
        lines.append(f"  {told}{source}")
    counted = {"changed": len(comparison.changes), "unchanged": comparison.unchanged}
    lines += ["", say("{changed} claims changed, {unchanged} did not.", **counted)]
    for change in comparison.changes:
        lines += ["", *_told(change, say)]
    return "\n".join(lines)


def page(comparison: Comparison) -> str:
    """Return a comparison as one HTML page in the report's language."""
    return draw(
        "compare.html.j2",
        comparison.new.language,
        old=comparison.old,
        new=comparison.new,
        causes=comparison.causes,
        changes=comparison.changes,
        unchanged=comparison.unchanged,
        shown=shown,
        difference=difference,
    )


def shown(value: object) -> str:
    """Return a value as a person reads it.

    Examples
    --------
    >>> shown(0.2760000001), shown(None), shown([1, 2]), shown("JPN"), shown(568800000.0)
    ('0.276', '–', '[1, 2]', 'JPN', '568,800,000')
    """
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"  # noqa: PLR2004 - as many digits as are read
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def difference(value: Value) -> str:
    """Return by how much a value changed, with its sign, and in percent of what it was.

    Examples
    --------
    >>> from econsec.publish.editions.compare import Value
    >>> difference(Value("share", 0.25, 0.3))
    '+0.05 (+20.0 %)'
    >>> difference(Value("who", "JPN", "IND"))
    ''
    """
    if value.difference is None:
        return ""
    sign = "+" if value.difference > 0 else ""
    relative = f" ({value.relative:+.1%})".replace("%", " %") if value.relative is not None else ""
    return f"{sign}{shown(float(value.difference))}{relative}"


def _told(change: Change, say: Callable[..., str]) -> list[str]:
    lines = [say("{kind}: {claim}", kind=say(change.kind), claim=change.claim)]
    lines += [f"  - {change.before}"] if change.before else []
    lines += [f"  + {change.after}"] if change.after else []
    if change.kind == "changed":
        lines += [
            f"    {value.name}: {shown(value.before)} -> {shown(value.after)} {difference(value)}".rstrip()
            for value in change.values
        ]
    return lines
