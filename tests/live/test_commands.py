"""``econsec data fetch, refresh, sources, import`` as a user types them, each in a process of its own."""

from __future__ import annotations

import json

import kit
import pytest
from commands import run
from comtrade_standin import Comtrade
from sinks import http_sink
from standins import CANARY, Reply

from econsec import paths
from econsec.cli import live
from econsec.errors import MissingToolError
from econsec.live import refreshing
from econsec.live.asking import client, hosts
from econsec.live.publishers import publishers
from econsec.store.kept import vintages


def test_a_question_is_asked_kept_listed_checked_and_asked_again(serve):
    office = Comtrade(last_month="202501")
    serve("comtrade", office)
    done = run(
        "data", "fetch", "comtrade", "280530", "--reporter", "Japan", "--years", "2025", ECONSEC_COMTRADE_KEY=CANARY
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "trade_annual_reported: 10 rows, new\n"
    listed = run("data", "list").stdout
    assert "│ trade_annual_reported" in listed
    assert "0 days old, fetched 20" in listed
    assert "newer" in listed
    assert refreshing.newer("trade_annual_reported", fetched=True).startswith("none newer on 20")
    assert refreshing.newer("wdi", fetched=False) == "not asked yet: econsec data fetch worldbank"
    assert "UN Comtrade policy" in run("data", "show", "trade_annual_reported").stdout
    again = run("data", "refresh", "--only", "comtrade")
    assert again.returncode == 0, again.stderr
    assert "0 new, 1 same, 0 failed, 0 skipped" in again.stdout
    office.revised = {"2025": 2.0}
    assert "1 new, 0 same" in run("data", "refresh", "--only", "comtrade").stdout
    assert len(vintages.vintages("comtrade")) == 2
    told = run("data", "sources").stdout
    assert ": new" in told
    assert "ECONSEC_COMTRADE_KEY" in told


def test_a_machine_without_the_extra_is_told_so_once_and_not_of_each_source(monkeypatch):
    monkeypatch.setattr(client, "_missing", ImportError(name="httpx2"))
    with pytest.raises(MissingToolError, match=r"econsec\[live\]"):
        live.refresh(dry_run=False, fewer=False)


def test_a_dry_run_sends_nothing(serve):
    public = serve("comtrade", Comtrade())
    assert "skip: nothing was ever asked of it" in run("data", "refresh", "--dry-run").stdout
    assert public.asked == []


def test_a_failure_is_one_sentence_an_exit_code_and_the_last_good_vintage(serve):
    serve("comtrade", Comtrade())
    run("data", "fetch", "comtrade", "280530", "--years", "2025", ECONSEC_COMTRADE_KEY=CANARY)
    serve("comtrade", lambda _: Reply(b'{"message":"Access denied"}', 401))
    done = run("data", "fetch", "comtrade", "280530", "--years", "2025", ECONSEC_COMTRADE_KEY=CANARY)
    assert done.returncode == 1
    said = [line for line in done.stderr.splitlines() if "request" not in line]
    assert len(said) == 1
    assert said[0].startswith("FetchError: comtradeapi.un.org/data/v1/get/C/A/HS does not know the key")
    failed = run("data", "refresh", "--only", "comtrade", ECONSEC_COMTRADE_KEY=CANARY)
    assert failed.returncode == 1
    assert "1 failed" in failed.stdout
    assert refreshing.newer("trade_annual_reported", fetched=True).startswith("asked in vain on 20")
    assert refreshing.newer("baci_minerals", fetched=False) == ""
    assert len(vintages.vintages("comtrade")) == 1
    for one in (done, failed, run("data", "sources", ECONSEC_COMTRADE_KEY=CANARY)):
        assert CANARY not in one.stdout + one.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["fetch", "comtrad", "280530"], "Did you mean comtrade?"),
        (["fetch", "comtrade", "28053"], "'28053' is no HS code"),
        (["fetch", "comtrade", "280530", "--reporter", "Inda"], "Did you mean India"),
        (["fetch", "baci", "HS17_V202601", "--years", "2024", "--monthly"], "baci has no figures by month"),
        (["fetch", "baci", "HS17_V202601", "--years", "2024", "--reporter", "IND"], "baci has no figures by reporter"),
        (["fetch", "comtrade", "280530", "--years", "2199"], "Expected a year from 1962 to 20"),
        (["refresh", "--only", "nobody"], "no connector 'nobody'"),
    ],
)
def test_a_wrong_word_is_refused_before_anything_is_sent(arguments, said):
    done = run("data", *arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_a_stand_in_elsewhere_than_on_this_machine_is_refused(monkeypatch):
    monkeypatch.setenv(hosts.STANDINS, "comtradeapi.un.org=http://10.0.0.1:80")
    done = run("data", "fetch", "comtrade", "280530", "--years", "2024")
    assert done.returncode == 1
    assert "is no stand-in" in done.stderr


def test_a_damaged_vintage_is_named_by_the_check_and_passed_over_by_whoever_loads(serve):
    office = Comtrade()
    serve("comtrade", office)
    question = ("data", "fetch", "comtrade", "280530", "--years", "2025")
    run(*question)
    office.revised = {"2025": 3.0}
    run(*question)
    newest, first = vintages.folders()
    manifest = newest / vintages.MANIFEST
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("JPN", "JPX"), encoding="utf-8")
    done = run("data", "check")
    assert done.returncode == 3
    # The table is as wide as a terminal, and the folder of a test as long as it is.
    said = " ".join(done.stdout.replace("│", " ").split())
    assert "comtrade.sha256 NO IntegrityError" in said
    assert "its own hash differs" in said
    assert vintages.holding("trade_annual_reported").folder == first
    assert run("data", "export", "trade_annual_reported").returncode == 0
    refused = run("data", "refresh", "--only", "comtrade")
    assert "Remove the folder" in " ".join(refused.stdout.replace("│", " ").split())


def test_a_night_asks_first_and_renders_all_the_same_when_a_publisher_fails(serve, monkeypatch, tmp_path):
    office = Comtrade(last_month="202501")
    public = serve("comtrade", office)
    run("data", "fetch", "comtrade", "280530", "--years", "2025", ECONSEC_COMTRADE_KEY=CANARY)
    places = (host for about in publishers() for host in about.hosts)
    monkeypatch.setenv(hosts.STANDINS, ",".join(f"{host}={public.place}" for host in places))
    public.answer = lambda one: office(one) if "/C/A/HS" in one.path else Reply(b"", 404)
    office.revised = {"2025": 2.0}
    home = tmp_path / "home"
    kit.write(home / "notebooks", {"night": kit.notebook()}, settings={"night": 'schedule = "0 6 * * *"'})
    (home / "data").symlink_to(paths.data())
    asked = ["run-due", "--refresh", "--out", str(tmp_path / "out")]
    with http_sink() as sink:
        where = {"ECONSEC_HOME": str(home), "ECONSEC_WEBHOOK_URL": sink.address}
        done, again = (run(*asked, **where) for _ in range(2))
    assert (done.returncode, again.returncode) == (1, 1), "a publisher failed"
    ((_, _, body),) = sink.posted
    told = json.loads(body)
    assert [one["report"] for one in told["editions"]] == ["night"]
    assert len(told["sources"]) == 3, "what could not be refreshed is told, once"
    assert all(one["source"] in done.stdout and one["problem"] for one in told["sources"])
    assert "Data that could not be refreshed" in told["text"]
    assert "1 new, 0 same, 3 failed" in done.stdout
    assert "1 of 1 editions" in done.stdout
    assert (tmp_path / "out/night/en/latest/report.html").is_file()
