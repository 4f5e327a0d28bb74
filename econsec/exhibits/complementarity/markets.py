"""Exhibits on markets by heading: where an economy sells, what it sells against what another buys, who depends more."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series, pairs, two_sides
from econsec.exhibits.charts.flows.sankey import sankey
from econsec.exhibits.dependence.entrepot import name_of
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common, units
from econsec.exhibits.elements.theme import CHARCOAL
from econsec.exhibits.elements.vintage import stale

NAMED = 7  # customers with a ribbon of their own


def sales(report: Report, sold: pd.DataFrame, labels: dict[str, str]) -> Exhibit | Gap:
    """Show where the partner sells: headings at the left, customers at the right, ribbons as thick as the trade.

    A gap where the source lists no customers of the partner in these headings.

    Parameters
    ----------
    sold : DataFrame
        From `decisions.markets.sales` of the partner: product, importer, share, value (USD), basis.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> labels = exhibits.labels(sector("information_communications"), "en")
    >>> goods = trade(list(labels), year=2024)
    >>> sold = decisions.markets.sales(goods, exporter="IND", products=list(labels), year=2024)
    >>> exhibits.markets.sales(report.on(*exhibits.cited(goods.sources)), sold, labels).id
    'sales-ind'
    """
    own = sold[sold["product"].isin(labels)]
    if own.empty:
        return Gap("routes.gap.customers", {"names": list(labels.values())})
    total = float(own["value"].sum())
    sums = own[own["importer"] != "XXO"].groupby("importer")["value"].sum().sort_values(ascending=False)
    kept = list(dict.fromkeys([*sums.head(NAMED).index, *(code for code in report.palette.parts if code in sums)]))
    target = own["importer"].where(own["importer"].isin(kept), "XXO")
    ends = own.assign(source=own["product"], target=target)
    flows = ends.groupby(["source", "target"])["value"].sum().reset_index()
    flows["colour"] = [_shade(report, code) for code in flows["target"]]
    values: dict[str, Any] = {"exporter": report.partner, "total": total, "first": str(sums.index[0])}
    values |= {"first_share": float(sums.iloc[0]) / total, "importer_value": float(sums.get(report.importer, 0.0))}
    values |= {"importer_share": values["importer_value"] / total, "of": own["product"].nunique()}
    form = "listed" if report.importer in sums else "absent"
    heads = (
        common.PRODUCT,
        Column("name", "routes.column.customer"),
        Column("value", "routes.column.exports", "usd_million"),
        common.SHARE,
    )
    table = own.assign(label=own["product"].map(labels), name=[name_of(report, code) for code in own["importer"]])
    weight = table.groupby("product")["value"].transform("sum")
    table = table.assign(weight=weight).sort_values(["weight", "product", "value"], ascending=[False, True, False])
    return report.exhibit(
        "markets.sales",
        values,
        id="sales-" + report.partner.lower(),
        form=form,
        chart=sankey(
            flows,
            _blocks(report, flows, "source", labels),
            _blocks(report, flows, "target", {}),
            heads=(report.text("markets.sales.left", **values), units.unit(report.language)),
        ),
        table=Table(table, heads, whole=own),
        caveats=["top_ten", "heading_coarse", *stale(report)],
    )


def _shade(report: Report, code: str) -> str:
    return "#D4D4D4" if code == "XXO" else report.palette.of(code)


def _blocks(report: Report, flows: pd.DataFrame, side: str, labels: dict[str, str]) -> pd.DataFrame:
    """Return the blocks of one side, the largest first and the rest last, each with its amount."""
    sums = flows.groupby(side)["value"].sum().sort_values(ascending=False)
    sums = sums.reindex(
        [*(code for code in sums.index if code != "XXO"), *(code for code in sums.index if code == "XXO")]
    )
    names = [labels.get(str(code)) or name_of(report, str(code)) for code in sums.index]
    texts = [f"{name} {units.amount(value, report.language)}" for name, value in zip(names, sums, strict=True)]
    colours = [CHARCOAL if labels else _shade(report, str(code)) for code in sums.index]
    return pd.DataFrame({"key": list(sums.index), "text": texts, "colour": colours})


def standing(report: Report, stood: pd.DataFrame, labels: dict[str, str]) -> Exhibit | Gap:
    """Set what the partner sells to all against what the importer buys from all, heading by heading.

    A gap where the source does not hold both economies in any heading.

    Parameters
    ----------
    stood : DataFrame
        From `decisions.markets.standing`: product, economy, exports, imports, balance, cover, net.
    labels : dict
        Heading to label, in the order to draw.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> labels = exhibits.labels(sector("clean_energy"), "en")
    >>> goods = trade(list(labels), year=2024)
    >>> stood = decisions.markets.standing(goods, economies=["JPN", "IND"], products=list(labels), year=2024)
    >>> exhibits.markets.standing(report.on(*exhibits.cited(goods.sources)), stood, labels).id
    'strength-ind'
    """
    wide = stood[stood["product"].isin(labels)].pivot_table(
        index="product", columns="economy", values=["exports", "imports"]
    )
    asked = pd.MultiIndex.from_product([["exports", "imports"], [report.importer, report.partner]])
    wide = wide.reindex(columns=asked)
    both = wide.dropna(subset=[("exports", report.partner), ("imports", report.importer)])
    if both.empty:
        return Gap("markets.gap.standing")
    drawn = pd.DataFrame(
        {
            "product": both.index,
            "sold": both["exports", report.partner].to_numpy(),
            "bought": both["imports", report.importer].to_numpy(),
            "own": both["exports", report.importer].to_numpy(),
            "partner_bought": both["imports", report.partner].to_numpy(),
        }
    )
    drawn["ratio"] = drawn["sold"] / drawn["bought"].where(drawn["bought"] > 0)
    drawn = drawn.sort_values("ratio", ascending=False, ignore_index=True)
    drawn = drawn.assign(label=drawn["product"].map(labels))
    for key in ("sold", "bought"):
        drawn[f"{key}_text"] = [units.amount(value, report.language) for value in drawn[key]]
        drawn[f"{key}_big"] = drawn[key] / units.scale(report.language)
    top = drawn.iloc[0]
    enough = int((drawn["ratio"] > 1).sum())
    values = {
        "n": enough,
        "of": len(drawn),
        "first": top["label"],
        "ratio": float(top["ratio"]),
        "sold": float(top["sold"]),
        "bought": float(top["bought"]),
        "unit": units.unit(report.language),
    }
    series = [
        Series("bought_big", report.text("markets.standing.bought"), report.palette.of(report.importer)),
        Series("sold_big", report.text("markets.standing.sold"), report.palette.of(report.partner)),
    ]
    heads = (
        *common.GOOD,
        Column("bought", "routes.column.importer_buys", "usd_million"),
        Column("sold", "routes.column.partner_sells", "usd_million"),
        Column("ratio", "routes.column.times", "dec1"),
        Column("own", "routes.column.importer_sells", "usd_million"),
        Column("partner_bought", "routes.column.partner_buys", "usd_million"),
    )
    return report.exhibit(
        "markets.standing",
        values,
        id="strength-" + report.partner.lower(),
        chart=pairs(
            drawn.rename(columns={"bought_text": "bought_big_text", "sold_text": "sold_big_text"}),
            series,
            axis_format=",~g",
            log=True,
        ),
        table=Table(drawn, heads),
        caveats=["heading_coarse", *stale(report)],
    )


def both(report: Report, ours: pd.DataFrame, theirs: pd.DataFrame, labels: dict[str, str]) -> Exhibit | Gap:
    """Show the rival's share in the imports of importer and partner, heading by heading.

    A gap where neither share is known in any heading.

    Parameters
    ----------
    ours, theirs : DataFrame
        From `decisions.bought_from` for the rival, of the importer and of the partner: product, imports, value,
        share (0..1, NaN where the buyer is a net exporter or the rival is not listed).

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> labels = exhibits.labels(sector("information_communications"), "en")
    >>> goods, asked = trade(list(labels), year=2024), {"sellers": ["CHN"], "year": 2024}
    >>> both = [decisions.bought_from(goods, importer=who, **asked) for who in ("JPN", "IND")]
    >>> exhibits.markets.both(report.on(*exhibits.cited(goods.sources)), *both, labels).id
    'rival-by-heading'
    """
    sides = [frame[frame["product"].isin(labels)].set_index("product") for frame in (ours, theirs)]
    wide = pd.DataFrame({"importer": sides[0]["share"], "partner": sides[1]["share"]}).reindex(list(labels))
    wide["imports"], wide["partner_imports"] = sides[0]["imports"], sides[1]["imports"]
    drawn = wide.dropna(subset=["importer", "partner"], how="all").rename_axis("product").reset_index()
    if drawn.empty:
        return Gap("markets.gap.both")
    drawn = drawn.assign(label=drawn["product"].map(labels), top=drawn[["importer", "partner"]].max(axis=1))
    drawn = drawn.sort_values("top", ascending=False, ignore_index=True)
    known = {side: drawn[side].dropna() for side in ("importer", "partner")}
    values = {
        "n": int((known["importer"] > HALF).sum()),
        "of": len(known["importer"]),
        "partner_n": int((known["partner"] > HALF).sum()),
        "partner_of": len(known["partner"]),
        "first": drawn["label"].iloc[0],
        "first_share": float(drawn["top"].iloc[0]),
    }
    series = two_sides(report, "importer", "partner")
    heads = (
        *common.GOOD,
        *common.SIDE_SHARES,
        Column("imports", "routes.column.importer_buys", "usd_million"),
        Column("partner_imports", "routes.column.partner_buys", "usd_million"),
    )
    form = "both" if values["of"] and values["partner_of"] else "importer" if values["of"] else "partner"
    return report.exhibit(
        "markets.both",
        values,
        id="rival-by-heading",
        form=form,
        chart=charts.dumbbell(drawn, series, step=26),
        table=Table(drawn, heads),
        caveats=["net_direction", "heading_coarse", *stale(report)],
    )


HALF = 0.5
