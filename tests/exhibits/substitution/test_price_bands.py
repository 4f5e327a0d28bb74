"""Grades behind a mean, as they are drawn: true for a seller of some, of none, and for no seller."""

from __future__ import annotations

import pandas as pd
import pytest

from econsec import decisions, load
from econsec.exhibits import Report
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.substitution import price_bands
from econsec.store.catalog import dataset

DATA = (dataset("baci_minerals"),)


def sold(*rows: tuple[str, str, float, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["exporter", "importer", "value", "tonnes"]).assign(year=2024, product="1")
    return decisions.price_bands.offered(frame, importer="JPN", rival="CHN", year=2024)


@pytest.mark.parametrize(
    ("rows", "form"),
    [
        ([("IND", "USA", 10.0, 1.0)], "some"),
        ([("IND", "USA", 90.0, 1.0)], "nothing"),
        ([("IND", "USA", 999.0, 10.0), ("IND", "DEU", 1.0, 0.1)], "trace"),
        ([("USA", "DEU", 10.0, 1.0)], "absent"),
        ([("CHN", "DEU", 10.0, 1.0)], "alone"),
    ],
)
def test_the_headline_says_what_the_partner_sells_near_that_price(report, rows, form, sound):
    shown = sound(price_bands.offered(report.on(*DATA), sold(("CHN", "JPN", 10.0, 1.0), *rows), "x"))
    near, same = {"en": ("2", "1.25"), "ja": ("0.5～2", "0.8～1.25")}[report.language]
    values = {"item": "x", "reference": 10.0, "near": near, "same": same, "near_share": 1.0, "same_share": 1.0}
    values |= {"of": 1, "n": 1, "times": 9.0}
    values |= {"near_share": 0.001, "times": 9.99} if form == "trace" else {}
    assert shown.headline == report.text(f"prices.bands.headline.{form}", **values)


def test_no_price_of_the_rival_gets_words(report):
    assert isinstance(price_bands.offered(report.on(*DATA), sold(("IND", "USA", 1.0, 1.0)), "x"), Gap)
    assert isinstance(price_bands.offered(report.on(*DATA), sold(), "x"), Gap)


@pytest.mark.parametrize("product", ["850511", "283691", "811010"])
def test_both_directions_and_other_economies_are_drawn(product, sound):
    held = load("baci_minerals", product=product)
    for one, other in (("JPN", "IND"), ("IND", "JPN"), ("DEU", "AUS")):
        here = Report(one, other, "CHN", 2024)
        found = decisions.price_bands.offered(held, importer=one, rival="CHN", year=2024)
        shown = sound(price_bands.offered(here.on(*DATA), found, "x"))
        assert {other, "CHN"} & set(found["exporter"]) <= set(shown.table.frame["exporter"])


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        # Mean 0.45: another range; half of it at the rival's own price.
        ([("IND", "USA", 50.0, 5.0), ("IND", "DEU", 50.0, 17.0)], "prices.remark.hidden"),
        # Mean 1.0, made of a fifth and of five times the price.
        ([("IND", "USA", 20.0, 10.0), ("IND", "DEU", 100.0, 2.0)], "prices.remark.thin"),
        ([("IND", "USA", 50.0, 5.0)], None),
        ([("IND", "USA", 900.0, 9.0)], None),
        # A hundredth at the rival's own price is no offer.
        ([("IND", "USA", 990.0, 10.0), ("IND", "DEU", 10.0, 1.0)], None),
        ([("USA", "DEU", 50.0, 5.0)], None),
    ],
)
def test_a_remark_is_made_only_where_mean_and_sales_differ(report, monkeypatch, rows, said):
    keys = []
    monkeypatch.setattr(Report, "note", lambda self, key, **values: keys.append(self.text(key, **values) and key))
    price_bands.remark(report, sold(("CHN", "JPN", 10.0, 1.0), *rows), "x")
    assert keys == ([said] if said else [])
