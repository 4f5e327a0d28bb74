"""What no single answer shows: clocks that go wrong, a full disk, tables of another version, series that end."""

from __future__ import annotations

import errno
import re
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from comtrade_standin import Comtrade
from imf_standin import Imf
from standins import Reply
from worldbank_standin import WorldBank

from econsec.errors import EconsecError, MissingColumnError, NoDataError
from econsec.live import connector, refreshing, updating
from econsec.live.connectors.economies import imf
from econsec.live.connectors.trade import comtrade
from econsec.store import load
from econsec.store.catalog import dataset
from econsec.store.kept import condition, vintages
from econsec.store.schemas import schema

OPEN = {"economies": ["JPN"], "years": [2024, None]}
FULL = OSError(errno.ENOSPC, "No space left on device")


def clock(year):
    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):  # noqa: ANN206 - as `datetime` has it
            return datetime(year, 3, 1, tzinfo=tz or UTC)

    return Clock


def test_a_clock_set_back_and_two_vintages_in_a_second_put_the_new_above_the_old(serve, monkeypatch):
    public = serve("imf", Imf())
    made = [updating.update("imf", [OPEN])[0]]
    for number, year in enumerate((2024, 2024), 1):
        monkeypatch.setattr(vintages, "datetime", clock(year))
        public.answer = Imf(revised=number)
        made.append(updating.update("imf")[0])
    assert vintages.vintages("imf") == tuple(reversed(made))
    assert vintages.newest("imf") == vintages.holding("imf_trade_monthly") == made[-1]
    assert load("imf_trade_monthly", partner="CHN", flow="exports", year=2024, month=1)["value"].item() == 42_000_001.5


def test_years_that_have_not_come_by_the_clock_are_not_asked_for(serve, monkeypatch):
    public = serve("imf", Imf())
    good, _ = updating.update("imf", [OPEN])
    public.asked.clear()
    monkeypatch.setattr(connector, "datetime", clock(2019))
    with pytest.raises(EconsecError, match="it is 2019 by this machine's clock, and 2024 was asked for"):
        updating.update("imf")
    assert public.asked == []
    assert vintages.newest("imf") == good


def test_a_year_that_turns_while_a_refresh_goes_on_loses_no_answer(serve, monkeypatch):
    public = serve("imf", Imf())
    good, _ = updating.update("imf", [OPEN])

    def turn(request):
        monkeypatch.setattr(connector, "datetime", clock(2031))
        return Imf()(request)

    public.answer = turn
    assert updating.update("imf") == (good, False)


def test_a_disk_that_is_full_when_a_table_is_written_leaves_what_was_there(serve, store, monkeypatch):
    public = serve("imf", Imf())
    good, _ = updating.update("imf", [OPEN])

    def full(*_):
        raise FULL

    public.answer = Imf(revised=1)
    monkeypatch.setattr(updating.parquet, "write", full)
    told = refreshing.attempt("imf")
    assert told.status == "failed"
    assert "could not be written: No space left on device. What was there is untouched" in told.detail
    assert vintages.newest("imf") == good
    assert not list(store.rglob(f"{vintages.WORK}*"))


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC])
def test_a_store_that_takes_nothing_is_one_sentence_and_its_figures_are_read(serve, monkeypatch, number):
    serve("imf", Imf(revised=1))
    good, _ = updating.update("imf", [OPEN])

    def refuse(**_):
        raise OSError(number, "no", str(good.folder.parent / ".work-x"))

    monkeypatch.setattr(vintages.tempfile, "mkdtemp", refuse)
    told = refreshing.attempt("imf")
    assert told.status == "failed"
    assert told.detail == f"{good.folder.parent} could not be written: no. What was there is untouched."
    assert len(load("imf_trade_monthly")) == good.tables["imf_trade_monthly"]["rows"]


def flipped(path):
    """Turn a bit of a figure: the file can be read all the same."""
    content = bytearray(path.read_bytes())
    content[len(content) // 4] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("harm", [flipped, Path.unlink], ids=["a bit turned", "gone"])
def test_a_table_that_is_not_what_was_fetched_is_not_carried_into_the_next_vintage(serve, harm):
    serve("imf", Imf())
    good, _ = updating.update("imf", [OPEN])
    harm(good.path("imf_trade_monthly"))
    with pytest.raises(EconsecError, match=re.escape(f"Remove the folder {good.folder}; the vintages before it")):
        updating.update("imf", [{"economies": ["IND"], "years": [2025, 2025]}])
    assert vintages.vintages("imf") == (good,)
    shutil.rmtree(good.folder)
    assert updating.update("imf", [OPEN])[1]


def test_before_the_first_vintage_nothing_was_known_however_the_day_is_written(serve):
    serve("imf", Imf())
    first, _ = updating.update("imf", [OPEN])
    for name, day in (("imf_trade_monthly", first.day.isoformat()), ("wdi", dataset("wdi").source.vintage)):
        for early in ("2020-01-31", "20200131", "2020-W05-5"):
            with pytest.raises(
                NoDataError, match=f"nothing of {name} was known on 2020-01-31. Expected a day from {day}"
            ):
                load(name, as_of=early)
        assert len(load(name, as_of="2099-12-31")) > 0


def test_a_disk_that_is_full_when_the_outcome_is_noted_keeps_no_half_of_it(serve, store, monkeypatch):
    def half(self, text, **_):
        self.write_bytes(text.encode()[:9])
        raise FULL

    monkeypatch.setattr(Path, "write_text", half)
    refreshing.remember(refreshing.Outcome("imf", "failed", "no network"))
    assert refreshing.last_told("imf") == {}
    assert not [path for path in store.rglob("*") if path.is_file()]


def test_a_table_of_another_version_of_ours_is_told_and_asked_for_again_whole(serve, monkeypatch):
    public = serve("imf", Imf())
    name, read = "imf_trade_monthly", imf.reader.read_monthly
    promise = schema(name)
    with monkeypatch.context() as older:
        fields = tuple(one for one in promise.fields if one.name != "status")
        older.setattr(updating, "schema", lambda _: replace(promise, fields=fields))
        older.setattr(imf.reader, "read_monthly", lambda *given: read(*given).drop(columns="status"))
        updating.update("imf", [OPEN])
    with pytest.raises(MissingColumnError, match=r"another version of econsec: it has no column 'status'\. Ask for it"):
        load(name)
    public.asked.clear()
    said = []
    updating.update("imf", [{"economies": ["IND"], "years": [2025, 2025]}], tell=said.append)
    assert f"{name} was made by another version" in said[0]
    # A machine under load asks a page twice.
    assert {one.path.rpartition("/")[2][:3] for one in public.asked} == {"JPN", "IND"}
    assert set(load(name)["reporter"]) == {"JPN", "IND"}
    assert len(vintages.newest("imf").asks) == 2


def test_a_damaged_vintage_of_one_source_hides_no_other_from_a_dry_run(serve):
    serve("imf", Imf())
    good, _ = updating.update("imf", [OPEN])
    (good.folder / vintages.MANIFEST).write_text("{}", encoding="utf-8")
    vintages._read.cache_clear()
    assert refreshing.planned("imf").startswith("fail: ")
    assert "Remove the folder" in refreshing.planned("imf")
    assert refreshing.planned("worldbank").startswith("ask api.worldbank.org")


def test_a_series_that_ends_earlier_than_before_is_told_though_the_table_is_hardly_shorter(serve, monkeypatch):
    monkeypatch.setattr(updating, "schemas", dict)  # a small table, held against none of the bundle
    series = [{"indicators": ["NY.GDP.MKTP.CD", "SP.POP.TOTL"]}]
    public = serve("worldbank", WorldBank())
    updating.update("worldbank", series, fewer=True)

    def shorter(request):
        office = WorldBank(last=2023) if "SP.POP.TOTL" in request.path else WorldBank()
        return office(request)

    public.answer = shorter
    said = []
    updating.update("worldbank", fewer=True, tell=said.append)
    assert "wdi has nothing any more of SP.POP.TOTL in 2024" in "\n".join(said)


def test_a_publisher_that_is_away_leaves_an_older_table_as_it_is(serve, monkeypatch):
    public = serve("imf", Imf())
    good, _ = updating.update("imf", [OPEN])
    monkeypatch.setattr(condition, "outdated", lambda _: "imf_trade_monthly")
    public.answer = lambda _: Reply(b"", 503)
    assert refreshing.attempt("imf").status == "failed"
    assert vintages.newest("imf") == good


@pytest.mark.parametrize("column", ["flowCode", "partnerCode", "period", "classificationCode", "x" * 1_000_000])
def test_whatever_a_publisher_sends_the_log_and_what_is_noted_stay_short(serve, key, store, column):
    serve("comtrade", Comtrade(extra={column: "9" * 1_000_000}))
    said = []
    with suppress(EconsecError):
        updating.update("comtrade", [comtrade.wanted(["280530"], "JPN", "2025", monthly=False)], tell=said.append)
    told = refreshing.attempt("comtrade", tell=said.append)
    refreshing.remember(told)
    assert max(map(len, [told.detail, *said])) < 10_000
    assert (store / "live/comtrade/checked.json").stat().st_size < 10_000


def test_an_error_is_cut_and_says_how_long_it_was():
    said = str(EconsecError("x" * 5_000_000, expected="y" * 5_000_000, hint="Wait."))
    assert len(said) < 10_000
    assert "x ... (5,000,000 letters) ... x" in said
    assert said.endswith("Wait.")
