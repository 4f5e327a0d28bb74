"""What cells of any notebook show, as both engines show it: in the page, or said to be missing from it."""

from __future__ import annotations

import base64
import hashlib
import json

import altair as alt
import nbformat.v4 as nbf
import page_sample
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from nbformat import from_dict, read

from econsec.publish.page.html import page
from econsec.publish.plan.any_notebook import of_file
from econsec.publish.plan.plan import Settings
from econsec.publish.render import render, render_all

FRAME = "import pandas as pd\nframe = pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']})\n"
CHART = "import altair as alt\n" + FRAME
PLOT = "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\naxes.plot([1, 2])\n"
SHOW = "from IPython.display import HTML, IFrame, Image, Javascript, JSON, Latex, Markdown, SVG, Video\n"
#: A cell, and what of its output finds it in the page.
SHOWN = {
    "frame": (FRAME + "frame", "div.shown table"),
    "series": (FRAME + "frame['a']", "pre.plain"),
    "styler": (FRAME + "frame.style.highlight_max(color='yellow')", "div.shown.light table"),
    "great tables": (FRAME + "from great_tables import GT\nGT(frame)", "div.shown.light table"),
    "altair": (CHART + "alt.Chart(frame, title='T').mark_bar().encode(x='a', y='b').interactive()", "figure.shown svg"),
    "two charts": (CHART + "one = alt.Chart(frame).mark_bar().encode(x='a')\none | one", "figure.shown svg"),
    "drawn": (PLOT, "p.shown img[src^='data:image/png']"),
    "figure": (PLOT + "plt.close(figure)\nfigure", "p.shown img[src^='data:image/png']"),
    "image": (SHOW + "Image(b'\\x89PNG', format='png', alt='Words')", "img[alt='Words']"),
    "drawing": (SHOW + "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')", "img[src^='data:image/svg']"),
    "markdown": (SHOW + "Markdown('a *word*')", "div.prose em"),
    "html": (SHOW + "HTML('<b>word</b>')", "div.shown b"),
    "json": (SHOW + "JSON({'a': 1})", "pre.plain"),
    "latex": (SHOW + "Latex('$x$')", "pre.plain"),
    "printed": ("print('a word')", "pre.plain"),
}
#: A cell, and what is said of it.
UNSHOWN = {
    "plotly": ("import plotly.graph_objects as go\ngo.Figure(go.Scatter(y=[1]))", "Plotly"),
    "script": (SHOW + "Javascript('alert(1)')", "script"),
    "another page": (SHOW + "IFrame('https://example.org', 10, 10)", "page within the page"),
    "film": (SHOW + "Video('https://example.org/a.mp4')", "film"),
    "elsewhere": (SHOW + "Image(url='https://example.org/a.png')", "lies elsewhere"),
    "asking chart": (CHART + "alt.Chart('https://example.org/a.csv').mark_bar().encode(x='a:Q')", "cannot be drawn"),
    "object": ("object()", "object"),
}
WIDGET = {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}, "text/plain": "IntSlider(value=0)"}


@pytest.fixture(scope="module", params=["fork", "kernel"])
def ran(request, tmp_path_factory):
    """Return what each cell shows, run as reports are."""
    folder = tmp_path_factory.mktemp(request.param)
    sources = [cell for cell, _ in (*SHOWN.values(), *UNSHOWN.values())]
    path = folder / "mine.ipynb"
    path.write_text(json.dumps(nbf.new_notebook(cells=[nbf.new_code_cell(each) for each in sources])), "utf-8")
    settings = Settings(out=folder / "out", engine=request.param)
    (outcome,) = render_all([(of_file(path), "en")], settings)
    assert outcome.problem == ""
    made = read(outcome.edition.folder / "notebook.ipynb", as_version=4)
    return dict(zip([*SHOWN, *UNSHOWN], made.cells, strict=True)), outcome


def one(cell: dict) -> tuple[BeautifulSoup, object]:
    made = page(from_dict(nbf.new_notebook(cells=[cell])), page_sample.context("en"))
    return BeautifulSoup(made.interactive, "lxml").find("main"), made


@pytest.mark.parametrize("name", SHOWN)
def test_it_stands_in_the_page(ran, name):
    found, made = one(ran[0][name])
    assert found.select(SHOWN[name][1])
    assert made.unshown == ()
    assert not found.select("p.note")


@pytest.mark.parametrize("name", UNSHOWN)
def test_it_is_said_in_the_page_and_to_whoever_made_it(ran, name):
    found, made = one(ran[0][name])
    (note,) = found.select("p.note")
    assert UNSHOWN[name][1] in note.get_text()
    (told,) = made.unshown
    assert told.startswith("cell 1: ")


def test_the_warnings_of_a_run_name_every_cell_with_something_unshown(ran):
    numbers = [int(told.split(":")[0].removeprefix("cell ")) for told in ran[1].unshown]
    assert numbers == list(range(len(SHOWN) + 1, len(SHOWN) + len(UNSHOWN) + 1))


def test_the_same_notebook_makes_the_same_page_whatever_its_tables_are_called_by_chance(ran, tmp_path):
    styled = [FRAME + "frame.style.highlight_max(color='yellow')", SHOWN["great tables"][0]]

    path = tmp_path / "mine.ipynb"
    path.write_text(json.dumps(nbf.new_notebook(cells=[nbf.new_code_cell(each) for each in styled])), "utf-8")
    pages = [render(of_file(path), Settings(out=tmp_path / name)).html.read_bytes() for name in "ab"]
    assert pages[0] == pages[1]


def test_a_chart_with_controls_is_drawn_as_they_begin_and_says_so():

    frame = pd.DataFrame({"a": [1, 2], "b": ["x", "y"]})
    knob = alt.param(bind=alt.binding_range(min=0, max=2), value=1)
    chart = alt.Chart(frame).mark_bar().encode(x="a", y="b").add_params(knob).to_dict()
    shown = nbf.new_output("execute_result", {"application/vnd.vegalite.v5+json": chart})
    found, made = one(nbf.new_code_cell("x", outputs=[shown]))
    assert found.select("figure.shown svg")
    assert "controls" in found.select_one("p.note").get_text()
    assert len(made.unshown) == 1


def test_a_widget_is_said_and_not_its_name_in_python():
    found, _ = one(nbf.new_code_cell("x", outputs=[nbf.new_output("display_data", WIDGET)]))
    assert "a widget" in found.get_text()
    assert "IntSlider" not in found.get_text()


def test_warnings_are_told_to_the_author_and_not_to_the_reader():
    found, made = one(nbf.new_code_cell("x", outputs=[nbf.new_output("stream", name="stderr", text="a\nthistles")]))
    assert "thistles" not in found.get_text()
    assert made.unshown == ("cell 1: printed a warning, which the page leaves out: thistles",)


def test_styles_of_tables_are_named_by_the_policy_and_stand_nowhere_else(ran):
    _, made = one(ran[0]["great tables"])
    tree = BeautifulSoup(made.interactive, "html.parser")
    policy = tree.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    (style,) = tree.find_all("style")
    assert base64.b64encode(hashlib.sha256(style.string.encode()).digest()).decode() in policy
    assert not tree.find_all(style=True)
    assert "unsafe" not in policy


@pytest.mark.parametrize("shown", [False, True])
def test_a_picture_in_words_is_said_to_be_left_out(shown):
    words = "# Steel\n\nIt melts: ![a furnace](attachment:furnace.png)"
    output = nbf.new_output("display_data", {"text/markdown": words})
    found, made = one(nbf.new_code_cell("x", outputs=[output]) if shown else nbf.new_markdown_cell(words))
    assert "a furnace" in found.get_text()
    assert "picture that lies elsewhere" in found.select_one("p.note").get_text()
    assert len(made.unshown) == 1


def test_markdown_that_a_cell_of_the_annex_shows_stands_there_with_all_its_headings():
    shown = nbf.new_output("display_data", {"text/markdown": "# Results\n\nthistles"})
    found, _ = one(nbf.new_code_cell("x", outputs=[shown], metadata={"tags": ["annex"]}))
    assert "thistles" in found.select_one("details.annex").get_text()
    assert found.select_one("details.annex h3").get_text() == "Results"
    assert found.select_one("details.annex summary").get_text() == "Annex"


def test_the_annex_counts_tables_and_pictures_of_other_libraries():
    shown = [nbf.new_output("display_data", data) for data in ({"text/html": "<b>5</b>"}, {"image/png": "iVBORw0K"})]
    found, _ = one(nbf.new_code_cell("x", outputs=shown, metadata={"tags": ["annex"]}))
    assert "(2)" in found.select_one("details.annex summary").get_text()


@pytest.mark.parametrize(
    ("data", "metadata"),
    [
        ({"application/vnd.vegalite.v5+json": "words"}, {}),
        ({"application/vnd.vegalite.v5+json": {"mark": "bar", "params": None}}, {}),
        ({"application/vnd.vega.v5+json": []}, {}),
        ({"image/svg+xml": '<svg width="1.2.3"/>'}, {}),
        ({"image/png": "iVBORw0K"}, {"image/png": "words"}),
    ],
)
def test_an_output_that_is_not_what_it_says_stops_no_page(data, metadata):
    found, _ = one(nbf.new_code_cell("x", outputs=[nbf.new_output("display_data", data, metadata=metadata)]))
    assert found.select(".note, .shown")
