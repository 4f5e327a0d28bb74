"""The chip chain as it is shown: nothing without its year and its licence, nobody without a share drawn as zero."""

from __future__ import annotations

import pytest

from econsec import decisions, load
from econsec.exhibits import Report
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.industries import chips, foundries
from econsec.exhibits.science import patents
from econsec.store.catalog import dataset


@pytest.fixture(params=["en", "ja"])
def indian(request) -> Report:
    return Report("IND", "JPN", "CHN", 2024, request.param)


@pytest.fixture(scope="module")
def provided():
    return decisions.chips.provision(load("chip_providers"))


@pytest.fixture(scope="module")
def counted(provided):
    return decisions.chips.leaves(provided, load("chip_sequence"), load("chip_inputs"))


def strong(provided, counted, economy):
    return decisions.chips.strength(provided, economy=economy, among=counted)


def test_exhibits_of_the_chain_say_that_they_are_not_for_commercial_use(indian, provided, counted, sound):
    data = dataset("chip_providers")
    shown = [
        chips.stages(indian.on(data), provided),
        chips.inputs(indian.on(data), provided),
        chips.strengths(indian.on(data), strong(provided, counted, "JPN")),
    ]
    for exhibit in shown:
        sound(exhibit)
        assert exhibit.payload()["sources"][0]["commercial"] is False
        assert "CC BY-NC" in " ".join(exhibit.caveats)


def test_an_economy_that_is_not_listed_has_a_column_of_dashes(provided):
    shown = chips.inputs(Report("IND", "JPN", "CHN", 2024).on(dataset("chip_providers")), provided)
    spec = shown.spec()
    cells = next(rows for rows in spec["datasets"].values() if "column" in rows[0])
    india = [cell for cell in cells if cell["column"] == "India"]
    assert india
    assert {cell["text"] for cell in india} == {"–"}


def test_every_input_is_drawn_with_the_year_of_its_share(provided):
    shown = chips.inputs(Report("IND", "JPN", "CHN", 2024).on(dataset("chip_providers")), provided)
    assert shown.table.frame["label"].str.contains(r"\((?:2019|2021|2022|2025)\)$").all()


def test_no_dot_is_drawn_for_an_input_without_a_share(provided, counted, sound):
    shown = sound(
        chips.strengths(
            Report("IND", "JPN", "CHN", 2024).on(dataset("chip_providers")), strong(provided, counted, "JPN")
        )
    )
    assert shown.table.frame["share"].notna().all()
    assert "19 of 77" in shown.headline


def test_a_partner_without_any_share_is_said_in_words(provided, counted):
    report = Report("JPN", "IND", "CHN", 2024)
    assert isinstance(chips.strengths(report.on(dataset("chip_providers")), strong(provided, counted, "IND")), Gap)


def test_all_inputs_with_providers_have_a_name_in_both_languages(provided):
    for code in provided["input"].unique():
        assert chips.input_label(code, "en")
        assert chips.input_label(code, "ja") != chips.input_label(code, "en") or code in {"N2", "N3"}


def test_tsmc_makes_five_in_six_of_the_ai_chips_whose_foundry_is_known_epoch(indian, sound):
    listed = load("ai_chips")
    made = decisions.chips.foundries(listed, foundries.seats())
    shown = sound(foundries.foundries(indian.on(dataset("ai_chips")), made, len(listed)))
    assert "84.7%" in shown.headline


def test_japans_us_patents_of_2022_stand_in_the_headline_ncses(indian, sound):
    granted = decisions.world_shares.of_world(load("science_indicators", series="us-patents-semiconductors"))
    shown = sound(patents.grants(indian.on(dataset("science_indicators")), granted, "chips"))
    assert "3,077" in shown.headline
    assert "46" in shown.headline


def test_economies_without_patents_are_said_in_words():
    granted = decisions.world_shares.of_world(load("science_indicators", series="us-patents-semiconductors"))
    report = Report("BTN", "NPL", "CHN", 2024)
    assert isinstance(patents.grants(report.on(dataset("science_indicators")), granted, "chips"), Gap)
