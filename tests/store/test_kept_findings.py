"""A finding is kept for the very bytes it was found of, and for nothing else."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.store.gates import GATES, Finding, kept
from econsec.store.quality import quality


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "gates"


class Gate:
    """A gate that counts how often it is asked, and what it reads."""

    def __init__(self, *tables) -> None:
        self.tables, self.asked = tables, 0

    def __call__(self, load) -> Finding:
        self.asked += 1
        return Finding(passed=True, values={"rows": sum(load(name).shape[0] for name in self.tables), "names": ["a"]})


def find(gate, **hashes):
    return kept.find("some.rows", gate, lambda name: pd.DataFrame({"a": range(len(name))}), hashes.__getitem__)


def test_a_gate_is_asked_once_of_the_same_bytes():
    gate = Gate("one", "other")
    first = find(gate, one="1", other="2")
    assert find(gate, one="1", other="2") == first == Finding(passed=True, values={"rows": 8, "names": ["a"]})
    assert gate.asked == 1


@pytest.mark.parametrize("changed", ["one", "other"])
def test_a_gate_is_asked_again_if_any_table_that_it_reads_has_other_bytes(changed):
    gate = Gate("one", "other")
    find(gate, one="1", other="2")
    find(gate, **{"one": "1", "other": "2", changed: "3"})
    assert gate.asked == 2


def test_a_table_that_may_not_be_read_is_refused_whether_or_not_the_finding_is_kept():
    gate = Gate("one", "other")
    find(gate, one="1", other="2")
    with pytest.raises(KeyError):
        kept.find("some.rows", gate, lambda name: pd.DataFrame(index=[name]), {"one": "0"}.__getitem__)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"tables": {}, "passed": true, "values": {}}', '{"tables": 1, "passed": true}']
)
def test_what_is_no_finding_is_found_anew(cache, text):
    gate = Gate("one")
    find(gate, one="1")
    (file,) = cache.iterdir()
    file.write_text(text, encoding="utf-8")
    find(gate, one="1")
    assert gate.asked == 2


def test_where_nothing_can_be_kept_the_finding_stands(cache, monkeypatch):
    cache.parent.mkdir()
    cache.write_text("a file where the folder should be", encoding="utf-8")
    assert find(Gate("one"), one="1").passed


def test_a_report_says_the_same_of_its_tables_from_the_cache(cache):
    names = ("baci_hs2", "baci_totals", "usgs_world", "wgi")
    first = quality(*names)
    assert len(list(cache.iterdir())) == len([one for one in first if one.name in GATES])
    again = quality(*names)
    assert [(one, one.told("ja")) for one in again] == [(one, one.told("ja")) for one in first]
