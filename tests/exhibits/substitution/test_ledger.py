"""The ledger in a page: sums that agree, gaps in words, and the partner's place among all."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import decisions, load
from econsec.exhibits import Report
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.substitution import hidden_content as content
from econsec.exhibits.substitution import ledger as substitution
from econsec.i18n import numbers, spans


@pytest.fixture(scope="session")
def history():
    return load("baci_minerals_trend")


@pytest.fixture(scope="session")
def ledger(flows, history):
    return decisions.ledger(flows, importer="JPN", partner="IND", rival="CHN", history=history, year=2024)


def test_an_amount_is_the_sum_of_the_ledger_by_case_and_says_which_question_it_answers(ledger):
    part = substitution.amount(ledger)
    assert part.central == pytest.approx(ledger["central"].sum())
    assert part.scale == pytest.approx(ledger["from_rival"].sum())
    assert 0 <= part.low <= part.central <= part.high <= part.scale
    assert part.asks.startswith("replaceable JPN-IND-CHN 250490,")
    net = substitution.amount(
        ledger.assign(low_net=0.0, central_net=float("nan"), high_net=float("nan")), suffix="_net"
    )
    # What hangs on the rival is not known: none of it counts in the central case, and all of it may be there.
    assert (net.central, net.high) == (0, pytest.approx(ledger["high"].sum()))
    assert net.asks.startswith("replaceable_net ")


def test_the_largest_need_stands_first_and_the_file_holds_every_product(report, ledger, names, trade, sound):
    shown = sound(substitution.spans(report.on(trade), ledger, names))
    assert shown.table.frame["from_rival"].is_monotonic_decreasing
    assert len(shown.payload()["csv"]["rows"]) == len(ledger)


def test_nothing_to_replace_is_said_in_words(report, ledger, names, trade):
    nothing = ledger.assign(from_rival=0.0)
    assert isinstance(substitution.spans(report.on(trade), nothing, names), Gap)


def test_partners_stand_net_of_what_they_pass_on_and_none_is_called_first_where_ranges_overlap(
    report, flows, history, trade, sound
):
    ranked = decisions.best_partners(flows, importer="JPN", rival="CHN", history=history, year=2024, k=300)
    shown = sound(substitution.partners(report.on(trade), ranked))
    net = (ranked["high"] * (1 - ranked["hidden"])).groupby(ranked["partner"]).sum().sort_values(ascending=False)
    assert shown.table.frame["partner"].iloc[0] == net.index[0]
    assert {"en": "not known", "ja": "分からない"}[report.language] in shown.headline
    assert (shown.table.frame["low_net"] <= shown.table.frame["high_net"]).all()
    # India has nothing of its own to send, gross or net: it is not among them, and the headline says so.
    assert "India" in shown.headline or "インド" in shown.headline


def test_nobody_to_turn_to_is_said_in_words(report, flows, history, trade):
    ranked = decisions.best_partners(flows, importer="JPN", rival="CHN", history=history, year=2024)
    nothing = ranked.assign(low=0.0, central=0.0, high=0.0)
    assert isinstance(substitution.partners(report.on(trade), nothing), Gap)


def test_one_comes_first_where_its_least_is_above_the_most_of_all_others(report, trade, sound):
    rows = {"partner": ["IND", "AUS"], "low": [50.0, 0.0], "central": [60.0, 10.0], "high": [70.0, 40.0]}
    ranked = pd.DataFrame(rows).assign(product="280530", from_rival=100.0, hidden=0.0)
    shown = sound(substitution.partners(report.on(trade), ranked))
    assert {"en": "whatever the case", "ja": "いずれのケースでも"}[report.language] in shown.headline


def test_net_is_never_above_gross(report, flows, ledger, names, trade, sound):
    own = decisions.hidden_content.own(flows, partner="IND", rival="CHN")
    found = decisions.hidden_content.net(ledger, decisions.hidden_content.content(own))
    table = sound(content.net(report.on(trade), found, names)).table.frame
    assert (table["net"] <= table["gross"] + 1e-12).all()


def test_no_offer_means_no_content(report, flows, ledger, names, trade):
    own = decisions.hidden_content.own(flows, partner="IND", rival="CHN")
    found = decisions.hidden_content.net(ledger, decisions.hidden_content.content(own)).assign(high=0.0)
    assert isinstance(content.net(report.on(trade), found, names), Gap)


@pytest.mark.parametrize(
    ("central", "high", "words"),
    [
        (0.0, 1.0, "0.0% (0.0% to 10.0%)"),
        (0.0, 0.0, "no case"),
        (1.0, 2.0, "10.0% (0.0% to 20.0%)"),
        (1.0, 8.0, "between 0.0% and 80.0%"),
    ],
)
def test_a_ledger_says_what_its_amounts_allow(ledger, trade, central, high, words):
    one = ledger.head(1).assign(from_rival=10.0, low=0.0, central=central, high=high, ceiling=high)
    for case in ("low", "central", "high"):
        one[f"{case}_share"] = one[case] / one["from_rival"]
    one.attrs = ledger.attrs
    shown = substitution.spans(Report("JPN", "IND", "CHN", 2024).on(trade), one, {one["product"].iloc[0]: "Magnets"})
    assert words in shown.headline
    # One product is no list: nobody says "the 1 largest".
    assert "largest" not in shown.subtitle
    assert "USD 10" in shown.headline or "10.0%" in shown.headline


def test_a_range_stands_beside_the_central_case_with_and_without_weights(report, ledger, names, trade):
    part = substitution.amount(ledger[ledger["from_rival"] > 0])
    unweighed = ledger.assign(grade="unknown")
    unweighed.attrs = ledger.attrs
    for known, counted in ((ledger, 0.3), (unweighed, 0.15)):
        headline = substitution.spans(report.on(trade), known, names).headline
        assert spans.share(part, report.language) in headline
        assert numbers.percent(counted, report.language, digits=0) in headline  # the assumption in the same sentence
