"""An invented report, in both languages, with every thing a page can hold: the fixture of the page's tests.

Freedonia, Ruritania and Sylvania trade in ores that are found nowhere. No number here is anybody's.
"""

from __future__ import annotations

from typing import Any

import altair as alt
import nbformat.v4 as nbf
import pandas as pd
from nbformat import NotebookNode

from econsec.publish.page.context import PageContext

BLUE, ORANGE, PURPLE, GREY = "#12436D", "#F46A25", "#801650", "#B9B9B1"
ORES = ["Unobtainium", "Octiron, refined", "Adamant", "Mithril, unwrought", "Kryptonite", "Orichalcum", "Vibranium"]
ORES_JA = [
    "アンオブタニウム",
    "オクティロン（精製）",
    "アダマント",
    "ミスリル（塊）",
    "クリプトナイト",
    "オリハルコン",
    "ヴィブラニウム",
]
SHARES = [0.996, 0.981, 0.84, 0.665, 0.421, 0.276, 0.035]
SECOND = [0.95, 0.99, 0.12, 0.88, 0.30, 0.84, 0.41]


def frame(language: str) -> pd.DataFrame:
    """Return the invented shares of two importers."""
    ores = ORES_JA if language == "ja" else ORES
    both = {
        "フリードニア" if language == "ja" else "Freedonia": SHARES,
        "ルリタニア" if language == "ja" else "Ruritania": SECOND,
    }
    return pd.DataFrame(
        [
            {"ore": ore, "importer": who, "share": share}
            for who, all_ in both.items()
            for ore, share in zip(ores, all_, strict=True)
        ]
    )


def dumbbell(language: str) -> dict[str, Any]:
    """Return a fluid chart of two layers."""
    data = frame(language)
    base = alt.Chart(data).encode(
        y=alt.Y("ore:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False)),
        x=alt.X("share:Q", title=None, axis=alt.Axis(format="%", values=[0, 0.25, 0.5, 0.75, 1], domain=False)),
    )
    dots = base.mark_point(filled=True, size=90, opacity=1).encode(
        color=alt.Color(
            "importer:N", sort=None, scale=alt.Scale(range=[BLUE, ORANGE]), legend=alt.Legend(orient="top", title=None)
        ),
        shape=alt.Shape("importer:N", sort=None, scale=alt.Scale(range=["circle", "diamond"])),
        tooltip=["ore", "importer", alt.Tooltip("share:Q", format=".1%")],
    )
    line = base.mark_line(color=GREY, strokeWidth=2).encode(detail="ore:N")
    return (line + dots).properties(width="container", height=alt.Step(26)).to_dict()


def trend(language: str) -> dict[str, Any]:
    """Return a fluid chart with labels to the right of its lines."""
    ores = (ORES_JA if language == "ja" else ORES)[:3]
    rows = [
        {"year": year, "ore": ore, "share": max(0.0, SHARES[at] - 0.02 * (2024 - year) * at * (1 + (year % 3) / 3))}
        for at, ore in enumerate(ores)
        for year in range(2002, 2025)
    ]
    base = alt.Chart(pd.DataFrame(rows)).encode(
        color=alt.Color("ore:N", sort=None, scale=alt.Scale(range=[PURPLE, "#28A197", "#A285D1"]), legend=None)
    )
    lines = base.mark_line(strokeWidth=2).encode(
        x=alt.X("year:Q", title=None, axis=alt.Axis(format="d", grid=False, tickCount=6)),
        y=alt.Y("share:Q", title=None, axis=alt.Axis(format="%", tickCount=5, domain=False)),
        tooltip=["ore", "year", alt.Tooltip("share:Q", format=".1%")],
    )
    names = base.mark_text(align="left", dx=6, fontWeight="bold").encode(
        x=alt.X("max(year):Q"), y=alt.Y("share:Q", aggregate={"argmax": "year"}), text="ore:N"
    )
    return (lines + names).properties(width="container", height=260).to_dict()


def heat(language: str) -> dict[str, Any]:
    """Return a chart of fixed width."""
    ores = ORES_JA if language == "ja" else ORES
    rows = [
        {"ore": o, "year": str(y), "share": (SHARES[i] * (1 + ((y * 7 + i * 3) % 5) / 10)) % 1}
        for i, o in enumerate(ores)
        for y in range(2012, 2025)
    ]
    base = alt.Chart(pd.DataFrame(rows)).encode(
        x=alt.X("year:O", title=None, axis=alt.Axis(orient="top", labelAngle=0, domain=False, ticks=False)),
        y=alt.Y("ore:N", sort=None, title=None, axis=alt.Axis(domain=False, ticks=False)),
    )
    cells = base.mark_rect(stroke="#FFFFFF").encode(
        color=alt.Color("share:Q", scale=alt.Scale(range=["#EAF0F6", "#7FA7D0"]), legend=None),
        tooltip=["ore", "year", alt.Tooltip("share:Q", format=".0%")],
    )
    words = base.mark_text(fontSize=11).encode(
        text=alt.Text("share:Q", format=".0%"),
        color=alt.value("#111111"),
    )
    return (cells + words).properties(width=600, height=alt.Step(26)).to_dict()


SOURCE = {
    "line": "Institute of Invented Statistics, FICTION 2024, public domain",
    "url": "https://example.org/fiction",
    "licence": "Public domain",
    "vintage": "2024",
    "commercial": True,
    "dataset": "fiction",
    "sha256": "0" * 64,
}
DATED = {
    **SOURCE,
    "line": "Sylvanian Survey of Imaginary Ores 2023, CC BY-NC 4.0",
    "commercial": False,
    "dataset": "imaginary",
    "sha256": "f" * 64,
}


REALMS = {
    "FRE": ("Freedonia", "フリードニア"),
    "RUR": ("Ruritania", "ルリタニア"),
    "BOR": ("Borduria", "ボルドリア"),
    "SYL": ("Syldavia", "シルダヴィア"),
    "LAP": ("Laputa", "ラピュタ"),
    "LIL": ("Lilliput", "リリパット"),
    "ERE": ("Erewhon", "エレホン"),
    "ZEN": ("Zenda", "ゼンダ"),
    "ELB": ("Elbonia", "エルボニア"),
    "GEN": ("Genosha", "ジェノーシャ"),
    "LAT": ("Latveria", "ラトベリア"),
    "SOK": ("Sokovia", "ソコヴィア"),
    "WAK": ("Wakanda", "ワカンダ"),
}


YEARS = {"990000": 3, "990001": 12}
YOUNG = ("Figures of 2024 are young.", "2024年の数値は速報値。")


def picks(language: str) -> dict[str, Any]:
    """Return what can be picked: a realm and an ore; of the second ore only the first realm has any, of more years."""
    ja = language == "ja"
    realms = {code: names[ja] for code, names in REALMS.items()}
    ores = {f"99{at:04d}": name for at, name in enumerate((ORES_JA if ja else ORES)[:2])}
    keys = [(code, ore) for code in realms for ore in ores if ore == "990000" or code == "FRE"]
    frame = pd.DataFrame(
        [
            {"realm": code, "ore": ore, "year": year, "share": (7 * at + 11 * back) % 100 / 100, "fill": BLUE}
            for at, (code, ore) in enumerate(keys, 3)
            for back, year in enumerate(range(2024, 2024 - YEARS[ore], -1))
        ]
    )
    frame["text"] = [f"{share:.0%}" for share in frame["share"]]
    base = alt.Chart(frame).encode(
        y=alt.Y("year:N", sort=None, title=None), x=alt.X("share:Q", title=None, axis=alt.Axis(format="%"))
    )
    bars = base.mark_bar().encode(color=alt.Color("fill:N", scale=None), tooltip=["year", "text"])
    words = base.mark_text(align="left", dx=4).encode(text="text:N")
    spec = (bars + words).properties(width="container", height=alt.Step(24)).to_dict()
    del spec["datasets"]
    said = "{}: {} in 2024" if not ja else "{}：2024年は{}"
    first = frame.drop_duplicates(["realm", "ore"]).set_index(["realm", "ore"])["text"]
    return {
        "choices": [
            {"key": "realm", "label": "輸入国" if ja else "Importer", "names": [list(pair) for pair in realms.items()]},
            {"key": "ore", "label": "鉱物" if ja else "Ore", "names": [list(pair) for pair in ores.items()]},
        ],
        "shown": ["FRE", "990000"],
        "views": [
            {
                "of": list(key),
                "count": YEARS[key[1]],
                "text": said.format("シルヴァニア" if ja else "Sylvania", first[key]),
                "description": int(key[1] != "990000"),
            }
            for key in keys
        ],
        "descriptions": [
            {
                "caption": "輸入シェア、2022～2024年" if ja else "Shares of imports by value, 2022–2024",
                "notes": [YOUNG[ja]],
                "sources": [DATED],
            },
            {
                "caption": "輸入量シェア、2013～2024年" if ja else "Shares of imports by tonnes, 2013–2024",
                "notes": ["二つ目の鉱物は一国のみ。" if ja else "Of the second ore one realm has figures."],
                "sources": [SOURCE, DATED],
            },
        ],
        "columns": [
            {"key": "year", "label": "年" if ja else "Year", "kind": "code"},
            {"key": "share", "label": "割合" if ja else "Share", "kind": "bar"},
        ],
        "rows": {name: list(frame[name]) for name in frame},
        "texts": {"year": [str(year) for year in frame["year"]], "share": list(frame["text"])},
        "file": ["realm", "ore", "year", "share"],
        "about": {"share": {"heading": "割合" if ja else "Share", "unit": "1", "note": ""}},
        "chart": {**spec, "data": {"name": "picked"}},
    }


def exhibit(
    language: str, slug: str, headline: str, subtitle: str, chart: dict[str, Any] | None, **more: object
) -> dict[str, Any]:
    """Return the payload of an exhibit, with a table of the invented shares."""
    ores = ORES_JA if language == "ja" else ORES
    ja = language == "ja"
    columns = [
        {"key": "ore", "label": "鉱物" if ja else "Ore", "kind": "text"},
        {"key": "code", "label": "HS", "kind": "code"},
        {"key": "imports", "label": "輸入額（億円）" if ja else "Imports, million crowns", "kind": "number"},
        {"key": "share", "label": "シルヴァニアの割合" if ja else "From Sylvania", "kind": "bar"},
        {"key": "flag", "label": "依存" if ja else "Dependent", "kind": "flag"},
    ]
    rows = [
        [
            {"text": ore, "value": ore},
            {"text": f"99{at:04d}", "value": f"99{at:04d}"},
            {"text": f"{1234.5 / (at + 1):,.1f}", "value": 1234.5 / (at + 1)},
            {"text": f"{share:.1%}", "value": share, "bar": share},
            {"text": ("該当" if ja else "yes") if share > 0.5 else "", "value": (share > 0.5 and 1) or 0},
        ]
        for at, (ore, share) in enumerate(zip(ores, SHARES, strict=True))
    ]
    return {
        "version": 1,
        "language": language,
        "id": slug,
        "headline": headline,
        "subtitle": subtitle,
        "alt": more.pop("alt", headline),
        "chart": chart,
        "table": {
            "caption": more.pop("caption", subtitle),
            "columns": columns,
            "row_header": 0,
            "rows": rows,
            "open": chart is None,
        },
        "csv": {"columns": ["ore", "share"], "rows": [[ore, share] for ore, share in zip(ores, SHARES, strict=True)]},
        "sources": more.pop("sources", [SOURCE]),
        "caveats": more.pop("caveats", []),
        **more,
    }


def claim(language: str, name: str, role: str, *parts: tuple[str, bool]) -> dict[str, Any]:
    """Return the payload of a claim."""
    return {
        "version": 1,
        "language": language,
        "id": name,
        "role": role,
        "parts": [{"text": text, "strong": strong} for text, strong in parts],
        "text": "".join(text for text, _ in parts),
        "values": {"share": 0.996},
    }


def output(kind: str, payload: dict[str, Any]) -> NotebookNode:
    """Return a notebook output that carries a payload, as the exhibits send it."""
    return nbf.new_output(
        "display_data", data={f"application/vnd.econsec.{kind}+json": payload, "text/plain": "<object>"}
    )


def code(source: str, *outputs: NotebookNode) -> NotebookNode:
    """Return an executed code cell."""
    return nbf.new_code_cell(source, outputs=list(outputs))


def markdown(source: str, language: str | None = None) -> NotebookNode:
    """Return a Markdown cell, tagged with its language."""
    return nbf.new_markdown_cell(source, metadata={"tags": [f"lang-{language}"]} if language else {})


def notebook(language: str) -> NotebookNode:
    """Return the invented report, executed in one language."""
    return (_japanese if language == "ja" else _english)()


def _english() -> NotebookNode:
    head = {
        "version": 1,
        "language": "en",
        "kicker": "Freedonia and Ruritania · economic security · imaginary ores",
        "title": "Where does Freedonia depend on one supplier, and what could Ruritania add?",
        "lede": None,
        "facts": [{"label": "Data", "value": "2024 (provisional)"}, {"label": "Source", "value": "FICTION 2024"}],
    }
    answers = [
        claim(
            "en",
            "answer-one",
            "answer",
            ("Sylvania supplies more than half of Freedonia’s imports in ", False),
            ("4 of 7", True),
            (" ores; for unobtainium it is ", False),
            ("99.6%", True),
            (".", False),
        ),
        claim(
            "en",
            "answer-two",
            "answer",
            ("Ruritania ships Freedonia something in ", False),
            ("5", True),
            (" of them, and more than 5% in one.", False),
        ),
        claim(
            "en",
            "answer-three",
            "answer",
            ("Ruritania leans on Sylvania as much or more in ", False),
            ("4 of the 7", True),
            (": it is a partner with the same problem.", False),
        ),
    ]
    return nbf.new_notebook(
        cells=[
            markdown("# An invented report\n\nIt shows what a page can hold."),
            code('importer: str = "FRE"  # who buys'),
            code("show(page(...))", output("page", head), *(output("claim", answer) for answer in answers)),
            markdown("## Dependence\n\nWho sells is *not* who mines: an ore may pass through **three** hands.", "en"),
            markdown("## 依存\n\n日本語だけの段落。", "ja"),
            code(
                "show(dumbbell(exposed))",
                output(
                    "exhibit",
                    exhibit(
                        "en",
                        "dependence",
                        "Freedonia and Ruritania share a supplier",
                        "Sylvania’s share of imports by value, 2024",
                        dumbbell("en"),
                        alt="Seven ores: Sylvania's share of each importer's imports, from 3.5% to 99.6%.",
                    ),
                ),
            ),
            code(
                "claim(...)",
                output(
                    "claim",
                    claim(
                        "en",
                        "single-source",
                        "claim",
                        ("3 ores", True),
                        (" have a supplier index above 0.90, which is as good as a single source.", False),
                    ),
                ),
            ),
            code(
                "show(table(exposed))",
                output(
                    "exhibit",
                    exhibit(
                        "en",
                        "one-place",
                        "Unobtainium, octiron and adamant come from one place",
                        "Freedonia’s imports, 2024",
                        None,
                        caveats=["990002 holds all metal wands, not unobtainium wands alone."],
                    ),
                ),
            ),
            markdown("## Better or worse?\n\nThe years before 2002 are [not recorded](https://example.org/why).", "en"),
            code(
                "show(trend(...))",
                output(
                    "exhibit",
                    exhibit(
                        "en",
                        "trend",
                        "Unobtainium never left; adamant did",
                        "Sylvania’s share of Freedonia’s imports by value, 2002–2024",
                        trend("en"),
                        sources=[SOURCE, DATED],
                        picks=picks("en"),
                    ),
                ),
            ),
            code(
                "show(heat(...))",
                output(
                    "exhibit",
                    exhibit(
                        "en",
                        "heat",
                        "Seven ores, thirteen years",
                        "Sylvania’s share, %, 2012–2024",
                        heat("en"),
                        caveats=["Figures before 2015 are estimated."],
                    ),
                ),
            ),
            code(
                "method(...)",
                output(
                    "method",
                    {
                        "version": 1,
                        "language": "en",
                        "items": [
                            {
                                "term": "Supplier index (HHI)",
                                "text": "Sum of squared shares, 0 to 1.",
                                "reference": "Hirschman (1964)",
                            }
                        ],
                    },
                ),
            ),
        ]
    )


def _japanese() -> NotebookNode:
    head = {
        "version": 1,
        "language": "ja",
        "kicker": "フリードニアとルリタニア ・ 経済安全保障 ・ 架空の鉱物",
        "title": "フリードニアはどこで一つの供給国に依存し、ルリタニアは何を補えるか",
        "lede": None,
        "facts": [{"label": "データ", "value": "2024年（暫定）"}, {"label": "出典", "value": "FICTION 2024"}],
    }
    answers = [
        claim(
            "ja",
            "answer-one",
            "answer",
            ("フリードニアの輸入の半分以上をシルヴァニアが占めるのは", False),
            ("7品目中4品目", True),
            ("で、アンオブタニウムでは", False),
            ("99.6%", True),
            ("に達する。", False),
        ),
        claim(
            "ja",
            "answer-two",
            "answer",
            ("ルリタニアから輸入があるのは", False),
            ("5品目", True),
            ("で、5%を超えるのは1品目にとどまる。", False),
        ),
        claim(
            "ja",
            "answer-three",
            "answer",
            ("ルリタニア自身も", False),
            ("4品目", True),
            ("で同じ国に同程度以上依存しており、同じ課題を抱えた相手である。", False),
        ),
    ]
    return nbf.new_notebook(
        cells=[
            code('importer: str = "FRE"  # who buys'),
            code("show(page(...))", output("page", head), *(output("claim", answer) for answer in answers)),
            markdown("## Dependence\n\nEnglish only.", "en"),
            markdown("## 依存の度合い\n\n売り手が*採掘国*とは限らない。鉱石は**三つ**の国を経ることもある。", "ja"),
            code(
                "show(dumbbell(exposed))",
                output(
                    "exhibit",
                    exhibit(
                        "ja",
                        "dependence",
                        "両国は同じ供給国に依存している",
                        "シルヴァニアの輸入シェア（金額ベース、2024年）",
                        dumbbell("ja"),
                        alt="七つの鉱物について、シルヴァニアの輸入シェアを示す。",
                    ),
                ),
            ),
            code(
                "claim(...)",
                output(
                    "claim",
                    claim(
                        "ja",
                        "single-source",
                        "claim",
                        ("3品目", True),
                        ("で供給集中度が0.90を超え、事実上の単独供給となっている。", False),
                    ),
                ),
            ),
            code(
                "show(table(exposed))",
                output(
                    "exhibit",
                    exhibit(
                        "ja",
                        "one-place",
                        "三つの鉱物はほぼ一か所から来る",
                        "フリードニアの輸入、2024年",
                        None,
                        caveats=["990002はすべての金属製の杖を含み、アンオブタニウム製に限らない。"],
                    ),
                ),
            ),
            markdown("## 改善か悪化か", "ja"),
            code(
                "show(trend(...))",
                output(
                    "exhibit",
                    exhibit(
                        "ja",
                        "trend",
                        "アンオブタニウムは変わらず、アダマントは離れた",
                        "シルヴァニアの輸入シェア（金額ベース、2002～2024年）",
                        trend("ja"),
                        sources=[SOURCE, DATED],
                        picks=picks("ja"),
                    ),
                ),
            ),
            code(
                "show(heat(...))",
                output(
                    "exhibit",
                    exhibit(
                        "ja",
                        "heat",
                        "七つの鉱物、十三年",
                        "シルヴァニアのシェア（%）、2012～2024年",
                        heat("ja"),
                        caveats=["2015年以前は推計値。"],
                    ),
                ),
            ),
            code(
                "method(...)",
                output(
                    "method",
                    {
                        "version": 1,
                        "language": "ja",
                        "items": [
                            {
                                "term": "供給集中度（HHI）",
                                "text": "シェアの二乗和。0から1。",
                                "reference": "Hirschman (1964)",
                            }
                        ],
                    },
                ),
            ),
        ]
    )


def context(language: str) -> PageContext:
    """Return what the page of the invented report prints about its edition."""
    return PageContext(
        language=language,
        report="invented",
        title="架空の鉱物" if language == "ja" else "Imaginary ores",
        edition="7f3a-91c2",
        date="2026-11-22",
        parameters={"importer": "FRE", "partner": "RUR", "year": 2024, "materials": ["all"]},
        inputs=[{"name": "fiction.parquet", "sha256": "0123456789abcdef" * 4}],
        versions={"econsec": "0.1.0", "vega": "6.4.0"},
        editions=[{"language": "en" if language == "ja" else "ja", "href": "../en/report.html"}],
        previous={
            "edition": "52ab-0c11",
            "date": "2026-10-30",
            "href": "../52ab-0c11/report.html",
            "causes": [{"reason": "revised data", "name": "fiction.parquet", "before": "a", "after": "b"}],
            "changes": [
                {"claim": "answer-one", "kind": "changed", "before": "It was 98.1%.", "after": "It is 99.6%."},
                {"claim": "answer-four", "kind": "added", "before": None, "after": "Nobody knew."},
            ],
            "unchanged": 2,
        },
    )
