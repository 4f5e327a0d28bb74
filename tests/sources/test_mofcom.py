"""What China has announced, when, for whom, and up to which day that is known."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from econsec import provenance
from econsec.codes.tables import read
from econsec.errors import SchemaError
from econsec.sources.economies import mofcom
from econsec.store import load

HEADER = "announced,effective,measure,materials,scope,type,status,source,caveat\n"
NAME = "china_export_controls_timeline.csv"
CONTROLS = load("export_controls").set_index("id")


def test_a_kind_of_control_that_nobody_foresaw_is_refused(publish):
    row = "2025-02-04,2025-02-04,MOFCOM/GAC Announcement No. 10 of 2025,Tungsten,Forms,Quota,in force,page,\n"
    with pytest.raises(SchemaError, match="Quota"):
        mofcom.read_controls(publish(NAME, HEADER + row).parent)


def test_an_announcement_without_japanese_text_is_refused(publish):
    row = "2025-11-07,2025-11-07,MOFCOM No. 99 of 2025,(suspension),Nos. 1,Suspension,until 2026-11-10,page,\n"
    with pytest.raises(SchemaError, match="2025-099"):
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


def test_every_control_says_what_it_covers_in_words_of_its_own_scope():
    said = read("export_controls_covers")
    assert set(said["id"]) == set(CONTROLS.index[CONTROLS.kind != "suspension"])
    for row in said.itertuples():
        announced = CONTROLS.loc[row.id]
        assert row.covers in announced.covers.split(";")
        assert row.words in announced.scope or announced.kind == "entity list"
    assert (CONTROLS.loc[CONTROLS.kind == "suspension", "covers"] == "").all()


def test_equipment_for_rare_earths_is_no_trade_in_rare_earths_no_56_of_2025():
    assert CONTROLS.loc["2025-056", "covers"] == "equipment"
    assert CONTROLS.loc["2025-062", "covers"] == "technology"
    assert CONTROLS.loc["2025-058", "covers"] == "goods;equipment;technology"


def test_a_scope_that_says_something_else_than_the_list_does_is_refused(publish):
    row = (
        "2025-10-09,2025-11-08,MOFCOM/GAC Announcement No. 56 of 2025,Rare earths,Rare-earth ores,"
        "Licensing (all destinations),in force,page,\n"
    )
    with pytest.raises(SchemaError, match="does not speak of 'Rare-earth production equipment"):
        mofcom.read_controls(publish(NAME, HEADER + row).parent)


def test_a_control_without_a_word_on_what_it_covers_is_refused(publish):
    row = "2027-02-04,2027-02-04,MOFCOM No. 98 of 2027,Tungsten,Forms,Licensing (all destinations),in force,page,\n"
    with pytest.raises(SchemaError, match="nothing says what MOFCOM No"):
        mofcom.read_controls(publish(NAME, HEADER + row).parent)


def test_an_authority_that_nobody_foresaw_is_refused(publish):
    row = "2025-02-04,2025-02-04,BIS No. 10 of 2025,Tungsten,Forms,Licensing (all destinations),in force,page,\n"
    with pytest.raises(SchemaError, match="authority 'BIS'"):
        mofcom.read_controls(publish(NAME, HEADER + row).parent)


def test_all_controls_are_chinas():
    assert set(CONTROLS.imposer) == {"CHN"}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_is_said_of_the_suspension_names_its_announcements_by_the_numbers_of_the_table(language):
    controls = load("export_controls")
    suspended = controls[controls["suspended_until"].notna()]
    known = {int(number) for number in suspended["id"].str.removeprefix("2025-")}
    [pause] = controls.loc[controls["kind"] == "suspension", "id"].str.removeprefix("2025-").astype(int)
    said = provenance.caveat("controls_horizon", language)
    brackets = re.findall(r"[(（]([^)）]*)[)）]", said)
    named = re.sub(r"(?:of )?2025年?", "", " ".join(brackets))
    spans = [(int(first), int(last)) for first, last in re.findall(r"(\d+)(?: to |～)(\d+)", named)]
    numbers = {int(number) for number in re.findall(r"\d+", named)}
    assert numbers | {number for first, last in spans for number in range(first, last + 1)} == known | {pause}
