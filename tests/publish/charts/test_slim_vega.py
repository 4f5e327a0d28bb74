"""What no chart draws does not go into the page."""

from __future__ import annotations

import page_sample
import pytest
import vl_convert

from econsec.publish.charts.slim_svg import tidy
from econsec.publish.charts.slim_vega import spare


@pytest.mark.parametrize("form", ["dumbbell", "trend", "heat"])
def test_a_spare_chart_draws_the_same_picture(form):
    full = vl_convert.vegalite_to_vega(getattr(page_sample, form)("en") | {"width": 600}, vl_version="6.4")
    assert tidy(vl_convert.vega_to_svg(spare(full)), "x") == tidy(vl_convert.vega_to_svg(full), "x")


def test_columns_that_nothing_names_are_left_out():
    rows = [{"label": "a", "value": 1, "secret": "x" * 1000}]
    chart = {
        "data": {"values": rows},
        "mark": "bar",
        "encoding": {"x": {"field": "value", "type": "quantitative"}, "y": {"field": "label", "type": "nominal"}},
    }
    assert "secret" not in str(spare(vl_convert.vegalite_to_vega(chart, vl_version="6.4")))


def test_a_name_with_blanks_and_signs_in_it_is_found():
    chart = {
        "data": {"values": [{"share (%), 輸入": 1}]},
        "mark": "bar",
        "encoding": {"x": {"field": "share (%), 輸入", "type": "quantitative"}},
    }
    assert "輸入" in str(spare(vl_convert.vegalite_to_vega(chart, vl_version="6.4"))["data"][0]["values"])


def test_data_that_are_not_rows_pass_as_they_are():
    shapes = {"name": "d", "values": {"type": "FeatureCollection"}, "format": {"type": "json", "property": "features"}}
    assert spare({"data": [shapes]})["data"] == [shapes]
