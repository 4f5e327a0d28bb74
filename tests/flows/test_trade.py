"""What is named, what is not, and that no bound ever excludes the truth."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from econsec import decisions, own, trade
from econsec.errors import DuplicateKeyError, MissingColumnError, NoDataError, ParameterError, SchemaError
from econsec.flows import fetched
from econsec.flows.accounts import ROUNDED
from econsec.flows.build import complete, listed, shelf, taken
from econsec.flows.trade import Trade

NEAR = 1e-9
CODES = np.array([f"A{number:02}" for number in range(14)])
EVERY = [(economy, flow) for economy in CODES for flow in ("import", "export")]
KEY = ["year", "economy", "flow", "product"]


def tables(seed: int, economies: int, count: int) -> pd.DataFrame:
    """Draw random tables, a product each, as uneven as trade is, with gaps."""
    draw = np.random.default_rng(seed)
    pairs = [(seller, buyer) for seller in CODES[:economies] for buyer in CODES[:economies] if seller != buyer]
    flows = pd.concat([pd.DataFrame(pairs, columns=["exporter", "importer"])] * count, ignore_index=True)
    values = np.exp(draw.normal(0, 3, len(flows))) * (draw.random(len(flows)) > 0.3)
    codes = np.repeat([f"{number:06}" for number in range(count)], len(pairs))
    flows = flows.assign(product=codes, year=2024, value=values)
    return flows[flows["value"] > 0]


def printed(flows: pd.DataFrame, n: int, whose: list[tuple[str, str]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Print what a publisher would: the n largest partners of some economies and directions, and all totals."""
    sides = [
        flows.rename(columns={me: "economy", other: "partner"}).assign(flow=flow)
        for me, other, flow in (("importer", "exporter", "import"), ("exporter", "importer", "export"))
    ]
    both = pd.concat(sides, ignore_index=True)
    totals = both.groupby(KEY, as_index=False)["value"].sum()
    both["share"] = both["value"] / both.groupby(KEY)["value"].transform("sum")
    rows = both.sort_values("share", ascending=False).groupby(KEY).head(n)
    kept = pd.MultiIndex.from_frame(rows[["economy", "flow"]]).isin(whose)
    return rows.loc[kept, [*KEY, "partner", "share"]], totals


def check(seed: int, economies: int, n: int, count: int) -> None:
    flows = tables(seed, economies, count)
    draw = np.random.default_rng(seed + 1)
    few = [one for one in EVERY if draw.random() < 0.3]
    more = few + [one for one in EVERY if one not in few and draw.random() < 0.4]
    truth = complete(flows, economies=CODES)
    less, fuller = listed(*printed(flows, n, few)), listed(*printed(flows, n, more))
    seller, buyer = draw.choice(CODES[:economies], 2, replace=False)
    true = truth.between(seller, buyer)["value"]
    assert true.notna().all()
    wide, narrow = (one.between(seller, buyer).reindex(true.index) for one in (less, fuller))
    for found in (wide, narrow):
        assert (found["low"].fillna(0.0) <= true + NEAR * (1 + true)).all()
        assert (true <= found["high"].fillna(np.inf) * (1 + NEAR) + NEAR).all()
        known = found["value"].notna()
        np.testing.assert_allclose(found.loc[known, "value"], true[known], rtol=1e-9, atol=1e-9)
    assert (narrow["high"].fillna(np.inf) <= wide["high"].fillna(np.inf) * (1 + NEAR) + NEAR).all()
    assert (narrow["low"].fillna(0.0) * (1 + NEAR) >= wide["low"].fillna(0.0)).all()
    for direction, me in (("imports", "importer"), ("exports", "exporter")):
        side = fuller.side(buyer, direction)
        sums = flows[flows[me] == buyer].groupby("product")["value"].sum()
        np.testing.assert_allclose(side["total"].dropna(), sums.reindex(side["total"].dropna().index), rtol=1e-9)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**9), st.integers(2, 14), st.integers(1, 10))
def test_a_list_never_excludes_what_the_table_says_and_narrows_as_more_is_named(seed, economies, n):
    check(seed, economies, n, 40)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@settings(max_examples=50, deadline=None)
@given(st.integers(0, 10**9), st.integers(2, 14), st.integers(1, 10))
def test_no_bound_of_ten_thousand_random_tables_excludes_the_truth(seed, economies, n):
    check(seed, economies, n, 200)


def reported(flows: pd.DataFrame, whose: list[tuple[str, str]], hidden: np.ndarray) -> Trade:
    """Report what customs offices would: their own sides, where a partner that is hidden is an area not named."""
    sides = [
        flows.rename(columns={me: "economy", other: "partner"}).assign(direction=flow)
        for me, other, flow in (("importer", "exporter", "imports"), ("exporter", "importer", "exports"))
    ]
    rows = pd.concat(sides, ignore_index=True)
    rows["partner"] = rows["partner"].mask(np.tile(hidden, 2), "XNA")
    rows = rows[pd.MultiIndex.from_frame(rows[["economy", "direction"]]).isin(whose)]
    key = ["year", "economy", "direction", "product"]
    world = rows.groupby(key, as_index=False)["value"].sum().assign(partner="WLD")
    rows = pd.concat([rows, world], ignore_index=True).assign(tonnes=np.nan)
    rows = rows.groupby([*key, "partner"], as_index=False).agg(value=("value", "sum"), tonnes=("tonnes", "sum"))
    told = shelf(sorted(rows["product"].unique()), "accounts", "account", "", [2024])
    return Trade(named=fetched._named(rows), sides=fetched._sides(rows), shelves=told)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**9), st.integers(2, 14))
def test_an_account_never_excludes_what_the_table_says_and_is_the_truth_where_it_names_all(seed, economies):
    flows, draw = tables(seed, economies, 40), np.random.default_rng(seed + 1)
    whose = [(one, f"{flow}s") for one, flow in EVERY if draw.random() < 0.4]
    hidden = (draw.random(len(flows)) < 0.2) & (flows["product"] > "000020").to_numpy()
    truth, found = complete(flows, economies=CODES), reported(flows, whose, hidden)
    seller, buyer = draw.choice(CODES[:economies], 2, replace=False)
    told = found.between(seller, buyer)
    true = truth.between(seller, buyer)["value"].reindex(told.index)
    slack = NEAR * (1 + true) + ROUNDED * truth.side(buyer, "imports")["total"].reindex(told.index)
    assert (told["low"].fillna(0.0) <= true + slack).all()
    assert (true <= told["high"].fillna(np.inf) + slack).all()
    if (buyer, "imports") in whose:
        named = told.index <= "000020"
        np.testing.assert_allclose(told.loc[named, "value"].fillna(0.0), true[named], rtol=1e-9, atol=1e-9)
        side, sums = found.side(buyer, "imports")["total"], truth.side(buyer, "imports")["total"]
        np.testing.assert_allclose(side.dropna(), sums.reindex(side.dropna().index), rtol=1e-9)


@pytest.fixture
def flows() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "exporter": ["CHN", "USA", "IND"],
            "importer": ["JPN", "JPN", "USA"],
            "product": "850511",
            "value": [3.0, 1.0, 2.0],
        }
    ).assign(year=2024, tonnes=[1.0, np.nan, 4.0])


def test_a_pair_that_a_complete_table_lacks_is_zero_and_an_economy_that_it_lacks_is_unknown(flows):
    found = complete(flows)
    assert found.between("IND", "JPN").iloc[0].tolist()[:3] == [0.0, 0.0, 0.0]
    assert found.between("IND", "DEU").iloc[0][["value", "low", "high"]].isna().sum() == 0  # India's side is whole
    assert found.between("FRA", "DEU").iloc[0][["value", "low", "high"]].isna().all()


def test_a_total_alone_leaves_all_and_no_list_makes_more_of_it():
    key = {"year": 2024, "economy": ["JPN"], "flow": "import", "product": "1"}
    none = pd.DataFrame(columns=[*KEY, "partner", "share"])
    found = listed(none, pd.DataFrame({**key, "value": 10.0})).between("CHN", "JPN").iloc[0]
    assert (found["low"], found["high"]) == (0.0, 10.0)


def test_whom_only_the_sellers_list_names_is_taken_off_the_buyers_rest():
    key = {"year": 2024, "product": "1"}
    lists = pd.DataFrame({**key, "economy": ["JPN", "IND"], "flow": ["import", "export"], "partner": ["CHN", "JPN"]})
    totals = pd.DataFrame({**key, "economy": ["JPN", "IND"], "flow": ["import", "export"], "value": [100.0, 40.0]})
    found = listed(lists.assign(share=[0.6, 0.5]), totals)
    assert found.partners("JPN", "imports")[["partner", "share"]].round(6).to_numpy().tolist() == [
        ["CHN", 0.6],
        ["IND", 0.2],
        ["XXO", 0.2],
    ]


def test_of_a_product_that_two_hold_the_first_counts(flows):
    other = complete(flows.assign(value=99.0), source="other") | complete(flows.assign(product="2"), source="other")
    both = complete(flows) | other
    assert both.between("CHN", "JPN")["value"].to_dict() == {"2": 3.0, "850511": 3.0}
    assert both.coverage().set_index("product")["dataset"].to_dict() == {"850511": "own", "2": "other"}


def test_what_one_caller_writes_into_an_answer_no_other_sees(flows):
    found = complete(flows).of(year=2024)
    first = found.side("JPN", "imports")
    whole = first.copy()
    first.loc[:, "total"] = -1.0
    ranked = found.partners("JPN", "imports")
    ranked.loc[:, "value"] = -1.0
    pd.testing.assert_frame_equal(found.side("JPN", "imports"), whole, check_exact=True)
    assert (found.partners("JPN", "imports")["value"] >= 0).all()


def test_several_years_are_asked_one_at_a_time(flows):
    both = complete(pd.concat([flows, flows.assign(year=2022)]))
    with pytest.raises(ParameterError, match=r"of\(year="):
        both.between("CHN", "JPN")
    assert both.of(year=2022).between("CHN", "JPN")["value"].item() == 3.0


def test_unit_values_rest_on_what_states_tonnes(flows):
    found = complete(flows)
    assert found.unit_values("CHN", to="JPN").item() == 3.0
    assert np.isnan(found.unit_values("USA", to="JPN").item())
    assert found.unit_values("IND", without=["JPN"]).item() == 0.5


def test_what_is_not_flows_is_refused(flows):
    with pytest.raises(MissingColumnError, match="exporter"):
        complete(flows.drop(columns="exporter"))
    with pytest.raises(SchemaError):
        complete(flows.assign(value=-1.0))
    key = {"year": 2024, "economy": "JPN", "flow": "import", "product": "1"}
    twice = pd.DataFrame({**key, "value": [1.0, 2.0]})
    with pytest.raises(DuplicateKeyError):
        listed(pd.DataFrame({**key, "partner": ["CHN"], "share": 0.5}), twice)


def test_a_plain_frame_is_all_that_there_is(flows):
    found = taken(flows.drop(columns="year"), 2024)
    assert found.years == [0]
    assert found.side("JPN", "imports")["total"].item() == 4.0


def test_a_code_that_no_list_names_is_called_by_its_number():
    flows = pd.DataFrame({"year": [2024], "exporter": "CHN", "importer": "JPN", "product": "999999", "value": 1.0})
    assert complete(flows).title() == "HS 999999"
    assert complete(flows).title("ja") == "HS999999"


def test_what_no_table_has_is_said_where_it_is_asked_and_what_is_there_is_named():
    assert repr(trade("870380", year=2024)) == "Trade(nothing of 870380; see `econsec data fetch --help`)"
    assert repr(trade("280530", year=2024)) == "Trade(280530; 2024; baci_hs92)"


def test_a_history_has_what_is_complete_and_was_not_cut_away():
    both = trade(["280530", "850511"])
    assert set(both.through_years()["product"]) == {"280530", "850511"}
    alone = trade("280530").through_years()
    assert both.of(["280530"]).through_years()[alone.columns].equals(alone)
    rows = pd.DataFrame({"exporter": ["CHN", "IND", "JPN"] * 2, "importer": ["JPN", "JPN", "IND"] * 2, "value": 1.0})
    rows = rows.assign(product="850511", year=[2023] * 3 + [2024] * 3)
    account = own(rows, publisher="Members", title="Survey", licence="internal")
    assert len(account.flows()) == len(account.through_years()) == 0
    assert len(own(rows, publisher="M", title="S", licence="i", reporter="all").through_years()) == len(rows)
    with pytest.raises(NoDataError, match="no trade of IND"):
        decisions.judge(account.through_years(), importer="IND", rival="JPN", measures=["value"])
