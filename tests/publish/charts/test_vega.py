"""Charts that hold their data, ask for nothing and draw with a runtime that is what it was."""

from __future__ import annotations

import errno
import hashlib
import re
from pathlib import Path

import page_sample
import pytest
import vl_convert
from bs4 import BeautifulSoup
from few import few

from econsec.errors import RenderError
from econsec.publish.charts import vega
from econsec.publish.charts.slim_svg import tidy

BARS = {
    "data": {"values": [{"a": "タングステン", "b": 28, "url": "https://example.org", "unused": 1}]},
    "mark": "bar",
    "encoding": {"x": {"field": "b", "type": "quantitative"}, "y": {"field": "a", "type": "nominal"}},
}


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("ECONSEC_CACHE", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    "change",
    [
        {"data": {"url": "https://example.org/a.csv"}},
        {"data": {"url": "file:///etc/passwd"}},
        {"mark": {"type": "image", "url": "https://example.org/a.png"}},
        {"encoding": {**BARS["encoding"], "href": {"field": "url", "type": "nominal"}}},
        {"mark": {"type": "bar", "href": "https://example.org"}},
        {"params": [{"name": "p", "value": 1, "bind": {"input": "range"}}]},
        {
            "transform": [
                {"lookup": "a", "from": {"data": {"url": "https://example.org/b.csv"}, "key": "a", "fields": ["c"]}}
            ]
        },
    ],
)
def test_a_chart_that_would_ask_for_something_is_refused(change):
    with pytest.raises(RenderError, match=r"a chart uses '?(url|href|bind|an image)"):
        vega.compile_chart(BARS | change, "en")


def test_a_chart_that_does_not_compile_is_refused_and_says_why():
    with pytest.raises(RenderError, match="does not compile"):
        vega.compile_chart({"mark": "no such mark", "data": {"values": []}}, "en")


def test_addresses_in_the_data_are_only_words():
    compiled, _ = vega.compile_chart(BARS | {"encoding": BARS["encoding"] | {"tooltip": {"field": "url"}}}, "en")
    assert compiled["data"][0]["values"][0]["url"] == "https://example.org"


def test_only_a_chart_that_says_container_follows_its_column():
    assert vega.compile_chart(BARS | {"width": "container"}, "en")[1] is True
    assert vega.compile_chart(BARS | {"width": 680}, "en")[1] is False


@pytest.mark.parametrize("width", ["container", 680, None])
def test_a_chart_of_one_view_is_as_wide_as_the_column_with_its_labels(width):
    compiled, _ = vega.compile_chart(BARS | ({"width": width} if width else {}), "en")
    svg = BeautifulSoup(tidy(vega.draw(compiled), "x"), "xml").svg
    assert svg["width"] == str(vega.WIDTH)


def test_fonts_are_the_pages_whatever_the_chart_says():
    chart = BARS | {"config": {"font": "Comic Sans", "axis": {"labelFont": "Papyrus", "labelFontSize": 15}}}
    compiled, _ = vega.compile_chart(chart, "ja")
    assert "Papyrus" not in str(compiled)
    assert "Comic" not in str(compiled)
    assert "Hiragino" in str(compiled)


def test_numbers_are_written_as_the_language_has_it():
    assert vega.compile_chart(BARS, "ja")[0]["config"]["locale"]["time"]["date"] == "%Y/%m/%d"
    assert "locale" not in vega.compile_chart(BARS, "en")[0].get("config", {})


def test_a_picture_holds_no_script_style_link_or_request():
    compiled, _ = vega.compile_chart(BARS, "en")
    svg = BeautifulSoup(tidy(vega.draw(compiled), "x"), "xml")
    assert not svg.find(["script", "style", "a", "image", "use", "foreignObject"])
    assert not [name for each in svg.find_all() for name in each.attrs if name.startswith("on") or "href" in name]
    assert svg.svg["aria-hidden"] == "true"


def test_ids_of_two_pictures_never_meet():
    ramp = page_sample.heat("en")
    ramp["layer"][0]["encoding"]["color"]["legend"] = {"orient": "top"}
    compiled, _ = vega.compile_chart(ramp, "en")
    ids = [
        {each["id"] for each in BeautifulSoup(tidy(vega.draw(compiled), prefix), "xml").find_all(id=True)}
        for prefix in "ab"
    ]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_a_picture_is_the_same_whatever_was_drawn_before():
    ramp = page_sample.heat("en")
    ramp["layer"][0]["encoding"]["color"]["legend"] = {"orient": "top"}
    compiled, _ = vega.compile_chart(ramp, "en")
    first, second = (vega.draw(compiled) for _ in range(2))
    assert 'id="gradient_0"' in first
    assert "url(#gradient_0)" in first
    assert first == second


def test_a_gradient_is_found_by_the_id_it_has_in_the_page():
    ramp = page_sample.heat("en")
    ramp["layer"][0]["encoding"]["color"]["legend"] = {"orient": "top"}
    svg = tidy(vega.draw(vega.compile_chart(ramp, "en")[0]), "a")
    name = BeautifulSoup(svg, "xml").find("linearGradient")["id"]
    assert f'fill="url(#{name})"' in svg


def test_the_runtime_is_made_once_and_kept(cache, monkeypatch):
    first = vega.runtime()
    assert 400_000 < len(first) < 700_000
    monkeypatch.setattr(vega, "convert", None)
    assert vega.runtime() == first


def test_the_runtime_carries_the_licences_of_what_it_is_made_of(cache):
    head = vega.runtime().split("*/")[0]
    assert head.startswith("/*!")
    for words in (
        "University of Washington",
        "THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS",
        "Mike Bostock",
        "Penner",
        "Brewer",
    ):
        assert words in head


def test_the_licences_name_every_package_that_the_library_bundles():
    library = next(Path(vl_convert.__file__).parent.glob("*.so")).read_bytes()
    uses = {}
    for module in library.split(b"Original file: /npm/")[1:]:
        name = re.match(rb"[a-z0-9-]*", module)[0].decode()  # scoped packages are none of the page's
        uses.setdefault(name, set()).update(each.decode() for each in re.findall(rb'from"/npm/([^@"]+)@', module))
    found, left = set(), {"vega", "vega-interpreter"}
    while left:
        found |= left
        left = set().union(*(uses[name] for name in left)) - found
    assert {"d3-force", "topojson-client"} < found
    head = (vega.TEMPLATE / "licences.txt").read_text(encoding="utf-8")
    d3 = re.search(r"d3 \((.*?)\)", head, re.DOTALL)[1].replace("\n", " ").split(", ")
    # robust-predicates is in the public domain.
    others = {name for name in found if not name.startswith(("vega", "d3-"))} - {"robust-predicates"}
    assert {name for name in found if name.startswith("d3-")} == {f"d3-{name}" for name in d3}
    assert [name for name in others if name not in head] == []


def test_the_runtime_that_is_known_is_the_one_that_is_made(cache):
    made = hashlib.sha256(vega.bundle().encode()).hexdigest()
    assert made == vega.RUNTIME, "with another vl-convert or runtime.js, this hash goes into vega.py"
    assert len(list(cache.glob("vega-*.js"))) == 1


@pytest.mark.parametrize("harm", few(["a hash of its own", "a flipped letter", "a cut", "an empty file"]))
def test_a_runtime_that_is_not_what_was_kept_is_made_anew(cache, harm):
    whole = vega.runtime()
    kept = next(cache.glob("vega-*.js"))
    text = kept.read_text(encoding="utf-8")
    foreign = "alert(1)"
    broken = {"a flipped letter": text[:-9] + "X" + text[-8:], "a cut": text[:-100], "an empty file": ""}
    broken["a hash of its own"] = f"{hashlib.sha256(foreign.encode()).hexdigest()}\n{foreign}"
    kept.write_text(broken[harm], encoding="utf-8")
    assert vega.runtime() == whole


def test_a_runtime_that_cannot_be_kept_is_drawn_with_all_the_same(cache, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(vega.durable, "sync", full)
    assert len(vega.runtime()) > 400_000
    assert list(cache.iterdir()) == []


def test_the_runtime_evaluates_nothing_and_cannot_end_its_element(cache):
    script = vega.runtime()
    assert "</script" not in script.lower()
    assert "<!--" not in script
    assert "\r" not in script
