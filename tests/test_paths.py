"""The project's folders are found from wherever the package was started."""

from __future__ import annotations

from pathlib import Path

import pytest

from econsec import paths
from econsec.errors import EconsecError, MissingFileError


def test_the_checkout_is_found_from_another_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ECONSEC_HOME", raising=False)
    assert (paths.project() / "pyproject.toml").is_file()
    assert paths.notebooks().is_dir()
    assert paths.reports().name == "reports"


def test_a_home_named_in_the_environment_wins(monkeypatch, tmp_path):
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("ECONSEC_HOME", str(tmp_path))
    assert paths.project() == tmp_path.resolve()
    assert paths.data() == tmp_path.resolve() / "data"


def test_a_home_without_data_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("ECONSEC_HOME", str(tmp_path))
    with pytest.raises(MissingFileError, match="the root of the project"):
        paths.project()


def test_an_installed_wheel_reads_its_bundle_and_writes_where_one_stands(monkeypatch, tmp_path):
    monkeypatch.delenv("ECONSEC_HOME", raising=False)
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "site-packages" / "econsec")
    monkeypatch.chdir(tmp_path)
    assert paths.project() == tmp_path / "site-packages" / "econsec" / "_bundle"
    assert paths.reports() == tmp_path / "reports"


def test_cache_and_store_can_be_put_elsewhere(monkeypatch, tmp_path):
    monkeypatch.setenv("ECONSEC_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("ECONSEC_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("ECONSEC_DATA", str(tmp_path / "tables"))
    assert paths.cache().is_dir()
    assert paths.user_data() == Path(tmp_path / "store")
    assert paths.data() == (tmp_path / "tables").resolve()


def test_without_a_folder_for_the_cache_it_is_a_temporary_one_and_that_is_said_once(monkeypatch, tmp_path, caplog):
    (tmp_path / "file").write_text("")
    for place in ("file/cache", "no"):
        monkeypatch.setenv("ECONSEC_CACHE", str(tmp_path / place))
        if place == "no":
            monkeypatch.setattr(paths.os, "access", lambda *_: False)  # a folder that somebody else made
        first = paths.cache()
        monkeypatch.setenv("ECONSEC_CACHE", str(tmp_path / place))
        assert paths.cache() == first
        assert first.stat().st_mode & 0o777 == 0o700
        assert [str(tmp_path / place) in line for line in caplog.messages] == [True]
        caplog.clear()


def test_a_user_without_a_home_has_a_store_beside_the_data(monkeypatch, tmp_path):
    (tmp_path / "data").mkdir()
    monkeypatch.setenv("ECONSEC_HOME", str(tmp_path))
    monkeypatch.delenv("ECONSEC_STORE", raising=False)

    def homeless(_: str) -> Path:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr(paths.platformdirs, "user_data_path", homeless)
    assert paths.user_data() == tmp_path / "store"


def test_who_may_keep_nothing_anywhere_is_told_what_to_set(tmp_path):
    (tmp_path / "taken").touch()
    with pytest.raises(EconsecError, match="ECONSEC_STORE may name a folder"):
        paths.keep_in(tmp_path / "taken" / "store")
    assert paths.keep_in(tmp_path / "store" / "own").is_dir()
