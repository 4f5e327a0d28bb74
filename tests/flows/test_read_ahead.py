"""What is read before the fork is what every report needs, and leaves a process that can be forked."""

from __future__ import annotations

import subprocess
import sys

from econsec.publish.processes.dispatch import environment

READ = """
from econsec.publish.processes.descendants import threads
import econsec, econsec.decisions, econsec.exhibits
econsec._read_ahead_()
from econsec.codes import search
from econsec.flows import shelves
from econsec.i18n import text
print(threads(), *(kept.cache_info().currsize for kept in (search._named, shelves._own_codes, text.catalogue)))
"""


def test_all_that_is_read_before_the_fork_is_read_without_a_thread():
    made = subprocess.run(
        [sys.executable, "-c", READ], env=environment("2026-11-29"), capture_output=True, text=True, check=True
    )
    assert made.stdout.split() == ["1", "1", "2", "2"]
