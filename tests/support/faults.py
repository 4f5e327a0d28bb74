"""What fault tests look at: a program to kill, the processes it leaves, and whether what it wrote is whole."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from econsec.publish.editions import edition
from econsec.publish.files import durable

PROGRAM = """
import sys
from pathlib import Path
from econsec.publish.plan import portfolio
from econsec.publish import render

folder, out, day, engine = sys.argv[1:5]
reports = portfolio.load(Path(folder) / "reports.toml").report
settings = render.Settings(out=Path(out), date=day, engine=engine, progress=lambda event: print(event.kind, flush=True))
outcomes = render.render_all(render.every(reports), settings)
for outcome in outcomes:
    print("=", outcome.report, outcome.status, outcome.reason, outcome.problem, flush=True)
raise SystemExit(render.exit_code(outcomes))
"""
MARK = "ECONSEC_TEST_MARK"
TRIED = re.compile(r"[a-z0-9_]{8}")


@dataclass
class Program:
    """A run of the publisher in a process of its own, whose descendants can be told by a mark in their environment."""

    process: subprocess.Popen[str]
    mark: str

    def family(self) -> list[int]:
        """Return the living processes that came from it."""
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                marked = f"{MARK}={self.mark}".encode() in (entry / "environ").read_bytes().split(b"\0")
                if marked and (entry / "stat").read_text().rpartition(")")[2].split()[0] != "Z":
                    found.append(int(entry.name))
        return found

    def end(self, how: int = signal.SIGKILL) -> None:
        """Send it, and it alone, a signal, and wait for it."""
        with suppress(ProcessLookupError):
            os.kill(self.process.pid, how)
        self.process.communicate(timeout=300)

    def orphans(self, patience: float = 60.0) -> list[int]:
        """Return what is left of it after some patience."""
        deadline = time.monotonic() + patience
        while (left := self.family()) and time.monotonic() < deadline:
            time.sleep(0.05)
        return left


def start(notebooks: Path, out: Path, day: str, *, engine: str = "fork", before: object = None) -> Program:
    """Start a run over all reports of a folder; ``before`` is called in the new process."""
    mark = os.urandom(8).hex()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(notebooks), str(out), day, engine],
        # Python keeps a compiled module of which a full disk took only the half, and falls over it ever after.
        env={**os.environ, MARK: mark, "TMPDIR": str(temporary(out)), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=before,  # noqa: PLW1509 - the tests have one thread
    )
    return Program(process, mark)


def outcome(program: Program) -> tuple[dict[str, tuple[str, str, str]], str]:
    """Wait for a run, and return status, reason and problem by report, and all that it said."""
    said, complained = program.process.communicate(timeout=300)
    lines = [line.split(" ", 4)[1:] for line in said.splitlines() if line.startswith("=")]
    return {name: (status, reason, problem) for name, status, reason, problem in lines}, said + complained


def damage(out: Path) -> list[str]:
    """Return what is wrong with the editions of a folder: each must be whole, and ``latest`` lead to one."""
    wrong = []
    for link in out.glob(f"**/{edition.LATEST}"):
        if edition.latest(link.parent) is None:
            wrong.append(f"{link} leads nowhere")
        for path in link.parent.glob("[!.]*"):
            if path.is_dir() and not path.is_symlink():
                wrong += [f"{path}: {what}" for what in edition.read(path).damage()]
    return wrong


def leftovers(out: Path) -> list[Path]:
    """Return what no run should leave behind.

    Python itself tries a folder for temporary files once a process, by a file of four bytes: killed at that moment, it
    stays.
    """
    tried = [
        path for path in temporary(out).iterdir() if TRIED.fullmatch(path.name) and path.read_bytes() in {b"", b"blat"}
    ]
    return [*out.glob(f"**/{durable.TEMPORARY}*"), *(path for path in temporary(out).iterdir() if path not in tried)]


def temporary(out: Path) -> Path:
    """Return a folder for the temporary files of these runs alone, with a path short enough for sockets."""
    folder = Path(tempfile.gettempdir()) / f"t-{hashlib.sha256(str(out).encode()).hexdigest()[:8]}"
    folder.mkdir(exist_ok=True)
    return folder
