"""Exhibits on pairs of economies: whose sales fit whose purchases, and who sells the same things."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.complementarity.fit import FUELS
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table
from econsec.i18n import numbers


def pairs(report: Report, fits: pd.DataFrame) -> Exhibit | Gap:
    """Show the fit of every exporter with every importer as squares.

    A gap where the source does not hold both economies in that year.

    Parameters
    ----------
    fits : DataFrame
        From `decisions.fits`, all pairs, of the baskets "all" and "fuels".

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> exhibits.pairs.pairs(
    ...     report.on(dataset("baci_hs2")), decisions.fits(load("baci_hs2"), without=decisions.BASKETS)
    ... ).id
    'fit-pairs'
    """
    now = fits[(fits["year"] == report.year) & (fits["basket"] == "all")].dropna(subset=["fit"])
    own = (now["exporter"] == report.partner) & (now["importer"] == report.importer)
    back = (now["exporter"] == report.importer) & (now["importer"] == report.partner)
    if not own.any() or not back.any():
        return Gap("pairings.gap")
    ranked = now.sort_values("fit", ascending=False, kind="stable").reset_index(drop=True)
    suppliers = now[now["importer"] == report.importer].sort_values("fit", ascending=False, kind="stable")
    order = _first(report, now.groupby("exporter")["fit"].mean())
    names = report.named(order)
    cells = pd.DataFrame([{"exporter": one, "importer": other} for one in order for other in order])
    cells = cells.merge(now.assign(mark=own | back), on=["exporter", "importer"], how="left")
    cells["mark"] = cells["mark"].fillna(False).astype(bool)  # noqa: FBT003 - a cell without a pair
    cells["label"], cells["column"] = cells["exporter"].map(names), cells["importer"].map(names)
    cells["value"] = cells["fit"]
    cells["text"] = [numbers.decimal(value, report.language, digits=0) for value in cells["fit"]]
    place = ranked.index[(ranked["exporter"] == report.partner) & (ranked["importer"] == report.importer)]
    apart = fits[(fits["year"] == report.year) & (fits["basket"] == FUELS)].dropna(subset=["fit"])
    sellers = apart[apart["importer"] == report.importer].sort_values("fit", ascending=False, kind="stable")
    without = apart.set_index(["exporter", "importer"])["fit"]
    values = {
        "without": report.text(
            "fit.pairs.without",
            place=int((sellers["exporter"] == report.partner).to_numpy().argmax()) + 1,
            fit=float(without[report.partner, report.importer]),
            best=str(sellers["exporter"].iloc[0]),
            best_fit=float(sellers["fit"].iloc[0]),
            back=float(without[report.importer, report.partner]),
        ),
        "fit": float(now.loc[own, "fit"].iloc[0]),
        "back": float(now.loc[back, "fit"].iloc[0]),
        "of": len(ranked),
        "place": int(place[0]) + 1,
        "supplier_place": int((suppliers["exporter"] == report.partner).to_numpy().argmax()) + 1,
        "suppliers": len(suppliers),
        "best": suppliers["exporter"].iloc[0],
        "best_fit": float(suppliers["fit"].iloc[0]),
        "n": len(order),
    }
    wide = cells.pivot_table(index="label", columns="column", values="fit", sort=False).reset_index()
    columns = [Column("label", "fit.column.exporter")] + [Column(names[code], names[code], "dec1") for code in order]
    return report.exhibit(
        "fit.pairs",
        values,
        id="fit-pairs",
        form="first" if values["best"] == report.partner else "",
        chart=charts.squares(
            cells,
            list(names.values()),
            domain=(float(now["fit"].min()) - 5, float(now["fit"].max())),
            marked=True,
        ),
        table=Table(wide, tuple(columns)),
        caveats=["caveat.fit", "caveat.baskets", "caveat.fit_not_distance"],
    )


def _first(report: Report, means: pd.Series[float]) -> list[str]:
    """Return the economies: partner, importer and rival first, then the others by their mean fit."""
    parts = [code for code in (report.partner, report.importer, report.rival) if code in means.index]
    return [*parts, *means[~means.index.isin(parts)].sort_values(ascending=False).index]


def similarity(report: Report, similar: pd.DataFrame, without: pd.DataFrame, *, base: int) -> Exhibit | Gap:
    """Show how alike the exports of every two economies are, those of importer and partner in rows of their own.

    A gap where the source does not hold both economies in that year.

    Parameters
    ----------
    similar : DataFrame
        From `indicators.export_similarity`: year, exporter, other, export_similarity (0..100).
    without : DataFrame
        The same without fuels (HS chapter 27).
    base : int
        An earlier year for the table.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, indicators, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> sold = decisions.sides(load("baci_hs2"))[0]
    >>> apart = indicators.export_similarity(sold.query("product != '27'"))
    >>> exhibits.pairs.similarity(
    ...     report.on(dataset("baci_hs2")), indicators.export_similarity(sold), apart, base=2018
    ... ).id
    'similarity'
    """
    pairs_ = similar[similar["exporter"] < similar["other"]].dropna(subset=["export_similarity"])
    now = pairs_[pairs_["year"] == report.year].assign(value=lambda frame: frame["export_similarity"])
    then = pairs_[pairs_["year"] == base].set_index(["exporter", "other"])["export_similarity"]
    now["before"] = then.reindex(pd.MultiIndex.from_frame(now[["exporter", "other"]])).to_numpy()
    now["pair"] = report.each("pairings.both", now, one="exporter", other="other")
    if not _of(now, report.importer, report.partner) >= 0:
        return Gap("pairings.gap")
    rows = [_row(report, now, report.partner), _row(report, now, report.importer)]
    others = now[~now["exporter"].isin(report.palette.parts[:2]) & ~now["other"].isin(report.palette.parts[:2])]
    rest = others.assign(label=report.text("pairings.others"), text="", colour="#767676", name=others["pair"])
    drawn = pd.concat([*rows, rest], ignore_index=True)
    three = tuple(combinations(report.roles.values(), 2))
    own, importer_rival, partner_rival = (_of(now, *two) for two in three)
    values = {
        "value": own,
        "importer_rival": importer_rival,
        "partner_rival": partner_rival,
        "before": _of(now, report.importer, report.partner, "before"),
        "base": str(base),
        "place": int((now["value"] < own).sum()) + 1,
        "of": len(now),
    }
    without = without[(without["exporter"] != without["other"]) & (without["year"] == report.year)]
    pair, ours, theirs = (_of(without, *two, "export_similarity") for two in three)
    values |= {"value_fuels": pair, "importer_rival_fuels": ours, "partner_rival_fuels": theirs}
    told = without.set_index(["year", "exporter", "other"])["export_similarity"]
    keys = pd.MultiIndex.from_arrays([[report.year] * len(now), now["exporter"], now["other"]])
    now["fuels"] = told.reindex(keys).to_numpy()
    least = own < min(importer_rival, partner_rival) and pair < min(ours, theirs)
    columns = (
        Column("pair", "fit.column.pair"),
        Column("before", str(base), "dec1"),
        Column("value", str(report.year), "dec1"),
        Column("fuels", report.text("fit.column.without", pair=str(report.year)), "dec1"),
    )
    return report.exhibit(
        "pairings.similarity",
        values,
        form="least" if least else "",
        chart=charts.swarm(drawn, axis_format=".0f", domain=(0, 100), step=64),
        table=Table(now.sort_values("value", ascending=False), columns),
        caveats=["caveat.similarity", "caveat.baskets"],
    )


def _row(report: Report, now: pd.DataFrame, economy: str) -> pd.DataFrame:
    """Return the dots of one economy with each other one, named and coloured for the other."""
    own = now[(now["exporter"] == economy) | (now["other"] == economy)]
    other = own["exporter"].where(own["exporter"] != economy, own["other"])
    names = report.names(other)
    return own.assign(
        label=report.text("pairings.with", economy=economy),
        text=names,
        colour=report.colours(other),
        whose=names,
        name=own["pair"],
    )


def _of(now: pd.DataFrame, one: str, other: str, column: str = "value") -> float:
    found = now[(now["exporter"].isin([one, other])) & (now["other"].isin([one, other]))]
    return float(found[column].iloc[0]) if len(found) else float("nan")
