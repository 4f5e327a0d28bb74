"""The one client: whom it speaks to, how often, and where a key goes and does not go."""

from __future__ import annotations

import copy
import json
import pickle
import time
from dataclasses import asdict, replace

import pytest
from standins import CANARY, QUICK, Reply, standing

from econsec.errors import EconsecError, FetchError, HostError
from econsec.live.asking import hosts, keys
from econsec.live.asking.client import Client
from econsec.live.asking.keys import Key

ONE, TWO = "one.example", "two.example"
GOOD = Reply(b'{"a": 1}')


@pytest.fixture
def client():
    made = []

    def make(answer, *, limits=QUICK, **how):
        context = standing(answer)
        public = context.__enter__()
        one = Client((ONE, TWO), limits, stand_ins={ONE: public.place, TWO: public.place}, **how)
        made.append((one, context))
        return one, public

    yield make
    for one, context in made:
        one.__exit__()
        context.__exit__(None, None, None)


def test_a_key_in_the_address_is_sent_and_stands_in_nothing_that_is_kept(client, tmp_path):
    one, public = client(lambda _: GOOD, key=Key(CANARY), key_param="appId")
    got = one.save(f"https://{ONE}/x", tmp_path / "x", params={"limit": "1"})
    assert public.asked[0].params == {"limit": "1", "appId": CANARY}
    assert CANARY not in json.dumps(asdict(got))


def test_an_error_that_repeats_the_key_is_told_without_it(client, tmp_path):
    body = json.dumps({"message": f"key {CANARY} is not active"}).encode()
    one, _ = client(lambda _: Reply(body, 403), key=Key(CANARY), key_header="X-Key")
    with pytest.raises(FetchError, match=r"key \[key\] is not active"):
        one.save(f"https://{ONE}/x", tmp_path / "x")


def test_a_redirect_to_another_host_of_the_source_is_followed_without_the_key(client, tmp_path):
    def answer(one):
        return GOOD if one.path == "/y" else Reply(status=302, headers={"Location": f"https://{TWO}/y"})

    one, public = client(answer, key=Key(CANARY), key_header="X-Key", key_param="appId")
    one.save(f"https://{ONE}/x", tmp_path / "x")
    first, second = public.asked
    assert first.headers["x-key"] == CANARY
    assert "x-key" not in second.headers
    assert second.params == {}


@pytest.mark.parametrize(
    "url",
    [
        "http://one.example/x",
        "https://three.example/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://one.example.evil.example/x",
        "https://one.example@evil.example/x",
        "file:///etc/passwd",
    ],
)
def test_another_place_is_never_asked(client, url, tmp_path):
    one, public = client(lambda _: GOOD)
    with pytest.raises(EconsecError):
        one.save(url, tmp_path / "x")
    assert public.asked == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address", ["10.0.0.7", "127.0.0.1", "169.254.169.254", "192.168.1.1", "::1", "fd00::1", "224.0.0.1"]
)
def test_a_name_that_leads_to_a_private_address_is_refused(monkeypatch, address):
    monkeypatch.setattr(hosts.socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (address, 443))])
    with pytest.raises(HostError, match="private address"):
        hosts.check("https", ONE, [ONE], {})


def test_a_name_that_leads_to_a_public_address_is_not(monkeypatch):
    monkeypatch.setattr(hosts.socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("8.8.8.8", 443))])
    hosts.check("https", ONE, [ONE], {})


def test_two_requests_keep_their_distance(client, tmp_path):
    one, _ = client(lambda _: GOOD, limits=replace(QUICK, pause=0.3))
    began = time.monotonic()
    for number in range(3):
        one.save(f"https://{ONE}/x", tmp_path / str(number))
    assert time.monotonic() - began >= 0.6


def test_a_file_that_is_there_is_never_written_over(client, tmp_path):
    (tmp_path / "x").write_text("old", encoding="utf-8")
    one, _ = client(lambda _: GOOD)
    with pytest.raises(FileExistsError):
        one.save(f"https://{ONE}/x", tmp_path / "x")
    assert (tmp_path / "x").read_text(encoding="utf-8") == "old"


def test_a_key_is_shown_copied_and_pickled_by_nobody():
    key = Key(CANARY)
    assert CANARY not in f"{key} {key!r} {[key]}"
    for way in (pickle.dumps, copy.copy):
        with pytest.raises(TypeError, match="not to be written"):
            way(key)


@pytest.mark.parametrize("value", ["two words", "short", "línea-secreta", "with\nline-break"])
def test_what_can_be_no_key_is_refused_without_being_repeated(monkeypatch, value):
    monkeypatch.setenv("ECONSEC_COMTRADE_KEY", value)
    with pytest.raises(FetchError, match="holds what is no key") as caught:
        keys.find("ECONSEC_COMTRADE_KEY")
    assert value not in str(caught.value)


def test_a_key_comes_from_the_keyring_where_there_is_one(monkeypatch):
    class Keyring:
        @staticmethod
        def get_password(service, name) -> str | None:
            return CANARY if (service, name) == ("econsec", "ECONSEC_COMTRADE_KEY") else None

    monkeypatch.delenv("ECONSEC_COMTRADE_KEY", raising=False)
    monkeypatch.setattr(keys, "import_module", lambda _: Keyring)
    assert keys.find("ECONSEC_COMTRADE_KEY").reveal() == CANARY
    assert keys.find("ECONSEC_ESTAT_KEY") is None
