"""The page of a notebook: what stands in it, in which order, in which language, and by whose leave."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import nbformat.v4 as nbf
import page_sample
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from econsec.errors import RenderError
from econsec.publish.page import html
from econsec.publish.page.html import page

EXHIBIT = "application/vnd.econsec.exhibit+json"


@pytest.fixture(scope="module", params=["en", "ja"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def made(language):
    return page(page_sample.notebook(language), page_sample.context(language))


@pytest.fixture(params=["interactive", "static"])
def tree(request, made):
    return BeautifulSoup(getattr(made, request.param), "lxml")


def short(*outputs, **context):
    """Return the static page of one code cell with the given outputs."""
    notebook = nbf.new_notebook(cells=[page_sample.code("pass", *outputs)])
    return page(notebook, replace(page_sample.context("en"), **context)).static


def test_the_same_notebook_gives_the_same_bytes(made, language):
    assert page(page_sample.notebook(language), page_sample.context(language)) == made


def test_headings_begin_with_one_h1_and_skip_no_level(tree):
    levels = [int(heading.name[1]) for heading in tree.find_all(re.compile(r"^h[1-6]$"))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_ids_are_unique_and_links_into_the_page_lead_somewhere(tree):
    ids = [each["id"] for each in tree.find_all(id=True)]
    assert len(set(ids)) == len(ids)
    assert {link["href"][1:] for link in tree.find_all("a", href=re.compile("^#."))} <= set(ids)
    for name in ("aria-labelledby", "aria-describedby"):
        assert {one for each in tree.find_all(attrs={name: True}) for one in each[name].split()} <= set(ids)


def test_no_two_regions_have_one_name_even_where_two_tables_have_one_caption(language):
    notebook = page_sample.notebook(language)
    shown = [output.data for cell in notebook.cells for output in cell.get("outputs", ()) if "data" in output]
    for exhibit in [data[EXHIBIT] for data in shown if EXHIBIT in data]:
        exhibit["table"]["caption"] = "The same"
    found = BeautifulSoup(page(notebook, page_sample.context(language)).interactive, "lxml")
    regions = [region["aria-labelledby"].split() for region in found.select("[role=region][aria-labelledby]")]
    names = [" ".join(found.find(id=one).get_text() for one in region) for region in regions]
    assert len(set(names)) == len(names) >= 2


def test_the_policy_names_the_hash_of_every_script_and_of_the_one_style(made):
    found = BeautifulSoup(made.interactive, "html.parser")
    policy = found.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert "unsafe" not in policy
    for name, elements in {
        "script-src": found.find_all("script", type=False),
        "style-src": found.find_all("style"),
    }.items():
        hashes = [base64.b64encode(hashlib.sha256(each.string.encode()).digest()).decode() for each in elements]
        assert rules[name].split() == [f"'sha256-{each}'" for each in hashes]


def test_the_static_form_holds_no_script(made):
    assert "<script" not in made.static
    assert "script-src &#39;none&#39;" in made.static


def test_nothing_of_the_stock_templates_is_left(made):
    for word in ("require.min", "MathJax", "mermaid", "jp-Notebook", "cdn.", "unsafe-"):
        assert word not in made.static


def test_the_first_screen_holds_question_answers_and_facts_in_that_order(tree):
    first = tree.find("header")
    assert [each.name for each in first.find_all(["h1", "ol", "dl"])] == ["h1", "ol", "dl"]
    assert len(first.find_all("li", recursive=True)) >= 3
    assert first.find("strong")


def test_every_exhibit_has_headline_picture_or_table_file_source_and_anchor(tree):
    figures = tree.find_all("figure")
    assert [figure["id"] for figure in figures] == ["dependence", "one-place", "trend", "heat"]
    for number, figure in enumerate(figures, start=1):
        assert str(number) in figure.find(class_="ordinal").get_text()
        assert figure.find("h3").get_text()
        assert figure.find("table").find("caption").get_text()
        assert figure.find("figcaption").get_text()
        assert figure.find("a", href=f"#{figure['id']}")
        assert figure.find("a", download=f"{figure['id']}.csv")["href"].startswith("data:text/csv")
        assert all(head["scope"] for head in figure.find_all("th"))


def test_a_table_that_is_the_exhibit_stands_open_and_others_are_one_fold_away(tree):
    assert tree.find(id="one-place").find("table").find_parent("details") is None
    assert tree.find(id="trend").find("table").find_parent("details")


def test_code_is_hidden_one_fold_away_and_left_out_where_bytes_count(tree):
    folds = [code.find_parent("details") for code in tree.select("pre code")]
    if not tree.find("script"):
        assert folds == []
        return
    assert folds
    assert all(fold and not fold.has_attr("open") for fold in folds)
    assert "importer: str" in folds[-1].get_text()


def test_the_end_says_what_the_page_was_made_from(tree):
    end = tree.find(class_="end").get_text(" ", strip=True)
    for said in ("7f3a-91c2", "FRE", "fiction.parquet", "0123456789abcdef", "econsec 0.1.0", "Hirschman (1964)"):
        assert said in end


def test_words_of_the_other_language_are_left_out():
    english = page(page_sample.notebook("en"), page_sample.context("en")).static
    assert "Who sells is" in english
    assert "日本語だけの段落" not in english


def test_what_is_for_jupyterlab_alone_is_left_out():
    shown = nbf.new_output(
        "display_data", data={"text/plain": "only in the lab"}, metadata={"econsec": {"lab_only": True}}
    )
    assert "only in the lab" not in short(shown)


def test_a_cell_for_jupyterlab_alone_is_no_part_of_the_page_and_its_title_is_the_notebooks():
    """What follows it may have sections of level one, as below any title."""
    tags = {"metadata": {"tags": ["lab-only", "lang-en"]}}
    opening = [nbf.new_markdown_cell("# In the lab\n\nWho asks?", **tags), nbf.new_code_cell("pick()", **tags)]
    opening[1].outputs = [nbf.new_output("stream", text="a picker\n")]
    body = [nbf.new_markdown_cell("## A section\n\nwords"), page_sample.code("pass")]
    bare, opened = (
        page(nbf.new_notebook(cells=cells), page_sample.context("en")) for cells in (body, [*opening, *body])
    )
    assert opened == bare
    further = nbf.new_notebook(cells=[opening[0], nbf.new_markdown_cell("# Another\n\nwords")])
    assert BeautifulSoup(page(further, page_sample.context("en")).static, "lxml").find("h2", string="Another")


def test_what_is_printed_stands_as_a_terminal_would_leave_it_and_plain_text_is_escaped():
    found = short(
        nbf.new_output("stream", text="progress 12%\rprogress \x1b[1m99%\x1b[0m\n"),
        nbf.new_output("display_data", data={"text/plain": "plain <b>"}),
    )
    assert "progress 12%" not in found
    assert ">progress 99%</pre>" in found
    assert "plain &lt;b&gt;" in found


def test_a_failed_cell_makes_no_page():
    with pytest.raises(RenderError, match="ZeroDivisionError"):
        short(nbf.new_output("error", ename="ZeroDivisionError", evalue="division by zero"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"headlne": "x"}, "headlne"),
        ({"sources": []}, "sources"),
        ({"id": "../../etc"}, "id"),
        ({"version": 2}, "version"),
        ({"csv": {"columns": ["a"], "rows": [[float("nan")]]}}, "csv"),
        ({"table": {"caption": "c", "columns": [], "row_header": 0, "rows": [[{"text": "x"}]]}}, "table"),
    ],
)
def test_a_payload_without_its_shape_is_refused_by_name(change, said):
    broken = page_sample.exhibit("en", "one", "Headline", "Subtitle", None) | change
    with pytest.raises(RenderError, match=said):
        short(page_sample.output("exhibit", broken))


def test_two_exhibits_of_one_id_are_refused():
    one = page_sample.output("exhibit", page_sample.exhibit("en", "one", "Headline", "Subtitle", None))
    with pytest.raises(RenderError, match="'one'"):
        short(one, one)


def test_a_page_without_charts_carries_no_runtime():
    notebook = nbf.new_notebook(
        cells=[
            page_sample.code(
                "x", page_sample.output("exhibit", page_sample.exhibit("en", "one", "Headline", "Subtitle", None))
            )
        ]
    )
    assert len(page(notebook, page_sample.context("en")).interactive) < 60_000


def test_only_a_page_in_which_something_can_be_picked_has_the_script_the_style_and_the_rows_for_it():
    plain = page_sample.exhibit("en", "one", "Headline", "Subtitle", None)
    made = {
        name: page(
            nbf.new_notebook(cells=[page_sample.code("x", page_sample.output("exhibit", {**plain, **more}))]),
            page_sample.context("en"),
        )
        for name, more in (("with", {"picks": page_sample.picks("en")}), ("without", {}))
    }
    for sign in ('class="pick"', "data-rows", ".pick select", 'id="one-rows"'):
        assert sign in made["with"].interactive
        assert sign not in made["without"].interactive
    assert "Laputa" not in made["with"].static
    assert "<select" not in made["with"].static


def test_an_exhibit_before_any_section_takes_the_level_of_one():
    one = page_sample.output("exhibit", page_sample.exhibit("en", "one", "Headline", "Subtitle", None))
    assert '<h2 class="headline"' in short(one)


def test_a_first_edition_speaks_of_no_other_and_says_that_there_is_none():
    assert "Since the edition" not in short(previous=None)
    assert "No earlier edition" in short(previous=None)


def test_an_edition_says_what_changed_since_the_one_before(made, language):
    found = BeautifulSoup(made.static, "lxml").find(class_="changes")
    assert found.find("del").get_text() == "It was 98.1%."
    assert [each.get_text() for each in found.find_all("ins")] == ["It is 99.6%.", "Nobody knew."]
    assert found.find("ins").find("span", lang="en" if language == "ja" else "none") or language == "en"


@given(st.text(st.characters(blacklist_categories=["Cs"])))
@settings(max_examples=300)
def test_no_text_ends_a_css_string(text):
    written = html._css_text(text)
    assert re.fullmatch(r'"(?:[^\W_]|\\[0-9a-f]{6} )*"', written)


def test_the_tables_of_the_page_are_the_files_beside_it(made):
    tables = ["dependence.csv", "one-place.csv", "trend.csv", "heat.csv"]
    assert list(made.tables) == [file for name in tables for file in (name, f"{name}-metadata.json")]
    assert made.tables["trend.csv"].startswith("\ufeffore,share\n".encode())
