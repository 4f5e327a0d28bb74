"""What the library that draws may do, and what it leaves behind when it is stopped."""

from __future__ import annotations

import re

import altair as alt
import pandas as pd
import pytest
import vl_convert

from econsec.publish.charts import converter
from econsec.publish.charts import vega as vega_module
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
    assert given["allowed_base_urls"] == given["plugin_import_domains"] == given["google_fonts"] == []
    assert given["vega_plugins"] == [converter.DRAWING.read_text(encoding="utf-8")]
    assert not given["auto_google_fonts"]
    assert not given["allow_per_request_plugins"]


def room(words, **style):
    """Return how much room a picture makes for words beside an axis."""
    scale = {"name": "y", "type": "band", "domain": [words], "range": "height"}
    style = {f"label{name}": value for name, value in style.items()}
    axis = {"orient": "left", "scale": "y", "labelLimit": 9999, "offset": 0, "ticks": False, "labelPadding": 0} | style
    svg = convert("vega_to_svg", {"width": 0, "height": 9, "padding": 0, "scales": [scale], "axes": [axis]})
    return int(re.search(r'width="(\d+)"', svg)[1])


@pytest.mark.parametrize("words", ["Rare-earth metals, 2024", "レアアース（稀土類）", "18.7 % – “Côte d’Ivoire”"])
def test_words_take_the_same_room_whatever_fonts_a_machine_has(words):
    assert len({room(words, Font=font) for font in ("'Noto Sans', sans-serif", "serif", "monospace", "none")}) == 1


def test_words_take_the_room_of_a_wide_font():
    # As in DejaVu Sans, in which a reader's machine without better ones shows the page.
    assert room("W" * 100, FontSize=10) == pytest.approx(989, abs=2)
    assert room("i" * 100, FontSize=10) == pytest.approx(278, abs=2)
    assert room("鉱" * 50, FontSize=10) == room("が" * 50, FontSize=10) == pytest.approx(500, abs=2)
    assert room("é" * 50) == room("e" * 50)
    assert room("W" * 50, FontWeight="bold") == room("W" * 50, FontWeight=700) > room("W" * 50)


@pytest.mark.parametrize("longest", [5.2, 7.2, 8.0])
def test_words_at_the_end_of_a_bar_are_not_cut_where_its_scale_goes_on_to_a_round_number(longest):
    # Room for them is taken off the plot, by which the bar is shorter, but by less than that.
    rows = alt.Chart(pd.DataFrame({"value": [longest, 1.0], "label": ["a", "b"], "text": ["W" * 10, "i"]}))
    bars = rows.encode(x=alt.X("value:Q", scale=alt.Scale(nice=True)), y="label:N")
    chart = alt.layer(bars.mark_bar(), bars.mark_text(align="left", dx=4, fontSize=10).encode(text="text:N"))
    vega, _ = vega_module.compile_chart(chart.properties(width="container").to_dict(), "en")
    svg = vega_module.draw(vega)
    plot, start = (
        float(re.search(pattern, svg)[1]) for pattern in (r"translate\(([\d.]+),0\)", r"([\d.]+),[\d.]+\)\"[^>]*>W")
    )
    assert plot + start + 10 * 9.89 <= float(re.search(r'viewBox="0 0 (\d+)', svg)[1]) == vega_module.WIDTH
