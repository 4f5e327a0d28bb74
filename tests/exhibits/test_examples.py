"""Every exhibit that the package offers says how it is made, in lines that run as they stand and show it."""

from __future__ import annotations

import doctest
import inspect
import sys

import pytest

from econsec import paths

sys.path.insert(0, str(paths.PACKAGE.parent / "docs"))
import gallery

SHOWN = {name: function for _, name, function in gallery.shown()}


def test_there_are_as_many_as_the_rooms_hold():
    assert len(SHOWN) > 100


@pytest.mark.parametrize("name", SHOWN)
def test_it_has_an_example_that_begins_with_nothing_and_ends_with_itself(name):
    lines = doctest.DocTestParser().get_examples(inspect.getdoc(SHOWN[name]))
    assert lines, name
    assert lines[0].source.startswith("from econsec import ")
    assert f"exhibits.{name}(" in lines[-1].source
    assert lines[-1].want.strip()


def test_the_gallery_shows_the_exhibit_with_its_lines(tmp_path):
    function = SHOWN["one_product.suppliers"]
    code, (found,) = gallery.made(function)
    assert code.splitlines()[-1].endswith(")")
    entry = (
        gallery._entry(tmp_path, "one_product.suppliers", function) if (tmp_path / "gallery").mkdir() is None else ""
    )
    assert found.headline.split("%")[0].split()[0] in entry
    assert code in entry
    assert (tmp_path / "gallery" / "one_product.suppliers-0.svg").read_text(encoding="utf-8").startswith("<svg")
