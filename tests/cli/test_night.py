"""What a night's run meets on machines that are not a developer's: no home, no listener, another's run that hangs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import kit
import pytest
from few import few

from econsec.publish import schedule
from econsec.publish.editions import runlog
from econsec.publish.files import lock

ECONSEC = Path(sys.executable).with_name("econsec")
OFTEN = 'schedule = "* * * * *"'


@pytest.fixture
def project(tmp_path):
    """Return a project of two reports that are due, one of which fails."""
    (tmp_path / "data").mkdir()
    kit.write(
        tmp_path / "notebooks",
        {"bad": kit.notebook("1 / 0"), "good": kit.notebook()},
        settings=dict.fromkeys(("bad", "good"), OFTEN),
    )
    return tmp_path


def environment(project, **more):
    kept = {
        name: value for name, value in os.environ.items() if name not in ("HOME", "ECONSEC_CACHE", "XDG_CACHE_HOME")
    }
    return kept | {"ECONSEC_HOME": str(project)} | more


def logged(project):
    return [(run.report, run.status) for run in runlog.read(project / "reports")]


@pytest.mark.parametrize("redirected", few([">/dev/full 2>&1", "2>&1 | head -c 1", "2>/dev/full", "2>&-"], 2))
def test_a_night_goes_on_when_nobody_hears_it(project, redirected):
    asked = f"'{ECONSEC}' run-due --workers 1 {redirected}"
    subprocess.run(["bash", "-c", asked], env=environment(project), timeout=300, check=False)
    assert logged(project) == [("bad", "failed"), ("good", "rendered")]
    assert (project / "reports" / "index.html").is_file()


NOBODY = ["unshare", "--user", "--map-user=12345"]
NAMELESS = subprocess.run([*NOBODY, "true"], capture_output=True, check=False).returncode == 0


@pytest.mark.skipif(not NAMELESS, reason="this system lets nobody become a user without a name")
@pytest.mark.parametrize("home", [None, "/proc"])
@pytest.mark.parametrize("engine", few(["fork", "kernel"]))
def test_a_user_without_a_name_or_a_home_that_can_be_written_to_has_reports(project, home, engine):
    asked = [str(ECONSEC), "render", "good", "--engine", engine]
    done = subprocess.run(
        [*NOBODY, *asked],
        env=environment(project, **({"HOME": home} if home else {})),
        cwd=project,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("No cache in ") == 1
    assert not (project / "~").exists()


def test_an_error_of_five_megabytes_leaves_log_and_attempts_as_they_are(project):
    long = "raise ValueError('x' * 5_000_000)"
    kit.write(
        project / "notebooks",
        {"bad": kit.notebook(long), "good": kit.notebook()},
        settings=dict.fromkeys(("bad", "good"), 'schedule = "0 0 1 1 *"'),
    )
    for _ in range(4):
        done = subprocess.run(
            [str(ECONSEC), "run-due", "--workers", "1"],
            env=environment(project),
            capture_output=True,
            timeout=300,
            check=False,
        )
        assert len(done.stderr) < 20_000
    assert logged(project) == [("bad", "failed"), ("good", "rendered"), ("bad", "failed"), ("bad", "failed")]
    assert "5,000,0" in runlog.read(project / "reports")[0].problem


@pytest.mark.parametrize(("seconds", "code"), [(0, 0), (schedule.STUCK + 60, 1)])
def test_a_night_that_another_run_is_at_is_told_so_and_fails_if_that_one_is_stuck(project, seconds, code):
    with lock.hold(project / "reports" / ".due", wait=0):
        then = time.time() - seconds
        os.utime(project / "reports" / ".due" / lock.NAME, (then, then))
        done = subprocess.run(
            [str(ECONSEC), "run-due"],
            env=environment(project),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert done.returncode == code
    assert f"another run (process {os.getpid()} on " in done.stdout + done.stderr
    assert "Nothing is due" not in done.stdout


def test_a_limit_of_the_address_space_that_drawing_cannot_live_with_is_named(project):
    asked = f"ulimit -v 2000000; '{ECONSEC}' render good"
    done = subprocess.run(
        ["bash", "-c", asked], env=environment(project), capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0 or "ulimit -v unlimited" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_project_under_a_japanese_path_is_rendered_and_verified_in_the_locale_of_c(project):
    home = project.rename(project.with_name("日本語の 報告"))
    page = home / "reports" / "good" / "en" / "latest" / "report.html"
    for asked in (["render", "good"], ["verify", str(page)], ["verify", str(page), "--rerun"]):
        done = subprocess.run(
            [str(ECONSEC), *asked],
            env=environment(home, LC_ALL="C", LANG="C"),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert page.is_file()


WATCH = '\n[[watch]]\nname = "year"\nreport = "good"\nclaim = "share"\nvalue = "share"\nabove = "{level} %"\n'


def asked(project, *words):
    return subprocess.run(
        [str(ECONSEC), *words], env=environment(project), capture_output=True, text=True, timeout=300, check=False
    )


def test_a_watch_that_passes_its_level_ends_the_night_with_a_code_of_its_own(project):
    kit.write(project / "notebooks", {"good": kit.notebook()}, settings={"good": OFTEN})
    path = project / "notebooks" / "reports.toml"
    path.write_text(path.read_text() + WATCH.format(level=2000))
    assert asked(project, "render", "good").returncode == 0
    before = asked(project, "watch")
    assert (before.returncode, before.stdout.split()[0]) == (0, "hit")
    first, second = asked(project, "run-due"), asked(project, "run-due")
    assert (first.returncode, second.returncode) == (5, 0), first.stderr
    assert "hit        good (en): 2,024%, above 2,000%" in first.stdout
    assert "above 2,000%" in (project / "reports" / "index.html").read_text()
    assert [one.news for one in runlog.looks(project / "reports")] == ["began"]


def test_a_watch_that_looks_at_nothing_fails_the_night_and_stops_no_report(project):
    kit.write(project / "notebooks", {"good": kit.notebook()}, settings={"good": OFTEN})
    path = project / "notebooks" / "reports.toml"
    path.write_text(path.read_text() + WATCH.format(level=1).replace('"share"', '"shore"', 1))
    done = asked(project, "run-due")
    assert done.returncode == 1
    assert "unfound    watch year: no claim 'shore'" in done.stderr
    assert "Did you mean share?" in done.stderr
    assert logged(project) == [("good", "rendered")]


def test_what_there_is_to_watch_is_listed(project):
    asked(project, "render", "good")
    assert "share: JPN buys 20.24 % from one.\n    share = 20.24" in asked(project, "watch", "good").stdout
    assert asked(project, "watch", "bad").returncode == 3
