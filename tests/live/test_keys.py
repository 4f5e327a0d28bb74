"""A canary for a key: sent for true to every publisher that takes one, and looked for wherever something is left."""

from __future__ import annotations

import json
import logging
import logging.config
import traceback
from pathlib import Path

import kit
import pytest
from commands import run
from comtrade_standin import Comtrade
from estat_standin import Estat
from gta_standin import Gta
from openalex_standin import OpenAlex
from standins import CANARY, Reply, spelled
from wto_standin import Wto

from econsec.cli.common import inputs
from econsec.errors import EconsecError
from econsec.live import publishers, updating
from econsec.live.asking import answers, keys
from econsec.publish import render
from econsec.store.kept import vintages

#: The stand-in of each publisher that takes a key, and a question as a user types it.
ASKED = {
    "comtrade": (Comtrade, ["280530", "--years", "2025"]),
    "estat": (Estat, ["280530", "--years", "2025"]),
    "gta": (Gta, ["280530", "--reporter", "CHN", "--years", "2025"]),
    "openalex": (OpenAlex, ["IND", "--years", "2024"]),
    "wto": (Wto, ["280530", "--reporter", "IND", "--years", "2020:2025"]),
}
CELL = """
from econsec import load
rows = len(load("{table}"))
text = f"{{rows}} rows."
claim = {{"version": 1, "id": "{table}", "role": "claim", "language": language, "text": text}}
claim |= {{"parts": [{{"text": text}}], "values": {{"rows": rows}}}}
display({{"application/vnd.econsec.claim+json": claim}}, raw=True)
"""
#: What is typed while a publisher answers so: the commands that ask, and those that tell of it.
TYPED = {"good": ["fetch NAME", "list", "check"], "refused": ["fetch NAME", "refresh --only NAME", "sources"]}
ECHO = json.dumps({"message": f"no subscription for {CANARY}, see /?key={spelled(CANARY)[1]}"}).encode()


def seen(found):
    """Return how often the key stands in something, in any form."""
    data = found if isinstance(found, bytes) else str(found).encode()
    return sum(data.count(form.encode()) for form in spelled(CANARY))


def files(folder):
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def sent(about, one):
    """Return how often a request carries the key, where the publisher wants it."""
    if about.key_header:
        return one.headers.get(about.key_header.lower(), "").endswith(CANARY)
    return one.params.get(about.key_param) == CANARY


def processes():
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(path.read_bytes())
        except OSError:  # it has ended
            continue
    return b"\n".join(lines)


def trace(name, *, deep):
    """Ask, and return all that a traceback of what comes of it can show."""
    try:
        updating.update(name)
    except EconsecError as error:
        shown = traceback.TracebackException.from_exception(error, capture_locals=deep)
        return ["".join(shown.format()), repr(error), str(error)]
    return []


def test_every_publisher_that_takes_a_key_has_a_canary():
    assert set(ASKED) == {about.name for about in publishers.publishers() if about.key}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name == "comtrade" else [pytest.mark.slow]) for name in ASKED]
)
def test_the_key_is_sent_and_stands_nowhere(name, serve, key, store, tmp_path, caplog, monkeypatch, record_property):
    caplog.set_level(logging.DEBUG)
    for logger in ("httpx2", "httpcore2", "stamina", "econsec"):
        logging.getLogger(logger).setLevel(logging.DEBUG)
    about, (make, question) = publishers.publisher(name), ASKED[name]
    good, listed = make(), []
    replies = {"good": good, "refused": lambda _: Reply(ECHO, 401), "repeated": lambda _: Reply(ECHO)}
    replies["moved"] = lambda _: Reply(status=302, headers={"Location": f"https://evil.example/?key={CANARY}"})
    replies["unknown"] = lambda _: Reply(b'{"message":"Access denied"}', 401)
    replies["broken"] = lambda _: Reply(reset=True)
    public = serve(name, good)

    def look(answer):
        def turn(one):
            listed.append(processes())
            return answer(one)

        return turn

    output, traces = [], []
    for case, answer in replies.items():
        public.answer = look(answer)
        for line in TYPED.get(case, []):
            words = line.replace("NAME", name).split()
            done = run("data", *words, *(question if words[0] == "fetch" else []))
            output += [done.stdout, done.stderr]
        # What a publisher repeats stands in the variables that hold its answer; no other variable may hold a key.
        traces += trace(name, deep=case in {"broken", "unknown"})
    assert len(vintages.vintages(name)) == 1, "the good answer is kept, and no other"
    assert len(traces) == 3 * 5, "each of the others is refused"
    public.answer = good
    tables = list(vintages.newest(name).tables)
    notebook = kit.notebook(*(CELL.format(table=table) for table in tables))
    portfolio = kit.write(tmp_path / "nb", {"keyed": notebook}, settings={"keyed": f"fetched = {json.dumps(tables)}"})
    settings = render.Settings(out=tmp_path / "editions", **inputs()._asdict(), date="2026-11-29")
    (made,) = render.render_all(render.every(portfolio.report), settings)
    assert made.status == "rendered", made.problem

    carried = sum(sent(about, one) for one in public.asked)
    assert carried == len(public.asked) >= 8
    assert len(files(store)) > 1000
    assert len(files(tmp_path / "editions")) > 1000
    places = {
        "output": seen("".join(output)),
        "logs": seen(caplog.text),
        "snapshots": seen(files(store)),
        "caches": seen(files(tmp_path / "cache")),
        "editions": seen(files(tmp_path / "editions")),
        "tracebacks": seen("".join(traces)),
        "process lists": seen(b"".join(listed)),
        "everything written": seen(files(tmp_path)),
    }
    record_property("connector", name)
    record_property("sent", carried)
    record_property("places", json.dumps(places))
    assert b"econsec" in b"".join(listed)
    assert "[key]" in "".join(output), "what repeats the key is told without it"
    assert set(places.values()) == {0}, places


def test_no_way_of_setting_up_logging_makes_the_client_write_addresses(caplog):
    logging.config.dictConfig({"version": 1, "disable_existing_loggers": False})
    caplog.set_level(logging.DEBUG)
    written = [name for name in logging.root.manager.loggerDict if name.startswith(("httpx2", "httpcore2."))]
    assert len(written) >= 6
    for name in written:
        logging.getLogger(name).setLevel(logging.DEBUG)
        logging.getLogger(name).error("key=%s", CANARY)
    assert CANARY not in caplog.text


def test_a_key_in_the_middle_of_two_pieces_of_an_answer_is_found():
    half = len(CANARY) // 2
    pieces = [b"x" * 100 + CANARY[:half].encode(), CANARY[half:].encode() + b"y"]
    with pytest.raises(EconsecError, match="repeats the key"):
        list(answers.unrepeated(pieces, keys.Key(CANARY), "one.example"))
    assert list(answers.unrepeated([b"a", b"b"], keys.Key(CANARY), "one.example")) == [b"a", b"b"]
