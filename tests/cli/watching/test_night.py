"""Wherever a night is cut off, the next tells what it found: a real process is killed at each of its writes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import kit
import pytest
from few import few
from sinks import http_sink

from econsec.cli.watching import unsent
from econsec.publish.files import lock

OFTEN = 'schedule = "* * * * *"'
WATCH = '\n[[watch]]\nname = "year"\nreport = "good"\nclaim = "share"\nvalue = "share"\nabove = 10\n'
# The program itself, killed before or after one of the calls that change what lies on the disk or leave the machine.
KILLED = """
import importlib, os, signal, sys
module, name, after = {module!r}, {name!r}, {after}
owner = importlib.import_module(module)
inner = getattr(owner, name)
def cut(*given, **named):
    if after:
        inner(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(owner, name, cut)
from econsec.cli import main
sys.argv = ["econsec", "run-due", "--workers", "1"]
main()
"""
POINTS = [
    # Between what says that it was told and the sending; between the rendering and the watches.
    ("econsec.cli.watching.sending", "deliver", False),
    ("econsec.publish.watches.standing", "_keep", True),
    ("econsec.publish.schedule", "log", False),
    ("econsec.publish.editions.begun", "note", True),
    ("econsec.publish.schedule", "render_all", True),
    ("econsec.publish.watches.standing", "look", True),
    ("econsec.cli.watching.sending", "keep", False),
    ("econsec.cli.watching.sending", "keep", True),
    ("econsec.publish.watches.standing", "_keep", False),
    ("econsec.publish.editions.begun", "end", False),
    ("econsec.publish.editions.begun", "end", True),
    ("econsec.live.messages.webhook", "post", False),
    ("econsec.live.messages.webhook", "post", True),
    ("econsec.cli.watching.unsent", "drop", True),
    ("econsec.cli.watching.watch_list", "gallery", False),
]


@pytest.fixture
def project(tmp_path):
    """Return a project of a report that is due, one that fails, and a watch that begins."""
    (tmp_path / "data").mkdir()
    reports = {"good": kit.notebook(), "bad": kit.notebook("1 / 0")}
    kit.write(tmp_path / "notebooks", reports, settings=dict.fromkeys(reports, OFTEN))
    path = tmp_path / "notebooks" / "reports.toml"
    path.write_text(WATCH + path.read_text())
    return tmp_path


def environment(project, sink):
    return os.environ | {"ECONSEC_HOME": str(project), "ECONSEC_WEBHOOK_URL": sink.address}


def night(project, sink, *words):
    asked = [sys.executable, "-m", "econsec", "run-due", "--workers", "1", *words]
    return subprocess.run(asked, env=environment(project, sink), capture_output=True, timeout=300, check=False)


def told(sink):
    """Return what the addressee was told of: each once, however often."""
    bodies = [json.loads(body) for _, _, body in sink.posted]
    of = (("editions", "report"), ("failures", "report"), ("watches", "watch"))
    return {(part, one[name]) for body in bodies for part, name in of for one in body[part]}


EVERYTHING = {("editions", "good"), ("failures", "bad"), ("watches", "year")}


@pytest.mark.parametrize("point", few(POINTS, 4), ids=lambda point: f"{point[1]}-{point[2]}")
def test_a_night_that_is_killed_is_told_by_the_next(project, point):
    module, name, after = point
    with http_sink() as sink:
        program = KILLED.format(module=module, name=name, after=after)
        how = {"env": environment(project, sink), "capture_output": True, "timeout": 300}
        killed = subprocess.run([sys.executable, "-c", program], check=False, **how)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        night(project, sink)
        assert told(sink) == EVERYTHING, sink.posted
        posted = len(sink.posted)
        night(project, sink)
        assert len(sink.posted) == posted, "what was told is not told again"
    assert unsent.read(project / "reports") == {}


def test_what_a_killed_night_made_is_told_though_the_next_makes_another_in_which_nothing_changed(project):
    with http_sink() as sink:
        program = KILLED.format(module="econsec.publish.schedule", name="log", after=False)
        how = {"env": environment(project, sink), "capture_output": True, "timeout": 300}
        assert subprocess.run([sys.executable, "-c", program], check=False, **how).returncode == -signal.SIGKILL
        path = project / "notebooks" / "good.ipynb"
        path.write_text(json.dumps(kit.notebook("2 + 2")))
        again = subprocess.run([sys.executable, "-m", "econsec", "render", "good"], check=False, **how)
        assert again.returncode == 0, again.stderr
        assert len([*(project / "reports/good/en").glob("*/edition.json")]) == 3, "two, and latest"
        night(project, sink)
    assert told(sink) == EVERYTHING


def test_another_run_that_sends_for_half_an_hour_costs_nothing(project):
    out = project / "reports"
    with http_sink() as sink:
        with lock.hold(out / ".sending", wait=0):
            asked = [sys.executable, "-m", "econsec", "run-due", "--workers", "1"]
            waits = subprocess.Popen(asked, env=environment(project, sink), stderr=subprocess.DEVNULL)
            for _ in range(1200):
                if unsent.read(out):
                    break
                time.sleep(0.05)
            waits.kill()
            waits.wait()
        assert sink.posted == []
        night(project, sink)
        assert told(sink) == EVERYTHING
