"""The same texts on their way through the library: exhibits and their charts, the gallery, the comparison."""

from __future__ import annotations

import json

import kit
import nbformat.v4 as nbf
import page_sample
import pandas as pd
import pytest
from browser_support import ATTRIBUTES, opened
from hostile import TEXTS as ALL
from hostile import context
from manifests import manifest

from econsec.exhibits import charts
from econsec.exhibits.elements.exhibit import Exhibit
from econsec.exhibits.elements.table import Column, Table
from econsec.exhibits.elements.theme import BLUE, ORANGE
from econsec.publish.editions import compare, edition
from econsec.publish.editions.manifest import Claim
from econsec.publish.gallery import comparison as told
from econsec.publish.gallery import index as site
from econsec.publish.page import html
from econsec.store.catalog import dataset

pytestmark = pytest.mark.browser

# Half a surrogate gets into neither a frame nor a manifest: pandas and UTF-8 refuse it.
TEXTS = tuple(text for text in ALL if text == text.encode(errors="ignore").decode())
PARTS = [TEXTS[start : start + 125] for start in range(0, len(TEXTS), 125)]
EVERY = "".join(TEXTS)


def drawings():
    """Give each part of the texts to a form of chart of its own, in every place that takes one."""
    frames = [pd.DataFrame({"label": part, "text": part, "name": part, "value": 0.5}) for part in PARTS]
    yield charts.bars(frames[0], colour=BLUE, axis_format=".0%"), frames[0]
    pair = [charts.Series("value", PARTS[1][0], BLUE), charts.Series("other", PARTS[1][1], ORANGE)]
    yield charts.dumbbell(frames[1].assign(other=0.7), pair), frames[1]
    cells = frames[2].assign(column=[PARTS[2][at % 3] for at in range(len(PARTS[2]))])
    yield charts.squares(cells, list(PARTS[2][:3]), domain=(0.0, 1.0)), cells
    yield charts.swarm(frames[3].assign(colour=BLUE, label=PARTS[3][0])), frames[3]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ways")
    outputs = []
    for number, (chart, frame) in enumerate(drawings()):
        columns = (Column("label", EVERY), Column("text", PARTS[number][0]), Column("value", "x", "percent", bar=True))
        made = Exhibit(
            f"way-{number}", EVERY, EVERY, EVERY, Table(frame, columns, EVERY), (dataset("baci_minerals"),), "en",
            chart=chart, caveats=TEXTS, topic=EVERY,
        )  # fmt: skip
        outputs += [nbf.new_output("display_data", data=data, metadata=more) for data, more in made.bundles()]
    head = {"version": 1, "language": "en", "kicker": "k", "title": "Title", "lede": "l", "facts": []}
    answers = [page_sample.claim("en", "An answer.", "answer") for _ in range(3)]
    cells = [
        page_sample.code("report", page_sample.output("page", head)),
        page_sample.code("answers", *(page_sample.output("claim", each) for each in answers)),
        page_sample.code("show", *outputs),
    ]
    made = html.page(nbf.new_notebook(cells=cells), context())
    (folder / "report.html").write_text(made.interactive, encoding="utf-8")
    (folder / "report.static.html").write_text(made.static, encoding="utf-8")
    return folder


def gallery(folder):
    settings = {"one": f"description = {{en = {json.dumps(EVERY[:3000])}, ja = {json.dumps(EVERY[:3000])}}}"}
    portfolio = kit.write(folder / "nb", {"one": kit.notebook()}, languages=("en", "ja"), settings=settings)
    for language in ("en", "ja"):
        content = {"report.html": b"<p>x", "report.static.html": b"<p>x"}
        told_of = manifest(language, title=EVERY, parameters=dict(zip(TEXTS, TEXTS, strict=True)))
        edition.write(folder / "out" / "one" / language, told_of, content, keep=1)
    return site.build(portfolio, folder / "out", today="2026-01-06")[0]


def comparison(folder):
    says = [
        Claim(id=f"c{at}", role="claim", text=text, values={"share": share})
        for share in (27.6, 31.2)
        for at, text in enumerate(TEXTS)
    ]
    old = manifest("en", claims=says[: len(TEXTS)], parameters=dict.fromkeys(TEXTS, "a"))
    new = manifest("en", claims=says[len(TEXTS) :], parameters=dict(zip(TEXTS, TEXTS, strict=True)), code="1" * 64)
    path = folder / "changes.html"
    path.write_text(told.page(compare.manifests(old, new)), encoding="utf-8")
    return path


def harmless(seen, width: int) -> None:
    assert seen.console == []
    assert seen.requests == []
    assert not [name for name in seen.ask(ATTRIBUTES) if name.startswith("on") or name in {"srcdoc", "formaction"}]
    assert seen.count("iframe, object, embed, base, form[action], img, video, marquee, foreignObject") == 0
    assert seen.count("main") == seen.count("h1") == 1
    assert seen.ask("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("form", ["report.html", "report.static.html"])
@pytest.mark.parametrize("width", [320, 1280])
def test_exhibits_of_hostile_texts_are_drawn_and_break_nothing(browser, page, form, width):
    with opened(browser, page / form, width=width) as seen:
        harmless(seen, width)
        assert seen.count("figure") == len(PARTS)
        assert seen.count(".chart.drawn > .live svg") == (len(PARTS) if form == "report.html" else 0)
        words = seen.ask("[...document.querySelectorAll('.chart svg text')].map(each => each.textContent)")
        assert sum("pwned()" in word for word in words) > len(PARTS[0])


def test_a_table_of_hostile_texts_sorts(browser, page):
    with opened(browser, page / "report.html") as seen:
        seen.page.locator("#way-0 summary").first.click()
        seen.page.locator("#way-0 thead button").first.click()
        rows = seen.ask("[...document.querySelectorAll('#way-0 tbody tr')].map(row => row.cells[0].textContent)")
        assert len(rows) == len(PARTS[0])
        harmless(seen, 1280)


@pytest.mark.parametrize("made", [gallery, comparison])
@pytest.mark.parametrize("width", [320, 1280])
def test_gallery_and_comparison_of_hostile_texts_break_nothing(browser, tmp_path, made, width):
    with opened(browser, made(tmp_path), width=width) as seen:
        harmless(seen, width)
        assert "pwned()" in seen.ask("document.body.textContent")
