"""Exhibits on time: is a dependence growing or shrinking."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.codes.economies import with_port
from econsec.exhibits import charts
from econsec.exhibits.charts import Series, economies, levels
from econsec.exhibits.dependence.port import SAID, beside, points
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.theme import MEASURES
from econsec.exhibits.elements.vintage import broken, caveats, stale

HALF = 0.5
# Below a million dollars in one of the two years a share says more of single shipments than of dependence.
SIZABLE = 1e6
MOVED = 0.05  # five points
REVISED = "2017"  # first year of HS 2017 in the trend


def paths(report: Report, shares: pd.DataFrame, changes: pd.DataFrame, labels: dict[str, str]) -> Exhibit | Gap:
    """Follow the rival's share in the products that moved most, and in those that never did.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.rival_share` for the importer: year, product, imports (USD), share, together.
    changes : DataFrame
        From `decisions.change` between the first and the last year: product, before, after, change, both_change.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> labels = exhibits.labels(sector("critical_minerals"), "en", [])
    >>> world = trade(list(labels), year=2024)
    >>> path = decisions.rival_share(world.through_years(), importer="JPN", rival="CHN")
    >>> report = report.on(*exhibits.cited((*world.sources, *world.before)))
    >>> exhibits.trends.paths(report, path, decisions.change(path), labels).id
    'paths'
    """
    if shares.empty:
        return Gap("trends.gap")
    known = changes[changes["product"].isin(labels)].dropna(subset=["change"])
    bought = (
        shares[shares["year"].isin([shares["year"].min(), shares["year"].max()])].groupby("product")["imports"].min()
    )
    sizable = known[known["product"].map(bought) >= SIZABLE]
    if sizable.empty:
        ends = {"first_year": str(shares["year"].min()), "last_year": str(shares["year"].max())}
        return Gap("trends.paths.gap", ends)
    falls = sizable[sizable["change"] < 0].nsmallest(3, "change")
    rises = sizable[sizable["change"] > 0].nlargest(2, "change")
    lowest = shares.groupby("product")["share"].agg(["min", "count"])
    stuck = lowest[(lowest["count"] >= shares["year"].nunique() - 1) & lowest.index.isin(sizable["product"])]
    stuck = stuck[~stuck.index.isin([*falls["product"], *rises["product"]])].nlargest(1, "min")
    chosen = list(dict.fromkeys([*stuck.index, *rises["product"], *falls["product"]]))
    series = [Series(code, labels[code], MEASURES[place]) for place, code in enumerate(chosen)]
    first, last = int(shares["year"].min()), int(shares["year"].max())
    values = {
        "first_year": str(first),
        "last_year": str(last),
        "fall": labels[falls["product"].iloc[0]] if len(falls) else "",
        "fall_points": float(falls["change"].iloc[0]) if len(falls) else None,
        "rise": labels[rises["product"].iloc[0]] if len(rises) else "",
        "rise_points": float(rises["change"].iloc[0]) if len(rises) else None,
        "fall_port": points(report, *_both(falls)) if len(falls) else "",
        "rise_port": points(report, *_both(rises)) if len(rises) else "",
        "stuck": labels[stuck.index[0]] if len(stuck) else "",
        "stuck_least": float(stuck["min"].iloc[0]) if len(stuck) else None,
    }
    form = "both" if len(falls) and len(rises) else "fall" if len(falls) else "rise" if len(rises) else "still"
    table = known.assign(label=known["product"].map(labels)).sort_values("change")
    # The file has all; who reads the page reads of what moved.
    moved = table[["change", "both_change"]].abs().max(axis=1).ge(MOVED)
    moved |= not moved.any()
    port_said = (table["both_change"] - table["change"]).abs().ge(SAID).any()
    columns = (
        *common.GOOD,
        Column("before", str(first), "percent", bar=True),
        Column("after", str(last), "percent", bar=True),
        common.CHANGE,
        *((Column("both_change", "column.change_with_port", "points"),) if port_said else ()),
    )
    return report.exhibit(
        "trends.paths",
        values,
        form=form,
        also={"names": [one.label for one in series]},
        chart=charts.lines(shares.rename(columns={"product": "series"}), series, gap=REVISED),
        table=Table(table[moved], columns, whole=table.drop(columns=["direction", "reason"], errors="ignore")),
        caveats=["caveat.trimmed", "caveat.revision", *(["hong_kong"] if port_said else [])],
    )


def _both(changes: pd.DataFrame) -> tuple[float, float]:
    """Return the first change, the rival's and that of rival and port."""
    return float(changes["change"].iloc[0]), float(changes["both_change"].iloc[0])


def years(report: Report, shares: pd.DataFrame, labels: dict[str, str], *, rows: int = 12) -> Exhibit | Gap:
    """Show the rival's share as shades, year by year, in every product in which it was ever above half.

    A gap where the importer bought none of the products in any year.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.rival_share`: year, product, imports, from_rival, from_both (USD), share.
    labels : dict
        Product code to label, in the order to draw.
    rows : int
        The most products to draw.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> labels = exhibits.labels(sector("critical_minerals"), "en", [])
    >>> world = trade(list(labels), year=2024)
    >>> order = exhibits.ranked(labels, decisions.exposure(world, **report.roles), "rival_share")
    >>> path = decisions.rival_share(world.through_years(), importer="JPN", rival="CHN")
    >>> exhibits.trends.years(report.on(*exhibits.cited((*world.sources, *world.before))), path, order).id
    'years'
    """
    known = shares[shares["product"].isin(labels)]
    if known.empty:
        return Gap("trends.gap")
    order = {code: place for place, code in enumerate(labels)}
    known = known.assign(label=known["product"].map(labels), place=known["product"].map(order))
    known = known.sort_values(["place", "year"], kind="stable")
    counts = _over(known).groupby(known["year"]).sum()
    sums = known.groupby("year")[["imports", "from_rival", "from_both"]].sum()
    by_value, both = sums["from_rival"] / sums["imports"], sums["from_both"] / sums["imports"]
    values = {
        "first_year": str(counts.index.min()),
        "last_year": str(counts.index.max()),
        "before": int(counts.iloc[0]),
        "after": int(counts.iloc[-1]),
        "value_before": float(by_value.iloc[0]),
        "value_after": float(by_value.iloc[-1]),
        "port": beside(report, *((float(line.iloc[0]), float(line.iloc[-1])) for line in (by_value, both))),
        "most": int(counts.max()),
        "most_year": str(counts.idxmax()),
    }
    above = known[known["share"] > HALF]["product"].unique()
    picked = [code for code in labels if code in set(above)][:rows]
    drawn = known[known["product"].isin(picked)] if picked else known
    values |= {"n": len(above), "rows": len(picked)}
    wide = (
        drawn.pivot_table(index="label", columns="year", values="share")
        .reindex(list(labels.values()))
        .dropna(how="all")
    )
    named = [year for year in wide.columns if (int(year) - int(wide.columns.max())) % 3 == 0]
    wide.columns = [str(year) for year in wide.columns]
    columns = (common.PRODUCT, *(Column(str(year), str(year), "percent0") for year in named))
    return report.exhibit(
        "trends.years",
        values,
        chart=charts.heat(drawn, colour=report.palette.of(report.rival)),
        table=Table(wide.reset_index(), columns),
        caveats=["caveat.trimmed", "caveat.blank", *_heaviest(report, known)],
    )


HEAVY = 0.3  # of the value of all codes: above it one code moves the sum


def _heaviest(report: Report, known: pd.DataFrame) -> tuple[str, ...]:
    """Say which code weighs most in the sums of the last year, where it weighs much."""
    last = known[known["year"] == known["year"].max()]
    top, total = last.nlargest(1, "imports").iloc[0], float(last["imports"].sum())
    if not total or float(top["imports"]) / total < HEAVY:
        return ()
    share, year = float(top["imports"]) / total, str(int(top["year"]))
    return (report.text("caveat.weight", product=str(top["label"]), share=share, last_year=year),)


def persistence(report: Report, shares: pd.DataFrame) -> None:
    """Say how many of the products that are dependent now were so in the first year.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.rival_share`: year, product, share.
    """
    if shares.empty:
        return
    over = shares[_over(shares)]
    first, last = int(shares["year"].min()), int(shares["year"].max())
    now = set(over.loc[over["year"] == last, "product"])
    then = set(over.loc[over["year"] == first, "product"])
    if now:
        report.claim("minerals.claim.persistence", n=len(now & then), of=len(now), first_year=str(first))


def _over(shares: pd.DataFrame) -> pd.Series[bool]:
    return shares["share"] > HALF


def path(report: Report, shares: pd.DataFrame, product: str) -> Exhibit | Gap:
    """Follow the rival's share of one heading in the imports of importer and partner.

    A gap where the rival is not among the ten suppliers of either in two years.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.followed_sellers` for the rival and the port beside it: year, economy, exporter, share (0..1).
    product : str
        The heading.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> goods = trade("2941", year=2024)
    >>> path = decisions.followed_sellers(goods, product="2941", rival="CHN", since=2018)
    >>> exhibits.trends.path(report.on(*exhibits.cited(goods.sources)), path, "2941").id
    'path-2941'
    """
    own = shares[(shares["exporter"] == report.rival) & shares["economy"].isin([report.importer, report.partner])]
    counts = own.groupby("economy")["year"].nunique()
    named = [code for code in (report.importer, report.partner) if counts.get(code, 0) > 1]
    label = product_label(product, report.language)
    if not named:
        return Gap("headings.path.gap", {"product": label})
    series = economies(report, named)
    values: dict[str, Any] = {"product": label}
    table = _with_hong_kong(report, shares, named)
    for part, code in (("one", named[0]), ("other", named[-1])):
        line = table[table["economy"] == code].sort_values("year")
        alone, both = ((float(line[kind].iloc[0]), float(line[kind].iloc[-1])) for kind in ("share", "with_hong_kong"))
        values |= {part: code, f"{part}_before": alone[0], f"{part}_after": alone[1]}
        values[f"{part}_port"] = beside(report, alone, both)
    values |= {"first_year": str(own["year"].min()), "last_year": str(own["year"].max())}
    columns = (
        Column("name", "table.importer"),
        common.YEAR,
        Column("share", "column.from_rival", "percent", bar=True),
        Column("with_hong_kong", "table.with_hong_kong", "percent"),
    )
    form = "two" if len(named) > 1 else "single"
    said = caveats(report, *broken(own["year"]), *stale(report))
    return report.exhibit(
        "headings.path",
        values,
        id="path-" + product,
        form=form,
        chart=levels(
            own.rename(columns={"economy": "series", "share": "value"}),
            series,
            axis_format=".0%",
            dots=True,
            top=1.0,
            height=260,
        ),
        table=Table(table, columns),
        caveats=[*_through_hong_kong(report, shares, named), *said],
    )


def _with_hong_kong(report: Report, shares: pd.DataFrame, named: list[str]) -> pd.DataFrame:
    """Set the rival's share beside its share with Hong Kong's, which ships what others made."""
    wide = shares[shares["economy"].isin(named)].pivot_table(
        index=["economy", "year"], columns="exporter", values="share"
    )
    wide = wide.reindex(columns=list(with_port(report.rival))).dropna(subset=[report.rival])
    found = pd.DataFrame({"share": wide[report.rival], "with_hong_kong": wide.sum(axis=1)}).reset_index()
    found["name"] = report.names(found["economy"])
    return found


def _through_hong_kong(report: Report, shares: pd.DataFrame, named: list[str]) -> tuple[str, ...]:
    """Say how much came through Hong Kong, where it is among the ten and no part of the question itself."""
    seen = shares[shares["economy"].isin(named) & shares["exporter"].isin(with_port(report.rival)[1:])]
    if seen.empty:
        return ()
    return (report.text("caveat.through_hong_kong", most=float(seen["share"].max())),)
