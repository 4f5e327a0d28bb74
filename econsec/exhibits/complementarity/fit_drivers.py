"""Exhibits on what a fit is made of: the chapters that moved it, and one chapter that moves it without a gain."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.codes.tables import read
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.complementarity.fit import direction, ways
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, units
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.theme import CHARCOAL, GREEN, GREY
from econsec.i18n import numbers

NAMED = 8  # steps of a change that are drawn by themselves


def drivers(report: Report, moved: pd.DataFrame, *, base: int) -> Exhibit | Gap:
    """Show which chapters the change of the partner's fit with the importer is made of.

    A gap where one of the years is not in the source.

    Parameters
    ----------
    moved : DataFrame
        From `decisions.drivers`: product, sold_before .. change (points of 1).
    base : int
        The first of the two years.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> there = (report.partner, report.importer)
    >>> moved = decisions.drivers(load("baci_hs2"), exporter=there[0], importer=there[1], before=2018, after=2024)
    >>> exhibits.fit_drivers.drivers(report.on(dataset("baci_hs2")), moved, base=2018).id
    'fit-drivers-ind'
    """
    seller, buyer = report.partner, report.importer
    if moved.empty:
        return Gap("fit.drivers.gap", {"base": str(base), "seller": seller, "buyer": buyer})
    names = read("chapters").set_index("product")[f"name_{report.language}"]
    known = moved.assign(label=moved["product"].map(names))
    total = float(known["change"].sum())
    order = known["change"].abs().sort_values(ascending=False, kind="stable").index[:NAMED]
    steps = known.loc[order].sort_values("change", ascending=total < 0, kind="stable")
    rest = total - float(steps["change"].sum())
    rows = pd.DataFrame(
        {
            "label": [*steps["label"], report.text("fit.rest"), report.text("fit.change", base=str(base))],
            "value": [*(100 * steps["change"]), 100 * rest, 100 * total],
            "total": [*([False] * (len(steps) + 1)), True],
        }
    )
    rows["text"] = [numbers.signed(value, report.language, digits=1) for value in rows["value"]]
    rows["colour"] = [
        CHARCOAL if whole else GREEN if value * total > 0 else GREY
        for value, whole in zip(rows["value"], rows["total"], strict=True)
    ]
    first = steps.iloc[0]
    values = {
        "seller": seller,
        "buyer": buyer,
        "base": str(base),
        "total": total,
        "first": first["label"],
        "first_change": float(first["change"]),
        **{name: float(first[name]) for name in ("sold_before", "sold_after", "bought_after")},
        "rows": len(steps),
    }
    columns = (
        Column("label", "fit.column.chapter"),
        Column("product", "fit.column.hs2", "code"),
        Column("sold_before", report.text("fit.column.sold", who=seller, when=str(base)), "percent"),
        Column("sold_after", report.text("fit.column.sold", who=seller, when=str(report.year)), "percent"),
        Column("bought_before", report.text("fit.column.bought", who=buyer, when=str(base)), "percent"),
        Column("bought_after", report.text("fit.column.bought", who=buyer, when=str(report.year)), "percent"),
        Column("change", "fit.column.contribution", "points"),
    )
    listed = pd.concat([known[known["change"] != 0].head(10), known[known["change"] != 0].tail(6)]).drop_duplicates(
        "product"
    )
    return report.exhibit(
        "fit.drivers",
        values,
        id="fit-drivers-" + seller.lower(),
        form=direction(total),
        chart=charts.cascade(rows),
        table=Table(listed, columns, whole=known),
        caveats=["caveat.common", "caveat.chapter"],
    )


def behind(report: Report, found: dict[str, Any] | None) -> None:
    """Say what stands behind the chapter that moved the fit, and whether the importer buys it.

    Parameters
    ----------
    found : dict or None
        From `decisions.behind`; None where the source holds no heading of the chapter.
    """
    if found is None or found["customer"] is None:
        return
    said = {
        "chapter": product_label(found["chapter"], report.language),
        "heading": product_label(found["heading"], report.language),
        **{name: found[name] for name in ("exports", "part", "customer", "customer_share", "share", "share_high")},
    }
    if found["customer"] == report.importer:
        report.claim("fit.behind.first", **said)
    elif found["share"] is not None:
        report.claim("fit.behind.known", **said)
    elif found["share_high"] is not None:
        report.claim("fit.behind.bound", **said)


def chapter(
    report: Report,
    trade: pd.DataFrame,
    moved: tuple[pd.DataFrame, pd.DataFrame],
    *,
    product: str,
    base: int,
) -> Exhibit | Gap:
    """Show what both economies sell and buy of one chapter, beside what it did to their fit.

    A gap where one of the years is not in the source.

    Parameters
    ----------
    trade : DataFrame
        Year, economy, flow, product, value (USD).
    moved : tuple of DataFrame
        From `decisions.drivers`: what the partner sells to the importer, and the other way round.
    product : str
        The chapter.
    base : int
        First year to draw.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report, goods = Report("JPN", "IND", "CHN", 2024), load("baci_hs2")
    >>> ends = {"before": 2018, "after": 2024}
    >>> ways = [("IND", "JPN"), ("JPN", "IND")]
    >>> moved = tuple(decisions.drivers(goods, exporter=one, importer=other, **ends) for one, other in ways)
    >>> exhibits.fit_drivers.chapter(report.on(dataset("baci_hs2")), goods, moved, product="71", base=2018).id
    'fit-chapter-71'
    """
    if any(part.empty for part in moved):
        return Gap("fit.chapter.gap", {"base": str(base), "code": product})
    forward, reverse = (part[part["product"] == product].iloc[0].to_dict() for part in moved)
    pairs = ((report.partner, report.importer), (report.importer, report.partner))
    own = trade[(trade["product"] == product) & trade["year"].between(base, report.year)]
    drawn = pd.concat(
        [
            own[(own["economy"] == who) & (own["flow"] == flow)].assign(
                panel=ways(report, *pair), series=f"{who}{flow}"
            )
            for pair in pairs
            for who, flow in zip(pair, ("export", "import"), strict=True)
        ]
    )
    drawn["value"] = drawn["value"] / units.scale(report.language)
    series = [
        Series(f"{who}{flow}", report.text(f"fit.{flow}s", who=who), report.palette.of(who))
        for who in (report.partner, report.importer)
        for flow in ("export", "import")
    ]
    values = {
        "code": product,
        "chapter": read("chapters").set_index("product")[f"name_{report.language}"][product],
        "base": str(base),
        "before": float(forward["exports_before"]),
        "after": float(forward["exports_after"]),
        "excess_before": float(forward["excess_before"]),
        "excess_after": float(forward["excess_after"]),
        "forward": float(forward["change"]),
        "reverse": float(reverse["change"]),
    }
    form = direction(values["after"] / values["before"] - 1 if values["before"] else None)
    if form == "down" and not 0 <= values["excess_after"] < values["excess_before"]:
        form = "less"
    wide = drawn.pivot_table(index="year", columns="series", values="value").reset_index()
    wide["year"] = wide["year"].astype(str)
    columns = [Column("year", "fit.column.year")]
    columns += [Column(one.key, f"{one.label}", "dec1") for one in series]
    return report.exhibit(
        "fit.chapter",
        values,
        id="fit-chapter-" + product,
        form=form,
        chart=charts.curves(drawn, series, panels=list(dict.fromkeys(drawn["panel"]))),
        table=Table(wide, tuple(columns)),
        caveats=["caveat.gems"],
    )
