"""One question, one answer: what all editions say of the same thing is held against each other."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest

from econsec import paths
from econsec.publish.plan import portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reports_support import Rendered

EXHIBIT, CLAIM = "application/vnd.econsec.exhibit+json", "application/vnd.econsec.claim+json"
# Whose a column of a file is: of the importer alone, of what it buys from the rival, of what the partner could do.
BOUGHT = ("imports",)
FROM_RIVAL = ("from_rival", "rival_share")
OFFERED = ("to_third", "redirectable", "net_exports", "low", "central", "high", "ceiling", "limit", "grade")
# Net of what: the goods alone, or what they are made of too; `parts_known` says which, and the page with it.
NET = ("hidden", "low_net", "central_net", "high_net")
PARTS = ("importer", "partner", "rival")

Answer = tuple[str, Any]


def shown(edition: Rendered, kind: str) -> Iterator[dict[str, Any]]:
    """Give what an edition shows of a kind, as its notebook holds it."""
    notebook = json.loads((edition.folder / "notebook.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        yield from (output["data"][kind] for output in cell.get("outputs", []) if kind in output.get("data", {}))


def cells(edition: Rendered) -> Iterator[tuple[tuple[Any, ...], Answer]]:
    """Give what the files of an edition answer: (question, (where, answer)), product by product."""
    for exhibit in shown(edition, EXHIBIT):
        names, asked = exhibit["csv"]["columns"], exhibit.get("asked", {})
        if "product" not in names or not {"from_rival", "imports"} <= set(names):
            continue  # no file of what an importer buys of products
        for values in exhibit["csv"]["rows"]:
            row = dict(zip(names, values, strict=True))
            row.setdefault("importer", row.get("economy"))
            importer, partner, rival = (row.get(part) or asked[part] for part in PARTS)
            if importer == asked["partner"]:
                partner = asked["importer"]
            year = row.get("year") or asked["year"]
            who = {
                BOUGHT: (importer,),
                FROM_RIVAL: (importer, rival),
                OFFERED: (importer, partner, rival),
                NET: (importer, partner, rival, row.get("parts_known"), row.get("input")),
            }
            for measures, parts in who.items():
                for measure in measures:
                    if measure in row and (measure not in OFFERED or "central" in row):
                        yield (measure, *parts, row["product"], int(year)), (exhibit["id"], row[measure])


def sentences(edition: Rendered) -> Iterator[tuple[tuple[Any, ...], Answer]]:
    """Give what the sentences of an edition answer, where they say which question it is."""
    for kind in (CLAIM, EXHIBIT):
        for payload in shown(edition, kind):
            values = payload.get("values", {})
            for name in (key.removesuffix("_asks") for key in values if key.endswith("_asks")):
                for end in ("", "_low", "_high", "_scale"):
                    question = (values[f"{name}_asks"], end, payload["asked"]["year"])
                    yield question, (payload["id"], values[f"{name}{end}"])


def alike(one: object, other: object) -> bool:
    """Whether two answers are the same: numbers to a billionth, words to the letter."""
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return one == pytest.approx(other, rel=1e-9, abs=1e-6)
    return one == other


def apart(answers: dict[tuple[Any, ...], list[tuple[str, str, Any]]]) -> list[str]:
    """Say which questions are answered in two ways, and where."""
    return [
        f"{question}: {first[2]} in {first[0]} ({first[1]}), {other[2]} in {other[0]} ({other[1]})"
        for question, (first, *rest) in answers.items()
        for other in rest
        if not alike(first[2], other[2])
    ]


def test_two_answers_to_one_question_are_found():
    question = ("from_rival", "JPN", "CHN", "850511", 2024)
    same = {question: [("a", "x", 0.403), ("b", "y", 0.403)]}
    assert apart(same) == []
    assert len(apart({question: [*same[question], ("c", "z", 0.675)]})) == 1


@pytest.mark.slow
def test_no_question_has_two_answers_in_all_editions(rendered):
    answers: dict[tuple[Any, ...], list[tuple[str, str, Any]]] = defaultdict(list)
    for report in portfolio.load(paths.notebooks() / "reports.toml").report:
        for language, edition in rendered(report.name).items():
            for found in (cells, sentences):
                for question, (where, answer) in found(edition):
                    answers[question].append((f"{report.name} ({language})", where, answer))
    several = [rows for rows in answers.values() if len({where.split(" ")[0] for where, *_ in rows}) > 1]
    assert len(several) > 100  # questions that more than one report answers
    assert apart(answers) == []
