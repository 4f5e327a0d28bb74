"""Exhibits on dependence say what the figures say, also where there is nothing to say."""

from __future__ import annotations

from econsec import indicators, load
from econsec.exhibits import Report
from econsec.exhibits.dependence import exposure as dependence


def test_the_headline_counts_what_the_frame_holds(report, exposed, mirrored, names, trade, sound):
    shown = sound(dependence.compare(report.on(trade), exposed, mirrored, names))
    count = int((exposed["rival_share"] > 0.5).sum())
    assert str(count) in shown.headline
    assert str(int((mirrored["rival_share"] > 0.5).sum())) in shown.headline


def test_the_most_exposed_product_stands_first(report, exposed, mirrored, names, trade):
    table = dependence.compare(report.on(trade), exposed, mirrored, names).table.frame
    assert table["product"].iloc[0] == "810194"
    assert table["rival_share"].is_monotonic_decreasing


def test_single_suppliers_are_counted_by_effective_number(report, exposed, names, trade, sound):
    shown = sound(dependence.concentration(report.on(trade), exposed, names))
    assert str(int((exposed["effective"] < 1.25).sum())) in shown.headline


def test_no_single_supplier_is_said_in_words(exposed, names, trade):
    spread = exposed.assign(effective=3.0, hhi=1 / 3)
    english = Report("JPN", "IND", "CHN", 2024, "en")
    assert dependence.concentration(english.on(trade), spread, names).headline.startswith("Not one of")


def test_rules_that_cannot_be_judged_are_shown_as_such(report, names, trade, sound):
    both = load("baci_minerals")
    asked = ["ec", "cepii", "meti"]
    judged = indicators.dependence_flags(both, rules=asked, importers=["JPN"], rival="CHN")
    shown = sound(dependence.rules(report.on(trade), judged, names))
    signs = {row[3]["text"] for row in shown.payload()["table"]["rows"]}
    assert len(signs) == 3  # yes, no, cannot be judged
    assert str(int((shown.table.frame["agree"] == len(asked)).sum())) in shown.headline
