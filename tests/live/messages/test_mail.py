"""Mail: sent over TLS with a password, refused in one sentence that holds no secret."""

from __future__ import annotations

import shutil
import smtplib

import pytest
from sinks import PASSWORD, USER, certificate, mail_sink

from econsec.errors import SendError
from econsec.live.messages import mail

OPENSSL = pytest.mark.skipif(shutil.which("openssl") is None, reason="nothing here makes a certificate")
TO = ["desk@example.org", "gone@example.org"]
LONG = "中国の割合が60%を超えた。" * 200


@pytest.fixture(scope="module")
def trusted(tmp_path_factory):
    return certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def key(monkeypatch, trusted):
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted / "cert.pem"))
    monkeypatch.setenv(mail.USER, USER)
    monkeypatch.setenv(mail.PASSWORD, PASSWORD)


def send(sink, security="none", server="localhost", text=LONG):
    about = {"to": TO, "sender": "reports@example.org", "server": server, "port": sink.port}
    return mail.send("レポート：監視項目1件", text, security=security, **about)


@OPENSSL
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_letter_goes_over_tls_with_user_and_password(key, trusted, security):
    with mail_sink(trusted=trusted, tls=security == "tls") as sink:
        assert send(sink, security) == []
    assert sink.logins == [(USER, PASSWORD, True)]
    (letter,) = sink.letters
    assert letter["Subject"] == "レポート：監視項目1件"
    assert letter["To"] == ", ".join(TO)
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter.get_content().strip() == LONG


def test_a_relay_that_asks_for_no_password_is_given_none(monkeypatch):
    monkeypatch.delenv(mail.USER, raising=False)
    monkeypatch.delenv(mail.PASSWORD, raising=False)
    with mail_sink() as sink:
        send(sink, text="From here\n.\n..two\n")
    assert sink.letters[0].get_content().splitlines() == ["From here", ".", "..two"]
    assert sink.logins == []


def test_a_letter_that_is_taken_is_sent_whatever_the_server_says_at_the_end(monkeypatch):
    def quit_badly(line):
        raise smtplib.SMTPResponseException(421, b"closing")

    monkeypatch.setattr(smtplib.SMTP, "quit", quit_badly)
    with mail_sink() as sink:
        assert send(sink) == []
    assert len(sink.letters) == 1


def test_an_address_that_is_refused_is_named_and_the_others_are_served():
    with mail_sink("one") as sink:
        assert send(sink) == ["gone@example.org"]
    assert len(sink.letters) == 1


@OPENSSL
def test_a_password_is_never_sent_in_clear(key, trusted):
    with mail_sink() as sink, pytest.raises(SendError, match="not sent without TLS"):
        send(sink)
    with mail_sink("bare", trusted=trusted) as sink, pytest.raises(SendError, match="STARTTLS"):
        send(sink, "starttls")
    assert sink.logins == []


@OPENSSL
@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("auth", "does not take user and password (code 535)"),
        ("all", "none of the addresses (code 550)"),
        ("data", "refuses the letter (code 552)"),
        ("drop", "hangs up"),
    ],
)
def test_what_a_server_refuses_is_one_sentence_without_a_secret(key, trusted, fault, said):
    with mail_sink(fault, trusted=trusted) as sink, pytest.raises(SendError) as error:
        send(sink, "starttls")
    shown = f"{error.value!r} {error.value} {error.value.__cause__} {error.value.__context__ if fault == 'x' else ''}"
    assert said in shown
    assert PASSWORD not in shown
    assert "\n" not in str(error.value)


@OPENSSL
def test_a_server_that_nobody_vouches_for_is_not_spoken_to(key, trusted, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with mail_sink(trusted=trusted) as sink, pytest.raises(SendError, match="certificate"):
        send(sink, "starttls")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted / "cert.pem"))
    with mail_sink(trusted=trusted) as sink, pytest.raises(SendError, match=r"127\.0\.0\.1"):
        send(sink, "starttls", server="127.0.0.1")
    assert sink.logins == []


def test_nobody_at_home_and_a_password_without_a_user_are_sentences(monkeypatch):
    with mail_sink() as sink:
        pass
    with pytest.raises(SendError, match="no mail by localhost:"):
        send(sink)
    monkeypatch.setenv(mail.PASSWORD, PASSWORD)
    with pytest.raises(SendError, match="ECONSEC_MAIL_USER is not") as error:
        send(sink)
    assert PASSWORD not in str(error.value)
