"""A cut in a page: parts that add up, and nothing drawn where nothing is cut."""

from __future__ import annotations

import datetime as dt

import pytest

from econsec import decisions, load
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.shocks import shock_curve as shocks


@pytest.fixture(scope="session")
def needs(flows):
    history = load("baci_minerals_trend")
    ledger = decisions.ledger(flows, importer="JPN", partner="IND", rival="CHN", history=history, year=2024)
    return decisions.needs_of(ledger)


def scenario(cut: float, *products: str) -> decisions.Scenario:
    return decisions.Scenario(cut=cut, start=dt.date(2027, 1, 1), products=products)


def test_the_parts_add_up_to_what_stops(report, needs, trade, sound):
    asked = scenario(1.0, "850511", "810194")
    path = decisions.simulate(needs, asked)
    shown = sound(shocks.curve(report.on(trade), path, decisions.spread(needs, asked, draws=50), cut=1.0))
    table = shown.table.frame
    assert (table[["stocks", "others", "partner", "short"]].sum(axis=1) - table["lost"]).abs().max() < 1e-9


def test_no_cut_shows_no_chart(report, needs, trade):
    for asked in (scenario(0.0, "850511"), scenario(1.0)):
        none = decisions.Scenario(cut=asked.cut, start=asked.start, products=asked.products or [])
        path = decisions.simulate(needs, none)
        assert isinstance(shocks.curve(report.on(trade), path, decisions.spread(needs, none, draws=5), cut=0.0), Gap)
        assert isinstance(shocks.drivers(report.on(trade), decisions.tornado(needs, none)), Gap)


def test_the_largest_swing_stands_first_and_is_named(report, needs, trade, sound):
    swings = decisions.tornado(needs, scenario(1.0, "850511"))
    shown = sound(shocks.drivers(report.on(trade), swings))
    assert shown.table.frame["swing"].is_monotonic_decreasing
    assert report.text("amount.usd", value=float(swings["swing"].max())) in shown.headline
