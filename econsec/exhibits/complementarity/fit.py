"""Exhibits on fit: does what one economy sells suit what another buys, and does the answer hang on a few goods."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.theme import CHARCOAL, GREEN, GREY, LILAC
from econsec.i18n import numbers

FUELS = "fuels"  # the basket without HS chapter 27; no two fits are compared without it beside
STILL = 0.0005  # a change that one decimal of an index point does not show, as a part of 100
# One colour a basket; the names stand beside the lines.
BASKETS = {"all": CHARCOAL, "fuels": LILAC, "gems": GREEN, "both": GREY}


def direction(change: float | None) -> str:
    """Name the form of a sentence by the sign of a change: up, down, level, or unknown."""
    if change is None or change != change:  # noqa: PLR0124 - NaN
        return "unknown"
    return "up" if change >= STILL else "down" if change <= -STILL else "level"


def ends(
    fits: pd.DataFrame, pair: tuple[str, str], years: tuple[int, int], basket: str = "all"
) -> dict[str, float | None]:
    """Return the fit of a pair in two years and its change (points of 1), None where the data lack it."""
    own = fits[(fits["exporter"] == pair[0]) & (fits["importer"] == pair[1]) & (fits["basket"] == basket)]
    by_year = own.dropna(subset=["fit"]).set_index("year")["fit"]
    before, after = (float(by_year[year]) if year in by_year.index else None for year in years)
    change = (after - before) / 100 if before is not None and after is not None else None
    return {"before": before, "after": after, "change": change}


def path(report: Report, fits: pd.DataFrame, *, base: int) -> Exhibit | Gap:
    """Follow the fit in both directions through the years, with the rival's fit beside it.

    A gap where the source has one year only of one of the two.

    Parameters
    ----------
    fits : DataFrame
        From `decisions.fits` with the baskets "all" and "fuels": year, exporter, importer, basket, fit (0..100).
    base : int
        First year to draw.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> exhibits.fit.path(
    ...     report.on(dataset("baci_hs2")), decisions.fits(load("baci_hs2"), without=decisions.BASKETS), base=2018
    ... ).id
    'fit-path'
    """
    years = (base, report.year)
    forward, reverse = (report.partner, report.importer), (report.importer, report.partner)
    told = {"forward": forward, "reverse": reverse, "rival": (report.rival, report.importer)}
    values: dict[str, Any] = {"base": str(base)}
    for suffix, basket in (("", "all"), ("_fuels", FUELS)):
        for name, pair in told.items():
            values |= {f"{name}_{end}{suffix}": value for end, value in ends(fits, pair, years, basket).items()}
    if values["forward_change"] is None or values["reverse_change"] is None:
        return Gap("fit.path.gap", {"base": str(base)})
    every = fits[fits["basket"].isin(["all", FUELS]) & fits["year"].between(base, report.year)].dropna(subset=["fit"])
    drawn = every[every["basket"] == "all"]
    drawn = drawn.assign(series=drawn["exporter"] + drawn["importer"], value=drawn["fit"])
    pairs = [forward, reverse, (report.rival, report.importer), (report.rival, report.partner)]
    pairs = [pair for pair in pairs if "".join(pair) in set(drawn["series"])]
    series = [Series("".join(pair), _ended(report, drawn, pair), report.palette.of(pair[0])) for pair in pairs]
    wide = every.assign(series=every["exporter"] + every["importer"] + every["basket"].map({"all": "", FUELS: FUELS}))
    wide = wide.pivot_table(index="year", columns="series", values="fit").reset_index()
    wide["year"] = wide["year"].astype(str)
    columns = [Column("year", "fit.column.year")]
    for pair in pairs:
        name = named(report, *pair)
        columns += [Column("".join(pair), name, "dec1")]
        columns += [Column("".join(pair) + FUELS, report.text("fit.column.without", pair=name), "dec1")]
    least, most = float(drawn["value"].min()), float(drawn["value"].max())
    return report.exhibit(
        "fit.path",
        values,
        id="fit-path",
        form=direction(values["forward_change"]),
        chart=charts.curves(drawn, series, domain=(least - 3, most + 3)),
        table=Table(wide, tuple(columns)),
        caveats=["caveat.fit", "caveat.baskets", "caveat.fit_base"],
    )


def named(report: Report, exporter: str, importer: str) -> str:
    """Name a pair by its direction."""
    return report.text("fit.pair", exporter=exporter, buyer=importer)


def _ended(report: Report, drawn: pd.DataFrame, pair: tuple[str, str]) -> str:
    """Name a line with the value at its end."""
    own = drawn[drawn["series"] == "".join(pair)].sort_values("year")
    return f"{named(report, *pair)}  {numbers.decimal(float(own['value'].iloc[-1]), report.language, digits=1)}"


def baskets(report: Report, fits: pd.DataFrame, *, base: int) -> Exhibit | Gap:
    """Show the change of the fit in both directions with all goods, and without fuels, gems and both.

    A gap where one of the years is not in the source.

    Parameters
    ----------
    fits : DataFrame
        From `decisions.fits` with the baskets "all", "fuels", "gems" and "both".
    base : int
        The first of the two years.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> exhibits.fit.baskets(
    ...     report.on(dataset("baci_hs2")), decisions.fits(load("baci_hs2"), without=decisions.BASKETS), base=2018
    ... ).id
    'fit-baskets'
    """
    pairs = {"forward": (report.partner, report.importer), "reverse": (report.importer, report.partner)}
    rows = []
    for way, pair in pairs.items():
        for basket, colour in BASKETS.items():
            found = ends(fits, pair, (base, report.year), basket)
            rows.append({"way": way, "basket": basket, "colour": colour, "panel": ways(report, *pair), **found})
    table = pd.DataFrame(rows)
    if table["change"].isna().any():
        return Gap("fit.baskets.gap", {"base": str(base)})
    table["name"] = [report.text(f"fit.basket.{name}") for name in table["basket"]]
    for end in ("before", "after"):
        table[f"text_{end}"] = [numbers.decimal(value, report.language, digits=1) for value in table[end]]
    values = {f"{row.way}_{row.basket}": row.change for row in table.itertuples()} | {"base": str(base)}
    table["label"] = table["panel"] + report.text("punctuation.colon") + table["name"]
    columns = (
        Column("label", "fit.column.basket"),
        Column("before", str(base), "dec1"),
        Column("after", str(report.year), "dec1"),
        common.CHANGE,
    )
    return report.exhibit(
        "fit.baskets",
        values,
        id="fit-baskets",
        chart=charts.slope(
            table, panels=list(dict.fromkeys(table["panel"])), ends=(str(base), str(report.year)), height=320
        ),
        table=Table(table, columns),
        caveats=["caveat.baskets"],
    )


def ways(report: Report, seller: str, buyer: str) -> str:
    """Say who sells and who buys, as a heading."""
    return report.text("fit.ways", seller=seller, buyer=buyer)
