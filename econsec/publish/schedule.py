"""When reports are due, and the entry that lets somebody else's clock ask.

The clock (cron, a systemd timer, GitHub Actions, Airflow, jupyter-scheduler) need not know when: it asks often, and
what is due is worked out here from the portfolio and the log of runs. So it may ask twice, late, or after a week's
sleep.
"""

from __future__ import annotations

import re
import shlex
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from cronsim import CronSim, CronSimError

from econsec.errors import PortfolioError, did_you_mean
from econsec.publish.editions import begun, edition, runlog
from econsec.publish.files import lock
from econsec.publish.render import Outcome, log, refused, render_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from econsec.publish.editions.begun import Begun
    from econsec.publish.plan.plan import Settings
    from econsec.publish.plan.portfolio import Portfolio, Report

Format = Literal["cron", "systemd", "github"]

#: A report that fails is tried again when the clock next asks, but not for ever: its next turn will come.
ATTEMPTS = 3
#: The reason, in the log of runs, of a report that is never due because its schedule is none.
MISSPELT = "schedule"
#: Seconds after which a call that still goes on is not taken for one that merely has much to do.
STUCK = 3 * 3600
#: What systemd takes for itself, without quotes.
_PLAIN = re.compile(r"[\w@%+=:,./$-]+")
_FIELDS = 5
_FURTHEST = timedelta(days=366 * 5)


def slot(report: Report, at: datetime) -> datetime | None:
    """Return the last time, UTC, at which a report was due, up to some moment; None if it has no schedule.

    Parameters
    ----------
    report : Report
        With its cron fields and time zone. Days without the hour, and hours that come twice, are met as Debian's cron
        meets them: once.
    at : datetime
        Aware.

    Raises
    ------
    PortfolioError
        The schedule or the time zone is none.
    """
    if not report.schedule:
        return None
    try:
        zone = ZoneInfo(report.timezone)
        # cronsim gives what lies strictly before: a second later, the moment itself is in.
        times = CronSim(_five(report.schedule), (at + timedelta(seconds=1)).astimezone(zone), reverse=True)
        found = next(times).astimezone(UTC)  # an hour that comes twice equals no other outside its own zone
    except (CronSimError, StopIteration, ZoneInfoNotFoundError, ValueError, OSError) as error:
        said = f"{report.schedule!r} in {report.timezone!r}"
        raise PortfolioError(
            f"report {report.name} is due {said} ({type(error).__name__}: {error})",
            expected="five cron fields and a time zone such as Asia/Tokyo",
            hint="" if report.timezone in (zones := available_timezones()) else did_you_mean(report.timezone, zones),
        ) from error
    return found if at - found < _FURTHEST else None


def _five(schedule: str) -> str:
    """Refuse six fields: some clocks begin with the second, and some end with it."""
    if len(schedule.split()) != _FIELDS:
        raise CronSimError("Wrong number of fields")
    return schedule


def due(portfolio: Portfolio, out: Path, at: datetime, *, commercial_only: bool = False) -> list[tuple[Report, str]]:
    """Return the reports and languages whose turn has come and has not been taken.

    A turn is taken by any run since that did not fail, or by :data:`ATTEMPTS` that did.

    Parameters
    ----------
    portfolio : Portfolio
        With the schedules.
    out : Path
        The folder of reports, with the log of runs.
    at : datetime
        Aware; now, as a rule.
    commercial_only : bool
        Whether it is the editions for commercial use that are asked for: they take turns of their own.
    """
    runs, variant = runlog.read(out), edition.variant({}, commercial_only=commercial_only)
    found = []
    for report in portfolio.report:
        turn = slot(report, at)
        own = [run for run in runs if run.report == report.name and run.variant == variant]
        # A run from the future is one of a clock that was wrong: it must not take the turns of years.
        taken = [run for run in own if turn and turn <= run.started <= at]
        for language in report.languages if turn else ():
            since = [run.status for run in taken if run.language == language]
            if since.count("failed") == len(since) < ATTEMPTS:
                found.append((report, language))
    return found


@contextmanager
def alone(out: Path) -> Iterator[None]:
    """Be the one call that is at what is due.

    Raises
    ------
    BusyError
        Another call is at it: it says which and since when. After :data:`STUCK` seconds somebody should look.
    """
    with lock.hold(out / begun.LOCK, wait=0):
        yield


def run_due(portfolio: Portfolio, settings: Settings, *, at: datetime | None = None) -> tuple[list[Outcome], Begun]:
    """Render what is due. Safe to call at any time, within :func:`alone`.

    Returns
    -------
    list of Outcome, Begun
        Of what was due; empty if nothing was. A report whose schedule is none is told as a failure every time, and
        logged as one once a day: nobody knows when it is due, and the others wait for nobody. And how all stood before,
        of a night that was cut off as well: whoever has kept what is new calls `begun.end`.
    """
    at = at or runlog.now()
    sound, wrong = _sorted(portfolio, at)
    wanted = due(sound, settings.out, at, commercial_only=settings.commercial_only)
    never = [(report, language, error) for report, error in wrong for language in report.languages]
    pairs = [(report.name, language) for report, language in [*wanted, *((one, code) for one, code, _ in never)]]
    before = begun.note(settings.out, reports=pairs, commercial_only=settings.commercial_only)
    done = render_all(wanted, settings, strict=False)
    refusals = [refused(report, language, settings, error, reason=MISSPELT) for report, language, error in never]
    told = {
        (run.report, run.language, run.started.date()) for run in runlog.read(settings.out) if run.reason == MISSPELT
    }
    log(settings.out, [one for one in refusals if (one.report, one.language, one.started.date()) not in told])
    return done + refusals, before


def _sorted(portfolio: Portfolio, at: datetime) -> tuple[Portfolio, list[tuple[Report, PortfolioError]]]:
    """Tell the reports whose schedule can be read from those whose schedule is none, and why it is none."""
    sound, wrong = [], []
    for report in portfolio.report:
        try:
            slot(report, at)
        except PortfolioError as error:
            wrong.append((report, error))
        else:
            sound.append(report)
    return portfolio.model_copy(update={"report": tuple(sound)}), wrong


def entry(form: Format, *, command: list[str], folder: Path, secrets: Iterable[str] = ()) -> str:
    """Return the ready entry for a clock.

    Parameters
    ----------
    form : str
        ``cron`` (a line for ``crontab -e``), ``systemd`` (a service and a timer for ``~/.config/systemd/user``) or
        ``github`` (a workflow).
    command : list of str
        What to call, such as ``["/opt/econsec/.venv/bin/econsec", "run-due"]``.
    folder : Path
        Where to call it.
    secrets : iterable of str
        Names of what a workflow hands on from the secrets of its repository; one that is not set there is empty. Other
        clocks have them from the environment or the keyring of their machine.

    Examples
    --------
    >>> from pathlib import Path
    >>> print(entry("cron", command=["econsec", "run-due"], folder=Path("/srv/reports")))
    # What is due is decided by reports.toml: this only asks, every quarter of an hour.
    */15 * * * * cd /srv/reports && econsec run-due
    """
    if form == "github":
        return _github(command, secrets)
    return {"cron": _cron, "systemd": _systemd}[form](command, folder)


def _cron(command: list[str], folder: Path) -> str:
    # To cron, a percent sign ends the command.
    line = f"cd {shlex.quote(str(folder))} && {shlex.join(command)}".replace("%", r"\%")
    return f"# What is due is decided by reports.toml: this only asks, every quarter of an hour.\n*/15 * * * * {line}"


def _systemd(command: list[str], folder: Path) -> str:
    # In the name of the program itself, systemd reads no dollar sign as it does in what follows.
    start = " ".join(_quoted(part) for part in (["/usr/bin/env"] * ("$" in command[0]) + command))
    return f"""# econsec.service
[Unit]
Description=Render the reports that are due

[Service]
Type=oneshot
# A watch that has passed its level is no failure.
SuccessExitStatus=5
WorkingDirectory={str(folder).replace("%", "%%")}
ExecStart={start}

# econsec.timer
[Unit]
Description=Ask every quarter of an hour which reports are due

[Timer]
OnCalendar=*:0/15
Persistent=true

[Install]
WantedBy=timers.target"""


def _github(command: list[str], secrets: Iterable[str]) -> str:
    handed = "".join(f"\n          {name}: ${{{{ secrets.{name} }}}}" for name in secrets)
    handed = f"\n        env:{handed}" if handed else ""
    key = "reports-${{ github.run_id }}-${{ github.run_attempt }}"
    return f"""# .github/workflows/reports.yml
name: reports
on:
  schedule:
    - cron: "17 * * * *"
  workflow_dispatch:
concurrency: reports
jobs:
  run-due:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/cache/restore@v4
        id: kept
        with:
          path: reports
          key: {key}
          restore-keys: reports-
      - run: make setup
      # 5: a watch has passed its level, which is no failure.
      - run: {shlex.join([".venv/bin/econsec", *command[1:]])} || [ $? -eq 5 ]{handed}
      # After an hour that failed as well: what was told is in there, and what is still to be sent.
      - uses: actions/cache/save@v4
        if: always() && steps.kept.outcome == 'success'
        with:
          path: reports
          key: {key}
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: reports
          path: reports"""


def _quoted(part: str) -> str:
    """Quote one word of a systemd command line."""
    part = part.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return part if _PLAIN.fullmatch(part) else f'"{part}"'
