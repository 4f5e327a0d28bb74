"""What every rendered report must hold to, whatever it is about."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bs4 import Tag
    from reports_support import Rendered

NOT_A_NUMBER = re.compile(r"\b(nan|NaN|None|NaT|null|inf|undefined|<NA>)\b")
KANA_OR_KANJI = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
ENGLISH_SENTENCE = re.compile(r"[A-Za-z][a-z]+(?: [a-z]+){3,}")
COMMAND = re.compile(r"econsec data fetch [ -~]+")  # typed as it is in any language
NUMBER = re.compile(r"\d[\d,.]*\d|\d")
LEAST = 7  # exhibits of a report
HEADINGS = ["h3", "h4"]  # of an exhibit: one level deeper in the annex


def visible(html: str, *, without: str = "") -> str:
    """Return what a reader sees: no scripts, styles, pictures or folded code, and no passage in the other language."""
    page = BeautifulSoup(html, "lxml")
    for hidden in page(["script", "style", "svg", "pre", "code"]):
        hidden.decompose()
    for foreign in page.find_all(attrs={"lang": without}) if without else []:
        foreign.decompose()
    for amount in page("span", class_="a"):  # kept in one line, and no word of its own
        amount.unwrap()
    page.smooth()
    return page.get_text(" ", strip=True)


def said(rendered: Rendered, claim: str) -> dict:
    """Return the values of a claim whose id begins so."""
    found = [one for one in rendered.manifest["claims"] if one["id"].startswith(claim)]
    assert found, f"no claim {claim}"
    return found[0]["values"]


def figures(rendered: Rendered) -> list:
    """Return the figures of the page."""
    return BeautifulSoup(rendered.html, "lxml").find_all("figure")


def sound(editions: Mapping[str, Rendered], *, least: int = LEAST) -> None:
    """Hold the editions of a report to what all must be."""
    for language, edition in editions.items():
        words = visible(edition.html)
        assert not NOT_A_NUMBER.findall(words)
        assert "{" not in words
        assert unclaimed(edition) == []
        shown = figures(edition)
        assert len(shown) >= least
        for figure in shown:
            assert figure.find("table")
            heading = figure.find(HEADINGS).get_text()
            assert heading.strip()
            assert {"en": "Source", "ja": "出典"}[language] in figure.get_text()
            if chart := figure.find(class_="chart"):
                assert alternative(chart) != _bare(heading), f"{figure['id']} says it twice"
                assert filled(json.loads(figure.find("script", type="application/json").string)), figure["id"]
    assert not KANA_OR_KANJI.search(visible(editions["en"].html, without="ja"))
    assert ENGLISH_SENTENCE.findall(COMMAND.sub("", visible(editions["ja"].html, without="en"))) == []


def alternative(chart: Tag) -> str:
    """Return what is said of a chart to those who do not see it, without spaces."""
    return _bare(chart.find(class_="still")["aria-label"])


def filled(spec: dict) -> bool:
    """Return whether a chart holds a datum with a value: a row of several fields with a number or a state.

    A row of one field is a line of reference, and no finding.
    """
    tables = [table["values"] for table in spec["data"] if isinstance(table.get("values"), list)]
    rows = [row for table in tables for row in table if isinstance(row, dict) and len(row) > 1]
    return any("state" in row or any(isinstance(value, int | float) for value in row.values()) for row in rows)


def _bare(text: str) -> str:
    return "".join(text.split())


def same_numbers(editions: Mapping[str, Rendered]) -> None:
    """Hold both editions to the same claims with the same numbers."""
    english, japanese = (editions[code].manifest["claims"] for code in ("en", "ja"))
    assert [claim["id"] for claim in english] == [claim["id"] for claim in japanese]
    for one, other in zip(english, japanese, strict=True):
        numbers = {name: value for name, value in one["values"].items() if isinstance(value, int | float)}
        assert numbers == {name: other["values"][name] for name in numbers}


def unclaimed(rendered: Rendered) -> list[str]:
    """Return numbers of the prose that are no claim of the manifest; tables, sources and method notes are no prose."""
    page = BeautifulSoup(rendered.html, "lxml")
    for other in page(["script", "style", "svg", "pre", "code", "table", "figcaption", "time"]):
        other.decompose()
    # What a reader picks is no claim of the edition, which says so: its figures are held to the decisions by tests.
    for other in page.select(".ordinal, .end, .contents, .facts a, .annex > summary, .picked"):
        other.decompose()
    claimed = {number for claim in rendered.manifest["claims"] for number in NUMBER.findall(claim["text"])}
    return [number for number in NUMBER.findall(page.get_text(" ")) if number not in claimed]


def answers(rendered: Rendered) -> list[dict]:
    """Return the sentences of the first screen."""
    return [claim for claim in rendered.manifest["claims"] if claim["role"] == "answer"]
