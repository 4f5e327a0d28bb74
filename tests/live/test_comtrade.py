"""Comtrade as a user meets it: by year and by month, with and without a key, and each way of not answering."""

from __future__ import annotations

import json
import logging
import traceback

import pytest
from comtrade_standin import HOST, Comtrade
from few import thirds
from standins import CANARY, FAULTS, Reply, limits, once

from econsec.errors import (
    CutOffError,
    EconsecError,
    FetchError,
    MissingColumnError,
    NoDataError,
    ParameterError,
    QualityError,
    SchemaError,
    UnknownEconomyError,
)
from econsec.live import refreshing, updating
from econsec.live.connectors.trade import comtrade
from econsec.store import load
from econsec.store.catalog import dataset
from econsec.store.kept import condition, vintages

YEARS = comtrade.wanted(["280530"], "JPN", "2023:2025", monthly=False)
MONTHS = comtrade.wanted(["280530"], "JPN", "2025", monthly=True)


def fetch(*asks, **how):
    return updating.update("comtrade", asks or (YEARS,), **how)


def everything(folder):
    """Return all that is on the disk, as one text."""
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_years_come_by_partner_in_one_table(serve):
    serve("comtrade", Comtrade())
    one, fresh = fetch()
    assert fresh
    table = load("trade_annual_reported", year=2024, flow="imports", partner="CHN")
    assert table[["reporter", "product", "value", "valuation", "quantity", "unit"]].to_numpy().tolist() == [
        ["JPN", "280530", 40_000.0, "CIF", 4_000.0, "kg"]
    ]
    found = dataset("trade_annual_reported")
    assert found.years == (2023, 2024, 2025)
    assert set(found.economies) == {"JPN", "CHN", "VNM", "TWN", "XNA", "WLD"}
    assert found.source.edition == f"as fetched on {one.day}"


def test_without_a_key_one_period_is_asked_at_a_time_and_with_one_twelve(serve, key):
    public = serve("comtrade", Comtrade())
    fetch(MONTHS)
    (asked,) = public.asked
    assert asked.path == "/data/v1/get/C/M/HS"
    assert asked.params["period"].count(",") == 11
    assert asked.headers["ocp-apim-subscription-key"] == CANARY
    assert CANARY not in json.dumps(asked.params)


def test_keyless_questions_go_to_the_preview(serve):
    public = serve("comtrade", Comtrade())
    fetch(YEARS)
    assert {one.path for one in public.asked} == {"/public/v1/preview/C/A/HS"}
    assert [one.params["period"] for one in public.asked] == ["2023", "2024", "2025"]
    assert all(one.params["partner2Code"] == "0" and one.params["customsCode"] == "C00" for one in public.asked)


def test_the_snapshot_is_what_was_sent_with_the_request_and_no_key(serve, key, store):
    serve("comtrade", Comtrade())
    one, _ = fetch()
    for item in one.files:
        content = (one.folder / "raw" / item["file"]).read_bytes()
        assert json.loads(content)["count"] == 30
        assert item["size"] == len(content)
        assert item["params"]["cmdCode"] == "280530"
        assert item["url"] == f"https://{HOST}/data/v1/get/C/A/HS"
    assert one.licence.startswith("UN Comtrade policy")
    assert condition.trouble(one) == ""
    assert CANARY.encode() not in everything(store)


def test_a_second_question_is_added_and_a_refresh_asks_both(serve):
    public = serve("comtrade", Comtrade())
    fetch(YEARS)
    fetch(comtrade.wanted(["850511"], "JPN", "2025", monthly=False))
    assert set(load("trade_annual_reported")["product"]) == {"280530", "850511"}
    public.asked.clear()
    assert refreshing.attempt("comtrade").status == "same"
    assert len(public.asked) == 4


def test_questions_that_overlap_tell_each_figure_once(serve):
    serve("comtrade", Comtrade())
    fetch(YEARS)
    fetch(comtrade.wanted(["280530", "850511"], "JPN", "2024:", monthly=False))
    assert refreshing.attempt("comtrade").status == "same"
    assert not load("trade_annual_reported").duplicated(["year", "flow", "product", "partner"]).any()


def test_a_new_month_and_a_revised_one_are_told_apart(serve):
    office = Comtrade(last_month="202508")
    serve("comtrade", office)
    before, _ = fetch(MONTHS)
    assert load("trade_monthly", year=2025)["month"].max() == 8
    office.last_month, office.revised = "202509", {"202507": 1.1}
    after, fresh = fetch(MONTHS)
    assert fresh
    old, new = (one.tables["trade_monthly"]["periods"] for one in (before, after))
    assert set(new) - set(old) == {"2025-09"}
    assert [name for name in old if old[name] != new[name]] == ["2025-07"]
    known = load("trade_monthly", as_of=str(before.day), partner="WLD", flow="imports")
    assert known["month"].max() == 9, "both were fetched today"
    assert before.folder.is_dir()


def test_an_answer_as_long_as_the_cap_is_parted_until_it_is_shorter(serve, monkeypatch):
    monkeypatch.setattr(comtrade, "PREVIEW_CAP", 12)
    public = serve("comtrade", Comtrade(cap=12))
    fetch(comtrade.wanted(["280530", "850511"], "JPN", "2025", monthly=False))
    assert len(load("trade_annual_reported")) == 20
    # 20 rows are cut to 12, then by code: 10 each.
    assert [one.params["cmdCode"] for one in public.asked] == ["280530,850511", "280530", "850511"]


def test_an_answer_as_long_as_the_cap_that_cannot_be_parted_is_refused(serve, monkeypatch):
    monkeypatch.setattr(comtrade, "PREVIEW_CAP", 5)
    serve("comtrade", Comtrade(cap=5))
    with pytest.raises(CutOffError, match=r"its cap: more may be missing\. With a key"):
        fetch()
    assert vintages.newest("comtrade") is None


def test_a_question_too_long_is_parted(serve):
    office = Comtrade()
    serve("comtrade", lambda one: Reply(b"", 414) if "," in one.params["cmdCode"] else office(one))
    fetch(comtrade.wanted(["280530", "850511"], "JPN", "2025", monthly=False))
    assert len(load("trade_annual_reported")) == 20


def test_codes_for_no_economy_are_one_and_details_beside_totals_are_left_out(serve):
    office = Comtrade()

    def answer(one):
        rows = office.rows(one)
        rows += [row | {"partnerCode": 837} for row in rows if row["partnerCode"] == 899]
        rows += [row | {"motCode": 1000} for row in rows]
        return Reply(json.dumps({"count": len(rows), "data": rows, "error": ""}).encode())

    serve("comtrade", answer)
    fetch()
    table = load("trade_annual_reported", year=2024, flow="imports")
    assert table.set_index("partner")["value"].to_dict()["XNA"] == 2_000
    assert len(table) == 5


def rows_as(**change):
    """Answer with every row changed; None takes a column away."""
    office = Comtrade()

    def answer(one):
        rows = [{name: value for name, value in (row | change).items() if value != "gone"} for row in office.rows(one)]
        return Reply(json.dumps({"count": len(rows), "data": rows, "error": ""}).encode())

    return answer


def body(**change):
    def answer(one):
        whole = {"count": 0, "data": [], "error": ""} | change
        return Reply(json.dumps({name: value for name, value in whole.items() if value != "gone"}).encode())

    return answer


def turned(one):
    rows = [dict(reversed(row.items())) for row in Comtrade().rows(one)]
    return Reply(json.dumps({"data": rows, "error": "", "count": len(rows)}).encode())


def shorter(one):
    reply = Comtrade()(one)
    return Reply(reply.body, length=len(reply.body) // 2)


def twice(one):
    rows = Comtrade().rows(one)
    rows.append(rows[0] | {"primaryValue": 1.0})
    return Reply(json.dumps({"count": len(rows), "data": rows}).encode())


#: Faults of this publisher's own answers.
OWN = {
    "wrong code": (Comtrade(codes=()), "check it"),
    "error body": (body(error="Invalid query"), "Invalid query"),
    "quota body with 200": (body(data="gone", message="Out of call volume quota"), "Out of call volume quota"),
    "fewer rows than said": (body(count=7), "says 7 rows and sends 0"),
    "data is no list": (body(data={}), "without a list"),
    "no object": (lambda _: Reply(b"[1, 2]"), "a list"),
    "another question": (rows_as(cmdCode="851762"), "cmdCode '851762'"),
    "another reporter": (rows_as(reporterCode=842), "reporterCode 842"),
    "missing column": (rows_as(primaryValue="gone"), "no column 'primaryValue'"),
    "a word for a number": (rows_as(primaryValue="n/a"), "is no number"),
    "no value": (rows_as(primaryValue=None), "without a value"),
    "unknown flow": (rows_as(flowCode="ZZ"), "flowCode 'ZZ'"),
    "unknown partner": (rows_as(partnerCode=12345), "12345"),
    "negative value": (rows_as(primaryValue=-5.0), "at least 0"),
    "two rows for one": (twice, "two rows for"),
    "wrong length": (shorter, "breaks off"),
    "changed order": (turned, "good"),
    "new column": (rows_as(mood="sunny"), "good"),
    "quantity withheld": (rows_as(qty=None, netWgt=None), "good"),
    "units unknown": (rows_as(qtyUnitCode=99), "good"),
}
ALL = {name: (make(Comtrade()), what) for name, (make, what) in FAULTS.items()} | OWN


@pytest.mark.parametrize("name", [*OWN, *thirds(FAULTS)])
def test_a_fault_gives_the_right_figures_or_one_sentence_and_never_a_part(
    name, serve, key, store, caplog, capsys, monkeypatch
):
    caplog.set_level(logging.DEBUG)
    serve("comtrade", Comtrade())
    good, _ = fetch()
    whole = load("trade_annual_reported")
    answer, what = ALL[name]
    if name in FAULTS:
        answer = FAULTS[name][0](Comtrade())  # those that go wrong once begin anew
    serve("comtrade", answer)
    monkeypatch.setattr(updating, "Limits", lambda **_: limits(name))
    said = ""
    try:
        fetch(fewer=False)
    except EconsecError as error:
        said = str(error)
        assert "\n" not in said
        assert len(said) < 500
        seen = "".join(traceback.format_exception(error))
        assert CANARY not in seen
    assert (said == "") == (what == "good"), said
    assert what == "good" or what in said, said
    after = vintages.newest("comtrade")
    if what != "good":
        assert after == good
    kept = load("trade_annual_reported")
    columns = ["year", "flow", "partner", "value"]
    assert kept[columns].equals(whole[columns])
    assert not list(store.rglob(f"{vintages.WORK}*"))
    told = capsys.readouterr()
    assert CANARY not in told.out + told.err + caplog.text
    assert CANARY.encode() not in everything(store)


def test_a_column_that_is_new_is_told_and_not_read(serve):
    serve("comtrade", rows_as(mood="sunny"))
    heard = []
    fetch(tell=heard.append)
    assert "Comtrade has a new column 'mood', which is not read" in heard


def test_a_code_that_is_a_part_of_what_is_asked_for_is_told_with_its_other_parts(serve):
    serve("comtrade", Comtrade(codes=("854143",)))
    heard = []
    updating.update("comtrade", [comtrade.wanted(["854143"], "JPN", "2025", monthly=False)], tell=heard.append)
    more = "854141, 854142, 854149"
    assert f"comtrade: 854143 is a part of 854140 of HS 2017, told once {more} are fetched too" in heard


def test_a_publisher_that_has_lost_a_year_is_not_believed_unless_it_is_meant(serve):
    office = Comtrade()
    serve("comtrade", office)
    good, _ = fetch()
    serve("comtrade", lambda one: body()(one) if one.params["period"] == "2024" else office(one))
    with pytest.raises(QualityError, match="nothing of 2024"):
        fetch()
    assert vintages.newest("comtrade") == good
    _, fresh = fetch(fewer=True)
    assert fresh
    assert dataset("trade_annual_reported").years == (2023, 2025)


@pytest.mark.parametrize(
    ("change", "error", "said"),
    [
        ({"codes": ["28053"]}, ParameterError, "no HS code"),
        ({"codes": []}, ParameterError, "no code"),
        ({"reporter": "Inda"}, UnknownEconomyError, "India"),
        ({"reporter": "WLD"}, ParameterError, "reports to Comtrade"),
        ({"years": "2025:2020"}, ParameterError, "years cannot be"),
        ({"years": "20"}, ParameterError, "years cannot be"),
        ({"years": "2024:2999"}, ParameterError, "years cannot be"),
    ],
)
def test_a_wrong_question_is_refused_before_anything_is_sent(change, error, said):
    question = {"codes": ["280530"], "reporter": "JPN", "years": "2024"} | change
    with pytest.raises(error, match=said):
        comtrade.wanted(**question, monthly=False)


def test_what_was_never_fetched_says_how():
    with pytest.raises(EconsecError, match="never fetched"):
        load("trade_monthly")


def test_nobody_asked_is_skipped_by_a_refresh():
    assert refreshing.attempt("comtrade").status == "skipped"
    with pytest.raises(NoDataError, match="econsec data fetch comtrade"):
        updating.update("comtrade")


def test_errors_of_ours_are_of_one_family():
    assert issubclass(CutOffError, FetchError)
    assert issubclass(MissingColumnError, SchemaError)
    assert once(Reply(), Comtrade()) is not None
