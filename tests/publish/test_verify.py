from __future__ import annotations

import json

import kit
import pytest

from econsec.errors import RenderError
from econsec.publish import render, verify
from econsec.publish.files import scratch


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("verify")
    portfolio = kit.write(folder / "nb", {"one": kit.notebook("x = year\nx")})
    for day in ("2026-01-02", "2026-01-03"):
        settings = render.Settings(out=folder / "reports", date=day)
        edition = render.render(portfolio["one"], settings, given={"year": 2020})
    return portfolio, edition, render.Settings(out=folder / "reports")


def test_an_edition_made_again_is_the_same_to_the_byte_and_itself_untouched(made):
    portfolio, edition, settings = made
    assert edition.manifest.previous["date"] == "2026-01-02"
    assert verify.rerun(edition, portfolio["one"], settings) == []
    assert edition.damage() == []
    assert sorted(path.name for path in settings.out.glob("one/variants/*/en/[!.]*")) == sorted(
        [edition.id, edition.manifest.previous["edition"], "latest"]
    )


def test_what_it_is_made_from_is_named_when_that_has_changed(made):
    portfolio, edition, settings = made
    notebook = portfolio["one"].notebook
    before = notebook.read_text()
    try:
        notebook.write_text(json.dumps(kit.notebook("x = year + 1\nx")))
        found = verify.rerun(edition, portfolio["one"], settings)
        notebook.write_text(json.dumps(kit.notebook("1 / 0")))
        with pytest.raises(RenderError, match=r"one \(en\): cell 5 of 5"):
            verify.rerun(edition, portfolio["one"], settings)
    finally:
        notebook.write_text(before)
    assert found[0] == "it was made from another notebook"
    assert "notebook.ipynb is another" in found


def test_a_notebook_that_is_not_the_same_twice_is_found_out(tmp_path):
    portfolio = kit.write(tmp_path / "nb", {"one": kit.notebook("import random; random.random()")})
    settings = render.Settings(out=tmp_path / "reports", date="2026-01-02")
    edition = render.render(portfolio["one"], settings)
    assert "notebook.ipynb is another" in verify.rerun(edition, portfolio["one"], settings)


def test_what_a_killed_one_leaves_the_next_run_throws_away(made, monkeypatch):
    portfolio, edition, settings = made
    folders = []

    def dispatch(jobs, *_: object, **__: object):
        folders.extend(job.folder for job in jobs.values())
        raise RenderError("enough")

    monkeypatch.setattr(verify, "dispatch", dispatch)
    with pytest.raises(RenderError, match="enough"):
        verify.rerun(edition, portfolio["one"], settings)
    place = folders[0].relative_to(scratch.root().resolve()).parts[0]
    assert place.startswith(scratch.PREFIX)


def test_what_has_changed_since_is_named(made, tmp_path):
    portfolio, edition, settings = made
    table = tmp_path / "table.csv"
    table.write_text("1")
    with_table = render.Settings(out=settings.out, inputs={"table.csv": table}, shared=("table.csv",))
    assert verify.rerun(edition, portfolio["one"], with_table)[0] == "it was made from other inputs: table.csv"
