"""A comparison of two editions, told: as text for a terminal, as a page for a browser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from econsec.publish.gallery.pages import draw

if TYPE_CHECKING:
    from econsec.publish.editions.compare import Change, Comparison, Value

_REASONS = {
    "period": "another period",
    "parameters": "parameter",
    "notebook": "notebook",
    "code": "code",
    "versions": "software version",
}


def text(comparison: Comparison) -> str:
    """Return a comparison in plain lines.

    Parameters
    ----------
    comparison : Comparison
        Of two editions of one report.
    """
    old, new = comparison.old, comparison.new
    lines = [f"{new.report} ({new.language}): {old.id} of {old.date} -> {new.id} of {new.date}", ""]
    lines.append("Made from other:" if comparison.causes else "Both were made from the same.")
    for cause in comparison.causes:
        what = f"{_REASONS.get(cause.reason, cause.reason)} {cause.name}".rstrip()
        source = f" ({cause.publication})" if cause.publication else ""
        lines.append(f"  {what}: {shown(cause.before)} -> {shown(cause.after)}{source}")
    lines += ["", f"{len(comparison.changes)} claims changed, {comparison.unchanged} did not."]
    for change in comparison.changes:
        lines += ["", *_told(change)]
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


def _told(change: Change) -> list[str]:
    lines = [f"{change.kind}: {change.claim}"]
    lines += [f"  - {change.before}"] if change.before else []
    lines += [f"  + {change.after}"] if change.after else []
    if change.kind == "changed":
        lines += [
            f"    {value.name}: {shown(value.before)} -> {shown(value.after)} {difference(value)}".rstrip()
            for value in change.values
        ]
    return lines
