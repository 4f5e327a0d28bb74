"""Clean energy in numbers: what was built, what it asks for, and who buys from whom along the chains."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from trade_tables import printed

from econsec import load
from econsec.decisions.industries.clean_energy import capacity, demand, growth, links, uses
from econsec.errors import MissingColumnError, NoDataError


def installed(year: int, **values: float) -> pd.DataFrame:
    names = [name.replace("_", " ") for name in values]
    key = {"economy": "IND", "measure": "capacity", "year": year}
    return pd.DataFrame({**key, "technology": names, "value": [1000 * value for value in values.values()]})


@given(st.floats(0, 500), st.floats(0, 500), st.floats(0, 500))
def test_solar_wind_and_the_rest_are_all_renewables(solar, wind, rest):
    found = capacity(installed(2023, solar=solar, wind=wind, all_renewables=solar + wind + rest), economies=["IND"])
    assert found["value"].sum() == pytest.approx(solar + wind + rest)
    assert (found["value"] >= 0).all()


def test_an_economy_without_a_total_has_no_rows():
    assert capacity(installed(2023, solar=1.0), economies=["IND"]).empty


def test_onshore_wind_is_not_counted_beside_all_wind_irena_india_2023():
    found = capacity(load("renewables", economy="IND"), economies=["IND"])
    now = found[found["year"] == 2023].set_index("technology")["value"]
    assert now["wind"] == pytest.approx(44.736, abs=0.001)
    assert now.sum() == pytest.approx(175.934, abs=0.001)


def test_growth_needs_both_ends():
    only = capacity(installed(2023, solar=2.0, all_renewables=3.0), economies=["IND"])
    assert growth(only).empty
    both = pd.concat([installed(2013, solar=0.5, all_renewables=1.0), installed(2023, solar=2.0, all_renewables=3.0)])
    row = growth(capacity(both, economies=["IND"])).iloc[0]
    assert (row["times"], row["solar"], row["wind"]) == pytest.approx((3.0, 1.5, 0.0))


def test_growth_from_nothing_has_no_multiple():
    both = pd.concat([installed(2013, all_renewables=0.0), installed(2023, solar=2.0, all_renewables=2.0)])
    assert growth(capacity(both, economies=["IND"]))["times"].isna().all()


def test_a_scenario_of_another_year_is_an_error():
    with pytest.raises(NoDataError, match="2031"):
        demand(load("iea_demand"), year=2031)
    with pytest.raises(NoDataError, match="BAU"):
        uses(load("iea_demand"), scenario="BAU", year=2040)


@pytest.mark.parametrize("scenario", ["STEPS", "APS", "NZE"])
@pytest.mark.parametrize("year", [2030, 2040])
def test_the_uses_of_a_mineral_are_all_of_it_also_where_the_publishers_parts_do_not_sum(scenario, year):
    found = uses(load("iea_demand"), scenario=scenario, year=year)
    assert found.groupby("mineral")["share"].sum().to_numpy() == pytest.approx(1.0, abs=1e-3)
    assert (found["share"] >= 0).all()


def test_a_seller_on_no_list_has_a_bound_and_no_share():
    key = {"year": 2024, "product": "3818"}
    routes = pd.DataFrame(
        {**key, "economy": "IND", "direction": "import", "partner": ["CHN", "SGP"], "share": [0.9, 0.05]}
    )
    totals = pd.DataFrame({**key, "economy": ["IND", "JPN"], "exports": [0.0, 50.0], "imports": [100.0, 10.0]})
    stages = pd.DataFrame({"product": ["3818"], "chain": "solar", "order": 20})
    found = links(printed(routes, totals), stages, importer="JPN", partner="IND", rival="CHN", year=2024)
    rows = found.set_index(["buyer", "seller"])
    assert rows.loc[("IND", "CHN"), "share"] == pytest.approx(0.9)
    assert pd.isna(rows.loc[("IND", "JPN"), "share"])
    assert rows.loc[("IND", "JPN"), "share_high"] == pytest.approx(0.05)


def test_a_missing_column_is_named():
    with pytest.raises(MissingColumnError, match="technology"):
        capacity(
            pd.DataFrame({"economy": ["IND"], "measure": "capacity", "year": 2023, "value": 1.0}), economies=["IND"]
        )
