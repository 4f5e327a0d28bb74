"""Exhibits on what an economy buys of one subject: who supplies it now, and since when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.economies import with_port
from econsec.exhibits import charts
from econsec.exhibits.charts import Series, levels
from econsec.exhibits.dependence.entrepot import name_of
from econsec.exhibits.dependence.naming import OLDER, notes
from econsec.exhibits.dependence.port import beside
from econsec.exhibits.dependence.verdicts import side_by_side
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.sources import cited
from econsec.exhibits.elements.theme import GREEN, GREY
from econsec.exhibits.elements.vintage import broken, complete
from econsec.flows.accounts import REST
from econsec.i18n import numbers

if TYPE_CHECKING:
    from econsec.decisions.dependence.suppliers import Bought
    from econsec.exhibits.picks.picks import Picks


FAINT = "#D4D4D4"
ROWS = 12


def suppliers(report: Report, found: Bought, title: str, picks: Picks | None = None) -> Exhibit | Gap:
    """Show who supplies the importer.

    A gap where no table names a supplier of the importer.

    Parameters
    ----------
    found : Bought
        From `decisions.suppliers`.
    picks : Picks, optional
        Whose suppliers a reader may look at instead, from `exhibits.purchases.suppliers`.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> found = decisions.suppliers(trade("850511", year=2024), importer="JPN", year=2024)
    >>> exhibits.one_product.suppliers(report.on(*exhibits.cited(found.sources)), found, "magnets").id
    'suppliers-jpn'
    """
    if found.ranked.empty:
        reason = (found.reason or "not covered").replace(" ", "_")
        return Gap(f"purchases.suppliers.gap.{reason}", {"item": title})
    table = found.ranked.assign(label=[name_of(report, code) for code in found.ranked["exporter"]])
    named = table[table["exporter"] != REST]
    shown = table[table["exporter"].isin([*named["exporter"].head(ROWS), REST])]
    drawn = shown.assign(
        value=shown["share"],
        text=[numbers.percent(share, report.language) for share in shown["share"]],
        colour=[FAINT if code == REST else report.palette.of(code) for code in shown["exporter"]],
    )
    shares = named.set_index("exporter")["share"]
    values: dict[str, Any] = {
        "item": title,
        "first": str(named["exporter"].iloc[0]),
        "share": float(named["share"].iloc[0]),
        "n": len(named),
        "rows": min(ROWS, len(named)),
        "total": float(table["value"].sum(skipna=False)),
        "partner_share": float(shares.get(report.partner, float("nan"))),
    }
    form = "partner" if report.partner in shares.index and values["first"] != report.partner else "alone"
    form = form if found.first_known else "some"
    said = "known" if values["total"] == values["total"] else "unknown"
    return report.on(*cited(found.sources)).exhibit(
        "purchases.suppliers",
        values,
        id="suppliers-" + report.importer.lower(),
        form=form,
        subtitle=f"purchases.suppliers.subtitle.{said}",
        chart=charts.bars(drawn, colour=GREY, axis_format=".0%", room=0.12),
        table=Table(table, (common.SUPPLIER_ROW, common.VALUE, common.SHARE)),
        caveats=notes(report, found),
        picks=picks,
    )


def path(report: Report, shares: pd.DataFrame, found: Bought, title: str, picks: Picks | None = None) -> Exhibit | Gap:
    """Follow the shares of the rival, the partner and the first supplier through the years.

    A gap where fewer than two years are known.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.followed`: year, exporter, share (0..1).
    found : Bought
        What the importer buys now.
    picks : Picks, optional
        Whose suppliers a reader may follow instead, from `exhibits.purchases.path`.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> goods = trade("850511", year=2024)
    >>> found = decisions.suppliers(goods, importer="JPN", year=2024)
    >>> path = decisions.followed(goods, found, importer="JPN", since=2014)
    >>> exhibits.one_product.path(report.on(*exhibits.cited(found.sources)), path, found, "magnets").id
    'path-jpn'
    """
    named = [code for code in found.ranked["exporter"] if code != REST][:1]
    asked = list(dict.fromkeys([report.rival, report.partner, *named]))
    wide = shares.pivot_table(index="year", columns="exporter", values="share", aggfunc="sum")
    wide = wide.reindex(columns=asked).dropna(axis=1, how="all")
    if len(wide) < 2 or not len(wide.columns):  # noqa: PLR2004 - a line has two ends
        return Gap("purchases.path.gap", {"item": title})
    series = charts.economies(report, wide.columns)
    drawn = wide.rename_axis(columns="series").reset_index().melt(id_vars="year").dropna(subset=["value"])
    years = [int(year) for year in wide.index]
    lead = wide[report.rival].dropna() if report.rival in wide else wide.iloc[:, 0].dropna()
    lead = lead[lead.index.isin(complete(lead.index, least=2))]
    values: dict[str, Any] = {
        "item": title,
        "who": str(lead.name),
        "before": float(lead.iloc[0]),
        "after": float(lead.iloc[-1]),
        "then": str(int(lead.index[0])),
        "now": str(int(lead.index[-1])),
        "first_year": str(years[0]),
        "last_year": str(years[-1]),
        "names": list(wide.columns),
        "port": _port(report, shares, lead),
    }
    turn = _turn(lead)
    if turn is not None:
        values |= {"most": float(lead[turn]), "most_year": str(int(turn))}
    form = "single" if len(lead) < 2 else "up" if lead.iloc[-1] > lead.iloc[0] else "down"  # noqa: PLR2004 - two ends
    if turn is not None:
        form = "peak" if lead[turn] > lead.iloc[-1] else "trough"
    rows = wide.reset_index().sort_values("year", ascending=False).assign(label=lambda own: own["year"].astype(str))
    columns = (common.YEAR_ROW, *(Column(one.key, one.label, "percent", bar=True) for one in series))
    breaks = () if OLDER in found.sources else broken(years)
    trimmed = (report.text("caveat.trimmed"),) if shares.attrs.get("trimmed") else ()
    here = report.on(*cited(shares.attrs.get("sources", found.sources)))
    return here.exhibit(
        "purchases.path",
        values,
        id="path-" + report.importer.lower(),
        form=form,
        chart=levels(
            drawn, series, axis_format=".0%", dots=True, top=min(1.0, 1.15 * float(drawn["value"].max())), height=280
        ),
        table=Table(rows, columns, whole=shares),
        caveats=[*trimmed, *(["hong_kong"] if values["port"] else []), *breaks, *notes(report, found)[1:]],
        picks=picks,
    )


def _port(report: Report, shares: pd.DataFrame, lead: pd.Series[float]) -> str:
    """Say what the rival's share is at both of its ends with that of the port beside it, if it is the rival's."""
    if lead.name != report.rival:
        return ""
    own = shares[shares["exporter"].isin(with_port(report.rival, report.importer))]
    both = own.groupby("year")["share"].sum().reindex(lead.index)
    return beside(report, *((float(line.iloc[0]), float(line.iloc[-1])) for line in (lead, both)))


TURN = 0.05  # of imports: a year further from both ends than this is part of the story


def _turn(lead: pd.Series[float]) -> int | None:
    """Return the year in which a share stood well above or below both of its ends, None where the ends tell all."""
    between = lead.iloc[1:-1]
    if between.empty:
        return None
    low, high = sorted((float(lead.iloc[0]), float(lead.iloc[-1])))
    beyond = pd.concat([between - high, low - between], axis=1).max(axis=1)
    years = [int(year) for year in between.index]
    return years[int(beyond.to_numpy().argmax())] if float(beyond.max()) >= TURN else None


STATES = {1: "yes", 0: "no", -1: "unknown"}


SIX = 6
SIGNS = {"yes": "●", "no": "○", "unknown": "?"}


PALE, BLANK = "#D4D4D4", "#EDEDED"


def rules(
    report: Report, counted: pd.DataFrame, names: list[str], title: str, bought: Iterable[Bought] = ()
) -> Exhibit | Gap:
    """Show which published rules call the subject a dependence of importer and of partner.

    A gap where nothing can be judged for either; several products are shown side by side.

    Parameters
    ----------
    counted : DataFrame
        From `decisions.agreed`: importer, product, hold, fail, unknown, verdicts.
    names : list of str
        The rules, in the order of the verdicts.
    bought : iterable of Bought
        What importer and partner buy, from `decisions.suppliers`: says why one of them cannot be judged.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> goods = trade("850511", year=2024)
    >>> both = [decisions.suppliers(goods, importer=who, year=2024) for who in ("JPN", "IND")]
    >>> asked = {"products": decisions.either(*both).products, "importers": ["JPN", "IND"], "rival": "CHN"}
    >>> counted = decisions.agreed(decisions.verdicts(goods, **asked, year=2024))
    >>> report = report.on(*exhibits.cited(goods.sources))
    >>> exhibits.one_product.rules(report, counted, list(decisions.RULES), "magnets", both).id
    'rules'
    """
    known = counted[counted["hold"] + counted["fail"] > 0] if len(counted) else counted
    if known.empty:
        return Gap("holds.rules.gap", {"item": title})
    if len(counted["product"].unique()) > 1:
        kind = "minerals" if counted["product"].str.len().eq(SIX).all() else "headings"
        return side_by_side(report, counted, names, kind=kind)
    rows = counted.set_index("importer")["verdicts"]
    parts = [code for code in (report.importer, report.partner) if code in rows.index]
    cells = pd.DataFrame(
        [
            {"label": report.text(f"rule.{rule}"), "rule": rule, "economy": code, "state": STATES[rows[code][place]]}
            for place, rule in enumerate(names)
            for code in parts
        ]
    )
    cells = cells.assign(
        column=report.names(cells["economy"]),
        sign=cells["state"].map(SIGNS),
        text=[report.text(f"flag.{state}") for state in cells["state"]],
        asks=[report.text(f"holds.asks.{rule}") for rule in cells["rule"]],
    )
    held = counted.set_index("importer")["hold"]
    doubts = int(counted["unknown"].sum())
    values = {
        "item": title,
        "of": len(names),
        "n": int(held.get(report.importer, 0)),
        "partner_n": int(held.get(report.partner, 0)),
        "ours": report.text("part.rules", n=int(held.get(report.importer, 0)), of=len(names)),
        "theirs": report.text("part.rules", n=int(held.get(report.partner, 0)), of=len(names)),
        "doubt": report.text("holds.doubt", n=doubts) if doubts else "",
    }
    form = "both" if len(parts) > 1 else "single"
    if form == "single":
        reasons = dict(zip((report.importer, report.partner), (one.reason for one in bought), strict=False))
        (left,) = {report.importer, report.partner} - set(parts)
        reason = (reasons.get(left) or "not judged").replace(" ", "_")
        values |= {"whom": parts[0], "part": values["ours" if parts[0] == report.importer else "theirs"]}
        values["why"] = report.text(f"holds.why.{reason}", who=left)
    states = [
        Series("yes", report.text("flag.yes"), GREEN),
        Series("no", report.text("flag.no"), PALE),
        Series("unknown", report.text("flag.unknown"), BLANK),
    ]
    columns = (
        Column("label", "holds.column.rule"),
        Column("asks", "holds.column.asks"),
        Column("column", "goods.column.importer"),
        Column("text", "holds.column.passed"),
    )
    return report.exhibit(
        "holds.rules",
        values,
        form=form,
        also={"judged": report.each("holds.rules.judged", cells, rule="label", who="economy", text="text")},
        chart=charts.matrix(cells, list(dict.fromkeys(cells["column"])), states, step=34),
        table=Table(cells, columns, whole=counted),
        caveats=["caveat.rules_four"],
    )
