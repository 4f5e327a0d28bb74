"""Exhibits on trade by heading: who supplies, how a share moved, who still makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.codes.sectors import sectors
from econsec.exhibits import charts
from econsec.exhibits.charts import economies, levels
from econsec.exhibits.dependence.suppliers import mixed, parts
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.vintage import broken, caveats, complete

if TYPE_CHECKING:
    from collections.abc import Iterable

    from econsec.store.catalog import Dataset


def split(report: Report, suppliers: pd.DataFrame, labels: dict[str, str], data: Dataset) -> Exhibit | Gap:
    """Show who supplies each heading that the importer buys on balance: rival, partner, the two largest others.

    A gap where the source has no list of the importer's suppliers in that year.

    Parameters
    ----------
    suppliers : DataFrame
        From `decisions.by_year` for the importer: year, product, exporter, share (0..1).
    labels : dict
        Heading to label, in the order to print.
    """
    own = suppliers[(suppliers["year"] == report.year) & suppliers["product"].isin(labels)]
    own = own[own["exporter"] != REST]
    listed = [code for code in labels if code in set(own["product"])]
    if not listed:
        return Gap("headings.split.gap")
    drawn = pd.concat([parts(report, own[own["product"] == code]) for code in listed], ignore_index=True)
    drawn["label"] = drawn["product"].map(labels)
    rival = own[own["exporter"] == report.rival].set_index("product")["share"]
    values = _rivals(rival, listed, labels)
    form = "both" if values["n"] and values["n"] < len(listed) else "every" if values["n"] else "never"
    columns = (
        Column("label", "column.product"),
        Column("product", "column.hs", "code"),
        Column("name", "column.supplier"),
        Column("share", "column.share", "percent", bar=True),
    )
    return report.exhibit(
        "headings.split",
        values,
        id="headings-" + report.importer.lower(),
        form=form,
        chart=charts.stacked(drawn, mixed(report)),
        table=Table(drawn, columns, whole=own),
        data=data,
        caveats=[*notes(listed, report.language), "net_direction", *_provisional(report)],
    )


def _rivals(rival: pd.Series[float], listed: list[str], labels: dict[str, str]) -> dict[str, Any]:
    """Say in how many headings the rival is listed, where it has most, and where it is not among the ten."""
    known = rival.sort_values(ascending=False)
    top = str(known.index[0]) if len(known) else ""
    return {
        "n": len(known),
        "of": len(listed),
        "first": labels.get(top, ""),
        "first_share": float(known.iloc[0]) if len(known) else None,
        "absent": [labels[code] for code in listed if code not in known.index],
    }


def notes(codes: Iterable[str], language: str) -> tuple[str, ...]:
    """Return what a reader would get wrong about some codes, as the sectors' lists say it.

    Examples
    --------
    >>> notes(["2941", "2933"], "en")[0].startswith("2933: Most are active ingredients")
    True
    """
    known = pd.concat([sector.products for sector in sectors()])[["product", f"note_{language}"]]
    known = known[known["product"].isin(list(codes)) & (known[f"note_{language}"] != "")].drop_duplicates("product")
    mark = "：" if language == "ja" else ": "
    return tuple(f"{code}{mark}{note}" for code, note in known.itertuples(index=False, name=None))


def _provisional(report: Report) -> tuple[str, ...]:
    return ("provisional_2024",) if report.year >= 2024 else ()  # noqa: PLR2004 - the year that the release calls so


def path(report: Report, shares: pd.DataFrame, product: str, data: Dataset) -> Exhibit | Gap:
    """Follow the rival's share of one heading in the imports of importer and partner.

    A gap where the rival is not among the ten suppliers of either in two years.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.followed_sellers` for the rival and Hong Kong: year, economy, exporter, share (0..1).
    product : str
        The heading.
    """
    own = shares[(shares["exporter"] == report.rival) & shares["economy"].isin([report.importer, report.partner])]
    counts = own.groupby("economy")["year"].nunique()
    named = [code for code in (report.importer, report.partner) if counts.get(code, 0) > 1]
    label = product_label(product, report.language)
    if not named:
        return Gap("headings.path.gap", {"product": label})
    series = economies(report, named)
    values: dict[str, Any] = {"product": label}
    for part, code in (("one", named[0]), ("other", named[-1])):
        line = own[own["economy"] == code].sort_values("year")
        values |= {
            part: code,
            f"{part}_before": float(line["share"].iloc[0]),
            f"{part}_after": float(line["share"].iloc[-1]),
        }
    values |= {"first_year": str(own["year"].min()), "last_year": str(own["year"].max())}
    table = _with_hong_kong(report, shares, named)
    columns = (
        Column("name", "table.importer"),
        Column("year", "table.year", "code"),
        Column("share", "column.from_rival", "percent", bar=True),
        Column("with_hong_kong", "table.with_hong_kong", "percent"),
    )
    form = "two" if len(named) > 1 else "single"
    said = caveats(report, *broken(own["year"]), *_provisional(report))
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
        data=data,
        caveats=[*_through_hong_kong(report, shares, named), *said],
    )


def _with_hong_kong(report: Report, shares: pd.DataFrame, named: list[str]) -> pd.DataFrame:
    """Set the rival's share beside its share with Hong Kong's, which ships what others made."""
    wide = shares[shares["economy"].isin(named)].pivot_table(
        index=["economy", "year"], columns="exporter", values="share"
    )
    wide = wide.reindex(columns=list(dict.fromkeys([report.rival, "HKG"]))).dropna(subset=[report.rival])
    found = pd.DataFrame({"share": wide[report.rival], "with_hong_kong": wide.sum(axis=1)}).reset_index()
    found["name"] = report.names(found["economy"])
    return found


def _through_hong_kong(report: Report, shares: pd.DataFrame, named: list[str]) -> tuple[str, ...]:
    """Say how much came through Hong Kong, where it is among the ten and no part of the question itself."""
    seen = shares[shares["economy"].isin(named) & (shares["exporter"] == "HKG")]
    if seen.empty or report.rival == "HKG":
        return ()
    return (report.text("caveat.through_hong_kong", most=float(seen["share"].max())),)


def makers(report: Report, balances: pd.DataFrame, product: str, data: Dataset, *, since: int = 0) -> Exhibit | Gap:
    """Follow what economies sell of one heading: who still makes it for others.

    A gap where the importer's exports are not known in two years.

    Parameters
    ----------
    balances : DataFrame
        From `Trade.balances`: year, product, economy, exports (USD).
    product : str
        The heading.
    since : int
        First year that counts.
    """
    label = product_label(product, report.language)
    exports = balances[(balances["product"] == product) & (balances["year"] >= since)].dropna(subset=["exports"])
    exports = exports.rename(columns={"exports": "value"})[["year", "economy", "value"]]
    line = exports[exports["economy"] == report.importer].sort_values("year")
    if line["year"].nunique() < 2:  # noqa: PLR2004 - a line has two ends
        return Gap("headings.makers.gap", {"product": label})
    drawn = exports.assign(series=exports["economy"], value=exports["value"] / 1e6)
    drawn = drawn[drawn["value"] >= LEAST]
    last = drawn.sort_values("year").groupby("series")["value"].last().sort_values(ascending=False)
    series = economies(report, last.index)
    line = line[line["year"].isin(complete(line["year"], least=2))]
    before, after = float(line["value"].iloc[0]), float(line["value"].iloc[-1])
    form = "down" if after < 0.95 * before else "up" if after > 1.05 * before else "level"
    values = {
        "product": label,
        "before": before,
        "after": after,
        "change": abs(after / before - 1),
        "first_year": str(line["year"].iloc[0]),
        "last_year": str(line["year"].iloc[-1]),
        "top": str(last.index[0]),
        "top_value": float(last.iloc[0]) * 1e6,
    }
    drawn_from = {"first_year": str(int(drawn["year"].min()))}
    subtitle = report.text("headings.makers.subtitle", **values | drawn_from)
    table = exports.assign(name=report.names(exports["economy"]))
    wide = table.pivot_table(index="name", columns="year", values="value").reset_index()
    wide.columns = [str(name) for name in wide.columns]
    years = [name for name in wide.columns if name != "name"]
    wide = wide.sort_values(years[-1], ascending=False, na_position="last")
    columns = (Column("name", "column.economy"), *(Column(year, year, "usd_million") for year in years))
    return report.exhibit(
        "headings.makers",
        values,
        id="makers-" + product,
        form=form,
        subtitle=subtitle,
        chart=levels(drawn, series, log=True, dots=True),
        table=Table(wide, columns),
        data=data,
        caveats=[*broken(drawn["year"]), *_provisional(report)],
    )


REST = "XXO"
LEAST = 1.0  # USD million: below it a logarithmic scale shows single shipments
