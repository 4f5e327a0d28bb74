"""One year of BACI out of the whole zip: only the parts that hold it travel, and what arrives damaged is not taken."""

from __future__ import annotations

import re

import pytest
from baci_years import write_zip, year_of
from few import thirds
from standins import FAULTS, Reply, limits

from econsec.errors import EconsecError, FetchError, NoDataError, ParameterError
from econsec.live.connectors.trade import cepii
from econsec.store import load
from econsec.store.baci import shelf

ROWS = 2000
NAME = "HS17_V202601"


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> bytes:
    return write_zip(tmp_path_factory.mktemp("cepii") / "BACI_HS17_V202601.zip", ROWS, (2022, 2023, 2024)).read_bytes()


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(cepii, "BLOCK", 8192)


def ranges(content, **headers):
    def answer(one):
        start, end = map(int, re.fullmatch(r"bytes=(\d+)-(\d+)", one.headers["range"]).groups())
        told = {"Content-Range": f"bytes {start}-{min(end, len(content) - 1)}/{len(content)}", "ETag": '"1"', **headers}
        return Reply(content[start : end + 1], 206, told)

    return answer


def test_a_year_is_taken_out_without_the_others(serve, whole):
    public = serve("baci", ranges(whole))
    (item,) = cepii.fetch(NAME, [2023])
    assert item.rows == ROWS
    assert load("baci", year=2023)["value"].sum() == (year_of(ROWS, 2023)["v"] * 1000).round().sum()
    asked = sum(
        int(end) - int(start) + 1 for start, end in (re.findall(r"\d+", one.headers["range"]) for one in public.asked)
    )
    assert asked < 0.75 * len(whole)
    assert cepii.fetch(NAME, [2023]) == (), "already there"


def test_a_year_that_the_zip_does_not_have_is_named(serve, whole):
    serve("baci", ranges(whole))
    with pytest.raises(NoDataError, match=r"no year 2019\. Expected one of 2022, 2023, 2024"):
        cepii.fetch(NAME, [2019])


@pytest.mark.parametrize(("name", "years"), [("HS17", [2024]), ("../x", [2024]), (NAME, [])])
def test_a_wrong_question_is_refused_before_anything_is_sent(name, years):
    with pytest.raises(ParameterError):
        cepii.fetch(name, years)


def changed(whole):
    told = []

    def answer(one):
        told.append(one)
        return ranges(whole, ETag=f'"{len(told) > 3}"')(one)

    return answer


def flipped(whole):
    content = bytearray(whole)
    for place in range(2000, len(content) - 4000, 4096):
        content[place] ^= 1
    return ranges(bytes(content))


OWN = {
    "no ranges": lambda whole: lambda _: Reply(whole[:1]),
    "another part": lambda whole: lambda one: Reply(ranges(whole)(one).body, 206, {"Content-Range": "bytes 7-7/99"}),
    "changed meanwhile": changed,
    "no zip": lambda whole: ranges(b"x" * len(whole)),
    "damaged": flipped,
    "cut off": lambda whole: ranges(whole[: len(whole) // 2]),
    "416": lambda _whole: lambda _: Reply(b"", 416),
}
#: What this publisher answers is no text.
WELL = {name for name, (_, what) in FAULTS.items() if what == "good"} - {"byte-order mark"}


@pytest.mark.parametrize("fault", [*OWN, *thirds(FAULTS)])
def test_a_fault_gives_the_right_year_or_one_sentence_and_the_store_as_it_was(fault, serve, whole):
    serve("baci", ranges(whole))
    cepii.fetch(NAME, [2022])
    before = shelf.stored()
    serve("baci", OWN[fault](whole) if fault in OWN else FAULTS[fault][0](ranges(whole)))
    said = ""
    try:
        cepii.fetch(NAME, [2024], limits=limits(fault))
    except EconsecError as error:
        said = str(error)
    assert "\n" not in said
    assert (said == "") == (fault in WELL), said
    if said:
        assert shelf.stored() == before
        words = (FAULTS.get(fault, ("", ""))[1], "does not send the part", "sends more than", "breaks off")
        assert fault in {*OWN, "byte-order mark"} or any(word in said for word in words)
    else:
        assert load("baci", year=2024)["value"].sum() == (year_of(ROWS, 2024)["v"] * 1000).round().sum()
    assert shelf.verify() == ()


def test_a_range_that_is_not_answered_is_an_error_of_fetching(serve, whole):
    serve("baci", OWN["no ranges"](whole))
    with pytest.raises(FetchError, match="does not send the part"):
        cepii.fetch(NAME, [2024])
