"""Exhibits on chains: shares stage by stage, both directions, and words where the source is silent."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import decisions, load, sector
from econsec.exhibits import Report, labels
from econsec.exhibits.dependence import chains as links
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.reports import clean_energy
from econsec.flows.trade import Trade
from econsec.store.catalog import dataset

ENERGY = sector("clean_energy")
CODES = list(ENERGY.codes)


@pytest.fixture
def names(report) -> dict[str, str]:
    return labels(ENERGY, report.language)


def found(lists: Trade, report: Report) -> pd.DataFrame:
    return decisions.clean_energy.links(lists, ENERGY.chains, **report.roles, year=report.year)


def ways(lists: Trade, report: Report) -> pd.DataFrame:
    both = [decisions.ledger(lists.of(CODES), **side.roles, year=2024) for side in (report, report.reversed)]
    return decisions.complementarity(*both, ENERGY.chains)


def test_stages_stand_in_the_order_of_their_chain(report, lists, names, sound):
    shown = sound(links.table(report.on(dataset("baci_routes")), found(lists, report), names))
    assert shown.table.frame["product"].tolist()[:3] == ["2804", "3818", "8541"]
    assert len(shown.table.frame) == len(ENERGY.chains)


def test_both_directions_stand_in_one_table(report, lists, names, sound):
    shown = sound(links.table(report.on(dataset("baci_routes")), found(lists, report), names))
    rows = shown.table.frame.set_index("product")
    assert rows.loc["8507", ["importer_rival", "partner_rival", "partner_importer"]].tolist() == ["70%", "77%", "5.6%"]


def test_changing_importer_and_partner_over_changes_the_columns_over(report, lists, names):
    here = report.on(dataset("baci_routes"))
    one = links.table(here, found(lists, here), names).table.frame.set_index("product")
    back = links.table(here.reversed, found(lists, here.reversed), names).table.frame
    assert one["importer_rival"].to_dict() == back.set_index("product")["partner_rival"].to_dict()


def test_economies_without_lists_get_words(lists):
    here = Report("DEU", "FRA", "USA", 2024)
    rows = found(lists, here)
    assert isinstance(links.table(here, rows, labels(ENERGY, "en")), Gap)


def test_what_cannot_be_sized_is_not_drawn_as_nothing(lists):
    # Korea's and Taiwan's sales of 2024 are not in the source: what they could replace is unknown, not none.
    here = Report("KOR", "TWN", "CHN", 2024)
    shown = links.meeting(here, ways(lists, here), ENERGY.chains, labels(ENERGY, "en"))
    assert isinstance(shown, Gap)


def test_japan_could_replace_all_wafers_and_the_reader_is_told_that_the_heading_mixes_two(report, lists, names, sound):
    here = report.on(dataset("baci_routes"), dataset("baci_hs4"))
    shown = sound(links.meeting(here, ways(lists, report), ENERGY.chains, names))
    assert names["3818"].lower() in shown.headline.lower()
    assert any(caveat.startswith("3818") for caveat in shown.caveats)


def test_no_supplier_at_all_is_said_so(report, lists, names, sound):
    none = ways(lists, report)
    none["coverage"] = none["coverage"].where(none["coverage"].isna(), 0.0)
    shown = sound(links.meeting(report.on(dataset("baci_hs4")), none, ENERGY.chains, names))
    assert shown.headline == report.text("links.meeting.headline.none")


def test_factories_are_of_the_rival_or_of_nobody(report, sound):
    facts = load("facts")
    shown = sound(links.factories(report.on(dataset("facts")), facts))
    assert shown.table.frame["value"].tolist() == [0.79, 0.97, 0.85, 0.75, 0.03]
    other = Report("JPN", "IND", "KOR", 2024)
    assert isinstance(links.factories(other, facts), Gap)


@pytest.mark.parametrize(
    ("sold", "told"),
    [(267.0, "26.7 times that"), (10.0, "1.0 times that"), (0.02, "0.2% of that"), (0.0, "0.0% of that")],
)
def test_what_the_importer_sells_is_told_in_times_or_as_a_part(monkeypatch, sold, told):
    said = []
    monkeypatch.setattr(Report, "claim", lambda report, key, *_, **values: said.append(report.text(key, **values)))
    here = Report("JPN", "IND", "CHN", 2024)
    rows = [("3818", "JPN", sold, 0.0), ("3818", "IND", 0.0, 10.0), ("8541", "IND", 5.0, 0.0)]
    stood = pd.DataFrame(rows, columns=["product", "economy", "exports", "imports"])
    found = pd.DataFrame({"buyer": ["IND"], "seller": ["CHN"], "product": ["3818"], "share": [0.9]})
    clean_energy.wafers(here, stood, found, {"8541": "Cells"})
    assert told in said[0]
