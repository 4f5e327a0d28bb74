"""Matches as they are told: none is said to be none, and a relation stands in words."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import decisions
from econsec.exhibits import Report
from econsec.exhibits.complementarity import matches
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.reports import complementarity
from econsec.store.catalog import dataset

DATA = dataset("baci_hs4")


def trade(*rows: tuple[str, str, float, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["economy", "product", "exports", "imports"]).assign(year=2024)


BOTH_SELL = trade(*((code, "8542", 9.0, 1.0) for code in ("JPN", "IND", "CHN")))
ONE_EACH = trade(
    ("JPN", "8542", 9.0, 1.0),
    ("IND", "8542", 1.0, 5.0),
    ("CHN", "8542", 9.0, 1.0),
    ("JPN", "3004", 1.0, 5.0),
    ("IND", "3004", 9.0, 1.0),
    ("CHN", "3004", 9.0, 1.0),
)


def test_nothing_that_matches_gets_words_and_no_chart(report):
    found = decisions.matches(BOTH_SELL, one="JPN", other="IND", year=2024)
    assert isinstance(matches.positions(report.on(DATA), found), Gap)
    assert isinstance(matches.best(report.on(DATA), found, pd.DataFrame()), Gap)
    assert report.text("complementarity.answer.matches.none", **matches.totals(found, report))


@pytest.mark.parametrize(("totals", "form"), [(BOTH_SELL, ".none"), (ONE_EACH, "")], ids=["none", "some"])
def test_the_answer_counts_matches_or_says_that_there_are_none(report, monkeypatch, totals, form):
    said = []
    monkeypatch.setattr(Report, "answer", lambda self, key, **values: said.append(self.text(key, **values) and key))
    found = decisions.matches(totals, one="JPN", other="IND", year=2024)
    fits = pd.DataFrame(columns=["year", "exporter", "importer", "basket", "fit"])
    complementarity.answer(report, fits, pd.DataFrame(), found, base=2018)
    assert said[-1] == f"complementarity.answer.matches{form}"


def test_relations_say_who_could_supply_whom(report, sound):
    pairs = [("JPN", "IND"), ("JPN", "CHN"), ("IND", "CHN")]
    shown = sound(matches.relations(report.on(DATA), decisions.relations(ONE_EACH, pairs, year=2024)))
    words = set(shown.table.frame["relation"])
    for seller, buyer in (("JPN", "IND"), ("IND", "JPN"), ("CHN", "JPN")):
        assert report.text("matches.supplies", seller=seller, buyer=buyer) in words
    assert report.text("matches.both_sell") in words
    assert not any(character.isdigit() for character in "".join(words))
