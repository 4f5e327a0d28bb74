"""The notebook's own words: Markdown to HTML that holds no HTML of its own, and the language each passage is in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import mistune
from markupsafe import Markup, escape
from mistune.renderers.html import HTMLRenderer

if TYPE_CHECKING:
    from collections.abc import Iterator

SAFE_LINK = re.compile(r"^(https?://|#)", re.IGNORECASE)
JAPANESE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
FORMULA = re.compile(
    r"(?s)\$\$.+?\$\$|\\\[.+?\\\]|\\\(.+?\\\)"
    r"|(?<![\\$])\$(?=\S)(?=[^$\n]*(?:\\[a-zA-Z]|[\^_]))[^$\n]+(?<=\S)\$(?!\d)"
)
OPTION = re.compile(r"(?<!\S)--[a-z][a-z-]*(?!\S)")
AMOUNT = re.compile(  # what no line is broken in: a figure with its unit, or with what it is a part of
    r"(?:USD|JPY) [\d,.]*\d(?: (?:thousand|[mbtr]+illion))?|[\d,.]*\d (?:[mbtr]+illion)"
    r"|\d[\d,.]*(?:[兆億万][\d,]*)+(?:ドル|円|人|件|基|トン)?～?|\d[\d,.]*(?:ドル|円|%)～|\d+[^\W\d_]{1,6}中\d+"
    r"|\d+か国・地域(?:中\d+)?|\d+年第\d四半期"
)
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")


@dataclass(frozen=True)
class Passage:
    """A heading of a section with the words under it; the first passage of a text may have no heading.

    ``titled`` says that the title of the notebook stood in it, which the page has already.
    """

    heading: str | None
    html: Markup
    titled: bool = False


class _Renderer(HTMLRenderer):
    """HTML with every tag of the author's escaped, links to the web or within the page only, and no pictures."""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        del title  # a tooltip nobody can reach by keyboard
        if not SAFE_LINK.match(url.strip()):
            return text
        return f'<a href="{escape(url.strip())}">{text}</a>'

    def image(self, text: str, url: str, title: str | None = None) -> str:
        del url, title  # nothing is fetched
        return text

    def table_cell(self, text: str, align: str | None = None, *, head: bool = False) -> str:
        # mistune's own writes a style attribute, which the page's policy refuses
        tag = "th" if head else "td"
        scope = ' scope="col"' if head else ""
        number = ' class="n"' if align == "right" else ""
        return f"<{tag}{scope}{number}>{text}</{tag}>\n"

    def heading(self, text: str, level: int, **attrs: object) -> str:
        del attrs
        # h1 is the page's and h2 the section's: what is left may not skip a level below them.
        level = min(max(level, 3), 4)
        return f"<h{level}>{text}</h{level}>\n"


PLUGINS = ("table", "strikethrough")
_PARSER = mistune.create_markdown(renderer=None, plugins=PLUGINS)
_RENDERER = _Renderer(escape=True)
mistune.create_markdown(renderer=_RENDERER, plugins=PLUGINS)  # the plugins teach the renderer their tags


def passages(text: str, *, titled: bool = False) -> Iterator[Passage]:
    r"""Split a Markdown text at its headings of level two and render what stands between them.

    The first heading of level one is the title that the notebook shows in JupyterLab; the page has its own, so it is
    left out. Where others follow, each heads a section.

    Parameters
    ----------
    text : str
        Markdown. HTML in it is shown as text; pictures are dropped; links lead to http(s) or into the page.
    titled : bool
        Whether the title has been met before.

    Yields
    ------
    Passage
        In order; a text without a heading of level two is one passage.

    Examples
    --------
    >>> [(one.heading, str(one.html).strip()) for one in passages("## Who *mines*\n\n<b>x</b>")]
    [('Who mines', '<p>&lt;b&gt;x&lt;/b&gt;</p>')]
    """
    tokens, state = _PARSER.parse(text)
    assert not isinstance(tokens, str)  # noqa: S101 - a parser without a renderer gives tokens
    heading: str | None = None
    held: list[Any] = []
    for token in tokens:
        level = token["attrs"]["level"] if token["type"] == "heading" else 0
        if level == 1 and not titled:
            titled = True
            continue
        if level not in {1, 2}:
            held.append(token)
            continue
        if heading is not None or held:
            # Made by the escaping renderer above.
            yield Passage(heading, Markup(_RENDERER(held, state)), titled)  # noqa: S704
        heading, held = _words(token), []
    yield Passage(heading, Markup(_RENDERER(held, state)), titled)  # noqa: S704


def title(text: str, *, deepest: int = 1) -> str:
    r"""Return the words of the first heading of a Markdown text, or nothing.

    Parameters
    ----------
    text : str
        Markdown.
    deepest : int
        The lowest level that counts.

    Examples
    --------
    >>> title("Some words.\n\n# Steel *and* iron"), title("## Only a section")
    ('Steel and iron', '')
    """
    tokens, _ = _PARSER.parse(text)
    headings = (one for one in tokens if isinstance(one, dict) and one["type"] == "heading")
    return next((_words(one) for one in headings if one["attrs"]["level"] <= deepest), "")


def has_picture(text: str) -> bool:
    """Tell whether a Markdown text shows a picture, of which the page keeps the words alone.

    Examples
    --------
    >>> has_picture("- see ![mine](mine.png)"), has_picture("`![mine](mine.png)`")
    (True, False)
    """
    found: list[Any] = list(_PARSER.parse(text)[0])
    while found:
        if (token := found.pop())["type"] == "image":
            return True
        found += token.get("children", ())
    return False


def has_formula(text: str) -> bool:
    r"""Tell whether a Markdown text has a formula in LaTeX, which stands in the page as it was typed.

    A sum of dollars is none: between the signs stands a command, an index or a power.

    Examples
    --------
    >>> [has_formula(text) for text in (r"by $\sum_i s_i^2$", "$$x = 1$$", "from $5 to a_b $7", "`$x_1$`")]
    [True, True, False, False]
    """
    bare = re.sub(r"(?s)```.*?```|`[^`]*`", "", text)
    return FORMULA.search(bare) is not None


def _words(token: dict[str, Any]) -> str:
    return "".join(_words(child) for child in token.get("children", ())) or str(token.get("raw", ""))


def tongue(text: str, language: str) -> str | None:
    """Name the language of a passage if it is not the page's.

    Without it a kanji in an English page is drawn with Chinese glyphs, and a screen reader spells Latin words out.

    Examples
    --------
    >>> tongue("日本語版", "en"), tongue("CEPII, BACI V202601", "ja"), tongue("中国", "ja")
    ('ja', 'en', None)
    """
    japanese = JAPANESE.search(text) is not None
    if language != "ja":
        return "ja" if japanese else None
    return "en" if not japanese and LATIN_WORD.search(text) else None


def spoken(text: str, language: str) -> Markup:
    """Escape a text, in a ``span`` of its own language where that is not the page's; a command's options stay whole.

    Examples
    --------
    >>> spoken("<日本>", "en")
    Markup('<span lang="ja">&lt;日本&gt;</span>')
    >>> spoken("fetch wto --years 2024:", "en")
    Markup('fetch wto <code>--years</code> 2024:')
    """
    other = tongue(text, language)
    said = escape(text)
    if "--" in text:  # a browser breaks a line between the two hyphens
        said = Markup(OPTION.sub(r"<code>\g<0></code>", str(said)))  # noqa: S704 - escaped above
    return Markup('<span lang="{}">{}</span>').format(other, said) if other else said


def whole(text: str) -> Markup:
    """Let no line break within an amount; what is no markup yet is escaped.

    Examples
    --------
    >>> whole("of USD 1.7 billion & more")
    Markup('of <span class=a>USD 1.7 billion</span> &amp; more')
    """
    return Markup(AMOUNT.sub(r"<span class=a>\g<0></span>", str(escape(text))))  # noqa: S704 - escaped here
