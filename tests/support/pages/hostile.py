"""Five hundred texts that try to be more than text, and a notebook with each of them wherever data reach the page."""

from __future__ import annotations

from itertools import product
from typing import Any

import nbformat.v4 as nbf
import page_sample

from econsec.publish.page.context import PageContext
from econsec.publish.page.safe_text import characters

ATTACKS = (
    "<script>pwned()</script>",
    "</script><script>pwned()</script>",
    "</style><script>pwned()</script>",
    "</title><script>pwned()</script>",
    "<!--<script>pwned()//-->",
    "--><script>pwned()</script>",
    "]]><script>pwned()</script>",
    "<img src=x onerror=pwned()>",
    "<img src=https://example.org/leak.png>",
    "<svg onload=pwned()>",
    "<svg><script>pwned()</script></svg>",
    "<svg><a xlink:href=javascript:pwned()><text>x</text></a></svg>",
    "<iframe srcdoc='<script>parent.pwned()</script>'></iframe>",
    "<object data=https://example.org/leak></object>",
    "<link rel=stylesheet href=https://example.org/leak.css>",
    "<base href=https://example.org/>",
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<form action=https://example.org/><button>x</button></form>",
    "<style>*{background:url(https://example.org/leak)}</style>",
    "<details open ontoggle=pwned()>",
    "<body onload=pwned()>",
    '"><script>pwned()</script>',
    "' onmouseover='pwned()",
    '" autofocus onfocus=pwned() x="',
    "javascript:pwned()",
    "data:text/html,<script>pwned()</script>",
    "[x](javascript:pwned())",
    "![x](https://example.org/leak.png)",
    "[x](data:text/html;base64,PHNjcmlwdD5wd25lZCgpPC9zY3JpcHQ+)",
    "<javascript:pwned()>",
    "[x]: javascript:pwned()\n\n[x]",
    "```mermaid\ngraph TD; A[<img src=x onerror=pwned()>]\n```",
    "$$\\href{javascript:pwned()}{x}$$",
    "{{ 7 * 7 }}{% raw %}",
    "{signal: 'pwned()'}",
    "datum.constructor.constructor('pwned()')()",
    "${pwned()}",
    "\\u003cscript>pwned()\\u003c/script>",
    "&lt;script&gt;pwned()&lt;/script&gt;",
    '=HYPERLINK("https://example.org","x")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\u202egnp.exe\u202c",
    "\u2067abc\u2066def",
    "a\x00b\x08c\x1bd",
    "\ud800 half a pair",
)
WRAPPERS = (
    "{}",
    "Tungsten {}",
    "{} (tungsten)",
    "日本{}",
    "a\n{}",
    "{0}{0}",
    "`{}`",
    "**{}**",
    "| {} |",
    "{}" + "x" * 60,
)
TEXTS = tuple(wrapper.format(attack) for attack, wrapper in product(ATTACKS, WRAPPERS))


def notebook() -> Any:  # noqa: ANN401
    """Return an executed notebook with every hostile text in every place that data can reach."""
    every = " ".join(TEXTS)
    head = {
        "version": 1,
        "language": "en",
        "kicker": every,
        "title": every,
        "lede": every,
        "facts": [{"label": text, "value": text} for text in TEXTS],
    }
    claims = [
        page_sample.claim("en", text, "answer" if at < 3 else "claim", (text, True), (text, False))
        for at, text in enumerate(TEXTS)
    ]
    methods = {
        "version": 1,
        "language": "en",
        "items": [dict.fromkeys(("term", "text", "reference"), t) for t in TEXTS],
    }
    cells = [
        page_sample.code(every, page_sample.output("page", head)),
        *(
            nbf.new_markdown_cell(f"## {text}\n\n{text}\n\n- {text}\n\n| a | b |\n|---|--:|\n| {text} | x |\n")
            for text in TEXTS
        ),
        page_sample.code(every, *(page_sample.output("claim", claim) for claim in claims)),
        page_sample.code(every, page_sample.output("exhibit", exhibit())),
        page_sample.code(every, page_sample.output("method", methods)),
        page_sample.code(every, nbf.new_output("display_data", data={"text/markdown": every})),
        page_sample.code(every, nbf.new_output("display_data", data={"text/plain": every, "text/html": every})),
    ]
    return nbf.new_notebook(cells=cells)


def exhibit() -> dict[str, Any]:
    """Return an exhibit whose every text is hostile, in its chart too."""
    rows = [{"label": text, "value": at, "note": text} for at, text in enumerate(TEXTS)]
    axis = {"title": TEXTS[0], "labelLimit": 0, "labelExpr": "datum.label + '<b>'"}
    chart = {
        "data": {"values": rows},
        "width": 720,
        "height": {"step": 14},
        "title": TEXTS[1],
        "encoding": {
            "y": {"field": "label", "type": "nominal", "sort": None, "axis": axis},
            "x": {"field": "value", "type": "quantitative", "title": TEXTS[20]},
        },
        "layer": [
            {"mark": {"type": "bar", "tooltip": {"content": "data"}}},
            {"mark": {"type": "text", "align": "left"}, "encoding": {"text": {"field": "note"}}},
        ],
    }
    payload = page_sample.exhibit("en", "hostile", TEXTS[0], TEXTS[1], chart)
    every = " ".join(TEXTS)
    source = {**page_sample.SOURCE, "line": every, "licence": every, "dataset": every, "sha256": every}
    column = {"key": "a", "label": every, "kind": "text"}
    cells = [
        [{"text": text, "value": text, "note": text}, {"text": text, "value": 1.0, "bar": 0.5}, {"text": text}]
        for text in TEXTS
    ]
    payload["table"] = {
        "caption": every,
        "columns": [column, {**column, "kind": "bar"}, {**column, "kind": "flag"}],
        "row_header": 0,
        "rows": cells,
        "open": True,
    }
    payload["csv"] = {"columns": list(TEXTS), "rows": [list(TEXTS), [-1.5] * len(TEXTS)]}
    payload["sources"] = [source, *(page_sample.SOURCE | {"url": text} for text in TEXTS)]
    payload["picks"] = picks(every)
    return payload | {"alt": every, "caveats": list(TEXTS), "headline": every, "subtitle": every}


def picks(every: str) -> dict[str, Any]:
    """Return what can be picked, every word of it hostile; a text a choice, and a row each."""
    whole = page_sample.picks("en")
    texts = list(dict.fromkeys(characters(text) for text in TEXTS))
    column = {"label": every, "kind": "text"}
    return whole | {
        "choices": [{"key": "realm", "label": every, "names": [[text, text] for text in texts]}],
        "shown": None,
        "views": [{"of": [text], "count": 1, "text": text} for text in texts],
        "descriptions": [{"caption": every, "notes": texts, "sources": [page_sample.SOURCE | {"line": every}]}],
        "columns": [column | {"key": "year"}, column | {"key": "realm"}],
        "rows": {
            "realm": texts,
            "year": texts,
            "text": texts,
            "fill": texts,
            "share": [0.5] * len(texts),
        },
        "texts": {"year": texts, "realm": texts},
        "file": ["realm", "year"],
        "about": {"realm": {"heading": every, "unit": every, "note": every}},
    }


def context() -> PageContext:
    """Return the facts of an edition, hostile too."""
    every = " ".join(TEXTS)
    return PageContext(
        language="en",
        report=every,
        title=every,
        edition=every,
        date="2026-11-22",
        parameters={**dict(zip(TEXTS, TEXTS, strict=True)), "list": list(TEXTS)},
        inputs=[{"name": text, "sha256": text} for text in TEXTS],
        versions=dict(zip(TEXTS, TEXTS, strict=True)),
        editions=[{"language": "ja", "href": "../ja/report.html"}],
        previous={
            "edition": every,
            "date": "2026-10-30",
            "href": "../x/report.html",
            "causes": [{"reason": "code", "name": text} for text in TEXTS],
            "changes": [{"before": text, "after": text} for text in TEXTS],
            "unchanged": 1,
        },
    )
