"""The exhibit on the diversification frontier: who would supply in a safer mix, and what that mix would cost."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.codes.economies import economy_name
from econsec.exhibits import charts
from econsec.exhibits.dependence.suppliers import mixed, parts
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table
from econsec.i18n import numbers

# A share that moves by less than half a point stays where it is.
MOVED = 0.005
# A share as small as this is no dependence that a headline should regret.
SMALL = 0.1
SHOWN = 2  # other suppliers named in the table


def safer(report: Report, found: pd.DataFrame, labels: dict[str, str]) -> Exhibit | Gap:
    """Show today's mix of suppliers beside the safest within reach and one half of the way, with their prices.

    A gap where the importer buys none of these products from the rival.

    Parameters
    ----------
    found : DataFrame
        From `decisions.mixes`: product, step, supplier, share, price (1 is today's), risk, hhi.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, indicators, load, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> labels = exhibits.labels(sector("critical_minerals"), "en", ["magnets", "gallium-group"])
    >>> world, score = trade(list(labels), year=2024), indicators.governance_score(load("wgi"))
    >>> mixes = decisions.mixes(world, importer="JPN", rival="CHN", products=list(labels), governance=score)
    >>> exhibits.mixes.safer(report.on(*exhibits.cited(world.sources), dataset("wgi")), mixes, labels).id
    'safer-mixes'
    """
    found = found[found["product"].isin(labels)]
    if found.empty:
        return Gap("mixes.gap")
    found = found.assign(label=_labels(report, found, labels))
    steps = found.groupby(["product", "step"], sort=False)
    lines = pd.DataFrame([_line(report, part) for _, part in steps])
    bars = [
        parts(report, part.rename(columns={"supplier": "exporter"})).assign(label=part["label"].iloc[0])
        for _, part in steps
    ]
    shown = lines.assign(
        name=lines["product"].map(labels), step_text=[report.text(f"mixes.step.{step}") for step in lines["step"]]
    )
    form, values = _said(lines, labels)
    columns = (
        Column("name", "column.product"),
        Column("step_text", "mixes.column.step"),
        Column("price", "mixes.column.price", "dec2"),
        Column("risk", "mixes.column.risk", "dec2"),
        Column("rival", "economy.rival", "percent", bar=True),
        Column("partner", "economy.partner", "percent"),
        Column("others", "mixes.column.others"),
    )
    return report.exhibit(
        "mixes",
        values,
        id="safer-mixes",
        form=form,
        chart=charts.stacked(pd.concat(bars, ignore_index=True), mixed(report)),
        table=Table(shown, columns),
        caveats=["caveat.mixes", "caveat.mixes.price"],
    )


def _labels(report: Report, found: pd.DataFrame, labels: dict[str, str]) -> list[str]:
    """Name each bar by its product and step, with the price of a step where that is known."""
    return [
        report.text(
            "mixes.bar." + ("plain" if step == "today" or numbers.is_missing(price) else "priced"),
            product=labels[product],
            step=report.text(f"mixes.step.{step}"),
            price=price,
        )
        for product, step, price in found[["product", "step", "price"]].itertuples(index=False, name=None)
    ]


def _line(report: Report, part: pd.DataFrame) -> dict[str, Any]:
    """Sum up one mix: the shares of rival and partner, its measures, and the largest of the others."""
    share = part.set_index("supplier")["share"].sort_values(ascending=False, kind="stable")
    others = share.drop([report.rival, report.partner], errors="ignore").head(SHOWN)
    named = [
        f"{economy_name(str(code), report.language)} {numbers.percent(value, report.language)}"
        for code, value in others.items()
    ]
    first = part.iloc[0]
    return {
        **{key: first[key] for key in ("product", "step", "price", "risk", "hhi")},
        "rival": float(share.get(report.rival, 0.0)),
        "partner": float(share.get(report.partner, 0.0)),
        "others": numbers.listing(named, report.language),
    }


def _said(lines: pd.DataFrame, labels: dict[str, str]) -> tuple[str, dict[str, Any]]:
    """Return which headline fits and what it says: of the product most in the rival's hand that could leave them."""
    now, safest = (lines[lines["step"] == step].set_index("product")["rival"] for step in ("today", "safest"))
    moved = now - safest > MOVED
    stuck = [labels[str(code)] for code in now.index[~moved & (now > SMALL)]]
    values: dict[str, Any] = {"n": int(moved.sum()), "of": len(now), "stuck": stuck}
    values |= {"product": "", "now": None, "half": None, "half_price": None, "safest": None, "safest_price": None}
    if not moved.any():
        return "none", values
    first = str(now[moved].idxmax())
    own = lines[lines["product"] == first].set_index("step")
    values |= {"product": labels[first], "now": float(now[first]), "safest": float(safest[first])}
    values["safest_price"] = float(own["price"]["safest"])
    if "halfway" in own.index:
        values |= {"half": float(own["rival"]["halfway"]), "half_price": float(own["price"]["halfway"])}
    if numbers.is_missing(values["safest_price"]):
        return "unpriced", values
    falls = values["half"] is not None and values["half"] < values["now"] - MOVED
    falls &= not numbers.is_missing(values["half_price"])
    return ("steps" if falls else "once") + (".stuck" if stuck else ""), values
