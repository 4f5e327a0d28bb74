from __future__ import annotations

import pandas as pd
import pytest
from decided import control

from econsec.decisions.controls.in_force import in_force


def status(controls: pd.DataFrame, day: str) -> str:
    return in_force(controls, as_of=day)["status"].item()


def test_a_measure_not_yet_announced_is_not_listed():
    assert in_force(control(), as_of="2025-10-08").empty


def test_a_measure_is_announced_then_in_force_then_not_known():
    days = ["2025-10-09", "2025-11-07", "2025-11-08", "2026-06-17", "2026-06-18"]
    words = ["announced", "announced", "in force", "in force", "not known"]
    assert [status(control(), day) for day in days] == words


def test_a_suspension_holds_to_its_last_day_and_then_nothing_is_known():
    suspended = control(suspended_from="2025-11-07", suspended_until="2026-11-10", known_until="2027-12-31")
    days = ["2025-11-06", "2025-11-07", "2026-11-10", "2026-11-11"]
    assert [status(suspended, day) for day in days] == ["announced", "suspended", "suspended", "not known"]


def test_a_measure_suspended_before_its_day_of_effect_has_never_been_in_force():
    never = control(suspended_from="2025-11-07", suspended_until="2026-11-10", known_until="2026-11-10")
    assert in_force(never, as_of="2026-01-01")["since"].isna().all()
    later = never.assign(suspended_from="2025-11-09")
    assert in_force(later, as_of="2026-01-01")["since"].item() == pd.Timestamp("2025-11-08")


def test_what_is_not_known_says_why():
    assert in_force(control(), as_of="2026-07-01")["reason"].item() == "the source covers dates to 2026-06-17"


def test_a_source_without_a_last_date_knows_nothing():
    assert status(control(known_until=None), "2025-12-01") == "not known"


def test_a_measure_aimed_at_another_economy_is_left_out():
    assert in_force(control(target="USA"), as_of="2026-01-01", importer="JPN").empty


def test_a_suspension_is_no_control():
    assert in_force(control(kind="Suspension"), as_of="2026-01-01").empty


def test_a_part_that_is_said_to_be_suspended_without_a_date_leaves_the_whole_in_doubt():
    partly = in_force(control(status="partly suspended", effective="2025-10-09"), as_of="2026-01-01")
    assert partly["status"].item() == "not known"
    assert partly["stated"].item() == "partly suspended"


@pytest.mark.raw
def test_after_the_suspension_of_october_2025_has_run_out_the_answer_is_not_known(timeline):
    found = in_force(timeline, as_of="2026-11-22", importer="JPN").set_index("id")["status"]
    assert (found == "not known").all()
    before = in_force(timeline, as_of="2026-06-17", importer="JPN").set_index("id")["status"]
    assert before[["2025-55", "2025-57", "2025-61", "2025-62"]].unique().tolist() == ["suspended"]
    assert before[["2025-10", "2025-18", "2026-1"]].unique().tolist() == ["in force"]
    assert "2024-46" not in before.index  # aimed at the United States


def test_a_part_that_is_suspended_is_held_as_data_and_read_out_of_no_sentence():
    stated = in_force(control(status="partly suspended", effective="2025-10-09"), as_of="2026-01-01")
    worded = in_force(control(status="in force", caveat="partly suspended, some say"), as_of="2026-01-01")
    before = in_force(control(status="partly suspended", effective="2026-01-09"), as_of="2026-01-01")
    assert [stated["partly"].item(), worded["partly"].item(), before["partly"].item()] == [True, False, False]
