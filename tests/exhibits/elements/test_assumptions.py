from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from econsec import decisions
from econsec.decisions.shocks.response import Response
from econsec.decisions.substitution.assumptions import GRADES, Assumptions, Case
from econsec.exhibits.elements import assumptions as assumed
from econsec.exhibits.elements.report import Report
from econsec.indicators import frame
from econsec.store.catalog import dataset


@pytest.fixture(params=["en", "ja"])
def report(request):
    return Report("JPN", "IND", "CHN", 2024, request.param)


@pytest.fixture
def flows():
    return frame(exporter=["CHN", "IND"], importer=["JPN", "USA"], product="811010", value=[100, 30], tonnes=[10, 3])


@pytest.fixture
def needs():
    return pd.DataFrame({"product": ["a"], "imports": 120.0, "from_rival": 120.0, "others": 0.0, "partner": 12.0})


def test_the_ledgers_caveats_state_the_assumptions_that_were_made(report, flows):
    high = Case(redirect=0.93, spare=0.81, grades=dict(zip(GRADES, (1.0, 0.77, 1.0, 0.0, 1.0, 0.77), strict=True)))
    made = Assumptions(unit_value_band=(1.4, 3.5), high=high)
    cases, grade = assumed.ledger(report, decisions.ledger(flows, **report.roles, assumptions=made))
    assert all(said in cases for said in ("93%", "81%", "77%", "10%", "30%", "0%"))
    assert "1.4" in grade
    assert "3.5" in grade
    assert "93%" not in assumed.ledger(report, decisions.ledger(flows, **report.roles))[0]


def test_the_shocks_caveat_states_the_response_that_was_assumed(report, needs):
    scenario = decisions.Scenario(cut=1.0, start=dt.date(2027, 1, 1))
    made = Response(stock_days=47, others_lag=4, partner_lag=8, others_ramp=13, partner_ramp=17)
    for found in (decisions.simulate(needs, scenario, made), decisions.tornado(needs, scenario, response=made)):
        said = assumed.shock(report, found)
        assert all(number in said for number in ("47", "5", "9", "13", "17"))
    assert "47" not in assumed.shock(report, decisions.simulate(needs, scenario))


def test_governance_is_dated_by_the_data(report):
    data = (dataset("baci_minerals"), dataset("wgi"))
    assert str(dataset("wgi").years[-1]) in assumed.governance(report, data)
