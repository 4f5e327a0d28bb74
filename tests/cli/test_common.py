"""What commands write is whole, or what was there stands."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from econsec.cli import common
from econsec.errors import ParameterError
from econsec.publish.processes.dispatch import environment

ECONSEC = Path(sys.executable).with_name("econsec")


def full():
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))


def test_an_export_to_a_full_disk_leaves_the_file_that_was_there(tmp_path):
    target = tmp_path / "wgi.csv"
    target.write_text("old")
    asked = [str(ECONSEC), "data", "export", "wgi", "--csv", str(target)]
    done = subprocess.run(asked, preexec_fn=full, capture_output=True, text=True, timeout=300, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1), done.stderr
    assert str(target) in done.stderr
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link_and_a_pipe_is_written_to(tmp_path):
    (tmp_path / "file").write_text("old")
    (tmp_path / "link").symlink_to("file")
    common.write(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "file").read_text() == "new"
    reader, writer = os.pipe()
    common.write(Path(f"/dev/fd/{writer}"), "through")
    os.close(writer)
    assert os.read(reader, 100) == b"through"
    os.close(reader)


@pytest.mark.parametrize("path", [".", "no/where"])
def test_what_can_be_no_file_is_named_as_it_was_given(tmp_path, monkeypatch, path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OSError, match="directory") as caught:
        common.write(Path(path), "")
    assert caught.value.filename == path.rstrip("/")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["", " ", "loop", "loop/below", "\udcff"])
def test_a_path_that_can_be_none_is_refused_in_a_sentence(tmp_path, monkeypatch, path):
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    with pytest.raises(ParameterError, match="a folder, such as reports"):
        common.place(path)


def test_an_empty_out_writes_nothing_into_the_folder_one_is_in(tmp_path):
    done = subprocess.run(
        [str(ECONSEC), "render", "critical_minerals", "--out", ""],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr.splitlines()[0][:14]) == (2, "ParameterError")
    assert list(tmp_path.iterdir()) == []


def test_folders_named_from_where_one_stands_are_the_same_to_the_cells(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ECONSEC_HOME", "home")
    monkeypatch.setenv("ECONSEC_DATA", "home/data")
    Path("home/data").mkdir(parents=True)
    told = environment("2026-01-02")
    assert told["ECONSEC_HOME"] == str(tmp_path / "home")
    assert told["ECONSEC_DATA"] == str(tmp_path / "home" / "data")
