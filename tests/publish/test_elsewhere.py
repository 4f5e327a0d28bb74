"""Editions made by an executor: the same bytes, published once, by the one who asked."""

from __future__ import annotations

import dataclasses
import json
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

import kit
import pytest
from few import few

from econsec.publish import render
from econsec.publish.editions import edition
from econsec.publish.elsewhere import TRIES
from econsec.publish.processes.dispatch import places

DAY, NEXT = kit.DAY, "2026-01-03"


class Here(Executor):
    """Runs a task at once, and does before and after it what a test wants; counts."""

    def __init__(self, before=lambda: None, after=lambda: None, times=1) -> None:
        self.before, self.after, self.times, self.sent = before, after, times, 0

    def submit(self, made, order):
        self.sent += 1
        future: Future[object] = Future()
        try:
            self.before()
            for _ in range(self.times):
                told = made(order)
            self.after()
            future.set_result(told)
        except BrokenProcessPool as error:
            future.set_exception(error)
        return future


def files(folder: Path) -> dict[str, bytes]:
    kept = {"report.html", "report.static.html", "notebook.ipynb", "edition.json"}
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.name in kept}


def left(out: Path) -> list[Path]:
    return [path for path in out.rglob(".*") if path.name != ".lock"]


def test_processes_make_the_same_bytes_as_our_own_pool_also_of_what_has_changed_since(portfolio, settings, tmp_path):
    own = dataclasses.replace(settings, out=tmp_path / "own")
    wanted = render.every(portfolio.report[:1])
    over = [{}, {"year": 2023}]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for day in (DAY, NEXT):
            made = render.render_all(wanted, dataclasses.replace(settings, date=day), over=over, executor=pool)
            render.render_all(wanted, dataclasses.replace(own, date=day), over=over)
            assert [(one.status, one.seconds > 0) for one in made] == [("rendered", True)] * 4
        again = render.render_all(wanted, dataclasses.replace(settings, date=NEXT), over=over, executor=pool)
    assert {one.status for one in again} == {"unchanged"}
    assert len(files(own.out)) == 32  # four files of four editions on two days
    assert files(settings.out) == files(own.out)
    assert edition.latest(settings.out / "one" / "en").manifest.previous["date"] == DAY
    assert left(settings.out) == []


def test_a_report_is_one_task_in_all_its_languages(portfolio, settings):
    executor = Here()
    render.render_all(render.every(portfolio.report), settings, executor=executor)
    assert executor.sent == 2


def test_a_failure_stops_no_other_keeps_the_last_good_edition_and_its_notebook(portfolio, settings):
    good = render.render(portfolio["one"], settings, language="en")
    portfolio["one"].notebook.write_text(json.dumps(kit.notebook("1 / 0")))
    with ThreadPoolExecutor(1) as pool:
        bad, two = render.render_all([(portfolio[name], "en") for name in ("one", "two")], settings, executor=pool)
    assert (bad.status, bad.reason, bad.edition.id, two.status) == ("failed", "error", good.id, "rendered")
    assert "ZeroDivisionError" in bad.problem
    assert "ZeroDivisionError" in (good.folder.parent / "failed.ipynb").read_text()
    assert left(settings.out) == []


def test_a_task_that_ran_twice_is_published_once(portfolio, settings):
    executor = Here(times=2)
    (one,) = render.render_all([(portfolio["one"], "en")], settings, executor=executor)
    assert [made.id for made in edition.editions(settings.out / "one" / "en")] == [one.edition.id]
    assert one.edition.damage() == []
    assert left(settings.out) == []


def test_what_another_run_has_published_meanwhile_is_not_published_again(portfolio, settings):
    wanted = [(portfolio["one"], "en")]
    executor = Here(after=lambda: render.render_all(wanted, settings))
    (one,) = render.render_all(wanted, settings, executor=executor)
    assert (one.status, executor.sent) == ("unchanged", 1)
    assert len(edition.editions(settings.out / "one" / "en")) == 1


def test_an_edition_tells_of_the_one_that_is_before_it_when_it_is_published(portfolio, settings):
    wanted = [(portfolio["one"], "en")]

    def other():
        if executor.sent == 1:
            render.render_all(wanted, dataclasses.replace(settings, date="2025-12-30"))

    executor = Here(after=other)
    (one,) = render.render_all(wanted, settings, executor=executor)
    assert (one.status, executor.sent) == ("rendered", 2)
    assert one.edition.manifest.previous["date"] == "2025-12-30"


@pytest.mark.slow
def test_a_run_that_others_are_always_faster_than_gives_up_and_says_so(portfolio, settings):
    wanted = [(portfolio["one"], "en")]
    others = iter(["2025-12-27", "2025-12-28", "2025-12-29"])
    executor = Here(after=lambda: render.render_all(wanted, dataclasses.replace(settings, date=next(others))))
    (never,) = render.render_all(wanted, dataclasses.replace(settings, date=NEXT), executor=executor)
    assert (never.status, executor.sent) == ("failed", TRIES)
    assert "other runs go on publishing" in never.problem


def test_a_pool_that_loses_a_process_fails_what_it_had_and_says_so(portfolio, settings):
    def lose():
        raise BrokenProcessPool("a child process terminated abruptly")

    outcomes = render.render_all(render.every(portfolio.report), settings, executor=Here(before=lose))
    assert [(one.status, one.reason) for one in outcomes] == [("failed", "died")] * 4
    assert "its worker was lost: BrokenProcessPool a child process" in outcomes[0].problem


def test_a_worker_whose_asker_has_gone_stops_at_the_next_cell(portfolio, settings, tmp_path):
    gone = f"import pathlib, shutil; shutil.rmtree(next(pathlib.Path({str(settings.out)!r}).glob('.econsec-run-*')))"
    late = f"import time; time.sleep(30); open({str(tmp_path / 'late')!r}, 'w')"
    portfolio["one"].notebook.write_text(json.dumps(kit.notebook(gone, late)))
    with ThreadPoolExecutor(1) as pool:
        (lost,) = render.render_all([(portfolio["one"], "en")], settings, executor=pool)
    assert (lost.status, lost.reason) == ("failed", "died")
    assert "its worker was lost: RenderError who asked has gone" in lost.problem
    assert not (tmp_path / "late").exists()


@pytest.mark.parametrize("what", few(["notebook", "cut", "data", "versions"], 2))
def test_what_is_not_what_was_asked_for_is_refused(portfolio, settings, tmp_path, monkeypatch, what):
    table = tmp_path / "table"
    table.write_text("1")
    settings = dataclasses.replace(settings, inputs={"table": table})

    def before():
        if what == "notebook":
            portfolio["one"].notebook.write_text(json.dumps(kit.notebook("2 + 2")))
        elif what == "data":
            table.unlink()
        elif what == "versions":
            monkeypatch.setattr("econsec.publish.elsewhere.fingerprint.versions", lambda: {"python": "4.0"})

    def after():
        if what == "cut":
            page = next(settings.out.rglob("report.html"))
            page.write_bytes(page.read_bytes()[:100])

    (one,) = render.render_all([(portfolio["one"], "en")], settings, executor=Here(before, after))
    said = {
        "notebook": "it sees another",
        "data": "no file",
        "versions": "it has other packages than who asked",
        "cut": "what its worker wrote did not come whole: report.html",
    }
    assert (one.status, one.reason) == ("failed", "refused")
    assert said[what] in one.problem
    assert not (settings.out / "one" / "en" / "latest").exists()


def test_a_worker_publishes_nothing_in_another_s_name(portfolio, settings):
    render.render_all(render.every(portfolio.report[1:]), settings)
    other = edition.latest(settings.out / "two" / "en").folder

    class Foreign(Here):
        def submit(self, made, order):
            future = super().submit(made, order)
            told = [
                (number, event.model_copy(update={"detail": str(other)}), room)
                for number, event, room in future.result()
            ]
            future = Future()
            future.set_result(told)
            return future

    outcomes = render.render_all(render.every(portfolio.report[:1]), settings, executor=Foreign())
    assert {one.status for one in outcomes} == {"failed"}
    assert all("lies elsewhere" in one.problem for one in outcomes)
    assert other.is_dir()
    assert not list((settings.out / "one").rglob("edition.json"))


def test_keys_of_publishers_travel_nowhere(monkeypatch):
    monkeypatch.setenv("ECONSEC_COMTRADE_KEY", "canary")
    monkeypatch.setenv("ECONSEC_DATA", "data")
    assert "canary" not in str(places())
    assert "ECONSEC_DATA" in places()
