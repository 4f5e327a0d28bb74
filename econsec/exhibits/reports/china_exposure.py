"""The first screen of the report on exposure: how far importer and partner depend on the rival."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits.dependence.verdicts import STRONG
from econsec.exhibits.elements import Report
from econsec.exhibits.elements.vintage import front
from econsec.exhibits.shocks.both_sides import uncounted
from econsec.exhibits.shocks.shock_curve import outer
from econsec.store.catalog import Dataset

HALF = 0.5
NOTHING = {"over": 0, "known": 0, "shared": 0}


def opening(report: Report, data: Dataset) -> None:
    """Open the report."""
    front(report, "exposed", data)


def answer(
    report: Report,
    over: pd.DataFrame,
    counted: pd.DataFrame,
    depth: dict[str, pd.DataFrame],
    apart: dict[str, pd.DataFrame],
    *,
    rules: int,
) -> None:
    """Say the answer: where the rival supplies most, where the rules agree, and what a cut would leave short.

    Parameters
    ----------
    over : DataFrame
        From `decisions.every_good.over_half`: economy, known, over, shared (counts of goods).
    counted : DataFrame
        From `decisions.agreed`, headings and minerals together: importer, product, hold.
    depth : dict of str to DataFrame
        By importer: from `decisions.depths`: cut, share (0..1 of what is lost).
    apart : dict of str to DataFrame
        By importer: from `decisions.spread` of a full stop: month (0 for all), quantile, short_share.
    rules : int
        How many rules there are.
    """
    counts = over.set_index("economy")[["over", "known", "shared"]].T.to_dict()
    ours, theirs = (counts.get(code, NOTHING) for code in (report.importer, report.partner))
    report.answer(
        "exposed.answer.over",
        n=int(ours["over"]),
        of=int(ours["known"]),
        partner_n=int(theirs["over"]),
        partner_of=int(theirs["known"]),
        both=int(ours["shared"]),
    )
    strong = counted[counted["hold"] >= STRONG].groupby("importer")["product"].nunique()
    report.answer(
        "exposed.answer.rules",
        n=int(strong.get(report.importer, 0)),
        partner_n=int(strong.get(report.partner, 0)),
        most=STRONG,
        rules=rules,
    )
    whole = {code: _at(found, 1.0) for code, found in depth.items()}
    if any(share is None for share in whole.values()):
        report.answer("exposed.answer.no_cut")
        return
    report.answer(
        "exposed.answer.cut",
        share=whole[report.importer],
        partner_share=whole[report.partner],
        stocks=uncounted(report, depth, "exposed.stocks"),
        half=_at(depth[report.importer], HALF),
        partner_half=_at(depth[report.partner], HALF),
        **outer(apart[report.importer]),
        **outer(apart[report.partner], "partner_"),
    )


def _at(found: pd.DataFrame, cut: float) -> float | None:
    """Return the share that is short at a depth of the cut, None where nothing is lost."""
    own = found.loc[(found["cut"] - cut).abs() < 0.01, "share"].dropna()  # noqa: PLR2004 - a hundredth of the whole
    return float(own.iloc[0]) if len(own) else None
