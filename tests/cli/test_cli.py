"""The command: a wrong question is answered before anything runs, with what would have been right."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path

import kit
import pytest
from commands import ECONSEC, run
from reports_support import once

from econsec.publish.editions import runlog
from econsec.store.catalog import dataset


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["critical_minerals", "-p", "importr=DEU"], "no parameter 'importr'. Did you mean importer?"),
        (["critical_minerals", "-p", "importer=Germny"], "'Germny' (parameter importer). Did you mean Germany"),
        (["critical_minerals", "-p", "year=1999"], "parameter year cannot be 1999: baci_minerals has 2022, 2024"),
        (["critical_minerals", "-p", "year=soon"], "parameter year cannot be 'soon'. Expected int"),
        (["critical_minerals", "-p", "partner=JPN"], "are both 'JPN'. Expected two that differ"),
        (["critical_minerals", "-p", "partner=日本"], "are both 'JPN'. Expected two that differ"),
        (["critical_minerals", "-p", "materials=tungstn"], "Did you mean tungsten?"),
        (["critical_minerals", "-p", "focus=999999"], "no product '999999' (parameter focus)"),
        (["critical_minerals", "-p", "importer"], "Expected NAME=VALUE"),
        (["critical_minerals", "-p", "year=2022", "-p", "year=2024"], "given twice"),
        (["critical_minerls"], "no report 'critical_minerls'. Did you mean critical_minerals?"),
        (["critical_minerals", "-l", "fr"], "'fr'"),
        ([], "no report named"),
        (["critical_minerals", "--date", "tomorrow"], "Expected a day such as 2026-11-22"),
        (["critical_minerals", "-p", "__import__('os')=1"], "no parameter"),
        (["critical_minerals", "--all"], "both --all and critical_minerals"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_a_wrong_question_is_refused_with_exit_code_2_and_nothing_written(arguments, said, tmp_path):
    done = run("render", *arguments, "--out", str(tmp_path / "out"))
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_economy_that_the_data_do_not_hold_is_said_to_be_missing(tmp_path):
    done = run("render", "critical_minerals", "-p", "importer=ATA", "--out", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "baci_minerals has no figures of Antarctica" in done.stderr


def test_the_help_names_every_command():
    done = run("--help")
    assert done.returncode == 0
    for command in ("render", "list", "data", "lab"):
        assert command in done.stdout


def test_the_version_is_printed():
    assert run("--version").stdout.strip().count(".") == 2


def test_the_list_shows_reports_and_what_they_may_be_asked():
    done = run("list")
    assert "critical_minerals" in done.stdout
    assert "importer = 'JPN'" in done.stdout


def test_data_show_gives_schema_licence_and_hash():
    done = run("data", "show", "baci_minerals", COLUMNS="200")
    assert done.returncode == 0, done.stderr
    for words in ("exporter", "USD", "Etalab", dataset("baci_minerals").sha256):
        assert words in done.stdout


def test_data_show_of_a_wrong_name_suggests_the_nearest():
    done = run("data", "show", "baci_mineral")
    assert done.returncode == 2
    assert "Did you mean baci_minerals" in done.stderr


def test_data_check_passes_on_the_bundle():
    done = run("data", "check", COLUMNS="200")
    assert done.returncode == 0, done.stdout
    assert "checks passed" in done.stdout


def test_data_check_names_a_flipped_bit_and_exits_3(tmp_path):
    import shutil  # noqa: PLC0415

    folder = tmp_path / "data"
    shutil.copytree(dataset("baci_minerals").path.parents[1], folder)
    table = folder / "tidy" / "baci_minerals.parquet"
    content = bytearray(table.read_bytes())
    content[len(content) // 2] ^= 1
    table.write_bytes(content)
    done = run("data", "check", ECONSEC_DATA=str(folder), COLUMNS="200")
    assert done.returncode == 3
    assert "IntegrityError" in done.stdout
    assert "baci_minerals" in done.stdout


def test_data_export_writes_every_row_with_codes_as_text(tmp_path):
    target = tmp_path / "table.csv"
    done = run("data", "export", "baci_minerals", "--csv", str(target))
    assert done.returncode == 0, done.stderr
    lines = target.read_text(encoding="utf-8").splitlines()
    assert len(lines) == dataset("baci_minerals").rows + 1
    assert lines[0].startswith("year,exporter,importer,product")


@pytest.mark.parametrize(
    "arguments", [("data", "export", "wgi", "--csv", "nowhere/wgi.csv"), ("data", "export", "wgi", "--csv", ".")]
)
def test_a_path_that_cannot_be_written_is_one_sentence(arguments):
    done = run(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert arguments[-1] in done.stderr


def test_data_show_names_the_economies_of_a_table():
    assert f"9: {' '.join(dataset('ict_services').economies)}" in run("data", "show", "ict_services").stdout


def test_build_without_raw_files_says_what_it_wants(tmp_path):
    done = run("data", "build", "--raw", str(tmp_path / "nowhere"))
    assert done.returncode == 3
    assert "publishers' raw files" in done.stderr


def test_a_run_that_is_stopped_says_so_and_remembers_what_it_has_rendered(tmp_path):
    cells = {"quick": kit.notebook(), "slow": kit.notebook("import time; time.sleep(60)")}
    (tmp_path / "data").mkdir()
    kit.write(tmp_path / "notebooks", cells)
    asked = [str(ECONSEC), "render", "quick", "slow", "quick", "--workers", "1", "--out", str(tmp_path / "out")]
    # Whoever runs these tests in the background ignores the signal, and a program that starts there would too.
    ours = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        env = {**os.environ, "ECONSEC_HOME": str(tmp_path)}
        started = subprocess.Popen(asked, env=env, stderr=subprocess.PIPE, text=True)
    finally:
        signal.signal(signal.SIGINT, ours)
    with started:
        try:
            said = ""
            while "slow (en): started" not in said:
                said += started.stderr.readline()
                assert started.poll() is None, said
            started.send_signal(signal.SIGINT)
            _, rest = started.communicate(timeout=300)
        finally:
            # What is left of it would be found, and warned of, while some other test runs.
            started.kill()
    assert (started.returncode, rest.splitlines()[-1]) == (130, "Stopped. What was finished by then stands.")
    logged = [(run.report, run.status) for run in runlog.read(tmp_path / "out")]
    assert logged == [("quick", "rendered")], "once, though it was named twice"


def test_a_place_that_takes_neither_reports_nor_gallery_hides_no_failure(tmp_path):
    place = tmp_path / "file"
    place.write_text("")
    done = run("render", "critical_minerals", "-l", "en", "--out", str(place))
    assert done.returncode == 1, done.stderr
    assert "failed     critical_minerals (en): NotADirectoryError" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("RenderError: the gallery of")


@pytest.fixture
def tungsten(shared, tmp_path) -> Path:
    """Return a copy of the folder of an edition: rendered once, and each test's own to change."""

    def make(out: Path, _: str) -> None:
        done = run("render", "critical_minerals", "-l", "en", "-p", "materials=tungsten", "--out", str(out))
        assert done.returncode == 0, done.stderr
        assert done.stdout.splitlines()[-1].startswith("1 of 1 editions in ")

    once(shared, "tungsten", make)
    copied = shutil.copytree(shared / "tungsten", tmp_path / "out", symlinks=True)
    (edition,) = {path.parent.resolve() for path in copied.rglob("report.html")}
    return edition


def test_an_edition_is_verified_and_a_changed_one_is_not(tungsten):
    edition = tungsten
    assert run("verify", str(edition / "edition.json")).returncode == 0
    assert run("verify", str(next((edition / "data").glob("*.csv")))).returncode == 0
    page = edition / "report.html"
    page.write_bytes(page.read_bytes().replace(b"99.6%", b"9.6%", 1))
    done = run("verify", str(page))
    assert done.returncode == 3
    assert "report.html is not the file that was written" in done.stderr


def test_an_edition_is_rendered_again_to_the_same_bytes_and_has_a_thumbnail(tungsten):
    assert (tungsten / "thumbnail.svg").read_text(encoding="utf-8").startswith("<svg")
    done = run("verify", str(tungsten), "--rerun")
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().endswith("rendered the same")


def test_what_is_due_is_rendered_once_and_its_failure_is_told_by_the_exit_code(tmp_path):
    cells = {"good": kit.notebook(), "bad": kit.notebook("1 / 0"), "never": kit.notebook()}
    often = 'schedule = "* * * * *"\ntimezone = "Asia/Tokyo"'
    (tmp_path / "data").mkdir()
    kit.write(tmp_path / "notebooks", cells, settings={"good": often, "bad": often})
    out = tmp_path / "reports"
    done = run("run-due", "--workers", "1", "--out", str(out), home=tmp_path)
    assert done.returncode == 1
    assert "1 of 2 editions in " in done.stdout
    assert "ZeroDivisionError" in done.stderr
    assert [(line.report, line.status) for line in runlog.read(out)] == [("good", "rendered"), ("bad", "failed")]
    assert "good" in (out / "index.html").read_text(encoding="utf-8")


def test_nothing_due_is_said_and_is_no_failure(tmp_path):
    (tmp_path / "data").mkdir()
    kit.write(tmp_path / "notebooks", {"never": kit.notebook()})
    done = run("run-due", "--out", str(tmp_path / "reports"), home=tmp_path)
    assert (done.returncode, done.stdout) == (0, "Nothing is due.\n")


def test_an_edition_compared_with_itself_has_not_changed(tungsten, tmp_path):
    page = tmp_path / "comparison.html"
    done = run("compare", str(tungsten), str(tungsten), "--html", str(page))
    assert done.returncode == 0, done.stderr
    assert "0 claims changed" in done.stdout
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("form", ["cron", "systemd", "github"])
def test_the_entry_for_a_clock_calls_run_due(form):
    done = run("schedule", "--format", form)
    assert done.returncode == 0
    assert "run-due" in done.stdout


@pytest.mark.parametrize(("form", "carried"), [("cron", True), ("systemd", True), ("github", False)])
def test_the_entry_carries_where_the_project_lies_for_a_clock_has_no_environment(form, carried):
    home = str(dataset("wgi").path.parents[2])
    done = run("schedule", "--format", form, ECONSEC_HOME=home, ECONSEC_STORE="/srv/my store")
    assert done.returncode == 0, done.stderr
    assert (f"/usr/bin/env ECONSEC_HOME={home} " in done.stdout) is carried
    assert ("ECONSEC_STORE=/srv/my store" in done.stdout) is carried
