from __future__ import annotations

import json
import subprocess
import sys

import kit
import pytest
from few import few
from nbformat.v4 import new_code_cell, new_notebook

from econsec.errors import (
    BusyError,
    ParameterError,
    PortfolioError,
    RenderError,
    UnknownNameError,
    UnknownParameterError,
)
from econsec.publish import make, render
from econsec.publish.editions import edition, runlog
from econsec.publish.files import lock
from econsec.publish.plan import fingerprint
from econsec.publish.plan import plan as planning

DAY = kit.DAY


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_edition_holds_what_its_manifest_says(portfolio, settings):
    made = render.render(portfolio["one"], settings, given={"year": "2023"}, language="ja")
    manifest = made.manifest
    assert made.damage() == []
    assert set(manifest.files) == {"report.html", "report.static.html", "notebook.ipynb"}
    assert manifest.parameters == {"who": "JPN", "year": 2023, "language": "ja"}
    assert (manifest.report, manifest.language, manifest.date) == ("one", "ja", DAY)
    assert [(claim.id, claim.text, claim.values) for claim in manifest.claims] == [
        ("title", "Who supplies JPN?", {}),
        ("share", "JPN buys 20.23 % from one.", {"share": 20.23}),
    ]
    assert made.folder.parent.parent.parent == settings.out / "one" / "variants"
    assert (made.folder.parent / "latest").resolve() == made.folder
    assert "JPN buys 20.23 % from one." in made.html.read_text()


def test_the_default_parameters_are_no_variant_however_they_are_given(portfolio, settings):
    made = render.render(portfolio["one"], settings, given={"year": "2024", "who": "JPN"})
    assert made.folder.parent == settings.out / "one" / "en"


def test_another_spelling_of_the_default_is_no_variant(tmp_path, settings):
    portfolio = kit.write(
        tmp_path / "nb", {"one": kit.notebook()}, settings={"one": 'parameters = {who = {kind = "upper"}}'}
    )
    kinds = {"upper": lambda value, _: value.upper()}
    settings = render.Settings(out=settings.out, date=DAY, kinds=kinds)
    job = planning.plan(portfolio["one"], "en", settings, {}, {"who": "jpn"})
    assert job.folder == settings.out / "one" / "en"
    assert job.parts["parameters"]["who"] == "JPN"


def test_the_same_inputs_give_the_same_bytes_in_another_place_time_zone_and_locale(
    portfolio, settings, tmp_path, monkeypatch
):
    first = render.render(portfolio["one"], settings)
    for name, value in {"TZ": "Asia/Tokyo", "LC_ALL": "ja_JP.UTF-8", "PYTHONHASHSEED": "7", "COLUMNS": "20"}.items():
        monkeypatch.setenv(name, value)
    second = render.render(portfolio["one"], render.Settings(out=tmp_path / "elsewhere", date=DAY))
    assert files(first.folder) == files(second.folder)
    assert first.id == second.id


def test_a_forced_run_of_the_same_gives_the_same_edition(portfolio, settings):
    first, events = files(render.render(portfolio["one"], settings).folder), []
    again = render.render(
        portfolio["one"], render.Settings(out=settings.out, date=DAY, force=True, progress=events.append)
    )
    assert events[-1].kind == "rendered"
    assert files(again.folder) == first
    assert len(edition.editions(again.folder.parent)) == 1


def test_an_unchanged_report_is_not_run_again(portfolio, settings):
    first = render.render_all(render.every(portfolio.report), settings)
    again = render.render_all(render.every(portfolio.report), settings)
    assert {outcome.status for outcome in first} == {"rendered"}
    assert {outcome.status for outcome in again} == {"unchanged"}
    assert [one.edition.id for one in first] == [one.edition.id for one in again]


def test_another_day_alone_is_no_change_unless_it_is_asked_for(portfolio, settings, monkeypatch):
    first = render.render(portfolio["one"], settings)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    today = render.render_all([(portfolio["one"], "en")], render.Settings(out=settings.out))
    assert today[0].status == "unchanged"
    asked = render.render(portfolio["one"], render.Settings(out=settings.out, date="2026-01-03"))
    assert asked.id != first.id
    assert asked.manifest.date == "2026-01-03"


def test_a_report_that_speaks_of_the_day_is_another_one_tomorrow(tmp_path, settings, monkeypatch):
    portfolio = kit.write(tmp_path / "nb", {"one": kit.notebook()}, settings={"one": "daily = true"})
    first = render.render(portfolio["one"], settings)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    today = render.Settings(out=settings.out)
    outcomes = [render.render_all([(portfolio["one"], "en")], today)[0] for _ in range(2)]
    assert [outcome.status for outcome in outcomes] == ["rendered", "unchanged"]
    assert outcomes[0].edition.manifest.date > first.manifest.date


@pytest.mark.parametrize("what", few(["notebook", "data", "damage", "code", "versions"], 3))
def test_a_report_runs_again_when_what_it_is_made_of_has_changed(portfolio, settings, tmp_path, monkeypatch, what):
    (tmp_path / "table").write_text("1")
    settings = render.Settings(out=settings.out, date=DAY, inputs={"table": tmp_path / "table"})
    first = render.render(portfolio["two"], settings)
    if what == "notebook":
        portfolio["two"].notebook.write_text(json.dumps(kit.notebook("2 + 2")))
    elif what == "data":
        (tmp_path / "table").write_text("2")
    elif what == "code":  # Python, templates, sentences: tests/publish/test_fingerprint.py
        monkeypatch.setattr(fingerprint, "code", lambda: "1" * 64)
    elif what == "versions":
        monkeypatch.setattr(fingerprint, "versions", lambda: {"python": "4.0"})
    else:
        first.html.write_text("cut")
    outcome = render.render_all([(portfolio["two"], "en")], settings)[0]
    assert outcome.status == "rendered"
    assert (outcome.edition.id == first.id) == (what == "damage")
    assert outcome.edition.damage() == []


def test_a_report_that_names_its_data_does_not_care_for_other_data(tmp_path, settings):
    portfolio = kit.write(tmp_path / "nb", {"one": kit.notebook()}, settings={"one": 'data = ["mine"]'})
    inputs = {name: tmp_path / name for name in ("mine", "other", "everybody")}
    for path in inputs.values():
        path.write_text("1")
    settings = render.Settings(out=settings.out, date=DAY, inputs=inputs, shared=["everybody"])
    made = render.render(portfolio["one"], settings)
    assert [named.name for named in made.manifest.inputs] == ["everybody", "mine"]
    inputs["other"].write_text("2")
    assert render.render_all([(portfolio["one"], "en")], settings)[0].status == "unchanged"
    inputs["everybody"].write_text("2")
    assert render.render_all([(portfolio["one"], "en")], settings)[0].status == "rendered"
    del inputs["mine"]
    with pytest.raises(UnknownNameError, match=r"data of one"):
        render.render(portfolio["one"], settings)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"whom": "JPN"}, UnknownParameterError),
        ({"year": "soon"}, ParameterError),
        ({"language": "ja"}, UnknownParameterError),
        ({"output_path": "/etc/x"}, UnknownParameterError),
    ],
)
def test_a_wrong_parameter_is_refused_before_a_process_starts_or_a_byte_is_written(
    portfolio, settings, given, error, monkeypatch
):
    monkeypatch.setattr(render, "dispatch", lambda *_, **__: pytest.fail("started"))
    with pytest.raises(error) as caught:
        render.render(portfolio["one"], settings, given=given)
    assert caught.value.exit_code == 2
    assert not settings.out.exists()


def test_a_report_that_cannot_be_planned_does_not_stop_the_others(portfolio, settings):
    good = render.render(portfolio["one"], settings)
    portfolio["one"].notebook.write_text("<<<<<<< HEAD")
    one, two = render.render_all([(portfolio[name], "en") for name in ("one", "two")], settings)
    assert (one.status, one.reason, one.edition.id, two.status) == ("failed", "refused", good.id, "rendered")
    assert "one.ipynb is not a notebook" in one.problem
    last = runlog.last(settings.out)
    assert (last["one", "en"].status, last["two", "en"].status) == ("failed", "rendered")
    with pytest.raises(PortfolioError, match=r"one\.ipynb is not a notebook"):
        render.render(portfolio["one"], settings)


def test_a_log_that_another_holds_ends_no_report(portfolio, settings, monkeypatch):
    def busy(*_: object) -> None:
        raise BusyError("another run holds the log")

    monkeypatch.setattr(render.runlog, "write", busy)
    assert render.render(portfolio["one"], settings).damage() == []


def test_an_edition_that_another_run_has_thrown_away_fails_alone(portfolio, settings, monkeypatch):
    def dispatch(jobs, hear, **_: object):
        for number, job in jobs.items():
            event = render.Event(report=job.report, language="en", kind="rendered", detail=str(job.folder / "gone"))
            hear(number, event)

    monkeypatch.setattr(render, "dispatch", dispatch)
    outcomes = render.render_all([(report, "en") for report in portfolio.report], settings)
    assert [(outcome.status, outcome.reason) for outcome in outcomes] == [("failed", "gone")] * 2


def test_a_failed_notebook_that_cannot_be_written_does_not_hide_what_failed(portfolio, settings):
    job = planning.plan(portfolio["one"], "en", settings, {}, {})
    half = new_notebook(cells=[new_code_cell("'\ud800'")])
    make._keep_failed(job, make.RunError("as asked", reason="error", notebook=half))
    assert not (job.folder / edition.FAILED).exists()


def test_the_notebook_that_failed_is_kept_under_the_lock(portfolio, settings, monkeypatch):
    job = planning.plan(portfolio["one"], "en", settings, {}, {})
    kept, told = [], []

    def fail(*_: object) -> None:
        raise make.RunError("as asked", reason="error", notebook=None)

    def keep(*_: object) -> None:
        with pytest.raises(BusyError), lock.hold(job.folder, wait=0):
            pass
        kept.append(True)

    monkeypatch.setattr(make, "_print", fail)
    monkeypatch.setattr(make, "_keep_failed", keep)
    make.make(job, told.append, None)
    assert (kept, told[-1].detail) == ([True], "as asked")


NO_NOTEBOOKS = ["{}", "[]", "null", "1", '{"cells": null}', '{"cells": [{"cell_type": "code"}]}', '{"cells": [1]}']


def test_valid_json_that_is_no_notebook_fails_alone(settings, tmp_path):
    names = [f"bad-{number}" for number in range(len(NO_NOTEBOOKS))]
    portfolio = kit.write(tmp_path / "nb", {name: kit.notebook() for name in [*names, "good"]})
    for name, content in zip(names, NO_NOTEBOOKS, strict=True):
        portfolio[name].notebook.write_text(content)
    *bad, good = render.render_all(render.every(portfolio.report), settings)
    assert good.status == "rendered"
    assert [outcome.status for outcome in bad] == ["failed"] * len(bad)
    assert all(outcome.problem for outcome in bad)
    assert len(runlog.last(settings.out)) == len(names) + 1


def test_a_language_that_the_report_does_not_have_is_refused(portfolio, settings):
    with pytest.raises(UnknownNameError, match="languages of one"):
        render.render(portfolio["one"], settings, language="fr")


@pytest.mark.parametrize("value", ["{pm.run_uuid}", "{who}", "https://example.org/x.ipynb", "../../up", "a'; 1/0 #"])
def test_a_parameter_is_text_and_never_a_path_an_address_or_code(portfolio, settings, value):
    made = render.render(portfolio["one"], settings, given={"who": value})
    assert made.manifest.parameters["who"] == value
    said = {claim.role: claim.text for claim in made.manifest.claims}
    assert said["answer"] == f"{value} buys 20.24 % from one."
    assert made.folder.is_relative_to(settings.out / "one" / "variants")


def test_progress_tells_every_step_in_order(portfolio, settings):
    heard = []
    told = render.Settings(out=settings.out, date=DAY, progress=heard.append)
    render.render(portfolio["two"], told)
    kinds = [event.kind for event in heard]
    assert kinds == ["waiting", "started", *["cell"] * 6, "page", "rendered"]
    assert [event.cell for event in heard if event.kind == "cell"] == [1, 2, 3, 4, 5, 6]


def test_a_failure_keeps_the_last_good_edition_and_the_notebook_that_failed(portfolio, settings):
    good = render.render(portfolio["one"], settings)
    before = files(good.folder)
    portfolio["one"].notebook.write_text(json.dumps(kit.notebook("1 / 0")))
    with pytest.raises(RenderError, match=r"one \(en\): cell 5 of 5 \(1 / 0\): ZeroDivisionError: division by zero"):
        render.render(portfolio["one"], settings)
    outcome = render.render_all([(portfolio["one"], "en")], settings)[0]
    assert (outcome.status, outcome.reason, outcome.edition.id) == ("failed", "error", good.id)
    assert render.exit_code([outcome]) == 1
    assert files(good.folder) == before
    assert "ZeroDivisionError" in (good.folder.parent / "failed.ipynb").read_text()
    portfolio["one"].notebook.write_text(json.dumps(kit.notebook("1 / 1")))
    render.render(portfolio["one"], settings)
    assert not (good.folder.parent / "failed.ipynb").exists()


def test_secrets_of_the_caller_do_not_reach_a_notebook(portfolio, settings, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hunter2")
    portfolio["one"].notebook.write_text(json.dumps(kit.notebook("import os\nprint(sorted(os.environ))")))
    made = render.render(portfolio["one"], settings)
    shown = (made.folder / "notebook.ipynb").read_text()
    assert "SOURCE_DATE_EPOCH" in shown
    assert "AWS" not in shown


def test_an_unchanged_portfolio_needs_neither_papermill_nor_nbconvert():
    heavy = "{'papermill', 'nbconvert', 'nbformat', 'IPython', 'pandas', 'altair', 'numpy', 'vl_convert'}"
    names = "econsec.publish.render, econsec.publish.plan.portfolio"
    script = f"import sys; import {names}; print({heavy} & set(sys.modules))"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout == "set()\n"
