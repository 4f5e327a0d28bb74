from __future__ import annotations

import errno

import pytest

from econsec.errors import BusyError, IntegrityError
from econsec.store.atomic_files import FRESH, READY, replacing, settle


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tidy").mkdir()
    (tmp_path / "tidy" / "a").write_text("old")
    (tmp_path / "by-hand").write_text("kept")
    return tmp_path


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_new_files_replace_those_of_their_name_and_leave_the_others(folder):
    with replacing(folder) as fresh:
        (fresh / "tidy").mkdir()
        (fresh / "tidy" / "a").write_text("new")
        (fresh / "b").write_text("new")
        assert contents(folder / "tidy") == {"a": "old"}
    assert contents(folder) == {"b": "new", "by-hand": "kept", "tidy/a": "new"}


def copied_from_nowhere(folder):
    with replacing(folder) as fresh:
        (fresh / "by-hand").write_text("lost")
        (fresh / "b").write_text((fresh / "nowhere").read_text())


def test_a_block_that_fails_changes_nothing_and_a_file_that_is_missing_is_no_full_disk(folder):
    before = contents(folder)
    with pytest.raises(FileNotFoundError):
        copied_from_nowhere(folder)
    assert contents(folder) == before


def test_a_full_disk_is_one_sentence(folder):
    with pytest.raises(IntegrityError, match=r"No space left.*untouched"), replacing(folder):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_what_a_killed_process_had_ready_takes_its_place_when_the_folder_is_opened(folder):
    (folder / READY / "tidy").mkdir(parents=True)
    (folder / READY / "tidy" / "a").write_text("new")
    settle(folder)
    assert contents(folder) == {"by-hand": "kept", "tidy/a": "new"}
    assert not (folder / READY).exists()


def test_what_a_killed_process_had_not_ready_is_thrown_away_by_the_next_one(folder):
    (folder / FRESH).mkdir()
    (folder / FRESH / "by-hand").write_text("half")
    settle(folder)
    with replacing(folder):
        pass
    assert contents(folder) == {"by-hand": "kept", "tidy/a": "old"}


def test_a_second_one_is_refused_while_the_first_is_at_it(folder):
    with replacing(folder), pytest.raises(BusyError, match="another process"), replacing(folder):
        pass


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_file_elsewhere_that_may_not_be_read_is_no_folder_that_cannot_be_written(folder, number):
    with pytest.raises(PermissionError if number != errno.EROFS else OSError, match=r"raw\.zip"), replacing(folder):
        raise OSError(number, "denied", "/elsewhere/raw.zip")
    with pytest.raises(IntegrityError, match=f"{folder} could not be written: denied"), replacing(folder) as fresh:
        raise OSError(number, "denied", str(fresh / "a"))
    assert contents(folder) == {"by-hand": "kept", "tidy/a": "old"}
