from __future__ import annotations

import threading
from datetime import UTC, datetime

from econsec.publish.editions import runlog


def run(number=0, **changes: object):
    facts = {"report": "one", "language": "en", "status": "rendered", "seconds": float(number)}
    moment = datetime(2026, 1, 2, tzinfo=UTC)
    return runlog.Run(**{"started": moment, "ended": moment, **facts, **changes})


def test_what_is_written_is_read_again_in_order(tmp_path):
    runs = [run(number) for number in range(3)]
    for one in runs:
        runlog.write(tmp_path, [one])
    assert runlog.read(tmp_path) == runs


def test_a_line_that_was_cut_swallows_no_other(tmp_path):
    runlog.write(tmp_path, [run(1)])
    with (tmp_path / runlog.NAME).open("a") as file:
        file.write('{"started": "2026-01')
    runlog.write(tmp_path, [run(2)])
    assert [one.seconds for one in runlog.read(tmp_path)] == [1, 2]


def test_no_log_and_no_runs_are_no_error(tmp_path):
    runlog.write(tmp_path / "out", [])
    assert runlog.read(tmp_path / "out") == []
    assert not (tmp_path / "out").exists()


def test_many_may_write_at_once(tmp_path):
    def some(start):
        for number in range(50):
            runlog.write(tmp_path, [run(start + number)])

    threads = [threading.Thread(target=some, args=(100 * number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.seconds for one in runlog.read(tmp_path)) == sorted(
        100 * start + number for start in range(8) for number in range(50)
    )


def test_the_last_run_of_a_report_leaves_variants_aside(tmp_path):
    runlog.write(tmp_path, [run(1), run(2, language="ja"), run(3, variant="1234abcd"), run(4, status="failed")])
    assert {key: one.seconds for key, one in runlog.last(tmp_path).items()} == {("one", "en"): 4, ("one", "ja"): 2}


def test_a_long_log_lets_its_older_half_go(tmp_path, monkeypatch):
    monkeypatch.setattr(runlog, "_LIMIT", 2000)
    for number in range(100):
        runlog.write(tmp_path, [run(number)])
    kept = [one.seconds for one in runlog.read(tmp_path)]
    assert (tmp_path / runlog.NAME).stat().st_size < 4000
    assert kept == list(range(int(kept[0]), 100))
