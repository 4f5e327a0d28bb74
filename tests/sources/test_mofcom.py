"""What China has announced, when, for whom, and up to which day that is known."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec.errors import SchemaError
from econsec.sources import mofcom
from econsec.store import load

HEADER = "announced,effective,measure,materials,scope,type,status,source,caveat\n"
NAME = "china_export_controls_timeline.csv"
CONTROLS = load("export_controls").set_index("id")


def test_a_kind_of_control_that_nobody_foresaw_is_refused(publish):
    row = "2025-02-04,2025-02-04,MOFCOM/GAC Announcement No. 10 of 2025,Tungsten,Forms,Quota,in force,page,\n"
    with pytest.raises(SchemaError, match="Quota"):
        mofcom.read_controls(publish(NAME, HEADER + row).parent)


def test_an_announcement_without_japanese_text_is_refused(publish):
    row = (
        "2027-02-04,2027-02-04,MOFCOM Announcement No. 99 of 2027,Tungsten,Forms,Licensing (all destinations),"
        "in force,page,\n"
    )
    with pytest.raises(SchemaError, match="2027-099"):
        mofcom.read_controls(publish(NAME, HEADER + row).parent)


def test_the_suspension_of_october_2025_ends_on_10_november_2026_and_so_does_what_is_known():
    suspended = CONTROLS[CONTROLS.status == "suspended"]
    assert sorted(suspended.index) == ["2025-055", "2025-056", "2025-057", "2025-058", "2025-061", "2025-062"]
    assert (suspended.suspended_from == pd.Timestamp("2025-11-07")).all()
    assert (suspended.suspended_until == pd.Timestamp("2026-11-10")).all()
    assert (suspended.known_until == pd.Timestamp("2026-11-10")).all()


def test_nothing_is_known_in_force_beyond_the_day_of_the_compilation():
    in_force = CONTROLS[CONTROLS.status == "in force"]
    assert (in_force.known_until == pd.Timestamp(mofcom.COMPILED_TO)).all()


def test_a_suspension_that_is_only_reported_stays_a_doubt():
    row = CONTROLS.loc["2024-046"]
    assert row.status == "partly suspended"
    assert "not checked" in row.caveat
    assert pd.isna(row.suspended_until)


def test_gallium_and_germanium_are_licensed_since_august_2023():
    row = CONTROLS.loc["2023-023"]
    assert row.materials.split(";") == ["gallium", "germanium"]
    assert row.effective == pd.Timestamp("2023-08-01")


def test_no_control_holds_before_it_was_announced():
    assert (CONTROLS.effective >= CONTROLS.announced).all()
