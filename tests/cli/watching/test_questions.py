"""Questions of the watch list to the data: the same figures as the reports', and a word for what is not there."""

from __future__ import annotations

import math

import kit
import pandas as pd
import pytest

from econsec import decisions, trade
from econsec.cli.watching import questions
from econsec.errors import EconsecError
from econsec.publish.gallery.watching import line, plain
from econsec.publish.watches import standing

SIDES = {"importer": "JPN", "supplier": "CHN"}


@pytest.mark.parametrize("product", ["280530", "810194"])
def test_a_share_is_the_one_that_reports_have(product):
    found = questions.of_trade({**SIDES, "product": product})
    told = decisions.bought_from(trade(product), importer="JPN", sellers=["CHN"], year=int(found.of))
    assert (found.value, found.unit) == (told["share"].item(), "share")
    worth = questions.of_trade({**SIDES, "product": product, "measure": "value"})
    assert (worth.value, worth.unit) == (told["value"].item(), "usd")


def test_of_several_codes_the_share_is_that_of_their_sum():
    found = questions.of_trade({**SIDES, "product": "rare-earths"})
    rows = decisions.bought_from(trade("rare-earths"), importer="JPN", sellers=["CHN"], year=int(found.of))
    assert len(rows) > 1
    assert math.isclose(found.value, rows["value"].sum() / rows["imports"].sum())


def test_what_is_asked_in_words_is_answered_in_both_languages():
    found = questions.of_trade({"importer": "日本", "supplier": "China", "product": "lithium hydroxide"})
    assert found.titles["en"].startswith("China’s share of Japan’s imports of lithium")
    assert found.titles["ja"].startswith("日本の")
    assert "%" in found.says["en"]
    assert "ドル" in found.says["ja"]


def test_a_supplier_that_is_not_among_the_largest_has_a_bound():
    found = questions.of_trade({"importer": "JPN", "supplier": "ARE", "product": "2941"})
    assert found.value is None
    assert 0 < found.most < 0.1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"supplier": "Chna"}, "Did you mean China"),
        ({"product": "lithum"}, "Did you mean lithium"),
        ({"suplier": "CHN"}, "Did you mean supplier?"),
        ({"measure": "shares"}, "Did you mean share?"),
        ({"importer": "CHN"}, "both CHN"),
        ({"product": ""}, "product"),
        ({"source": "bacy"}, "no source 'bacy'"),
    ],
)
def test_what_does_not_exist_is_refused_with_what_was_meant(changed, said):
    with pytest.raises(EconsecError, match=said):
        questions.of_trade({**SIDES, "product": "280530"} | changed)


def test_a_question_that_lacks_a_side_is_refused():
    with pytest.raises(EconsecError, match="does not say which product"):
        questions.of_trade(SIDES)


def months(count, last):
    days = pd.date_range("2020-01-01", periods=count, freq="MS")
    rows = {"year": days.year, "month": days.month, "partner": "CHN"}
    value = [100.0 + place % 7 for place in range(count - 1)] + [last]
    fixed = {"reporter": "JPN", "flow": "imports", "product": "280530", "revision": "H6"}
    return pd.DataFrame(rows).assign(value=value, **fixed)


@pytest.mark.parametrize(("count", "last", "hit"), [(40, 5.0, True), (40, 103.0, False)])
def test_a_month_is_told_by_its_distance(monkeypatch, count, last, hit):
    monkeypatch.setattr(questions, "fetched", lambda *_, **__: months(count, last))
    found = questions.of_months({**SIDES, "product": "280530"})
    assert (found.value > 2) is hit
    assert (found.of, found.unit) == ("2023-04", "deviations")
    assert "Apr 2023" in found.says["en"]
    assert "2023年4月" in found.says["ja"]


def test_a_short_series_is_quiet_and_one_that_was_not_fetched_says_how_to(monkeypatch):
    monkeypatch.setattr(questions, "fetched", lambda *_, **__: months(36, 5.0))
    found = questions.of_months({**SIDES, "product": "280530"})
    assert (found.value, found.problem) == (None, "")
    assert "23 earlier changes" in found.quiet
    monkeypatch.setattr(questions, "fetched", lambda *_, **__: months(36, 5.0).iloc[:0])
    assert (
        "econsec data fetch comtrade 280530 --reporter JPN"
        in questions.of_months({**SIDES, "product": "280530"}).problem
    )


def test_a_series_that_never_changed_and_now_does_has_a_number(monkeypatch):
    steady = months(40, 0.0).assign(value=[0.0] * 39 + [7.0])
    monkeypatch.setattr(questions, "fetched", lambda *_, **__: steady)
    assert questions.of_months({**SIDES, "product": "280530"}).value == questions.MOST_DEVIATIONS


@pytest.mark.parametrize("product", ["850650", "850760"])
def test_what_is_told_only_within_a_wider_heading_is_not_passed_off_as_the_code(product):
    found = questions.of_trade({**SIDES, "product": product})
    assert found.value is None
    assert f"{product} is told in" in found.problem
    assert "only within 85" in found.problem


def test_trade_that_has_stopped_is_a_value_of_zero_and_no_share(monkeypatch):
    none = pd.DataFrame({"product": ["280530"], "imports": 0.0, "value": 0.0, "share_high": 0.0})
    monkeypatch.setattr(questions, "bought_from", lambda *_, **__: none)
    assert questions.of_trade({**SIDES, "product": "280530", "measure": "value"}).value == 0.0
    share = questions.of_trade({**SIDES, "product": "280530"})
    assert (share.value, share.problem, share.quiet) == (None, "", f"JPN bought no 280530 in {share.of}")


@pytest.mark.parametrize(("level", "status"), [("", "unjudged"), ("above = 1", "hit")])
def test_a_series_that_can_never_be_a_hit_is_said_not_to_be_judged(tmp_path, monkeypatch, level, status):
    lumpy = [5.0 if place // 12 % 2 else 0.0 for place in range(48)]
    monkeypatch.setattr(questions, "fetched", lambda *_, **__: months(49, 5.0).assign(value=[*lumpy, 0.0]))
    asked = f'months = {{ importer = "JPN", supplier = "CHN", product = "280530" }}\n{level}'
    kit.write(tmp_path / "nb", {"one": kit.notebook()})
    path = tmp_path / "nb" / "reports.toml"
    path.write_text(f'{path.read_text()}\n[[watch]]\nname = "lumpy"\n{asked}\n')
    (found,) = standing.look(kit.portfolio.load(path), tmp_path, questions.ANSWERS, day="2026-11-30")
    assert (found.now.status, found.news) == (status, "lost" if status == "unjudged" else "began")
    if status == "unjudged":
        assert "nothing could be more than 1." in found.now.problem
        assert plain(line(found, "en"), "en").endswith(": cannot be judged")
        assert plain(line(found, "ja"), "ja").endswith("：判定できません")
