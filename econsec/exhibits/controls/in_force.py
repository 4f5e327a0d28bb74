"""Exhibits on export controls: which measures, since when, and how much trade they touch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from typing import Any

import pandas as pd

from econsec.codes.tables import read
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.labels import materials
from econsec.exhibits.elements.theme import CHARCOAL, FAINT, GREY, LILAC

SHORT = 3  # materials that a label names
STATUS = ("in force", "not known", "suspended", "announced")


def of_rival(report: Report, controls: pd.DataFrame) -> pd.DataFrame:
    """Return the rival's own measures: none where the list holds no announcement of its authorities.

    Parameters
    ----------
    controls : DataFrame
        The table `export_controls`.
    """
    return controls[controls["imposer"] == report.rival]


def timeline(report: Report, controls: pd.DataFrame, as_of: dt.date, *, covered: dt.date) -> Exhibit | Gap:
    """Show each measure from its effect on: in force, suspended, or beyond what the source covers.

    A gap where the source holds no measure by then.

    Parameters
    ----------
    controls : DataFrame
        From `decisions.in_force`.
    covered : date
        From `decisions.last_covered`: the last day that the source covers.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> today = exhibits.today()
    >>> announced = exhibits.in_force.of_rival(report, load("export_controls"))
    >>> measures = decisions.in_force(announced, as_of=today)
    >>> exhibits.in_force.timeline(
    ...     report.on(dataset("export_controls")), measures, today, covered=decisions.last_covered(announced, today)
    ... ).id
    'controls'
    """
    if controls.empty:
        return Gap("controls.timeline.gap", {"as_of": as_of})
    known = controls.assign(
        what=[_what(report, row) for row in controls.to_dict("records")],
        measure=controls["measure_ja" if report.language == "ja" else "measure"],
        status_text=said(report, controls, covered),
        target_text=[_target(report, target) for target in controls["target"]],
        covers_text=[_covers(report, kinds) for kinds in controls["covers"]],
        scope_text=controls["scope_ja" if report.language == "ja" else "scope"],
        number=[f"{place}. " for place in range(1, len(controls) + 1)],
    )
    known["label"] = known["number"] + known["what"]
    states = [
        Series("in force", report.text("status.in_force"), CHARCOAL),
        Series("suspended", report.text("status.suspended"), LILAC),
        Series("not known", report.text("status.not_known"), FAINT),
        Series("announced", report.text("status.announced"), GREY),
    ]
    drawn = pd.concat([_periods(row, as_of) for row in known.itertuples()], ignore_index=True)
    counts = known["status"].value_counts()
    values = {status.replace(" ", "_"): int(counts.get(status, 0)) for status in STATUS} | {
        "n": len(known),
        "as_of": as_of,
        "covered": covered,
    }
    ran_out = (known["status"] == "not known") & known["until"].notna()
    if ran_out.any():
        values |= {"ran_out": int(ran_out.sum()), "until": known.loc[ran_out, "until"].max().date()}
        values["held"] = int((_held(known) & ~ran_out).sum())
    columns = (
        Column("label", "column.measure"),
        Column("measure", "column.announcement"),
        common.ANNOUNCED,
        common.EFFECTIVE,
        Column("target_text", "column.target"),
        common.STATUS,
        Column("scope_text", "column.control_scope"),
    )
    return report.exhibit(
        "controls.timeline",
        values,
        id="controls",
        form="" if values["in_force"] else "ran_out" if ran_out.any() else "none",
        chart=charts.gantt(
            drawn, states, as_of=as_of.isoformat(), as_of_label=report.text("controls.as_of", as_of=as_of)
        ),
        table=Table(known, columns),
        caveats=["caveat.controls_covered", "caveat.controls_secondary"],
    )


def said(report: Report, found: pd.DataFrame, covered: dt.date) -> list[str]:
    """Say of each measure or product what is known of its control: until when, where not what holds today.

    Parameters
    ----------
    found : DataFrame
        From `decisions.in_force` or `decisions.coverage`: status, since, until, partly.
    covered : date
        The last day that the source covers.
    """
    texts = []
    for status, until, held in zip(found["status"], found["until"], _held(found), strict=True):
        if status == "not known" and pd.notna(until):
            texts.append(report.text("status.ran_out", until=pd.Timestamp(until).date()))
        elif status == "not known" and held:
            texts.append(report.text("status.held", covered=covered))
        else:
            texts.append(report.text(f"status.{status.replace(' ', '_')}"))
    return texts


def _held(found: pd.DataFrame) -> pd.Series[bool]:
    """Say which had begun: not those of which the source says that a part was suspended, and not which."""
    return found["since"].notna() & ~found["partly"]


def last_known(report: Report, controls: pd.DataFrame, last: dt.date) -> None:
    """Say what held on the last day that the source covers for every measure.

    Parameters
    ----------
    controls : DataFrame
        From `decisions.in_force`, as of that day.
    last : date
        That day.
    """
    if len(controls):
        counts = controls["status"].value_counts()
        names = {"in_force": "in force", "suspended": "suspended", "unknown": "not known"}
        said = {name: int(counts.get(status, 0)) for name, status in names.items()}
        said["aimed"] = int((controls["target"] == report.importer).sum())
        form = "controls.claim.last" if said["aimed"] else "controls.claim.last.unaimed"
        report.claim(form, n=len(controls), last=last, **said)


def _what(report: Report, row: dict[Hashable, Any]) -> str:
    """Name what a measure controls: its materials, the kind, and for whom where these alone would say too much."""
    names, scopes = materials(report.language), read("export_controls_short").set_index("id")
    scoped = str(row["id"]) in scopes.index
    listed = [names.get(name, name) for name in row["materials"].split(";")]
    room = SHORT - scoped
    if len(listed) > room:
        listed = [*listed[:room], report.text("word.more", n=len(listed) - room)]
    what = {"en": ", ", "ja": "・"}[report.language].join(listed)
    kind = report.text(f"control.{row['kind'].replace(' ', '_')}")
    if not scoped:
        return report.text("control.what", what=what, kind=kind)
    own = scopes.loc[str(row["id"])]
    form = "scoped" if own["with_kind"] == "yes" else "listed"
    return report.text(f"control.what.{form}", what=what, kind=kind, scope=own[f"short_{report.language}"])


def _covers(report: Report, kinds: str) -> str:
    between = {"en": ", ", "ja": "・"}[report.language]
    return between.join(report.text(f"covers.{kind}") for kind in kinds.split(";") if kind)


def _target(report: Report, target: str) -> str:
    return report.text("target.all") if target == "all" else report.text("target.single", economy=target)


def _periods(row: object, as_of: dt.date) -> pd.DataFrame:
    """Cut a measure's life into periods: in force, suspended, in force no more than the source knows."""
    start, known = _day(row.effective), _day(row.known_until)  # type: ignore[attr-defined]
    off, back = _day(row.suspended_from), _day(row.suspended_until)  # type: ignore[attr-defined]
    periods: list[tuple[dt.date, dt.date, str]] = []
    if off is None or back is None:
        # A suspension in part, without days, leaves in doubt what holds from the start.
        doubted = row.partly  # type: ignore[attr-defined]
        periods.append((start or as_of, min(known or as_of, as_of), "not known" if doubted else "in force"))
        last = known
    else:
        if start and start < off:
            periods.append((start, off, "in force"))
        periods.append((off, min(back, as_of), "suspended"))
        last = back
    if last and last < as_of:
        periods.append((last, as_of, "not known"))
    return pd.DataFrame(
        [
            {"label": row.label, "start": begin.isoformat(), "end": end.isoformat(), "state": state}  # type: ignore[attr-defined]
            | {"text": "" if row.target == "all" else row.target_text}  # type: ignore[attr-defined]
            for begin, end, state in periods
            if begin <= end
        ]
    )


def _day(value: object) -> dt.date | None:
    moment = pd.Timestamp(value) if isinstance(value, (str, dt.date)) and value else pd.NaT
    return None if pd.isna(moment) else moment.date()
