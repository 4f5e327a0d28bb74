"""Export controls as of a date: what is in force, what is suspended, and what the source does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.decisions.tables import require

if TYPE_CHECKING:
    import datetime as dt

CONTROLS = ("id", "announced", "effective", "measure", "materials", "kind", "target", "known_until")
# What outweighs what when several measures touch one product: what certainly holds, then doubt, then the rest.
STATUSES = ("in force", "not known", "suspended", "announced")
PARTLY = "partly suspended"  # one of the closed list of what a source states
_DATES = ("announced", "effective", "suspended_from", "suspended_until", "known_until")


@public
def in_force(controls: pd.DataFrame, *, as_of: dt.date | str, importer: str | None = None) -> pd.DataFrame:
    """Say of each control what its status is as of a date, no further than the source goes.

    announced before it takes effect; suspended from the first to the last day of a suspension; in force otherwise; and
    not known after the last date that the source covers, once a suspension has run out with nothing said after it, or
    where the source speaks of a part being suspended without saying which part and when.

    Parameters
    ----------
    controls : DataFrame, one row a measure
        Columns id, announced, effective (dates), measure, materials (';' separated), kind, target ("all" or ISO3),
        known_until (date); suspended_from, suspended_until, status (as the source states it) if known. A row of kind
        "suspension" is no control and is left out.
    as_of : date or str
        The day asked about (ISO).
    importer : str, optional
        ISO3: keep the measures aimed at all or at this economy.

    Returns
    -------
    DataFrame
        One row per measure announced by then, in order of effect: the columns of `controls` (its status as stated),
        then status ("in force", "suspended", "announced", "not known"), since (date it took effect, if it has), until
        (last day of the suspension, if suspended), reason (why not known, else None), partly (True where the source
        states that a part is suspended, and not which).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> controls = pd.DataFrame(
    ...     {
    ...         "id": ["55"],
    ...         "announced": ["2025-10-09"],
    ...         "effective": ["2025-11-08"],
    ...         "measure": "No. 55",
    ...         "materials": "Superhard materials",
    ...         "kind": "licensing",
    ...         "target": "all",
    ...         "suspended_from": "2025-11-07",
    ...         "suspended_until": "2026-11-10",
    ...         "known_until": "2026-11-10",
    ...     }
    ... )
    >>> in_force(controls, as_of="2026-05-01").status.item()
    'suspended'
    >>> in_force(controls, as_of="2026-11-22")[["status", "reason"]].values.tolist()
    [['not known', 'the suspension ran to 2026-11-10; what holds after it is not in the source']]
    """
    require(controls, CONTROLS, name="controls")
    day = pd.Timestamp(as_of)
    known = controls[~controls["kind"].str.casefold().str.startswith("suspension")]
    if importer is not None:
        known = known[known["target"].isin(["all", importer])]
    dates = pd.DataFrame({name: _date(known, name) for name in _DATES})
    known, dates = known[dates["announced"] <= day], dates[dates["announced"] <= day]
    reason = _doubt(known, dates, day)
    suspended = dates["suspended_from"].le(day) & dates["suspended_until"].ge(day)
    conditions = [reason.notna(), suspended, dates["effective"] > day]
    status = np.select(conditions, ["not known", "suspended", "announced"], "in force")
    found = known.rename(columns={"status": "stated"}).assign(
        status=pd.Series(status, index=known.index, dtype="str"),
        # A measure suspended before its day of effect has never been in force.
        since=dates["effective"].where((dates["effective"] <= day) & ~(dates["suspended_from"] <= dates["effective"])),
        # Also of a suspension that ran out: what holds since then is not known, until when it held is.
        until=dates["suspended_until"].where((status == "suspended") | (dates["suspended_until"] < day)),
        reason=reason,
        partly=_partly(known, dates, day),
    )
    return found.sort_values(["effective", "id"], ignore_index=True)


def _date(controls: pd.DataFrame, name: str) -> pd.Series[pd.Timestamp]:
    """Return a column of dates, absent ones as NaT."""
    if name not in controls.columns:
        return pd.Series(pd.NaT, index=controls.index, dtype="datetime64[ns]")
    return pd.to_datetime(controls[name])


def _partly(known: pd.DataFrame, dates: pd.DataFrame, day: pd.Timestamp) -> pd.Series[bool]:
    """Say of which measures in effect the source states that a part is suspended."""
    stated = known["status"] if "status" in known.columns else pd.Series("", index=known.index)
    return stated.eq(PARTLY) & (dates["effective"] <= day)


def _doubt(known: pd.DataFrame, dates: pd.DataFrame, day: pd.Timestamp) -> pd.Series[str]:
    """Say why the status of a measure is not known on a day, None where it is."""
    until, covered_to = (dates[name].dt.strftime("%Y-%m-%d") for name in ("suspended_until", "known_until"))
    said = pd.Series(None, index=dates.index, dtype=object)
    said = said.mask(_partly(known, dates, day), "the source says partly suspended, not which part and when")
    ended = said.isna() & ~(day <= dates["known_until"])
    said = said.mask(ended, "the source covers dates to " + covered_to.fillna("none"))
    ran_out = dates["suspended_until"] < day
    return said.mask(ran_out, "the suspension ran to " + until + "; what holds after it is not in the source")


@public
def last_covered(controls: pd.DataFrame, as_of: dt.date) -> dt.date:
    """Return the last day, not after a given one, that the source covers for every measure.

    Parameters
    ----------
    controls : DataFrame
        As for `in_force`.
    as_of : date
        The day asked about.

    Examples
    --------
    >>> import datetime as dt
    >>> controls = pd.DataFrame({"known_until": ["2026-06-17", "2026-11-10"]})
    >>> last_covered(controls, dt.date(2026, 11, 22))
    datetime.date(2026, 6, 17)
    """
    require(controls, ("known_until",), name="controls")
    last = pd.to_datetime(controls["known_until"]).min()
    return as_of if pd.isna(last) else min(as_of, last.date())
