"""A report before and after a refresh: rendered again, vintages named, what is new told from what is revised."""

from __future__ import annotations

import threading
import time

import kit
import pytest
from comtrade_standin import Comtrade
from standins import CANARY
from worldbank_standin import WorldBank

from econsec.cli.common import inputs
from econsec.live import updating
from econsec.live.connectors.trade import comtrade
from econsec.publish import render
from econsec.publish.editions import compare, edition
from econsec.publish.gallery import comparison

CELL = """
from econsec import load
flows = load("trade_monthly", partner="CHN", flow="imports")
share = int(flows["value"].sum())
text = f"{share} dollars came, the last in month {flows['month'].max()}."
claim = {"version": 1, "id": "monthly", "role": "answer", "language": language, "text": text}
claim |= {"parts": [{"text": text}], "values": {"share": share}}
display({"application/vnd.econsec.claim+json": claim}, raw=True)
"""


@pytest.fixture
def portfolio(tmp_path):
    return kit.write(tmp_path / "nb", {"monthly": kit.notebook(CELL)}, settings={"monthly": 'data = ["trade_monthly"]'})


def rendered(portfolio, out):
    settings = render.Settings(out=out, **inputs()._asdict(), date="2026-11-29")
    (outcome,) = render.render_all(render.every(portfolio.report), settings)
    assert outcome.status != "failed", outcome.problem
    return outcome


def test_a_report_tells_the_new_month_and_the_revised_one_apart(serve, key, portfolio, tmp_path):
    office = Comtrade(last_month="202508")
    serve("comtrade", office)
    question = comtrade.wanted(["280530"], "JPN", "2025", monthly=True)
    updating.update("comtrade", [question])
    before = rendered(portfolio, tmp_path / "out")
    assert rendered(portfolio, tmp_path / "out").status == "unchanged"
    office.last_month, office.revised = "202509", {"202507": 1.5}
    updating.update("comtrade")
    after = rendered(portfolio, tmp_path / "out")
    assert after.status == "rendered"
    old, new = (edition.read(one.edition.folder) for one in (before, after))
    found = compare.compare(old, new)
    assert [(cause.reason, cause.name) for cause in found.causes] == [
        ("new period", "trade_monthly 2025-09"),
        ("revised data", "trade_monthly 2025-07"),
    ]
    assert "320000 dollars came, the last in month 8." in comparison.text(found)
    assert "new period trade_monthly 2025-09: 2025-08 -> 2025-09" in comparison.text(found)
    page = new.html.read_text(encoding="utf-8")
    assert "a new period in the data" in page
    assert set(new.manifest.vintages) == {"trade_monthly"}
    assert new.manifest.vintages["trade_monthly"].fetched
    assert new.damage() == []
    for path in (tmp_path / "out").rglob("*"):
        assert not path.is_file() or CANARY.encode() not in path.read_bytes()


def test_tables_of_the_bundle_name_their_vintage():
    found = inputs()
    assert found.vintages["baci_minerals"] == {"vintage": "2026-01"}
    assert "trade_monthly" not in found.inputs


def test_the_first_refresh_of_a_table_of_the_bundle_tells_new_years_from_revised_ones(serve, tmp_path):
    portfolio = kit.write(tmp_path / "nb", {"wdi": kit.notebook()}, settings={"wdi": 'data = ["wdi"]'})
    before = rendered(portfolio, tmp_path / "out")
    last = max(int(row["date"]) for row in WorldBank().rows("SP.POP.TOTL")) + 1
    serve("worldbank", WorldBank(last=last))
    updating.update("worldbank", [{"indicators": ["SP.POP.TOTL"]}], fewer=True)
    after = rendered(portfolio, tmp_path / "out")
    found = compare.compare(*(edition.read(one.edition.folder) for one in (before, after)))
    new, revised = found.causes
    assert (new.reason, new.name) == ("new period", f"wdi {last}")
    assert revised.reason == "revised data"
    assert revised.name.startswith("wdi 1960 to 2025")
    assert (revised.before, revised.after) == ("2026-07-01", "2026-11-20")


BEGUN = """
from pathlib import Path
from econsec import fetched
before = int(fetched("trade_annual_reported")["value"].sum())
Path("begun").touch()
"""
REFRESHED = """
import time
while not Path("refreshed").exists():
    time.sleep(0.05)
text = f"{before} and {int(fetched('trade_annual_reported')['value'].sum())}"
claim = {"version": 1, "id": "twice", "role": "answer", "language": language, "text": text}
claim |= {"parts": [{"text": text}], "values": {}}
display({"application/vnd.econsec.claim+json": claim}, raw=True)
"""


@pytest.mark.parametrize("known", [False, True], ids=["the first fetch", "a later one"])
def test_a_refresh_while_a_report_is_made_changes_no_figure_of_it(serve, key, tmp_path, known):
    office = Comtrade()
    serve("comtrade", office)
    question = comtrade.wanted(["280530"], "JPN", "2025", monthly=False)
    if known:
        updating.update("comtrade", [question])
    settings = {"twice": "data = []\ntimeout = 60"}
    report = kit.write(tmp_path / "nb", {"twice": kit.notebook(BEGUN, REFRESHED)}, settings=settings)

    def refresh():
        while not (tmp_path / "nb/begun").exists():
            time.sleep(0.05)
        office.revised = {"2025": 3.0}
        updating.update("comtrade", [question])
        (tmp_path / "nb/refreshed").touch()

    beside = threading.Thread(target=refresh, daemon=True)
    beside.start()
    made, later = (told(rendered(report, tmp_path / out), "twice") for out in ("out", "later"))
    assert made == ("121200 and 121200" if known else "0 and 0")
    assert later == "363600 and 363600"
    beside.join()


def told(outcome, name):
    (found,) = [one.text for one in outcome.edition.manifest.claims if one.id == name]
    return found
