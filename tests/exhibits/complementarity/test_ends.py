"""Who sells to the two, and where what is sold goes; true where an economy sells none, and without flows."""

from __future__ import annotations

import pytest

from econsec import decisions, load
from econsec.exhibits import Report
from econsec.exhibits.complementarity.ends import MOST, ends
from econsec.exhibits.elements.gap import Gap
from econsec.store.catalog import dataset

EARTHS = ["280530", "284610", "284690"]


def shown(report, flows):
    sides = decisions.ends(flows, **report.roles, year=2024)
    return ends(report.on(dataset("baci_hs92")), sides, "Rare earths")


def test_each_side_is_a_row_and_its_parts_are_the_whole(report, sound):
    exhibit = sound(shown(report, load("baci_hs92", year=2024, product=EARTHS)))
    frame = exhibit.table.frame
    assert frame.groupby("label")["share"].sum().to_numpy() == pytest.approx(1.0)
    assert frame["label"].nunique() == 4 * len(EARTHS)
    assert {"en": "to Japan (", "ja": "日本（"}[report.language] in exhibit.headline


def test_of_many_codes_the_largest_are_drawn_and_the_file_has_all(report, sound):
    flows = load("baci_hs92", year=2024)
    exhibit = sound(shown(report, flows))
    assert exhibit.table.frame["product"].nunique() == MOST
    sums = flows.groupby("product", observed=True)["value"].sum().sort_values(ascending=False)
    assert exhibit.table.frame["product"].iloc[0] == sums.index[0]
    assert exhibit.table.whole["product"].nunique() > MOST


@pytest.mark.parametrize("gone", [["IND"], ["CHN"], ["IND", "CHN"]])
def test_who_sells_none_is_said(report, sound, gone):
    flows = load("baci_hs92", year=2024, product="284690")
    headline = sound(shown(report, flows[~flows["exporter"].isin(gone)])).headline
    word = {"en": "none" if len(gone) == 1 else "Neither", "ja": "輸出はない" if len(gone) == 1 else "輸出していない"}
    assert word[report.language] in headline


def test_without_complete_flows_it_is_a_gap():
    report = Report("JPN", "IND", "CHN", 2024)
    assert isinstance(shown(report, load("baci_hs92", year=2024, product="284690").head(0)), Gap)
