"""The first screen of a report: its title, what a reader must know of the data, and the answer in three sentences."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.exhibits.elements.assumptions import counted
from econsec.exhibits.elements.report import Report, today
from econsec.exhibits.elements.vintage import stale
from econsec.exhibits.substitution.ledger import amount
from econsec.store.catalog import Dataset

HALF = 0.5


def minerals(report: Report, labels: dict[str, str], data: Dataset) -> None:
    """Open the report on critical minerals."""
    day = today()
    months = (day.year - report.year - 1) * 12 + day.month - 1
    form = "minerals.fact.data.provisional" if stale(report, data) else "minerals.fact.data"
    report.page(
        "minerals",
        {
            "data": report.text(form, n=len(labels)),
            "source": data.source.line(report.language),
            "age": report.text("minerals.fact.age", months=months),
        },
    )


def answer(
    report: Report, exposed: pd.DataFrame, mirrored: pd.DataFrame, net: pd.DataFrame, labels: dict[str, str]
) -> None:
    """Say the answer: how dependent the importer is, what the partner could add, and whether it has the same problem.

    Parameters
    ----------
    exposed, mirrored : DataFrame
        From `decisions.exposure`, for the importer and for the partner.
    net : DataFrame
        From `decisions.hidden_content.net`: from_rival, low_net, central_net, high_net (USD); not known counts as none.
    """
    known = exposed.dropna(subset=["rival_share"]).sort_values("rival_share", ascending=False, kind="stable")
    over = known[known["rival_share"] > HALF]
    top = [{"name": labels[row["product"]], "share": float(row["rival_share"])} for _, row in known.head(2).iterrows()]
    if len(top) > 1:
        said: dict[str, Any] = {"first": top[0]["name"], "first_share": top[0]["share"]}
        said |= {"second": top[1]["name"], "second_share": top[1]["share"]}
        said |= {"value": float(over["from_rival"].sum())}
        report.answer("minerals.answer.dependence", n=len(over), of=len(known), **said)
    elif top:
        report.answer("minerals.answer.single", first=top[0]["name"], first_share=top[0]["share"])
    else:
        report.answer("minerals.answer.no_imports")
    needed = net[net["from_rival"] > 0]
    able = int((needed["central_net"] > 0).sum())
    if len(needed):
        left, gross = amount(needed, suffix="_net"), amount(needed)
        said = {"counted": counted(report, needed), "from_rival": left.scale}
        report.answer("minerals.answer.substitution", n=able, of=len(needed), part=left, gross=gross, **said)
    theirs = mirrored.dropna(subset=["rival_share"])
    dependent = set(theirs.loc[theirs["rival_share"] > HALF, "product"])
    both = len(dependent & set(over["product"]))
    form = "minerals.answer.mirror" if both or not dependent else "minerals.answer.mirror.apart"
    report.answer(form, n=len(dependent), of=len(theirs), both=both)
