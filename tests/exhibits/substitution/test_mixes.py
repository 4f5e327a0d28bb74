"""Safer mixes of suppliers in a page: the headline says what moves and what does not."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import decisions, load
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.substitution import mixes as mixtures
from econsec.indicators import governance_score

LISTED = ["810194", "850511"]


@pytest.fixture(scope="module")
def found(flows):
    asked = {"importer": "JPN", "rival": "CHN", "governance": governance_score(load("wgi"))}
    return decisions.mixes(flows, **asked, products=LISTED, year=2024, history=load("baci_minerals_trend"))


def test_the_headline_names_what_could_leave_the_rival_and_what_could_not(report, found, names, trade, sound):
    shown = sound(mixtures.safer(report.on(trade), found, names))
    assert all(word in shown.headline for word in ("99.6%", "79.0%"))
    assert names["850511"].lower() in shown.headline.lower()
    rows = shown.table.frame
    assert set(rows["step"]) == {"today", "halfway", "safest"}
    assert (rows.loc[rows["step"] == "today", "price"] == 1).all()


def test_a_mix_that_nothing_moves_says_so(report, found, names, trade, sound):
    stuck = found[found["product"] == "850511"]
    shown = sound(mixtures.safer(report.on(trade), stuck, names))
    assert shown.headline == report.text("mixes.headline.none", of=1)


def test_without_prices_none_is_said(report, found, names, trade):
    shown = mixtures.safer(report.on(trade), found.assign(price=float("nan")), names)
    assert "nan" not in f"{shown.headline} {shown.payload()['table']['rows']}".lower()
    assert "79.0%" in shown.headline
    assert "nan" not in " ".join(map(str, shown.chart.to_dict()["datasets"])).lower()


def test_mixes_of_one_price_stay_two_bars(report, found, names, trade):
    alike = found[found["product"] == "810194"].assign(price=1.0)
    shown = mixtures.safer(report.on(trade), alike, names)
    bars, *_ = shown.chart.to_dict()["datasets"].values()
    ends = pd.DataFrame(bars).groupby("label")["end"].max()
    assert len(ends) == alike["step"].nunique()
    assert ends.tolist() == pytest.approx([1.0] * len(ends))


def test_a_step_without_a_price_is_not_in_the_headline(report, found, names, trade):
    half = found["step"] == "halfway"
    whole, shown = (
        mixtures.safer(report.on(trade), table, names).headline
        for table in (found, found.assign(price=found["price"].mask(half)))
    )
    prices = found[found["product"] == "810194"].groupby("step")["price"].first().map("{:.2f}".format)
    assert prices["halfway"] != prices["safest"]
    assert all(prices[step] in whole for step in ("halfway", "safest"))
    assert prices["halfway"] not in shown
    assert prices["safest"] in shown


def test_nothing_bought_from_the_rival_is_said_in_words(report, found, names, trade):
    assert isinstance(mixtures.safer(report.on(trade), found.head(0), names), Gap)
