"""A webhook: posted once, to the address and no other, which no error shows."""

from __future__ import annotations

import json
import logging

import pytest
from sinks import http_sink

from econsec.errors import SendError
from econsec.live.asking.keys import Key
from econsec.live.messages import webhook


def test_what_is_new_is_posted_as_json(monkeypatch):
    with http_sink(204) as sink:
        monkeypatch.setenv(webhook.ADDRESS, sink.address)
        webhook.post({"text": "中国"}, webhook.address())
    ((path, kind, body),) = sink.posted
    assert (path, kind, json.loads(body)) == ("/hook/c4n4ry-s3cr3t", "application/json", {"text": "中国"})


def test_nobody_is_told_where_nobody_has_said(monkeypatch):
    monkeypatch.delenv(webhook.ADDRESS, raising=False)
    assert webhook.address() is None


@pytest.mark.parametrize("status", [301, 308, 400, 404, 429, 500])
def test_what_is_not_taken_is_one_sentence_without_the_address(status, caplog):
    with http_sink() as other, http_sink(status, location=other.address) as sink, caplog.at_level(logging.DEBUG):
        with pytest.raises(SendError, match=f"status {status}") as error:
            webhook.post({}, Key(sink.address))
        assert other.posted == [], "a redirect is not followed"
    assert "c4n4ry" not in f"{error.value} {error.value.__context__!r} {caplog.text}"


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/c4n4ry",
        "c4n4ry",
        "https://",
        "file:///c4n4ry",
        "http://[c4n4ry",
        "https://c4n4ry.invalid:99999/",
        "http://127.0.0.1:1/c4n4ry",
    ],
)
def test_what_is_no_address_or_leads_nowhere_is_not_shown(address):
    with pytest.raises(SendError) as error:
        webhook.post({}, Key(address))
    assert "ECONSEC_WEBHOOK_URL" in str(error.value)
    assert "c4n4ry" not in str(error.value)
