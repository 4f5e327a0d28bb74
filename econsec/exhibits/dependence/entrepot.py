"""Exhibits on who sells to whom, by heading: suppliers through the years, customers, strength against need."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.codes.economies import with_port
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.charts.along_time.multiples import columns as panelled
from econsec.exhibits.dependence.port import beside
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.vintage import broken, complete, stale
from econsec.i18n import numbers

REST = "#EDEDED"


def name_of(report: Report, code: str) -> str:
    """Name an economy, or what is left after those that are named."""
    return report.text("economy.rest") if code == "XXO" else report.name(code)


def order(report: Report, cut: pd.DataFrame) -> list[Series]:
    """Return the parts of `decisions.entrepot.parts` that occur, from the rival on."""
    port = next(iter(cut.loc[cut["part"] == "entrepot", "economy"]), "")
    known = [
        Series("rival", report.text("economy.rival"), report.palette.of(report.rival)),
        Series("entrepot", name_of(report, port) if port else "", report.palette.of(port)),
        Series("partner", report.text("economy.partner"), report.palette.of(report.partner)),
        Series("rest", report.text("economy.rest"), REST),
    ]
    return [one for one in known if one.key in set(cut["part"])]


def suppliers(report: Report, cut: pd.DataFrame, path: pd.DataFrame, labels: dict[str, str]) -> Exhibit | Gap:
    """Show who supplies several headings, year by year, in panels beside each other.

    A gap where the source lists no suppliers of the importer in these headings.

    Parameters
    ----------
    cut : DataFrame
        From `decisions.entrepot.parts` without others: year, product, part, economy, share (0..1).
    path : DataFrame
        From `decisions.entrepot.together`: product, year, share, entrepot, partner, together.
    labels : dict
        Heading to label, in the order to draw.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("IND", "JPN", "CHN", 2024)
    >>> labels = exhibits.labels(sector("semiconductors"), "en", ["3818", "8486", "8541", "8542"])
    >>> goods = trade(list(labels), year=2024)
    >>> routes, totals = exhibits.whose(goods)
    >>> cut = decisions.entrepot.parts(goods, **report.roles, products=list(labels))
    >>> exhibits.entrepot.suppliers(report.on(routes), cut, decisions.entrepot.together(cut), labels).id
    'supply-ind'
    """
    known = path[path["product"].isin(labels)].dropna(subset=["share"])
    if known.empty:
        return Gap("routes.gap.suppliers", {"names": list(labels.values())})
    own = cut[cut["product"].isin(known["product"])]
    drawn = own.assign(
        panel=own["product"].map(labels),
        series=own["part"],
        text=[numbers.percent(share, report.language, digits=0) for share in own["share"]],
    )
    drawn.loc[drawn["series"] == "rest", "text"] = ""
    panels = [label for code, label in labels.items() if code in set(known["product"])]
    table = path[path["product"].isin(known["product"])].assign(label=lambda rows: rows["product"].map(labels))
    table = table.assign(year=table["year"].astype(str))
    values = _movement(report, known, labels)
    form = "several" if values["high"] != values["low"] else "single"
    heads = (
        common.PRODUCT,
        Column("year", "routes.column.year", "code"),
        Column("share", "column.from_rival", "percent", bar=True),
        Column("entrepot", "routes.column.entrepot", "percent"),
        Column("together", "routes.column.together", "percent"),
        Column("partner", "column.from_partner", "percent"),
    )
    port = ["hong_kong"] if known["entrepot"].notna().any() else []
    return report.exhibit(
        "routes.suppliers",
        values,
        id="supply-" + report.importer.lower(),
        form=form,
        also={"names": panels},
        chart=panelled(drawn, order(report, own), panels=panels),
        table=Table(table, heads, whole=own),
        caveats=[*port, *broken(known["year"]), "top_ten", "heading_coarse", *stale(report)],
    )


def _movement(report: Report, known: pd.DataFrame, labels: dict[str, str]) -> dict[str, Any]:
    """Say where the rival's share is highest and lowest now, and what it was in the first whole year that is listed."""
    ends = known.sort_values("year").groupby("product")[["share", "together"]].last()
    whole = known[known["year"].isin(complete(known["year"]))].sort_values("year")
    before = whole.groupby("product")[["share", "together", "year"]].first()
    # A heading that the source stopped listing has no share now.
    now = known.loc[known["year"] == known["year"].max(), "product"]
    ends = ends[ends.index.isin(now)].sort_values("share", ascending=False)
    values: dict[str, Any] = {
        "first_year": str(int(known["year"].min())),
        "last_year": str(int(known["year"].max())),
    }
    for part, code in (("high", ends.index[0]), ("low", ends.index[-1])):
        values[part] = labels[str(code)]
        alone, both = ((float(before.loc[code, kind]), float(ends.loc[code, kind])) for kind in ("share", "together"))
        year = int(before.loc[code, "year"])
        then = {"share": alone[0], "then": str(year), "port": beside(report, alone, both, form="item")}
        values[f"{part}_after"] = alone[1]
        # A heading that is listed in one year only has no past to tell.
        told = year < int(values["last_year"])
        values[f"{part}_then"] = report.text("routes.suppliers.then", **then) if told else ""
    return values


def port(report: Report, path: pd.DataFrame, labels: dict[str, str]) -> None:
    """Say in which heading and year the port beside the rival weighs most, and what it weighs now.

    Parameters
    ----------
    path : DataFrame
        From `decisions.entrepot.together`.
    """
    known = path[path["product"].isin(labels)].dropna(subset=["entrepot", "share"])
    if known.empty or known["entrepot"].max() < WORTH_SAYING:
        return
    most = known.nlargest(1, "entrepot").iloc[0]
    last = path[path["product"] == most["product"]].sort_values("year").iloc[-1]
    report.claim(
        "routes.claim.port",
        product=labels[most["product"]],
        then=str(int(most["year"])),
        share=float(most["share"]),
        port=float(most["entrepot"]),
        both=float(most["together"]),
        now=str(int(last["year"])),
        both_now=float(last["together"]),
    )


WORTH_SAYING = 0.1


def years(report: Report, cut: pd.DataFrame, product: str, label: str) -> Exhibit | Gap:
    """Show all who matter in one heading, one bar a year.

    A gap where the source lists the importer's suppliers of the heading in fewer than two years.

    Parameters
    ----------
    cut : DataFrame
        From `decisions.entrepot.parts` with others, of the heading: year, part, economy, share (0..1).
    product, label : str
        The heading and what it is called.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> goods = trade(list(exhibits.labels(sector("information_communications"), "en")), year=2024)
    >>> routes, totals = exhibits.whose(goods)
    >>> named = decisions.entrepot.parts(goods, **report.roles, products=["8517"], others=4)
    >>> exhibits.entrepot.years(report.on(routes), named, "8517", exhibits.label("8517", "en")).id
    'years-8517'
    """
    own = cut[cut["product"] == product]
    if own["year"].nunique() < 2:  # noqa: PLR2004 - a path has two ends
        return Gap("routes.gap.years", {"product": label})
    others = list(dict.fromkeys(own.loc[own["part"] == "other", "economy"]))
    others = sorted(others, key=lambda code: -float(own.loc[own["economy"] == code, "share"].sum()))
    series = [one for one in order(report, own) if one.key != "rest"]
    series += [Series(code, name_of(report, code), colour) for code, colour in report.palette.beside(others).items()]
    series += [Series("rest", report.text("economy.rest"), REST)]
    drawn = own.assign(
        label=own["year"].astype(str),
        series=own["part"].where(own["part"] != "other", own["economy"]),
        name=[name_of(report, code) for code in own["economy"]],
    )
    values = {"product": label} | _swap(report, own)
    subtitle = report.text("routes.years.subtitle", **values | {"first_year": str(int(own["year"].min()))})
    port_beside = ("hong_kong",) if "entrepot" in set(own["part"]) else ()
    form = "both" if values["up"] and values["down"] else "up" if values["up"] else "down" if values["down"] else "none"
    return report.exhibit(
        "routes.years",
        values,
        id="years-" + product,
        form=form,
        subtitle=subtitle,
        chart=charts.stacked(drawn, series, step=34),
        table=Table(drawn, (common.YEAR_ROW, common.SUPPLIER, common.SHARE)),
        caveats=[*port_beside, *broken(own["year"]), "top_ten", *stale(report)],
    )


def _swap(report: Report, own: pd.DataFrame) -> dict[str, Any]:
    """Say whose share rose most and whose fell most from the first whole year to the last, of those in both lists."""
    ends = own[own["economy"] != "XXO"].pivot_table(index="economy", columns="year", values="share")
    first, last = complete(own["year"], least=2)[0], ends.columns.max()
    change = (ends[last] - ends[first]).dropna().sort_values()
    rivals = own[own["part"] == "rival"].set_index("year")["share"]
    values: dict[str, Any] = {
        "first_year": str(int(first)),
        "last_year": str(int(last)),
        "rival_now": float(rivals.get(last, float("nan"))),
        "up": "",
        "down": "",
    } | {f"{side}_port": "" for side in ("up", "down")}
    pair = ends.reindex([code for code in with_port(report.rival) if code in ends.index])
    sides = (("up", change.index[-1], change.iloc[-1] > 0), ("down", change.index[0], change.iloc[0] < 0))
    for side, code, holds in sides if len(change) else ():
        if holds:
            values |= {side: str(code), f"{side}_from": float(ends.loc[code, first])}
            values |= {f"{side}_to": float(ends.loc[code, last])}
            if code == report.rival:
                alone, both = ((float(one[first]), float(one[last])) for one in (ends.loc[code], pair.sum()))
                values[f"{side}_port"] = beside(report, alone, both, form="item")
    return values
