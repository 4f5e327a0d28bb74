from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import kit
import pytest
import yaml

from econsec.errors import BusyError, PortfolioError
from econsec.publish import render, schedule
from econsec.publish.editions import runlog
from econsec.publish.files import lock


def portfolio(folder, cron, zone="UTC", languages=("en",)):
    lines = f'schedule = "{cron}"\ntimezone = "{zone}"'
    return kit.write(folder / "nb", {"one": kit.notebook()}, settings={"one": lines}, languages=languages)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def log(out, started, status="rendered", language="en", variant=""):
    facts = {"report": "one", "language": language, "variant": variant, "status": status, "seconds": 1.0}
    runlog.write(out, [runlog.Run(started=at(started), ended=at(started), **facts)])


@pytest.mark.parametrize(
    ("cron", "zone", "now", "turn"),
    [
        ("0 6 * * 1", "UTC", "2026-11-25T12:00", "2026-11-23T06:00"),
        ("0 6 * * 1", "Asia/Tokyo", "2026-11-25T12:00", "2026-11-22T21:00"),
        ("0 6 * * 1", "Asia/Kolkata", "2026-11-25T12:00", "2026-11-23T00:30"),
        ("0 6 * * *", "UTC", "2026-11-25T06:00", "2026-11-25T06:00"),
        ("0 6 * * *", "UTC", "2026-11-25T05:59", "2026-11-24T06:00"),
        ("0 6 29 2 *", "UTC", "2026-11-25T12:00", "2024-02-29T06:00"),
        # The night on which 02:30 does not exist in Berlin: it is met at 03:00, once.
        ("30 2 * * *", "Europe/Berlin", "2026-03-29T12:00", "2026-03-29T01:00"),
        # The night on which 02:30 comes twice: it is met the first time.
        ("30 2 * * *", "Europe/Berlin", "2026-10-25T12:00", "2026-10-25T00:30"),
    ],
)
def test_the_last_turn_is_found_in_the_reports_own_time_zone(tmp_path, cron, zone, now, turn):
    report = portfolio(tmp_path, cron, zone)["one"]
    assert schedule.slot(report, at(now)) == at(turn)


def test_a_report_without_a_schedule_is_never_due(tmp_path):
    read = kit.write(tmp_path / "nb", {"one": kit.notebook()})
    assert schedule.due(read, tmp_path / "out", at("2026-11-25T12:00")) == []


@pytest.mark.parametrize(
    ("cron", "zone"),
    [
        ("soon", "UTC"),
        ("* * * *", "UTC"),
        ("61 * * * *", "UTC"),
        ("0 0 6 * * *", "UTC"),
        ("0 6 * * *", "Mars/X"),
        ("0 6 * * *", "Asia"),
        ("0 6 * * *", "../UTC"),
        ("0 6 * * *", ""),
    ],
)
def test_a_schedule_that_is_none_is_a_fault_of_the_portfolio(tmp_path, cron, zone):
    with pytest.raises(PortfolioError, match="report one is due"):
        schedule.slot(portfolio(tmp_path, cron, zone)["one"], at("2026-11-25T12:00"))


def due(folder, now, languages=("en",)):
    read = portfolio(folder, "0 6 * * *", languages=languages)
    return [language for _, language in schedule.due(read, folder / "out", at(now))]


def test_a_report_that_never_ran_is_due_in_each_of_its_languages(tmp_path):
    assert due(tmp_path, "2026-11-25T12:00", languages=("en", "ja")) == ["en", "ja"]


def test_a_turn_is_taken_once_and_comes_again_the_next_day(tmp_path):
    log(tmp_path / "out", "2026-11-25T06:15")
    assert due(tmp_path, "2026-11-25T06:30") == []
    assert due(tmp_path, "2026-11-26T05:45") == []
    assert due(tmp_path, "2026-11-26T06:00") == ["en"]


def test_a_run_before_the_turn_or_of_another_language_or_variant_takes_no_turn(tmp_path):
    log(tmp_path / "out", "2026-11-25T05:59")
    log(tmp_path / "out", "2026-11-25T06:15", language="ja")
    log(tmp_path / "out", "2026-11-25T06:15", variant="1234abcd")
    assert due(tmp_path, "2026-11-25T12:00") == ["en"]


def test_a_failure_is_tried_again_but_not_for_ever(tmp_path):
    for attempt in range(1, schedule.ATTEMPTS + 1):
        assert due(tmp_path, "2026-11-25T12:00") == ["en"], attempt
        log(tmp_path / "out", f"2026-11-25T0{5 + attempt}:00", status="failed")
    assert due(tmp_path, "2026-11-25T12:00") == []
    assert due(tmp_path, "2026-11-26T12:00") == ["en"]


def test_a_clock_that_slept_for_a_month_makes_one_run(tmp_path):
    log(tmp_path / "out", "2026-10-01T06:15")
    assert due(tmp_path, "2026-11-25T12:00") == ["en"]


def test_what_is_due_is_rendered_and_then_no_longer_due(tmp_path):
    read, settings = portfolio(tmp_path, "0 6 * * *"), render.Settings(out=tmp_path / "out")
    assert [outcome.status for outcome in schedule.run_due(read, settings)[0]] == ["rendered"]
    assert schedule.run_due(read, settings)[0] == []
    tomorrow = runlog.now() + timedelta(days=1)
    assert [outcome.status for outcome in schedule.run_due(read, settings, at=tomorrow)[0]] == ["unchanged"]


@pytest.mark.parametrize(
    ("cron", "zone", "said"),
    [
        ("0 6 * *", "UTC", r"report wrong is due '0 6 \* \*' in 'UTC' .*five cron fields"),
        ("0 6 * * *", "Asia/Tokio", r"report wrong is due .* in 'Asia/Tokio' .*Did you mean Asia/Tokyo"),
    ],
)
def test_a_misspelt_schedule_fails_its_report_and_keeps_no_other_waiting(tmp_path, cron, zone, said):
    lines = {"wrong": f'schedule = "{cron}"\ntimezone = "{zone}"', "right": 'schedule = "0 6 * * *"'}
    read = kit.write(tmp_path / "nb", {name: kit.notebook() for name in lines}, settings=lines)
    heard = []
    settings = render.Settings(out=tmp_path / "out", progress=heard.append)
    outcomes = {outcome.report: outcome for outcome in schedule.run_due(read, settings)[0]}
    assert (outcomes["right"].status, outcomes["wrong"].status) == ("rendered", "failed")
    assert re.search(said, outcomes["wrong"].problem)
    assert render.exit_code(outcomes.values()) == 1
    assert ("wrong", "failed") in [(event.report, event.kind) for event in heard]
    again, _ = schedule.run_due(read, settings)
    assert [(outcome.report, outcome.status) for outcome in again] == [("wrong", "failed")], "told every time"
    logged = [(run.report, run.status, run.reason) for run in runlog.read(tmp_path / "out")]
    assert logged == [("right", "rendered", ""), ("wrong", "failed", schedule.MISSPELT)], "logged once a day"


def test_a_run_of_a_clock_that_was_ahead_takes_no_turn(tmp_path):
    log(tmp_path / "out", "2031-01-01T00:00")
    assert due(tmp_path, "2026-11-25T12:00") == ["en"]


def test_what_is_due_and_cannot_be_planned_is_a_failure_of_its_own(tmp_path):
    lines = dict.fromkeys(("wrong", "right"), 'schedule = "0 6 * * *"')
    read = kit.write(tmp_path / "nb", {name: kit.notebook() for name in lines}, settings=lines)
    read["wrong"].notebook.write_text("<<<<<<< HEAD")
    settings = render.Settings(out=tmp_path / "out")
    outcomes, _ = schedule.run_due(read, settings)
    assert [(outcome.report, outcome.status) for outcome in outcomes] == [("wrong", "failed"), ("right", "rendered")]
    for attempt in range(2, schedule.ATTEMPTS + 1):
        assert [outcome.report for outcome in schedule.run_due(read, settings)[0]] == ["wrong"], attempt
    assert schedule.run_due(read, settings)[0] == []


def test_editions_for_commercial_use_take_turns_of_their_own(tmp_path):
    read, plain = portfolio(tmp_path, "0 6 * * *"), render.Settings(out=tmp_path / "out")
    commercial = render.Settings(out=tmp_path / "out", commercial_only=True)
    folders = {schedule.run_due(read, settings)[0][0].folder for settings in (plain, commercial)}
    assert len(folders) == 2
    assert schedule.run_due(read, plain)[0] == schedule.run_due(read, commercial)[0] == []


def test_a_run_that_is_busy_elsewhere_is_not_told_as_nothing_due(tmp_path, monkeypatch):
    def busy(*_: object, **__: object) -> None:
        raise BusyError("another run holds the log")

    monkeypatch.setattr(schedule, "render_all", busy)
    with pytest.raises(BusyError, match="the log"):
        schedule.run_due(portfolio(tmp_path, "0 6 * * *"), render.Settings(out=tmp_path / "out"))


def test_a_second_clock_is_told_which_run_is_at_it(tmp_path):
    with (
        lock.hold(tmp_path / "out" / ".due", wait=0),
        pytest.raises(BusyError, match=rf"another run \(process {os.getpid()} on .*\) holds .* since 2"),
        schedule.alone(tmp_path / "out"),
    ):
        pytest.fail("two at once")


COMMAND = ["/opt/my apps/econsec", "run-due", "--keep", "5"]


def test_the_cron_entry_quotes_for_the_shell_and_for_cron():
    line = schedule.entry("cron", command=COMMAND, folder=Path("/srv/100 %")).splitlines()[-1]
    assert line == r"*/15 * * * * cd '/srv/100 \%' && '/opt/my apps/econsec' run-due --keep 5"


def test_the_systemd_entry_is_a_service_and_a_timer_that_catches_up():
    units = schedule.entry("systemd", command=COMMAND, folder=Path("/srv/100 %"))
    assert 'ExecStart="/opt/my apps/econsec" run-due --keep 5' in units
    assert "WorkingDirectory=/srv/100 %%" in units
    assert "Persistent=true" in units


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/srv/o'brien/econsec", '"/srv/o\'brien/econsec"'),
        ("/srv/a\\b/econsec", '"/srv/a\\\\b/econsec"'),
        ('/srv/"a"/econsec', '"/srv/\\"a\\"/econsec"'),
        ("/srv/a$b/econsec", "/usr/bin/env /srv/a$$b/econsec"),
        ("/srv/50%/econsec", "/srv/50%%/econsec"),
        ("/srv/日本/econsec", "/srv/日本/econsec"),
        ("/srv/a;b/econsec", '"/srv/a;b/econsec"'),
    ],
)
def test_the_systemd_entry_quotes_what_systemd_would_read(path, written):
    units = schedule.entry("systemd", command=[path, "run-due"], folder=Path("/srv"))
    assert f"ExecStart={written} run-due\n" in units


SECRETS = {name: f"${{{{ secrets.{name} }}}}" for name in ("ECONSEC_MAIL_USER", "ECONSEC_WEBHOOK_URL")}


def test_the_github_entry_is_a_workflow_that_keeps_its_reports():
    workflow = schedule.entry("github", command=COMMAND, folder=Path("/srv"), secrets=SECRETS)
    steps = yaml.safe_load(workflow)["jobs"]["run-due"]["steps"]
    by_name = {step["uses"].partition("@")[0]: step for step in steps if "uses" in step}
    assert steps[3] == {"run": ".venv/bin/econsec run-due --keep 5 || [ $? -eq 5 ]", "env": SECRETS}
    restored, saved = by_name["actions/cache/restore"], by_name["actions/cache/save"]
    assert steps.index(restored) < 3 < steps.index(saved)
    assert saved["if"] == f"always() && steps.{restored['id']}.outcome == 'success'", "after a failing hour, too"
    assert saved["with"] == {name: restored["with"][name] for name in ("path", "key")}
    assert restored["with"]["restore-keys"] == "reports-"
    assert restored["with"]["key"].startswith("reports-")
    assert "actions/cache" not in by_name, "it saves after success only"
    plain = yaml.safe_load(schedule.entry("github", command=COMMAND, folder=Path("/srv")))
    assert "env" not in plain["jobs"]["run-due"]["steps"][3]
