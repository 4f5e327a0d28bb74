"""Months before and after a control: the right months on each side, and nothing said of too few."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec import load, sector
from econsec.codes.revision_breaks import joints
from econsec.decisions import monthly
from econsec.errors import ParameterError

SIDES = {"importer": "JPN", "rival": "CHN"}


def reported(**changed):
    rows = [
        {"year": 2025, "month": month, "partner": partner, "value": value}
        for month in (1, 2, 3)
        for partner, value in (("WLD", 10.0), ("CHN", 4.0))
    ]
    fixed = {"reporter": "JPN", "flow": "imports", "product": "850511", "revision": "H6"}
    return pd.DataFrame(rows).assign(**(fixed | changed))


def months(values, first="2024-01-01", product="850511", revision="H6"):
    days = pd.date_range(first, periods=len(values), freq="MS")
    return pd.DataFrame({"product": product, "month": days, "revision": revision, "value": values})


def measure(announced, effective=None, product="850511"):
    days = [pd.Timestamp(day) for day in (announced, effective or announced)]
    return pd.DataFrame({"product": [product], "id": "x", "announced": days[0], "effective": days[1]})


def test_the_first_measure_on_each_of_the_listed_minerals():
    found = monthly.touching(
        load("export_controls"), sector("critical_minerals").products, **SIDES, as_of="2026-06-01"
    ).drop_duplicates("product")
    assert found.set_index("product")["id"].to_dict() == {
        "250410": "2023-graphite",
        "280530": "2025-018",
        "284690": "2025-018",
        "810194": "2025-010",
        "811010": "2024-antimony",
        "811292": "2023-023",
        "850511": "2025-018",
    }
    assert monthly.touching(
        load("export_controls"), sector("critical_minerals").products, importer="JPN", rival="RUS", as_of="2026-06-01"
    ).empty


def test_a_month_without_the_rival_is_zero_and_one_without_the_code_is_no_month():
    table = reported()
    table = table[~((table["month"] == 2) & (table["partner"] == "CHN")) & (table["month"] != 3)]
    found = monthly.bought(table, ["850511", "810194"], **SIDES)
    assert found["value"].tolist() == [4.0, 0.0]
    assert monthly.bought(reported(flow="exports"), ["850511"], **SIDES).empty
    assert monthly.bought(reported(reporter="IND"), ["850511"], **SIDES).empty


def test_what_was_bought_between_announcement_and_effect_is_on_neither_side():
    bought = months([1.0] * 12 + [50.0] * 3 + [2.0] * 12)
    row = monthly.before_and_after(bought, measure("2025-01-20", "2025-03-15")).iloc[0]
    assert (row["before"], row["months_before"]) == (1.0, 12)
    assert (row["after"], row["months_after"]) == (2.0, 12)
    assert row["change"] == 1.0


def test_a_measure_of_the_first_of_a_month_has_that_month_after_it():
    bought = months([4.0] * 12 + [1.0] * 6)
    assert monthly.before_and_after(bought, measure("2025-01-01"))["months_after"].item() == 6
    assert monthly.before_and_after(bought, measure("2025-01-02"))["months_after"].item() == 5


@pytest.mark.parametrize(
    "bought",
    [
        months([4.0] * 12 + [1.0] * 5),
        months([4.0] * 5 + [1.0] * 12, first="2024-08-01"),
        months([0.0] * 12 + [1.0] * 12),
        pd.concat([months([4.0] * 12, revision="H3"), months([1.0] * 12, first="2025-01-01")]),
        months([], first="2025-01-01"),
    ],
    ids=["few after", "few before", "nothing before", "other goods", "no month"],
)
def test_what_cannot_be_compared_has_no_change(bought):
    assert monthly.before_and_after(bought, measure("2025-01-01"))["change"].isna().all()


@given(st.lists(st.floats(1, 1e9), min_size=24, max_size=24), st.floats(0.01, 100))
def test_the_change_does_not_hang_on_the_currency(values, rate):
    first = monthly.before_and_after(months(values), measure("2025-01-01"))["change"].item()
    second = monthly.before_and_after(months([value * rate for value in values]), measure("2025-01-01"))[
        "change"
    ].item()
    assert first == pytest.approx(second, abs=1e-9)
    assert first > -1


def test_an_importer_is_no_rival_of_itself():
    with pytest.raises(ParameterError):
        monthly.bought(reported(), ["850511"], importer="CHN", rival="CHN")


def yearly(value, year=2024, **changed):
    fixed = {"reporter": "JPN", "flow": "imports", "product": "850511", "partner": "CHN"}
    return pd.DataFrame({"year": [year], "value": value}).assign(**(fixed | changed))


def test_months_are_held_against_the_year_of_the_same_office_only_where_all_twelve_are_there():
    bought = months([1.0] * 23)
    years = pd.concat([yearly(12.0), yearly(12.0, year=2025)])
    found = monthly.against_years(bought, years, **SIDES)
    assert found.to_numpy().tolist() == [["850511", 2024, 12.0, 12.0, False]]
    assert monthly.against_years(bought, yearly(12.01), **SIDES)["differ"].tolist() == [False], "rounded"
    assert monthly.against_years(bought, yearly(12.02), **SIDES)["differ"].tolist() == [True]
    for other in ({"reporter": "IND"}, {"flow": "exports"}, {"product": "280530"}):
        assert monthly.against_years(bought, yearly(12.0, **other), **SIDES).empty


def test_a_year_that_has_nothing_of_the_rival_is_zero_and_so_differs_from_months_that_have():
    found = monthly.against_years(months([1.0] * 12), yearly(50.0, partner="WLD"), **SIDES)
    assert found[["by_year", "differ"]].to_numpy().tolist() == [[0.0, True]]
    assert monthly.against_years(months([0.0] * 12), yearly(50.0, partner="WLD"), **SIDES)["differ"].tolist() == [False]


USUAL = [100.0, 120.0, 90.0, 110.0, 105.0, 95.0, 130.0] * 6


def test_a_surprise_is_counted_by_hand():
    found = monthly.surprises(months([*USUAL[:40], 30.0])).iloc[0]
    values = [*USUAL[:40], 30.0]
    changes = [2 * (now - then) / (now + then) for then, now in zip(values, values[12:], strict=False)]
    past = pd.Series(changes[:-1])
    assert found["changes"] == len(past) == 28
    assert found["distance"] == pytest.approx(abs(changes[-1] - past.mean()) / past.std())
    assert (found["value"], found["before"]) == (30.0, values[28])


def test_of_goods_bought_now_and_then_no_month_can_be_a_surprise():
    """Nothing in one year and something in the next: every change is 2 or -2."""
    lumpy = [5.0 if place // 12 % 2 else 0.0 for place in range(49)]
    for last in (0.0, 5.0, 1e9):
        found = monthly.surprises(months([*lumpy[:-1], last])).iloc[0]
        assert found["distance"] <= found["farthest"] < 2
    assert monthly.surprises(months([*USUAL[:40], 30.0]))["farthest"].item() > 2
    assert monthly.surprises(months([4.0] * 41))["farthest"].item() == float("inf")
    assert pd.isna(monthly.surprises(months(USUAL[:20]))["farthest"].item())


@given(st.lists(st.sampled_from([0.0, 1.0, 10.0, 500.0]), min_size=38, max_size=60))
def test_no_month_is_farther_away_than_can_be(values):
    found = monthly.surprises(months(values)).iloc[0]
    assert pd.isna(found["distance"]) or found["distance"] <= found["farthest"] * (1 + 1e-9)


def test_the_season_is_no_surprise():
    season = [10.0, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 500.0]
    noise = [1 + 0.01 * (place % 5) for place in range(48)]
    found = monthly.surprises(months([high * by for high, by in zip(season * 4, noise, strict=True)])).iloc[0]
    assert found["distance"] < 2


@pytest.mark.parametrize(("count", "told"), [(36, False), (37, True)])
def test_of_fewer_than_two_years_of_changes_nothing_is_said(count, told):
    found = monthly.surprises(months([*USUAL[: count - 1], 1.0])).iloc[0]
    assert found["changes"] == count - 13
    assert pd.notna(found["distance"]) == told


def test_trade_that_stops_or_begins_has_a_change():
    assert monthly.surprises(months([*USUAL[:40], 0.0]))["change"].item() == -2.0
    begun = monthly.surprises(months([0.0] * 40 + [9.0])).iloc[0]
    assert (begun["change"], begun["distance"]) == (2.0, float("inf"))
    assert monthly.surprises(months([0.0] * 41))["distance"].item() == 0.0


def test_a_month_that_is_missing_makes_no_change_of_another():
    whole = months([*USUAL[:40], 30.0])
    found = monthly.surprises(whole.drop(index=[20])).iloc[0]
    assert found["changes"] == 26, "neither that month's change nor that of the year after"
    assert pd.isna(monthly.surprises(whole.drop(index=[28]))["distance"].item())


def test_goods_that_were_counted_otherwise_a_year_ago_are_not_held_against():
    series = months([*USUAL[:40], 30.0], revision=["H5"] * 35 + ["H6"] * 6, product="854231")
    kind = joints(series, period="month")["kind"].item()
    broken = monthly.surprises(series)["distance"].isna().item()
    assert broken is (kind in {"n:n", "not known"})
    unknown = months([*USUAL[:40], 30.0], revision=["H5"] * 35 + ["H7"] * 6)
    assert monthly.surprises(unknown)["distance"].isna().item()


@given(st.lists(st.floats(1, 1000), min_size=37, max_size=60), st.floats(0.001, 1000))
def test_a_surprise_does_not_depend_on_the_currency(values, rate):
    first = monthly.surprises(months(values))["distance"].item()
    second = monthly.surprises(months([value * rate for value in values]))["distance"].item()
    assert second == pytest.approx(first, rel=1e-3, abs=1e-6) or first > 1e6
