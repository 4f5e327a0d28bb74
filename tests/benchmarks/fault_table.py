"""Print faults x connectors, and what became of canary keys, from a JUnit report of tests/live: ``make faults``.

A test passes only if the right figures came, or one sentence and the vintage before, whole. Of keys the tests say
themselves how often each was sent and how often it was found in which place; a publisher without one has no figures.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from lxml import etree
from standins import FAULTS

from econsec.live.publishers import publishers

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


def canaries(report: Path) -> dict[str, tuple[int, dict[str, int]]]:
    """Return for each connector how often its key was sent, and how often it was found in each place."""
    found = {}
    for case in etree.parse(str(report)).iter("testcase"):
        said = {one.get("name", ""): one.get("value", "") for one in case.iter("property")}
        if "places" in said:
            found[said["connector"]] = int(said["sent"]), json.loads(said["places"])
    return found


def key_table(found: dict[str, tuple[int, dict[str, int]]]) -> list[str]:
    """Return the lines of the table of keys; a publisher that takes a key and was not tried is named."""
    places = list(dict.fromkeys(place for _, held in found.values() for place in held))
    lines = [" ".join([" " * 16, "sent", *places])]
    for about in publishers():
        if not about.key:
            lines.append(f"{about.name:<16} no key")
        elif about.name not in found:
            lines.append(f"{about.name:<16} NOT TRIED")
        else:
            sent, held = found[about.name]
            lines.append(" ".join([f"{about.name:<16} {sent:>4}", *(f"{held[one]:>{len(one)}}" for one in places)]))
    leaks = sum(sum(held.values()) for _, held in found.values())
    said = f"{len(found)} keys sent {sum(sent for sent, _ in found.values())} times: found {leaks} times"
    return [*lines, said]


def main(report: Path) -> int:
    """Print the tables; the exit code is that of the tests."""
    found, keys = outcomes(report), canaries(report)
    width = max(map(len, FAULTS))
    lines = [" ".join([" " * width, *found])]
    for fault in FAULTS:
        held = [found[one].get(fault) for one in found]
        words = [{True: "held", False: "FAILED", None: "-"}[mark] for mark in held]
        lines.append(" ".join([fault.ljust(width), *(map(str.ljust, words, map(len, found)))]))
    own = [str(sum(fault not in FAULTS for fault in found[one])).ljust(len(one)) for one in found]
    lines.append(" ".join(["faults of its own".ljust(width), *own]))
    results = [held for one in found.values() for held in one.values()]
    said = f"{len(results)} faults of {len(found)} connectors: {results.count(False)} with a part in them"
    sys.stdout.write("\n".join([*lines, said, "", *key_table(keys), ""]))
    missing = {about.name for about in publishers() if about.key} - set(keys)
    return int(not all(results) or not results or bool(missing))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
