from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from econsec import paths
from econsec.errors import MissingFileError
from econsec.publish.plan import fingerprint

scalars = st.none() | st.booleans() | st.integers() | st.text(max_size=5)


@given(st.dictionaries(st.text(max_size=5), scalars | st.lists(scalars, max_size=3), min_size=1))
def test_the_order_of_keys_changes_no_hash(value):
    backwards = dict(reversed(value.items()))
    assert fingerprint.json_hash(value) == fingerprint.json_hash(backwards)


@pytest.mark.parametrize(
    ("one", "other"), [(1, "1"), (1, True), (1, 1.5), (None, "null"), ([1, 2], [2, 1]), ("a", "あ")]
)
def test_another_value_has_another_hash(one, other):
    assert fingerprint.json_hash({"x": one}) != fingerprint.json_hash({"x": other})


def test_a_number_that_is_none_has_no_hash():
    with pytest.raises(ValueError, match="JSON"):
        fingerprint.json_hash(float("nan"))


def test_the_hash_of_a_file_is_its_sha_256(tmp_path):
    (tmp_path / "a").write_bytes(b"abc")
    assert fingerprint.file_hash(tmp_path / "a") == hashlib.sha256(b"abc").hexdigest()
    assert fingerprint.input_hashes({"x": tmp_path / "a"}) == {"x": hashlib.sha256(b"abc").hexdigest()}


def test_an_input_that_is_not_there_is_named(tmp_path):
    with pytest.raises(MissingFileError, match="gone"):
        fingerprint.input_hashes({"x": tmp_path / "gone"})


def test_code_is_python_templates_and_sentences_but_nothing_compiled(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "PACKAGE", tmp_path)
    for name in ("a.py", "publish/template/page.css", "i18n/locale/ja/x.po"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    before = _code()
    for name in ("__pycache__/a.pyc", "_bundle/data/x.csv", ".DS_Store"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    assert _code() == before
    for name in ("a.py", "publish/template/page.css", "i18n/locale/ja/x.po"):
        (tmp_path / name).write_text("2")
        assert _code() != before, name
        (tmp_path / name).write_text("1")


def _code():
    fingerprint.code.cache_clear()
    try:
        return fingerprint.code()
    finally:
        fingerprint.code.cache_clear()


def test_versions_name_python_and_what_the_project_asks_for():
    assert {"python", "econsec", "papermill", "pandas"} <= set(fingerprint.versions())
