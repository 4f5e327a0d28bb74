"""Exhibits on matches: what each of two economies could supply the other, and where they are rivals."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common, units
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.theme import GREY
from econsec.i18n import numbers

NAMED = 14  # circles that carry their name
ROWS = 12
FRAME, EDGE = 1.14, 1.08  # ends of the scales, a little beyond -1 and 1, and where the corners are named
SHADES = {"both sell": "#3D3D3D", "both buy": "#BFBFBF", "not known": "#EDEDED"}


def positions(report: Report, found: pd.DataFrame) -> Exhibit | Gap:
    """Show every heading by the net position of both economies: who could supply whom, and where they are rivals.

    A gap where the source knows no heading of both, or no surplus of the one meets a deficit of the other.

    Parameters
    ----------
    found : DataFrame
        From `decisions.matches` with the importer as one and the partner as other.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, trade
    >>> report, headings = Report("JPN", "IND", "CHN", 2024), dataset("baci_hs4")
    >>> sums = trade(list(headings.products), year=2024).balances()
    >>> found = decisions.matches(sums, one="JPN", other="IND", year=2024)
    >>> exhibits.matches.positions(report.on(headings), found).id
    'positions'
    """
    known = found.dropna(subset=["position_one", "position_other"])
    if known.empty:
        return Gap("matches.gap")
    if not known["match"].sum() > 0:
        return Gap("matches.positions.gap", {"of": len(found)})
    known = known.assign(label=[product_label(code, report.language) for code in known["product"]])
    colours = {report.importer: report.palette.of(report.importer), report.partner: report.palette.of(report.partner)}
    drawn = known.assign(
        x=known["position_other"],
        y=known["position_one"],
        size=known["match"],
        name=known["label"],
        text=[label if place < NAMED else "" for place, label in enumerate(known["label"])],
        colour=[
            colours.get(seller, SHADES["both sell"] if verdict == "both sell" else GREY)
            for seller, verdict in zip(known["seller"], known["verdict"], strict=True)
        ],
    )
    corners = (
        (EDGE, -EDGE, report.text("matches.supplies", seller=report.partner, buyer=report.importer)),
        (-EDGE, EDGE, report.text("matches.supplies", seller=report.importer, buyer=report.partner)),
        (EDGE, EDGE, report.text("matches.both_sell")),
        (-EDGE, -EDGE, report.text("matches.both_buy")),
    )
    values = totals(found, report)
    return report.exhibit(
        "matches.positions",
        values,
        chart=charts.scatter(
            drawn,
            titles=(
                report.text("matches.axis", economy=report.partner),
                report.text("matches.axis", economy=report.importer),
            ),
            corners=corners,
            domains=((-FRAME, FRAME), (-FRAME, FRAME)),
            height=520,
        ),
        table=Table(_signed(report, known), _position_columns(report)),
        caveats=["caveat.match", "heading_coarse", "provisional_2024"],
    )


def totals(found: pd.DataFrame, report: Report) -> dict[str, float | int]:
    """Count and add up matches in both directions for a sentence."""
    forward, reverse = found[found["seller"] == report.partner], found[found["seller"] == report.importer]
    counts = found["verdict"].value_counts()
    return {
        "n": len(forward),
        "value": float(forward["match"].sum()),
        "back": len(reverse),
        "back_value": float(reverse["match"].sum()),
        "selling": int(counts.get("both sell", 0)),
        "buying": int(counts.get("both buy", 0)),
        "of": len(found),
    }


def _signed(report: Report, known: pd.DataFrame) -> pd.DataFrame:
    """Write who could supply whom in each row of the table."""
    words = {"both sell": report.text("matches.both_sell"), "both buy": report.text("matches.both_buy")}
    said = [
        words.get(verdict) or (report.name(seller) if seller else report.text("matches.unknown"))
        for verdict, seller in zip(known["verdict"], known["seller"], strict=True)
    ]
    return known.assign(said=said)


def _position_columns(report: Report) -> tuple[Column, ...]:
    return (
        *common.GOOD,
        Column("exports_other", report.text("matches.column.exports_of", who=report.partner), "usd_million"),
        Column("imports_other", report.text("matches.column.imports_of", who=report.partner), "usd_million"),
        Column("exports_one", report.text("matches.column.exports_of", who=report.importer), "usd_million"),
        Column("imports_one", report.text("matches.column.imports_of", who=report.importer), "usd_million"),
        Column("said", "matches.column.supplier_could"),
        Column("match", "matches.column.match", "usd_million"),
    )


def best(report: Report, found: pd.DataFrame, now: pd.DataFrame) -> Exhibit | Gap:
    """Show what the partner could supply the importer, beside what it supplies today as far as that is known.

    A gap where the partner has no surplus of what the importer is short of.

    Parameters
    ----------
    found : DataFrame
        From `decisions.matches`.
    now : DataFrame
        From `decisions.bought_from` for the importer and the partner: product, value, share_high (0..1 of imports).

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, trade
    >>> report, headings = Report("JPN", "IND", "CHN", 2024), dataset("baci_hs4")
    >>> listed = trade(list(headings.products), year=2024)
    >>> found = decisions.matches(listed.balances(), one="JPN", other="IND", year=2024)
    >>> now = decisions.bought_from(listed, importer="JPN", sellers=["IND"], year=2024)
    >>> exhibits.matches.best(report.on(headings, dataset("baci_routes")), found, now).id
    'match-ind'
    """
    own = found[(found["seller"] == report.partner) & (found["match"] > 0)]
    if own.empty:
        return Gap("matches.best.gap")
    known = now.set_index("product").reindex(own["product"])
    own = own.assign(
        label=[product_label(code, report.language) for code in own["product"]],
        now=known["value"].to_numpy(),
        bound=(known["share_high"] * known["imports"]).to_numpy(),
    )
    own["today"] = [_today(report, value, bound) for value, bound in zip(own["now"], own["bound"], strict=True)]
    shown = own.head(ROWS)
    written = report.each("matches.bar", shown, value="match", today="today")
    drawn = shown.assign(value=shown["match"] / units.scale(report.language), text=written)
    values = {
        "n": len(own),
        "value": float(own["match"].sum()),
        "first": own["label"].iloc[0],
        "first_value": float(own["match"].iloc[0]),
        "rows": len(shown),
        "known": int(own["now"].notna().sum()),
    }
    columns = (
        *common.GOOD,
        Column("match", "matches.column.match", "usd_million"),
        Column("today", "matches.column.sold_now"),
    )
    return report.exhibit(
        "matches.best",
        values,
        id="match-" + report.partner.lower(),
        chart=charts.bars(drawn, colour=report.palette.of(report.partner), axis_format=",.0f", step=26, room=0.95),
        table=Table(own, columns, whole=own.drop(columns=["today"])),
        caveats=["caveat.match", "caveat.match_gross", "net_direction", "top_ten"],
    )


def _today(report: Report, value: float, bound: float) -> str:
    """Write what is sold today: an amount, a bound, or that it is not in the source."""
    if value == value:  # noqa: PLR0124 - not NaN
        return numbers.money(value, report.language)
    if bound == bound:  # noqa: PLR0124
        return report.text("matches.below", value=bound)
    return report.text("matches.not_listed")


def relations(report: Report, counted: pd.DataFrame) -> Exhibit | Gap:
    """Show for each pair of economies in how many headings they complete each other, and in how many they are rivals.

    A gap where the source knows no heading of two of them.

    Parameters
    ----------
    counted : DataFrame
        From `decisions.relations`: one, other, verdict, products, match (USD), of, share (0..1).

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, trade
    >>> report, headings = Report("JPN", "IND", "CHN", 2024), dataset("baci_hs4")
    >>> sums = trade(list(headings.products), year=2024).balances()
    >>> pairs = [("JPN", "IND"), ("JPN", "CHN"), ("IND", "CHN")]
    >>> exhibits.matches.relations(report.on(headings), decisions.relations(sums, pairs, year=2024)).id
    'relations'
    """
    if (counted["of"] == 0).any():
        return Gap("matches.gap")
    rows = counted[counted["products"] > 0].copy()
    sells = {"sells to it": "one", "buys from it": "other"}
    rows["series"] = [
        row[sells[row["verdict"]]] if row["verdict"] in sells else row["verdict"] for row in rows.to_dict("records")
    ]
    rows["label"] = report.each("pairings.both", rows, one="one", other="other")
    rows["name"] = [
        _verdict(report, series, count) for series, count in zip(rows["series"], rows["products"], strict=True)
    ]
    order = charts.economies(report, (report.importer, report.partner, report.rival))
    order += [Series(key, report.text(f"matches.{word}"), SHADES[key]) for key, word in RELATIONS.items()]
    keys = zip(counted["one"], counted["other"], counted["verdict"], strict=True)
    count = dict(zip(keys, counted["products"].astype(int), strict=True))
    ours = {verdict: count[report.importer, report.partner, verdict] for verdict in ("both sell", *sells)}
    values = {
        "both": ours["both sell"],
        "complete": sum(ours[verdict] for verdict in sells),
        "importer_rival": count[report.importer, report.rival, "both sell"],
        "partner_rival": count[report.partner, report.rival, "both sell"],
        "of": int(counted["of"].iloc[0]),
    }
    rows["relation"] = [_relation(report, row) for row in rows.to_dict("records")]
    columns = (
        Column("label", "fit.column.pair"),
        Column("relation", "matches.column.relation"),
        Column("products", "matches.column.headings", "int"),
        common.SHARE,
        Column("match", "matches.column.match", "usd_million"),
    )
    least = values["both"] < min(values["importer_rival"], values["partner_rival"])
    return report.exhibit(
        "matches.relations",
        values,
        form="least" if least else "",
        chart=charts.stacked(rows, order, step=38),
        table=Table(rows, columns),
        caveats=["caveat.relations", "heading_coarse"],
    )


def _relation(report: Report, row: dict[Hashable, Any]) -> str:
    """Write a relation in words: who could supply whom, or that both sell, or buy."""
    if row["series"] == row["verdict"]:
        return report.text(f"matches.{RELATIONS[row['verdict']]}")
    buyer = row["other"] if row["series"] == row["one"] else row["one"]
    return report.text("matches.supplies", seller=row["series"], buyer=buyer)


RELATIONS = {"both sell": "both_sell", "both buy": "both_buy", "not known": "unknown"}


def _verdict(report: Report, series: str, count: int) -> str:
    if series in {"both sell", "both buy", "not known"}:
        return report.text(f"matches.count.{series.replace(' ', '_')}", n=count)
    return report.text("matches.count.sells", economy=series, n=count)
