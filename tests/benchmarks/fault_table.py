"""Print faults x connectors from a JUnit report of tests/live: ``make faults``.

A test passes only if the right figures came, or one sentence and the vintage before, whole; and if the canary key was
seen in no output, error, log, file or store. So what has passed is neither a part nor a leak.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from pathlib import Path

from lxml import etree
from standins import FAULTS

PLACES = {"test_comtrade": "comtrade", "test_cepii": "baci"}
NAME = re.compile(r"test_a_fault_gives_.*\[(.+)\]")


def outcomes(report: Path) -> dict[str, dict[str, bool]]:
    """Return for each connector whether its test of each fault passed."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for case in etree.parse(str(report)).iter("testcase"):
        match = NAME.fullmatch(case.get("name", ""))
        if match is None:
            continue
        place = case.get("classname", "").rpartition(".")[2]
        connector, fault = (PLACES[place], match[1]) if place in PLACES else match[1].split("-", 1)
        found[connector][fault] = case.find("failure") is None and case.find("error") is None
    return found


def main(report: Path) -> int:
    """Print the table; the exit code is that of the tests."""
    found = outcomes(report)
    width = max(map(len, FAULTS))
    lines = [" ".join([" " * width, *found])]
    for fault in FAULTS:
        held = [found[one].get(fault) for one in found]
        words = [{True: "held", False: "FAILED", None: "-"}[mark] for mark in held]
        lines.append(" ".join([fault.ljust(width), *(map(str.ljust, words, map(len, found)))]))
    own = [str(sum(fault not in FAULTS for fault in found[one])).ljust(len(one)) for one in found]
    lines.append(" ".join(["faults of its own".ljust(width), *own]))
    results = [held for one in found.values() for held in one.values()]
    said = f"{len(results)} faults of {len(found)} connectors: {results.count(False)} with a part or a key in them"
    sys.stdout.write("\n".join([*lines, said, ""]))
    return int(not all(results) or not results)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
