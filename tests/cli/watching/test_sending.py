"""A night is told by mail and webhook; what cannot be sent is kept, and the night is not lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import kit
import pytest
from sinks import http_sink, mail_sink

from econsec.cli.watching import sending, unsent
from econsec.live.messages import webhook
from econsec.publish.editions import runlog
from econsec.publish.gallery.news import Failed, News
from econsec.publish.plan.messages import Messages

ECONSEC = Path(sys.executable).with_name("econsec")
OFTEN = 'schedule = "* * * * *"'


def news(number=1):
    failed = Failed(report=f"r{number}", language="en", reason="cell", problem="broke", date="")
    return News(at=datetime(2026, 1, number, tzinfo=UTC), failures=(failed,))


def deliver(fresh, messages, out):
    """Keep what is new, then send what waits: as a night does."""
    kept = sending.keep(fresh, messages, out)
    return sending.deliver(messages, out, unkept=() if kept else [fresh])


def by_mail(sink):
    return Messages(to=("a@example.org",), sender="b@example.org", server="localhost", port=sink.port, security="none")


@pytest.fixture(autouse=True)
def silent(monkeypatch):
    for name in ("ECONSEC_WEBHOOK_URL", "ECONSEC_MAIL_USER", "ECONSEC_MAIL_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


def kept(out, name=unsent.NAME):
    path = out / name
    return {channel: len(nights) for channel, nights in json.loads(path.read_text()).items()} if path.exists() else {}


def test_what_cannot_be_sent_is_kept_and_sent_later_and_what_was_sent_is_not_sent_twice(tmp_path, monkeypatch, capsys):
    with mail_sink() as post, http_sink(500) as broken:
        monkeypatch.setenv(webhook.ADDRESS, broken.address)
        assert deliver(news(1), by_mail(post), tmp_path) == sending.UNSENT
        assert kept(tmp_path) == {"webhook": 1}
        assert deliver(None, by_mail(post), tmp_path) == sending.UNSENT, "it is tried again"
        with http_sink() as good:
            monkeypatch.setenv(webhook.ADDRESS, good.address)
            assert deliver(news(2), by_mail(post), tmp_path) == 0
            assert deliver(None, by_mail(post), tmp_path) == 0
    assert [json.loads(body)["failures"][0]["report"] for _, _, body in good.posted] == ["r1", "r2"]
    assert len(post.letters) == 2
    assert kept(tmp_path) == {}
    said = capsys.readouterr().err
    assert "unsent     webhook: the webhook of ECONSEC_WEBHOOK_URL does not take the news (status 500)." in said
    found = [(one.channel, one.sent) for one in runlog.messages(tmp_path)]
    assert found.count(("webhook", False)) == 2
    assert found.count(("mail", True)) == 2
    everything = said + "".join(path.read_text() for path in tmp_path.rglob("*") if path.is_file())
    assert "c4n4ry" not in everything


def large(number):
    """Return news of which a sink may say that it is too much."""
    failed = Failed(report=f"large{number}", language="en", reason="cell", problem="much", date="")
    return News(at=datetime(2026, 1, number, tzinfo=UTC), failures=(failed,))


@pytest.mark.parametrize("status", [400, 413, 415, 422])
def test_what_a_webhook_refuses_for_good_is_set_aside_and_the_later_ones_are_sent(
    tmp_path, monkeypatch, capsys, status
):
    with http_sink(lambda body: status if b"large" in body else 200) as sink:
        monkeypatch.setenv(webhook.ADDRESS, sink.address)
        for one in (large(1), news(2), news(3)):
            assert sending.keep(one, Messages(), tmp_path)
        assert sending.deliver(Messages(), tmp_path) == sending.UNSENT, "it is told once"
        assert [json.loads(body)["failures"][0]["report"] for _, _, body in sink.posted] == ["large1", "r2", "r3"]
        assert (kept(tmp_path), kept(tmp_path, unsent.REFUSED)) == ({}, {"webhook": 1})
        assert sending.deliver(Messages(), tmp_path) == 0
        assert len(sink.posted) == 3
    assert unsent.read(tmp_path, unsent.REFUSED) == {"webhook": [large(1)]}
    said = capsys.readouterr().err
    assert f"refused    webhook: the webhook of ECONSEC_WEBHOOK_URL does not take the news (status {status})." in said
    assert "set aside in refused.json" in said
    logged = [(one.sent, f"status {status}" in one.problem) for one in runlog.messages(tmp_path)]
    assert logged == [(False, True), (True, False), (True, False)]


@pytest.mark.parametrize("status", [401, 403, 404, 408, 410, 429, 500, 503])
def test_what_is_about_the_address_or_passes_is_kept(tmp_path, monkeypatch, status):
    with http_sink(status) as sink:
        monkeypatch.setenv(webhook.ADDRESS, sink.address)
        assert deliver(news(1), Messages(), tmp_path) == sending.UNSENT
        assert len(sink.posted) == 1
    assert (kept(tmp_path), kept(tmp_path, unsent.REFUSED)) == ({"webhook": 1}, {})


@pytest.mark.parametrize(("fault", "aside"), [("large", 1), ("size", 1), ("later", 0), ("all", 0), ("sender", 0)])
def test_a_letter_that_a_server_refuses_for_good_is_set_aside_and_the_later_ones_are_sent(tmp_path, fault, aside):
    with mail_sink(fault) as post:
        for one in (large(1), news(2)):
            sending.keep(one, by_mail(post), tmp_path)
        assert sending.deliver(by_mail(post), tmp_path) == sending.UNSENT
        assert len(post.letters) == aside, "what came later"
    waiting = {"mail": 2} if not aside else {}
    assert (kept(tmp_path), kept(tmp_path, unsent.REFUSED)) == (waiting, {"mail": 1} if aside else {})


def test_what_could_not_be_set_aside_is_not_forgotten(tmp_path, monkeypatch):
    with http_sink(413) as sink:
        monkeypatch.setenv(webhook.ADDRESS, sink.address)
        sending.keep(large(1), Messages(), tmp_path)
        (tmp_path / unsent.REFUSED).mkdir()
        assert sending.deliver(Messages(), tmp_path) == sending.UNSENT
    assert kept(tmp_path) == {"webhook": 1}


def test_what_no_disk_keeps_is_sent_all_the_same_and_once(tmp_path, monkeypatch, capsys):
    (tmp_path / unsent.NAME).mkdir()
    with http_sink() as sink:
        monkeypatch.setenv(webhook.ADDRESS, sink.address)
        assert sending.keep(news(), Messages(), tmp_path) is False
        assert sending.deliver(Messages(), tmp_path, unkept=[news()]) == 0
    assert len(sink.posted) == 1
    assert "not kept before it is sent" in capsys.readouterr().err


def test_a_night_that_is_kept_while_another_run_sends_is_sent_by_that_run(tmp_path, monkeypatch):
    def posted(body):
        if b'"r1"' in body:
            sending.keep(news(2), Messages(), tmp_path)
        return 200

    with http_sink(posted) as sink:
        monkeypatch.setenv(webhook.ADDRESS, sink.address)
        assert deliver(news(1), Messages(), tmp_path) == 0
    assert len(sink.posted) == 2
    assert kept(tmp_path) == {}


def test_who_has_nobody_to_write_to_keeps_nothing(tmp_path):
    assert deliver(news(), Messages(), tmp_path) == 0
    assert list(tmp_path.iterdir()) == []


def test_an_addressee_who_is_never_reached_does_not_fill_the_disk(tmp_path, monkeypatch, capsys):
    with http_sink(500) as broken:
        monkeypatch.setenv(webhook.ADDRESS, broken.address)
        monkeypatch.setattr(unsent, "MOST_KEPT", 2)
        for number in (1, 2, 3):
            deliver(news(number), Messages(), tmp_path)
    assert kept(tmp_path) == {"webhook": 2}
    assert "1 older nights are let go" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "{", "[]", '{"webhook": [1]}', '{"webhook": 3}'])
def test_what_was_kept_and_cannot_be_read_stops_nothing(tmp_path, monkeypatch, text):
    (tmp_path / unsent.NAME).write_text(text)
    with http_sink() as good:
        monkeypatch.setenv(webhook.ADDRESS, good.address)
        assert deliver(news(), Messages(), tmp_path) == 0
    assert len(good.posted) == 1


def test_whatever_breaks_in_sending_is_a_sentence(tmp_path, monkeypatch, capsys):
    def breaks(*_):
        raise RuntimeError("c4n4ry")

    monkeypatch.setenv(webhook.ADDRESS, "https://example.org/")
    monkeypatch.setattr(webhook, "post", breaks)
    assert deliver(news(), Messages(), tmp_path) == sending.UNSENT
    said = capsys.readouterr().err
    assert "webhook broke (RuntimeError)" in said
    assert "c4n4ry" not in said


def test_a_night_is_told_once_and_its_notebooks_see_no_address(tmp_path):
    seen = 'import os; print(sorted(name for name in os.environ if "WEBHOOK" in name or "MAIL" in name))'
    (tmp_path / "data").mkdir()
    kit.write(
        tmp_path / "notebooks",
        {"bad": kit.notebook("1 / 0"), "good": kit.notebook(seen)},
        settings=dict.fromkeys(("bad", "good"), OFTEN),
    )
    with http_sink() as sink:
        more = {"ECONSEC_HOME": str(tmp_path), "ECONSEC_WEBHOOK_URL": sink.address, "ECONSEC_MAIL_USER": "c4n4ry"}
        asked = [str(ECONSEC), "run-due", "--workers", "1"]
        how = {"env": os.environ | more, "capture_output": True, "text": True, "timeout": 300}
        done = [subprocess.run(asked, check=False, **how) for _ in range(2)]
    assert [one.returncode for one in done] == [1, 1], done[0].stderr
    ((_, _, body),) = sink.posted
    told = json.loads(body)
    assert [one["report"] for one in told["editions"]] == ["good"]
    assert [one["report"] for one in told["failures"]] == ["bad"]
    ran = json.loads((tmp_path / "reports/good/en/latest/notebook.ipynb").read_text())
    assert "[]\n" in [text for cell in ran["cells"] for one in cell.get("outputs", []) for text in one.get("text", [])]
    everything = [path.read_bytes() for path in (tmp_path / "reports").rglob("*") if path.is_file()]
    assert not any(b"c4n4ry" in content for content in everything)


def test_a_server_that_goes_on_talking_does_not_hold_the_night(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sending, "LONGEST", 0.5)
    monkeypatch.setattr("econsec.live.messages.mail.send", lambda *_, **__: time.sleep(300))
    with mail_sink() as post:
        started = time.monotonic()
        assert deliver(news(), by_mail(post), tmp_path) == sending.UNSENT
    assert time.monotonic() - started < 200
    assert kept(tmp_path) == {"mail": 1}
    assert "no end after" in capsys.readouterr().err


def test_what_waits_for_another_run_s_addressee_is_left_to_it(tmp_path, monkeypatch):
    with mail_sink() as post, http_sink(500) as broken:
        monkeypatch.setenv(webhook.ADDRESS, broken.address)
        assert deliver(news(), by_mail(post), tmp_path) == sending.UNSENT
        monkeypatch.delenv(webhook.ADDRESS)
        assert deliver(None, by_mail(post), tmp_path) == 0
    assert kept(tmp_path) == {"webhook": 1}


def test_a_letter_that_not_all_were_given_is_told_and_not_sent_again(tmp_path, monkeypatch):
    monkeypatch.setattr("econsec.live.messages.mail.send", lambda *_, **__: ["a@example.org"])
    with mail_sink() as post:
        assert deliver(news(), by_mail(post), tmp_path) == sending.UNSENT
        assert deliver(None, by_mail(post), tmp_path) == 0
    (told,) = [run for run in map(json.loads, (tmp_path / "runs.jsonl").read_text().splitlines()) if run.get("problem")]
    assert "a@example.org" in told["problem"]


@pytest.mark.parametrize("damaged", ['{"when": 1}', "7", "null"])
def test_an_entry_that_cannot_be_read_loses_no_other_and_is_kept_aside(tmp_path, capsys, damaged):
    unsent.add(tmp_path, ["mail", "webhook"], large(1))
    file = tmp_path / unsent.NAME
    kept_before = json.loads(file.read_text("utf-8"))
    broken = json.dumps(kept_before | {"mail": [*kept_before["mail"], json.loads(damaged)]})
    file.write_text(broken, "utf-8")
    assert unsent.read(tmp_path) == {"mail": [large(1)], "webhook": [large(1)]}
    unsent.add(tmp_path, ["mail"], large(2))
    assert unsent.read(tmp_path) == {"mail": [large(1), large(2)], "webhook": [large(1)]}
    assert (tmp_path / f"{unsent.NAME}.bad").read_text("utf-8") == broken
    assert "cannot be read: all of it is kept" in capsys.readouterr().err
