from __future__ import annotations

import hashlib
import json
import os

import pytest

from econsec.errors import IntegrityError, MissingFileError
from econsec.publish.editions import edition
from econsec.publish.editions.manifest import Claim

HASH = "0" * 64


def manifest(**changes: object):
    named = {"name": "n.ipynb", "sha256": HASH}
    facts = {"report": "r", "title": "R", "language": "en", "date": "2026-01-02", "parameters": {}, "notebook": named}
    facts |= {"inputs": (), "code": HASH, "versions": {}, "fingerprint": HASH, "base": HASH, "id": "abc"}
    return edition.Manifest(**facts | changes)


@pytest.fixture
def made(tmp_path):
    return edition.write(tmp_path, manifest(), {"report.html": b"page", "data/x.csv": b"1"}, keep=3)


def test_what_is_written_is_read_again(made, tmp_path):
    assert edition.read(made.folder) == made
    assert edition.latest(tmp_path).id == "abc"
    assert made.damage() == []
    assert made.is_whole()


def test_a_flipped_bit_a_missing_and_a_foreign_file_are_each_named(made):
    made.html.write_bytes(b"pagf")
    (made.folder / "data" / "x.csv").unlink()
    (made.folder / "extra").write_text("")
    assert made.damage() == [
        "data/x.csv is missing",
        "report.html is not the file that was written",
        "extra is not named by the manifest",
    ]
    assert not made.is_whole()


def test_a_manifest_that_says_something_else_than_it_did_is_found_out(tmp_path):
    claim = Claim(id="a", role="claim", text="China supplies 27.6 %.", values={"share": 0.276, "of": [1, None]})
    made = edition.write(tmp_path, manifest(claims=(claim,)), {"report.html": b"page"}, keep=3)
    path = made.folder / edition.MANIFEST
    written = path.read_text()
    assert edition.read(made.folder).damage() == []
    for before, after in (("27.6 %", "17.6 %"), ("0.276", "0.275"), ('"size": 4', '"size": 5'), (HASH, "1" + HASH[1:])):
        assert before in written
        path.write_text(written.replace(before, after, 1))
        assert edition.read(made.folder).damage()[0] == "edition.json is not the manifest that was written"


@pytest.mark.parametrize("seal", [None, ""])
def test_a_manifest_without_a_seal_is_found_out(made, seal):
    path = made.folder / edition.MANIFEST
    read = json.loads(path.read_text())
    read["seal"] = seal
    path.write_text(json.dumps({name: value for name, value in read.items() if value is not None}))
    assert edition.read(made.folder).damage() == ["edition.json is not the manifest that was written"]
    assert not edition.read(made.folder).is_whole()


@pytest.mark.parametrize("number", [0.25, 1e-07, 1e22, 3])
def test_no_letter_of_a_manifest_can_change_unnoticed(tmp_path, number):
    claim = Claim(id="a", role="claim", text="Nobody supplies it.")
    facts = manifest(claims=(claim,), parameters={"at": number})
    made = edition.write(tmp_path, facts, {"report.html": b"page"}, keep=3)
    assert made.is_whole()
    path = made.folder / edition.MANIFEST
    written = path.read_bytes()
    for place in range(len(written)):
        path.write_bytes(written[:place] + bytes([written[place] ^ 1]) + written[place + 1 :])
        try:
            found = edition.read(made.folder).damage()
        except IntegrityError:
            continue
        assert found, written[max(0, place - 20) : place + 20]


def test_a_letter_turned_in_a_page_is_no_whole_edition_though_it_is_as_long(made):
    assert made.is_whole()
    made.html.write_bytes(b"pagf")
    assert not made.is_whole()
    assert edition.unchanged(made.folder.parent, HASH, None) is None


@pytest.mark.parametrize("name", ["../other", "/etc/passwd", "data/../../x", "a//b", "./a", "", ".."])
def test_a_manifest_that_names_files_elsewhere_is_refused(made, name):
    path = made.folder / edition.MANIFEST
    read = json.loads(path.read_text())
    read["files"] = {name: read["files"]["report.html"]}
    path.write_text(json.dumps(read))
    with pytest.raises(IntegrityError, match="is not a manifest"):
        edition.read(made.folder)


def test_a_pipe_in_the_place_of_a_file_or_beside_it_is_found_and_not_waited_for(made):
    made.html.unlink()
    os.mkfifo(made.html)
    os.mkfifo(made.folder / "extra")
    (made.folder / "link").symlink_to("/")
    assert made.damage() == [
        "report.html is no file",
        "extra is not named by the manifest",
        "link is not named by the manifest",
    ]
    (made.folder / edition.MANIFEST).unlink()
    os.mkfifo(made.folder / edition.MANIFEST)
    with pytest.raises(MissingFileError):
        edition.read(made.folder)


def test_an_edition_of_a_clock_that_was_ahead_goes_like_the_others(tmp_path):
    made = edition.write(tmp_path, manifest(id="ahead", date="2039-01-01"), {"report.html": b"x"}, keep=2)
    os.utime(made.folder, (2**31, 2**31))
    for day in (1, 2):
        edition.write(tmp_path, manifest(id=f"e{day}", date=f"2026-01-0{day}"), {"report.html": b"x"}, keep=2)
    assert [one.id for one in edition.editions(tmp_path)] == ["e2", "e1"]


def test_a_latest_that_leads_to_itself_is_none(tmp_path):
    (tmp_path / edition.LATEST).symlink_to(edition.LATEST)
    assert edition.latest(tmp_path) is None


def test_a_folder_without_a_manifest_is_no_edition(tmp_path):
    with pytest.raises(MissingFileError, match="no edition in"):
        edition.read(tmp_path)
    assert edition.latest(tmp_path) is None


@pytest.mark.parametrize("text", ["", "{}", '{"version": 1', "[]"])
def test_a_broken_manifest_is_an_integrity_error_and_never_the_latest(made, tmp_path, text):
    (made.folder / edition.MANIFEST).write_text(text)
    with pytest.raises(IntegrityError, match="is not a manifest"):
        edition.read(made.folder)
    assert edition.latest(tmp_path) is None


def test_a_broken_old_edition_does_not_stop_a_new_one(made, tmp_path):
    (made.folder / edition.MANIFEST).write_text("{")
    edition.write(tmp_path, manifest(id="def"), {"report.html": b"new"}, keep=1)
    assert edition.latest(tmp_path).id == "def"


def test_old_editions_are_kept_to_the_limit_and_the_newest_stays(tmp_path):
    for day in range(1, 6):
        edition.write(tmp_path, manifest(id=f"e{day}", date=f"2026-01-0{day}"), {"report.html": b"x"}, keep=3)
    assert [one.id for one in edition.editions(tmp_path)] == ["e5", "e4", "e3"]
    edition.write(tmp_path, manifest(id="old", date="2025-01-01"), {"report.html": b"x"}, keep=1)
    assert [one.id for one in edition.editions(tmp_path)] == ["old"], "what was just made stays, whatever its date"


def test_the_manifest_is_json_that_others_can_read(made):
    read = json.loads((made.folder / edition.MANIFEST).read_text())
    digest = hashlib.sha256(b"page").hexdigest()
    assert read["files"]["report.html"] == {"sha256": digest, "size": 4}


def test_parameters_become_a_path_only_as_a_hash(tmp_path):
    assert edition.place(tmp_path, "r", "en", {}) == tmp_path / "r" / "en"
    place = edition.place(tmp_path, "r", "en", {"who": "../../etc"})
    assert place.relative_to(tmp_path / "r" / "variants").parts[1] == "en"
    assert len(place.parts[-2]) == 8
    assert place != edition.place(tmp_path, "r", "en", {"who": "../../usr"})
