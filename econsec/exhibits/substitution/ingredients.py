"""Exhibits on what a partner's products are made of, and where they go."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.codes.economies import economy_name
from econsec.exhibits.charts import Series, pairs
from econsec.exhibits.charts.flows.ribbons import ribbons
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.labels import notes
from econsec.i18n import numbers

OTHER, REST = "#767676", "#D4D4D4"
NAMED = 5  # customers that are drawn one by one


def flow(report: Report, inside: pd.Series[float], customers: pd.DataFrame, labels: dict[str, str]) -> Exhibit | Gap:
    """Show where the partner's ingredients come from beside where its products go.

    A gap where the source does not give one of the two sides.

    Parameters
    ----------
    inside : Series
        From `decisions.hidden_content.inside`: imports, from_rival (USD), share (0..1), exports (USD), against.
    customers : DataFrame
        The partner's customers of the finished product in the year: partner, share (0..1; the rest is not listed).
    labels : dict
        Codes of the ingredients to labels.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> medicines = sector("medicines")
    >>> goods, inputs = trade(list(medicines.codes), year=2024), list(medicines.inputs["input"].unique())
    >>> own = decisions.hidden_content.own(goods, partner="IND", rival="CHN", year=2024)
    >>> inside = decisions.hidden_content.inside(own, medicines.inputs)
    >>> sold = decisions.markets.customers(goods, exporter="IND", product="3004", year=2024)
    >>> here, labels = report.on(*exhibits.whose(goods)), exhibits.labels(medicines, "en", inputs)
    >>> exhibits.ingredients.flow(here, inside, sold, labels).id
    'through-ind'
    """
    if not inside["imports"] > 0 or customers.empty:
        return Gap("ingredients.flow.gap")
    parts = pd.concat([_bought(report, inside), _sold(report, customers)], ignore_index=True)
    listed = customers.set_index("partner")["share"]
    first = str(listed.idxmax())
    values: dict[str, Any] = dict(inside) | {
        "names": list(labels.values()),
        "first": first,
        "first_share": float(listed[first]),
        "bound": float(listed.min()),
    }
    if report.importer in listed.index:
        form, values["importer_share"] = "listed", float(listed[report.importer])
    else:
        form = "absent"
    sides = {side: report.text(f"ingredients.flow.{side}") for side in ("left", "right")}
    table = parts.assign(side_text=parts["side"].map(sides))
    return report.exhibit(
        "ingredients.flow",
        values,
        id="through-" + report.partner.lower(),
        alt=f"ingredients.flow.alt.{form}",
        chart=ribbons(
            parts,
            centre=report.name(report.partner),
            colour=report.palette.of(report.partner),
            heads=(sides["left"], sides["right"]),
        ),
        table=Table(table, (Column("side_text", "table.side"), common.ECONOMY, common.SHARE)),
        caveats=["caveat.inside", *notes(labels, report.language), "top_ten"],
    )


def _row(report: Report, side: str, name: str, share: float, colour: str, *, most: bool = False) -> dict[str, Any]:
    written = numbers.percent(share, report.language)
    return {"side": side, "name": name, "share": share, "colour": colour, "text": f"{name} {'≤' * most}{written}"}


def _bought(report: Report, inside: pd.Series[float]) -> pd.DataFrame:
    rival = report.name(report.rival)
    share = float(inside["share"])
    rows = [_row(report, "left", rival, share, report.palette.of(report.rival))]
    if share < 1:
        rows.append(_row(report, "left", report.text("economy.rest"), 1 - share, REST))
    return pd.DataFrame(rows)


def _sold(report: Report, customers: pd.DataFrame) -> pd.DataFrame:
    """Cut the customers into the largest, the importer whatever its size, and the rest."""
    ranked = customers.sort_values(["share", "partner"], ascending=[False, True])
    shown = pd.concat([ranked.head(NAMED), ranked[ranked["partner"] == report.importer]]).drop_duplicates("partner")
    rows = [
        _row(report, "right", economy_name(str(code), report.language), float(share), report.palette.of(str(code)))
        for code, share in zip(shown["partner"], shown["share"], strict=True)
    ]
    rest = 1 - float(shown["share"].sum())
    if rest > 0:
        rows.append(_row(report, "right", report.text("economy.rest"), rest, REST))
    return pd.DataFrame(rows)


def against(report: Report, own: pd.DataFrame, labels: dict[str, str]) -> Exhibit | Gap:
    """Show what the partner buys of each product from the rival against what it sells of it to all.

    A gap where nothing is known of what the partner buys from the rival.

    Parameters
    ----------
    own : DataFrame
        From `decisions.hidden_content.own`: product, imports, from_rival, exports (USD), rival_share (0..1).

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, own, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> labels = exhibits.labels(sector("medicines"), "en")
    >>> goods = trade(list(labels), year=2024)
    >>> routes, totals = exhibits.whose(goods)
    >>> own = decisions.hidden_content.own(goods, partner=report.partner, rival=report.rival, year=2024)
    >>> exhibits.ingredients.against(report.on(totals, routes), own, labels).id
    'bought-and-sold-ind'
    """
    known = own[own["product"].isin(labels) & own["from_rival"].notna() & (own["exports"] > 0)]
    if known.empty:
        return Gap("ingredients.against.gap")
    drawn = known.sort_values("from_rival", ascending=False, kind="stable")
    drawn = drawn.assign(label=drawn["product"].map(labels), ratio=drawn["from_rival"] / drawn["exports"])
    for name, column in (("bought", "from_rival"), ("sold", "exports")):
        drawn[name] = drawn[column] / 1e6
        drawn[f"{name}_text"] = [numbers.decimal(amount, report.language) for amount in drawn[name]]
    over = drawn[drawn["ratio"] > 1].sort_values("ratio", ascending=False)
    most = drawn.sort_values("ratio", ascending=False).iloc[0]
    values = {
        "n": len(drawn),
        "first": str(most["label"]),
        "bought": float(most["from_rival"]),
        "sold": float(most["exports"]),
        "ratio": float(most["ratio"]),
    }
    series = [
        Series("bought", report.text("ingredients.bought"), report.palette.of(report.rival)),
        Series("sold", report.text("ingredients.sold"), report.palette.of(report.partner)),
    ]
    columns = (
        *common.GOOD,
        common.IMPORTS,
        common.FROM_RIVAL,
        common.NEED,
        Column("exports", "table.exports", "usd_million"),
    )
    form = "over" if len(over) else "under"
    return report.exhibit(
        "ingredients.against",
        values,
        id="bought-and-sold-" + report.partner.lower(),
        form=form,
        chart=pairs(drawn, series),
        table=Table(drawn, columns, whole=own.assign(economy=report.partner)),
        caveats=["caveat.inside", "net_direction"],
    )
