"""What the library that draws may do, and what it leaves behind when it is stopped."""

from __future__ import annotations

import pytest
import vl_convert

from econsec.publish.charts import converter
from econsec.publish.charts.converter import convert

SMALL = {"width": 5, "height": 5}


@pytest.fixture
def narrow(monkeypatch):
    """Give a chart little room."""
    monkeypatch.setattr(converter, "MEBIBYTES", 96)
    converter._library.cache_clear()
    yield
    monkeypatch.undo()
    converter._library.cache_clear()
    converter._library()


def test_a_chart_that_never_ends_is_stopped_and_the_next_one_draws(narrow):
    rows = [{"name": "all", "transform": [{"type": "sequence", "start": 0, "stop": 1e9}]}]
    with pytest.raises(ValueError, match="heap limit"):
        convert("vega_to_svg", SMALL | {"data": rows})
    assert convert("vega_to_svg", SMALL).startswith("<svg")


ROW = {"type": "text", "from": {"data": "table"}, "encode": {"enter": {"text": {"value": "a row"}}}}


def drawn(**table):
    try:
        return convert("vega_to_svg", SMALL | {"data": [{"name": "table", **table}], "marks": [ROW]})
    except ValueError:
        return ""


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize("place", ["file://{}", "{}", "http://127.0.0.1:9/{}"])
def test_data_from_elsewhere_are_not_read(form, place, tmp_path):
    (tmp_path / "x").write_text({"csv": "name\none\n", "json": '[{"name": "one"}]'}[form], encoding="utf-8")
    assert "a row" not in drawn(url=place.format(tmp_path / "x"), format={"type": form})
    assert "a row" in drawn(values=[{"name": "one"}])


def test_nothing_is_set_up_to_ask_for_fonts_or_scripts():
    convert("vega_to_svg", SMALL)
    given = vl_convert.get_config()
    assert given["allowed_base_urls"] == given["vega_plugins"] == given["google_fonts"] == []
    assert not given["auto_google_fonts"]
    assert not given["allow_per_request_plugins"]
