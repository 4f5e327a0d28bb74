"""Exhibits on substitution: what the partner could supply instead, and what stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.exhibits import charts
from econsec.exhibits.exhibit import Exhibit
from econsec.exhibits.gap import Gap
from econsec.exhibits.tables import Column, Table

if TYPE_CHECKING:
    import pandas as pd

    from econsec.exhibits.report import Report
    from econsec.store.catalog import Dataset

ROWS = 14
CASES = ("low", "central", "high")


def totals(ledger: pd.DataFrame) -> dict[str, float]:
    """Add up a ledger for a sentence: from_rival, low, central, high (USD) and their shares (NaN without need)."""
    sums = {name: float(ledger[name].sum()) for name in ("from_rival", "to_third", *CASES)}
    need = sums["from_rival"]
    return sums | {f"{name}_share": sums[name] / need if need else float("nan") for name in CASES}


def spans(report: Report, ledger: pd.DataFrame, labels: dict[str, str], data: tuple[Dataset, ...]) -> Exhibit | Gap:
    """Show the low, central and high replaceable share by product, with the binding limit as a word.

    Parameters
    ----------
    report : Report
        Who is meant, in which language.
    ledger : DataFrame
        From `decisions.ledger`.
    labels : dict
        Product code to label.
    data : tuple of Dataset
        Whose figures they are.

    Returns
    -------
    Exhibit or Gap
        A gap, said in words, where the rival supplies nothing of these products.
    """
    needed = ledger[(ledger["from_rival"] > 0) & ledger["product"].isin(labels)]
    if needed.empty:
        return Gap("substitution.spans.gap")
    needed = needed.sort_values(["high", "from_rival"], ascending=False, kind="stable")
    needed = needed.assign(
        label=needed["product"].map(labels),
        limit_text=[report.text(f"limit.{_key(word)}") for word in needed["limit"]],
        grade_text=[report.text(f"grade.{_key(word)}") for word in needed["grade"]],
    )
    shown = needed.head(ROWS)
    drawn = shown.rename(columns={f"{case}_share": f"{case}_part" for case in CASES})
    drawn = drawn.assign(**{case: drawn[f"{case}_part"] for case in CASES}, text=drawn["limit_text"])
    values: dict[str, object] = totals(needed) | {
        "n": int((needed["central_share"] > 0).sum()),
        "of": len(needed),
        "most": shown["label"].iloc[0],
        "most_share": float(shown["high_share"].iloc[0]),
        "rows": len(shown),
    }
    columns = (
        Column("label", report.text("column.product")),
        Column("product", report.text("column.hs"), "code"),
        Column("from_rival", report.text("column.need"), "usd_million"),
        Column("from_partner", report.text("column.now_partner"), "usd_million"),
        Column("to_third", report.text("column.third"), "usd_million"),
        Column("unit_value_ratio", report.text("column.unit_value_ratio"), "dec2"),
        Column("grade_text", report.text("column.grade")),
        Column("low_share", report.text("column.low"), "percent"),
        Column("central_share", report.text("column.central"), "percent", bar=True),
        Column("high_share", report.text("column.high"), "percent"),
        Column("limit_text", report.text("column.limit")),
    )
    return Exhibit(
        id=f"ledger-{report.importer.lower()}",
        headline=report.text("substitution.spans.headline", **values),
        subtitle=report.text("substitution.spans.subtitle", **values),
        alt=report.text("substitution.spans.alt", **values),
        chart=charts.span(drawn, colour=report.palette.of(report.partner)),
        table=Table(needed, columns, report.text("substitution.spans.caption"), open=True),
        datasets=data,
        language=report.language,
        caveats=(report.text("caveat.ledger"), report.text("caveat.grade"), report.text("caveat.content")),
    )


def _key(words: str) -> str:
    return words.replace(" ", "_")
