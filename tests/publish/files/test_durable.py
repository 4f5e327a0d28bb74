from __future__ import annotations

import errno
import os
import stat
import struct
import sys
from pathlib import Path

import pytest

from econsec.publish.files import durable, lock


@pytest.fixture
def synced(monkeypatch):
    """Return what was brought to the disk, in order, as it grows."""
    done = []
    monkeypatch.setattr(
        durable.os, "fsync", lambda descriptor: done.append(Path(f"/proc/self/fd/{descriptor}").readlink())
    )
    return done


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_is_there_with_all_its_files_or_not_at_all(tmp_path, monkeypatch):
    written = []

    def stop_at_the_second(path, content):
        if written:
            raise OSError(28, "No space left on device")
        written.append(path)
        path.write_bytes(content)

    monkeypatch.setattr(durable, "_fill", stop_at_the_second)
    with pytest.raises(OSError, match="No space"):
        durable.write_folder(tmp_path / "edition", {"a.html": b"a", "b.html": b"b"})
    assert written
    assert names(tmp_path) == []


def test_a_folder_that_is_there_is_replaced_whole(tmp_path):
    durable.write_folder(tmp_path / "edition", {"old.html": b"old", "data/old.csv": b"1"})
    durable.write_folder(tmp_path / "edition", {"new.html": b"new"})
    assert names(tmp_path) == ["edition"]
    assert names(tmp_path / "edition") == ["new.html"]


def test_a_folder_is_replaced_whole_where_the_system_cannot_exchange(tmp_path, monkeypatch):
    monkeypatch.setattr(durable.sys, "platform", "darwin")
    test_a_folder_that_is_there_is_replaced_whole(tmp_path)


def test_a_file_keeps_its_old_content_when_the_new_cannot_be_written(tmp_path, monkeypatch):
    target = tmp_path / "index.html"
    durable.write_file(target, b"old")

    def full(path, content):
        path.write_bytes(content[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable, "_fill", full)
    with pytest.raises(OSError, match="No space"):
        durable.write_file(target, b"new")
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["index.html"]


def test_everything_is_on_the_disk_before_its_name_is(tmp_path, monkeypatch, synced):
    rename = Path.rename
    monkeypatch.setattr(Path, "rename", lambda one, other: (synced.append("rename"), rename(one, other)))
    durable.write_folder(tmp_path / "edition", {"a.html": b"a", "data/a.csv": b"1"})
    before, after = synced[: synced.index("rename")], synced[synced.index("rename") + 1 :]
    assert {path.name for path in before} >= {"a.html", "a.csv", "data"}
    assert tmp_path in after


@pytest.mark.parametrize("write", [durable.write_file, durable.point])
def test_a_file_is_on_the_disk_before_its_name_and_its_name_before_all_is_said_done(
    tmp_path, monkeypatch, synced, write
):
    replace = Path.replace
    monkeypatch.setattr(Path, "replace", lambda one, other: (synced.append("named"), replace(one, other)))
    write(tmp_path / "latest", b"new" if write is durable.write_file else "new")
    before, after = synced[: synced.index("named")], synced[synced.index("named") + 1 :]
    assert after == [tmp_path]
    # A link holds nothing but its name.
    assert [path.name.endswith("-latest") for path in before] == ([True] if write is durable.write_file else [])


NOBODY = 0xFFFFFFFF  # as an entry of an ACL has it that is of no one user


@pytest.mark.parametrize("umask", [0o002, 0o022, 0o027, 0o077])
def test_the_umask_says_who_may_read_and_write(tmp_path, umask):
    shared = tmp_path / "reports"
    shared.mkdir()
    shared.chmod(0o2775)
    before = os.umask(umask)
    try:
        durable.write_folder(shared / "edition", {"a.html": b"", "data/a.csv": b""})
        durable.write_file(shared / "log", b"")
        with lock.hold(shared / "lock", wait=0):
            pass
    finally:
        os.umask(before)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in shared.rglob("*")}
    folder, file = 0o2777 & ~umask, 0o666 & ~umask
    assert modes == {
        **dict.fromkeys(("edition", "data", "lock"), folder),
        **dict.fromkeys(("a.html", "a.csv", "log", lock.NAME), file),
    }
    assert {path.stat().st_gid for path in shared.rglob("*")} == {shared.stat().st_gid}


#: What setfacl -d -m u::rwx,g::rwx,o::-,u:4242:rwx,m::rwx writes: version 2, then tag, rights and number of each entry.
DEFAULT_ACL = struct.pack("<I", 2) + b"".join(
    struct.pack("<HHI", tag, rights, number)
    for tag, rights, number in ((1, 7, NOBODY), (2, 7, 4242), (4, 7, NOBODY), (16, 7, NOBODY), (32, 0, NOBODY))
)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems keep ACLs in other ways")
def test_the_default_acl_of_a_folder_says_who_else_may_read_and_write(tmp_path):
    shared = tmp_path / "reports"
    shared.mkdir()
    try:
        os.setxattr(shared, "system.posix_acl_default", DEFAULT_ACL)
    except OSError as error:
        assert error.errno == errno.ENOTSUP  # noqa: PT017 - a file system without ACLs has nothing to honour
        return
    durable.write_folder(shared / "edition", {"a.html": b"", "data/a.csv": b""})
    durable.write_file(shared / "log", b"")
    durable.write_file(shared / "log", b"again")
    with lock.hold(shared / "lock", wait=0):
        pass
    for path in shared.rglob("*"):
        entries = struct.iter_unpack("<HHI", os.getxattr(path, "system.posix_acl_access")[4:])
        rights = {(tag, number): granted for tag, granted, number in entries}
        mask = rights[16, NOBODY]
        assert rights[2, 4242] & mask & 6 == 6, path
        assert rights[32, NOBODY] == 0, path


def test_a_link_is_moved_and_never_missing(tmp_path):
    durable.point(tmp_path / "latest", "one")
    durable.point(tmp_path / "latest", "two")
    assert (tmp_path / "latest").readlink().name == "two"
    assert names(tmp_path) == ["latest"]


def test_a_folder_in_the_place_of_a_link_gives_way(tmp_path):
    """An archive unpacked where there are no links has folders in their place."""
    (tmp_path / "latest" / "data").mkdir(parents=True)
    durable.point(tmp_path / "latest", "two")
    assert (tmp_path / "latest").readlink().name == "two"
    assert names(tmp_path) == ["latest"]


def test_the_sweep_takes_what_is_unfinished_and_nothing_else(tmp_path):
    (tmp_path / f"{durable.TEMPORARY}1-edition" / "data").mkdir(parents=True)
    (tmp_path / f"{durable.TEMPORARY}1-file").write_text("")
    (tmp_path / f"{durable.TEMPORARY}1-latest").symlink_to("nowhere")
    (tmp_path / "edition").mkdir()
    (tmp_path / ".lock").write_text("")
    durable.sweep(tmp_path)
    assert names(tmp_path) == [".lock", "edition"]
