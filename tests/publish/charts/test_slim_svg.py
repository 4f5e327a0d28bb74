"""A picture made smaller is the same picture."""

from __future__ import annotations

import itertools
import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from econsec.publish.charts.colours import palette
from econsec.publish.charts.slim_svg import tidy


def svg(*inside):
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="marks" width="100" height="50" viewBox="0 0 100 50">'
        f"{''.join(inside)}</svg>"
    )


def drawn(*inside):
    return BeautifulSoup(tidy(svg(*inside), "p"), "xml").svg


def box(left, top, fill, width=10.4, height=20):
    return f'<path d="M{left},{top}h{width}v{height}h-{width}Z" fill="{fill}"/>'


def test_noise_goes_and_words_stay():
    found = drawn(
        '<g class="mark-text" role="graphics-object" aria-label="x"><g/>',
        '<text transform="translate(3.14159,10)" font-family="Arial" opacity="1" fill="#000">a &lt;b&gt;</text></g>',
    )
    assert str(found.find("text")) == '<text fill="#000" x="3" y="10">a &lt;b&gt;</text>'
    assert not found.find_all(["g"], class_=lambda name: name and name != "words")


def test_words_of_two_lines_stay_where_they_stood_both():
    found = drawn('<text transform="translate(-6,10)"><tspan>a</tspan><tspan dy="12" x="0">b</tspan></text>')
    assert found.find("text")["transform"] == "translate(-6,10)"
    assert [line.get("x") for line in found.find_all("tspan")] == [None, "0"]


def test_ids_and_what_points_to_them_get_the_prefix():
    found = drawn('<defs><linearGradient id="g0"/></defs><rect fill="url(#g0)" width="1" height="1"/>')
    assert found.find("linearGradient")["id"] == "p-g0"
    assert found.find("rect")["fill"] == "url(#p-g0)"


def test_a_disc_becomes_a_circle_where_it_stood():
    found = drawn(
        '<path transform="translate(20,30)" d="M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0" fill="red"/>'
        '<path transform="rotate(3)" d="M5,0A5,5,0,1,1,-5,0A5,5,0,1,1,5,0" fill="red"/>'
    )
    circle = found.find("circle")
    assert (circle["cx"], circle["cy"], circle["r"]) == ("20", "30", "5")
    assert found.find("path")["transform"] == "rotate(3)"


def test_what_most_children_say_is_said_once_by_their_group():
    found = drawn('<g><text fill="#595959">a</text><text fill="#595959">b</text><text fill="#000">c</text></g>')
    assert found.g["fill"] == "#595959"
    assert found.g["class"] == "words"
    assert [each.get("fill") for each in found.find_all("text")] == [None, None, "#000"]


def test_what_one_child_does_not_say_is_not_said_for_it():
    found = drawn('<g><path d="M0,0L9,9" stroke="red"/><path d="M0,0L9,9" fill="blue"/></g>')
    assert found.find("path", stroke="red")
    assert found.find("path", fill="blue")


def test_boxes_of_a_grid_are_drawn_colour_by_colour_and_none_is_lost():
    cells = [
        box(column * 10.4, row * 20, ("red", "blue")[(row + column) % 2]) for row in range(3) for column in range(4)
    ]
    paths = drawn(f"<g>{''.join(cells)}</g>").find_all("path")
    assert len(paths) == 2
    assert sum(path["d"].count("M") for path in paths) == 12


def test_neighbours_go_on_touching_when_edges_go_to_whole_pixels():
    cells = "".join(box(round(column * 10.4, 4), 0, "red") for column in range(9))
    path = drawn(f"<g>{cells}</g>").find("path")["d"]
    starts = [int(part.split(",")[0]) for part in path.split("M")[1:]]
    widths = [int(part.split("h")[1].split("v")[0]) for part in path.split("M")[1:]]
    assert [left + width for left, width in zip(starts, widths, strict=True)][:-1] == starts[1:]


def test_parts_of_bars_are_drawn_colour_by_colour_and_none_is_lost_however_narrow():
    bar = ((0, 30, "red"), (30, 4, "blue"), (34, 0, "red"), (34, 66, "grey"))
    cells = "".join(
        f'<path d="M{left + row},{20 * row}h{across}v18h{-across}Z" fill="{fill}"/>'
        for row in range(3)
        for left, across, fill in bar
    )
    paths = drawn(f"<g>{cells}</g>").find_all("path")
    assert len(paths) == 3
    assert sum(path["d"].count("M") for path in paths) == 12


def test_boxes_that_overlap_keep_their_order():
    found = drawn(f"<g>{box(0, 0, 'red')}{box(2, 0, 'blue')}{box(4, 0, 'red')}</g>")
    assert len(found.find_all("path")) == 3


@pytest.mark.parametrize("see_through", ['opacity="0.5"', 'fill-opacity="0.5"'])
def test_see_through_boxes_keep_their_opacity(see_through):
    cells = "".join(box(column * 10.4, 0, "red").replace("/>", f" {see_through}/>") for column in range(3))
    assert see_through in str(drawn(f"<g>{cells}</g>"))


def test_shades_that_look_one_are_one_and_move_by_a_hundredth_at_most():
    cells = "".join(box(at * 10.4, 0, "red").replace("/>", f' opacity="{0.5 + at / 200}"/>') for at in range(8))
    paths = drawn(f"<g>{cells}</g>").find_all("path")
    assert len(paths) < 5
    shown = [float(path.get("opacity", 1)) for path in paths]
    assert all(min(abs(0.5 + at / 200 - one) for one in shown) <= 0.01 + 1e-9 for at in range(8))


def test_computed_colours_move_by_two_of_255_at_most_and_the_houses_not_at_all():
    shades = "".join(box(at * 10.4, 0, f"rgb({200 + at}, 100, 50)") for at in range(8))
    found = {path.get("fill") or path.parent["fill"] for path in drawn(f"<g>{shades}</g>").find_all("path")}
    assert len(found) <= 3
    parts = [int(colour[1:3], 16) for colour in found]
    assert all(min(abs(200 + at - part) for part in parts) <= 2 for at in range(8))
    kept = drawn(f"<g>{box(0, 0, '#12436D')}{box(11, 0, '#12436D')}</g>")
    assert "#12436D" in str(kept)


def test_a_line_of_one_point_which_no_browser_draws_and_no_office_can_is_left_out():
    line = '<path d="M{}" fill="none" stroke="#333" stroke-dasharray="6,3"{}/>'
    found = drawn(
        line.format("10.04,20Z", ""), line.format("10,20", ' stroke-linecap="round"'), line.format("1,2L3,4", "")
    )
    assert [path["d"] for path in found.find_all("path")] == ["M10 20", "M1 2l2 2"]


def test_hidden_labels_are_left_out():
    assert drawn('<text opacity="0" fill="#000">hidden</text><text fill="#000">seen</text>').get_text() == "seen"


def test_text_is_escaped_again():
    inside = "".join(itertools.repeat("<text>&lt;/svg&gt;&lt;script&gt;x()&lt;/script&gt;</text>", 2))
    assert "<script" not in tidy(svg(inside), "p")


@pytest.mark.parametrize(
    ("line", "steps"),
    [
        ("M0,0L10,5L12.5,-3", "M0 0l10 5 2.5-8"),
        ("M0,0L1,1M5,5L6,4", "M0 0l1 1M5 5l1-1"),
        ("M0,0M5,5", "M0 0M5 5"),
        ("M0,0L10,0L10,10Z", "M0 0l10 0 0 10Z"),
        ("M0,0L4,0L8,0L6,0L6,1L6,3", "M0 0l8 0-2 0 0 3"),
        ("M0,0C1,1,2,2,3,3", "M0,0C1,1,2,2,3,3"),
    ],
)
def test_a_line_is_written_by_its_steps_and_a_curve_stays(line, steps):
    assert drawn(f'<path d="{line}" stroke="red"/>').find("path")["d"] == steps


@given(st.lists(st.tuples(st.integers(-9999, 9999), st.integers(-9999, 9999)), min_size=2, max_size=40))
def test_the_steps_of_a_line_end_where_the_line_ends(tenths):
    points = [(x / 10, y / 10) for x, y in tenths]
    line = "M" + "L".join(f"{x},{y}" for x, y in points)
    start, steps = drawn(f'<path d="{line}" stroke="red"/>').find("path")["d"].removeprefix("M").split("l")
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", f"{start} {steps}")]
    # A line of many points is drawn to whole pixels: half a pixel off at most, however long it is.
    assert sum(numbers[::2]) == pytest.approx(points[-1][0], abs=0.51)
    assert sum(numbers[1::2]) == pytest.approx(points[-1][1], abs=0.51)


@given(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))
@example(221, 219, 217)
@example(0, 0, 0)
@example(255, 255, 255)
def test_a_computed_colour_stays_near_and_becomes_none_of_the_house(red, green, blue):
    found = drawn(f'<path fill="rgb({red}, {green}, {blue})" d="M0,0L5,5L5,0Z"/>').path["fill"]
    assert found not in {one.colour.lower() for one in palette()}
    parts = [int(found[at : at + 2], 16) for at in (1, 3, 5)]
    assert all(abs(got - given) <= 3 for got, given in zip(parts, (red, green, blue), strict=True))
