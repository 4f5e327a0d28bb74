"""Open rendered pages in headless Chromium, hear all that they say and ask for, and let axe-core read them."""

from __future__ import annotations

import sys
import time
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import page_sample
from reports_support import once

from econsec.publish.page import html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

HERE = Path(__file__).resolve().parents[2] / "browser"
SCREENS = HERE.parent.parent / "reports" / "_screens"
AXE = Path(sys.prefix) / "axe" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = Path(sys.prefix) / "chromium"
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURED = ["color-contrast", "link-in-text-block"]
INVENTED = "invented"
# The names of all attributes of a page.
ATTRIBUTES = "[...document.querySelectorAll('*')].flatMap(each => [...each.attributes]).map(each => each.name)"
# Words that reach over the left or the right end of their picture.
CUT_WORDS = """() => [...document.querySelectorAll('.chart svg')].filter(each => each.checkVisibility())
  .flatMap(svg => [...svg.querySelectorAll('text')].filter(each => each.checkVisibility())
    .map(each => [svg.getBoundingClientRect(), each]))
  .filter(([frame, each]) => { const words = each.getBoundingClientRect();
    return words.left < frame.left - 2 || words.right > frame.right + 2; })
  .map(([frame, each]) => `${each.closest('figure').id}: ${each.textContent}`)"""
A4 = 673  # CSS pixels between the margins of a page


@dataclass
class Seen:
    """A page that is open, and what it did."""

    page: Page
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)

    def count(self, selector: str) -> int:
        return self.page.locator(selector).count()

    def ask(self, script: str, argument: object = None) -> Any:  # noqa: ANN401
        return self.page.evaluate(script, argument)

    def comes(self, true: Callable[[], object], patience: float = 120.0) -> bool:
        """Say whether something becomes true on a page that is drawn anew, however slow the machine is."""
        deadline = time.monotonic() + patience
        while not (found := true()) and time.monotonic() < deadline:
            self.page.wait_for_timeout(100)
        return bool(found)


@contextmanager
def opened(
    browser: Browser, path: Path, *, width: int = 1280, scheme: str = "light", bypass: bool = False, ready: bool = True
) -> Iterator[Seen]:
    """Open a page with the network cut; hear its console, its errors and its requests from the first moment."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        offline=True,
        bypass_csp=bypass,
        accept_downloads=True,
    )
    context.set_default_timeout(300_000)  # against a hang, not against a slow machine
    page = context.new_page()
    seen = Seen(page)
    page.on("console", lambda message: seen.console.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: seen.console.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (seen.console.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("requestfailed", lambda request: seen.blocked.append(request.url) if request.failure == "csp" else None)
    page.goto(path.as_uri())
    if ready and seen.count("[data-spec]"):
        page.locator("html[data-charts=done]").wait_for(state="attached", timeout=240_000)
    seen.requests.remove(path.as_uri())
    try:
        yield seen
    finally:
        context.close()


def axe(seen: Seen, *, colours: bool = False) -> tuple[list[str], list[dict[str, str]]]:
    """Let axe-core read an open page: violations as sentences, and what it cannot judge.

    In the dark a page differs in colour alone, and of the rules of the tags only `COLOURED` read colours.
    """
    seen.ask(AXE.read_text(encoding="utf-8"))
    # Pictures are hidden from assistive technology and their figure speaks for them. The one rule that reads them all
    # the same, contrast, can judge no word in them and takes a minute a page to say so: contrast.js measures each.
    found = seen.ask(
        # What passes is all but the whole page: to bring it over takes ten times as long as to read it.
        """wanted => axe.run({exclude: ['.chart svg']}, {runOnly: wanted, resultTypes: ["violations", "incomplete"]})
          .then(({violations, incomplete}) => ({violations, incomplete}))""",
        {"type": "rule", "values": COLOURED} if colours else {"type": "tag", "values": TAGS},
    )
    wrong = [
        f"{rule['id']}: {rule['help']}: {node['html'][:200]} ({node['failureSummary']})"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
    unsure = [
        {"rule": rule["id"], "target": node["target"][0], "html": node["html"][:200], "because": _message(node)}
        for rule in found["incomplete"]
        for node in rule["nodes"]
    ]
    return wrong, unsure


def _message(node: dict[str, Any]) -> str:
    return " ".join(check["message"] for kind in ("any", "all", "none") for check in node[kind])


def reviewed() -> list[dict[str, str]]:
    """Return what axe-core cannot judge and a person has: rule, selector, what axe-core says, why it is right."""
    return tomllib.loads((HERE / "incompletes.toml").read_text(encoding="utf-8"))["incomplete"]


def editions(root: Path, report: str) -> dict[str, Path]:
    """Render a report once for all test workers; return the folder of each language's edition."""
    made = once(root, report, _invent) if report == INVENTED else once(root, report)
    return {language: edition.folder for language, edition in made.items()}


def _invent(out: Path, report: str) -> None:
    for language in ("en", "ja"):
        folder = out / report / language / "latest"
        folder.mkdir(parents=True, exist_ok=True)
        made = html.page(page_sample.notebook(language), page_sample.context(language))
        (folder / "report.html").write_text(made.interactive, encoding="utf-8")
        (folder / "report.static.html").write_text(made.static, encoding="utf-8")
