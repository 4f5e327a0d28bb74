"""Prices of each seller beside the price that is paid: by hand, by property, and from the bundle."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec import decisions, load
from econsec.decisions.substitution.price_bands import at_prices, offered
from econsec.errors import MissingColumnError, ParameterError

BETWEEN = {"importer": "JPN", "rival": "CHN", "year": 2024}


def flows(*rows: tuple[str, str, float, float | None], product: str = "850511") -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["exporter", "importer", "value", "tonnes"])
    return frame.assign(year=2024, product=product)


def test_a_mean_of_another_grade_hides_sales_of_the_same():
    # The rival is paid 20 a tonne. India sells 80 at 10 and 20 at 20: a mean of 100/9 = 11.1, 0.56 times.
    found = offered(
        flows(("CHN", "JPN", 200.0, 10.0), ("IND", "USA", 80.0, 8.0), ("IND", "DEU", 20.0, 1.0)), **BETWEEN
    ).set_index("exporter")
    row = found.loc["IND"]
    assert row["unit_value"] == pytest.approx(100 / 9)
    assert row["grade"] == "unclear"
    assert row["same_share"] == pytest.approx(0.2)
    assert row["near_share"] == pytest.approx(1.0)
    assert (row["low"], row["middle"], row["high"]) == (10.0, 10.0, 20.0)
    assert row["markets"] == 2


def test_sales_to_importer_and_rival_and_without_weight_have_no_part():
    found = offered(
        flows(
            ("CHN", "JPN", 20.0, 1.0),
            ("IND", "JPN", 500.0, 1.0),
            ("IND", "CHN", 500.0, 1.0),
            ("IND", "USA", 20.0, 1.0),
            ("IND", "DEU", 99.0, None),
            ("IND", "FRA", 99.0, 0.0),
            ("JPN", "USA", 99.0, 1.0),
        ),
        **BETWEEN,
    )
    assert found["exporter"].tolist() == ["IND"]
    assert found["value"].item() == 20.0


def test_without_a_price_of_the_rival_nothing_is_near_it_and_nothing_is_far():
    found = offered(flows(("USA", "JPN", 20.0, 1.0), ("IND", "USA", 20.0, 1.0)), **BETWEEN)
    assert found[["reference", "ratio", "same_share", "near_share"]].isna().all().all()
    assert (found["grade"] == "unknown").all()
    assert found["middle"].tolist() == [20.0]


def test_several_products_have_no_common_price():
    both = pd.concat([flows(("CHN", "JPN", 1.0, 1.0)), flows(("CHN", "JPN", 1.0, 1.0), product="811010")])
    assert offered(both, **BETWEEN).empty


@given(
    st.lists(st.tuples(st.floats(0.01, 1e6), st.floats(0.01, 1e6)), min_size=1, max_size=12),
    st.floats(0.01, 1e6),
)
def test_parts_lie_in_order_and_within_the_prices(sold, paid):
    rows = [("IND", f"X{place:02}", price * weight, weight) for place, (price, weight) in enumerate(sold)]
    row = offered(flows(("CHN", "JPN", paid, 1.0), *rows), **BETWEEN).set_index("exporter").loc["IND"]
    prices = [value / tonnes for _, _, value, tonnes in rows]
    assert min(prices) <= row["low"] <= row["middle"] <= row["high"] <= max(prices)
    assert 0 <= row["same_share"] <= row["near_share"] <= 1 + 1e-12


def test_half_of_what_is_sold_goes_at_the_middle_or_less():
    rng = np.random.default_rng(5)
    prices, weights = pd.Series(rng.lognormal(size=50)), pd.Series(rng.lognormal(size=50))
    low, middle, high = at_prices(prices, weights, (0.1, 0.5, 0.9))
    for bound, part in ((low, 0.1), (middle, 0.5), (high, 0.9)):
        at_most = weights[prices <= bound].sum() / weights.sum()
        below = weights[prices < bound].sum() / weights.sum()
        assert below < part <= at_most


def test_it_refuses_one_economy_in_two_parts_and_a_lacking_column():
    with pytest.raises(ParameterError):
        offered(flows(("CHN", "JPN", 1.0, 1.0)), importer="CHN", rival="CHN", year=2024)
    with pytest.raises(MissingColumnError, match="tonnes"):
        offered(flows(("CHN", "JPN", 1.0, 1.0)).drop(columns="tonnes"), **BETWEEN)


def test_ratio_and_grade_are_those_of_the_ledger():
    held = load("baci_minerals", product="850511")
    ledger = decisions.ledger(held, importer="JPN", partner="IND", rival="CHN", year=2024).iloc[0]
    row = offered(held, **BETWEEN).set_index("exporter").loc["IND"]
    assert row["ratio"] == pytest.approx(ledger["unit_value_ratio"])
    assert row["grade"] == ledger["grade"] == "cheaper grade"
    # By hand from BACI V202601: of 11.8 million to third markets 4.72 million at 21,117 to 84,469 USD a tonne.
    third = held[(held["exporter"] == "IND") & (held["year"] == 2024) & ~held["importer"].isin(["JPN", "CHN", "HKG"])]
    third = third[third["tonnes"] > 0]
    paid = held[(held["exporter"] == "CHN") & (held["importer"] == "JPN") & (held["year"] == 2024)].iloc[0]
    price = paid["value"] / paid["tonnes"]
    near = third[(third["value"] / third["tonnes"]).between(price / 2, price * 2)]["value"].sum()
    assert row["near_share"] == pytest.approx(near / third["value"].sum())
    assert row["near_share"] == pytest.approx(0.402, abs=0.0005)
