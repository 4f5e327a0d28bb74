"""Exhibits on a break with the rival: what its controls touch, and what would be short, for importer and partner."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series, pairs, two_sides
from econsec.exhibits.controls.in_force import said
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements import assumptions as assumed
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.shocks.shock_curve import outer
from econsec.i18n import numbers

ROWS = 14
SMALL = 1000.0  # USD: what a logarithmic scale would stretch without telling anything


def controlled(
    report: Report,
    found: pd.DataFrame,
    mirrored: pd.DataFrame,
    *,
    as_of: dt.date,
    covered: dt.date,
) -> Exhibit | Gap:
    """Show what importer and partner buy from the rival in codes that its export controls touch.

    A gap where no control touches what either buys.

    Parameters
    ----------
    found, mirrored : DataFrame
        From `decisions.coverage` for the importer and for the partner.
    covered : date
        From `decisions.last_covered`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> metals, products = trade("critical_minerals", year=2024), sector("critical_minerals").products
    >>> announced, today = exhibits.in_force.of_rival(report, load("export_controls")), exhibits.today()
    >>> asked = {"rival": "CHN", "as_of": today, "year": 2024}
    >>> both = [decisions.coverage(announced, products, metals, importer=who, **asked) for who in ("JPN", "IND")]
    >>> report = report.on(dataset("export_controls"), *exhibits.cited(metals.sources))
    >>> last = decisions.last_covered(announced, today)
    >>> exhibits.both_sides.controlled(report, *both, as_of=today, covered=last).id
    'controlled'
    """
    both = found.merge(mirrored[["product", "from_rival"]], on="product", how="outer", suffixes=("", "_partner"))
    touched = both[both["controls"].notna() & (both[["from_rival", "from_rival_partner"]].max(axis=1) > 0)]
    if touched.empty:
        return Gap("controls.coverage.gap", {"covered": covered})
    touched = touched.sort_values("from_rival", ascending=False, kind="stable").assign(
        label=lambda rows: [product_label(code, report.language) for code in rows["product"]],
        status_text=lambda rows: said(report, rows, covered),
    )
    shown = touched.head(ROWS)
    drawn = shown[["label"]].copy()
    for key, column in (("one", "from_rival"), ("other", "from_rival_partner")):
        drawn[key] = shown[column].where(shown[column] >= SMALL) / 1e6
        drawn[f"{key}_text"] = [numbers.decimal(value / 1e6, report.language, digits=1) for value in shown[column]]
    series = two_sides(report, "one", "other")
    value, partner_value = float(touched["from_rival"].sum()), float(touched["from_rival_partner"].sum())
    total, partner_total = float(both["from_rival"].sum()), float(both["from_rival_partner"].sum())
    values = {
        "n": len(touched),
        "of": len(both),
        "value": value,
        "share": value / total if total else 0.0,
        "partner_value": partner_value,
        "partner_share": partner_value / partner_total if partner_total else 0.0,
        "as_of": as_of,
        "covered": covered,
        "rows": len(shown),
    }
    columns = (
        *common.GOOD,
        Column("from_rival", report.text("rupture.column.buys", who=report.importer), "usd_million"),
        Column("from_rival_partner", report.text("rupture.column.buys", who=report.partner), "usd_million"),
        common.SINCE,
        common.STATUS,
    )
    return report.exhibit(
        "rupture.controlled",
        values,
        chart=pairs(drawn, series, log=True, step=30),
        table=Table(touched, columns),
        caveats=["caveat.controls_code", "caveat.controls_before"],
    )


def months(
    report: Report,
    paths: dict[str, pd.DataFrame],
    *,
    cut: float,
    apart: dict[str, pd.DataFrame] | None = None,
) -> Exhibit | Gap:
    """Follow month by month what part of a cut is short, in importer and partner.

    A gap where the rival delivers nothing to one of them, or nothing is cut.

    Parameters
    ----------
    paths : dict of str to DataFrame
        By importer: from `decisions.simulate`: product, month, lost, stocks, others, partner, short (USD).
    cut : float
        Part of the rival's deliveries that stops (0..1).
    apart : dict of str to DataFrame, optional
        By importer: from `decisions.spread` of a full stop: month (0 for all), quantile, short_share. Told where the
        cut is a full stop.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report, metals = Report("JPN", "IND", "CHN", 2024), trade("critical_minerals", year=2024)
    >>> stop = decisions.Scenario(cut=1.0, start=exhibits.today(), months=12)
    >>> sides = {"JPN": report.roles, "IND": report.reversed.roles}
    >>> needs = {who: decisions.net_needs(metals, **side) for who, side in sides.items()}
    >>> months = {who: decisions.simulate(need, stop) for who, need in needs.items()}
    >>> apart = {who: decisions.spread(need, stop) for who, need in needs.items()}
    >>> exhibits.both_sides.months(report.on(*exhibits.cited(metals.sources)), months, cut=1.0, apart=apart).id
    'shortage'
    """
    sums = {code: path.groupby("month")[["lost", "short"]].sum() for code, path in paths.items()}
    if any(not float(part["lost"].sum()) > 0 for part in sums.values()):
        return Gap("rupture.gap")
    drawn = pd.concat(
        [
            pd.DataFrame({"year": part.index, "series": code, "value": part["short"] / part["lost"]})
            for code, part in sums.items()
        ]
    )
    whole = {code: float(part["short"].sum() / part["lost"].sum()) for code, part in sums.items()}
    series = [
        Series(code, report.text("rupture.in_all", who=code, share=share), report.palette.of(code))
        for code, share in whole.items()
    ]
    last = int(drawn["year"].max())
    values = {**_both(report, whole), "cut": cut, "months": last, "stocks": uncounted(report, paths)}
    table = pd.concat([part.div(1e6).add_suffix(f"_{code}") for code, part in sums.items()], axis=1).reset_index()
    for code, part in sums.items():
        table[f"share_{code}"] = (part["short"] / part["lost"]).to_numpy()
    table["month_text"] = table["month"].astype(str)
    columns = (
        Column("month_text", "column.month"),
        *(
            Column(f"{name}_{code}", report.text(f"rupture.column.{name}", who=code), kind)
            for code in sums
            for name, kind in (("lost", "dec1"), ("short", "dec1"), ("share", "percent"))
        ),
    )
    return report.exhibit(
        "rupture.months",
        values,
        id="shortage",
        also=_worst(report, drawn),
        chart=charts.curves(drawn, series, y_format=".0%", domain=(0.0, 1.0), names={1: "1", last: str(last)}),
        table=Table(table, columns),
        caveats=[
            *_ranges(report, apart if cut == 1 else None),
            assumed.shock(report, *paths.values()),
            "caveat.shock_value",
        ],
    )


def uncounted(report: Report, found: dict[str, pd.DataFrame], key: str = "rupture.stocks") -> str:
    """Say for whom no stocks are counted, since no source says how large they are; nothing where all are known.

    Parameters
    ----------
    found : dict of str to DataFrame
        By importer: from `decisions.simulate` or `depths`.
    key : str
        Of the message.
    """
    none = [code for code, one in found.items() if not one.attrs["response"]["stock_days"]]
    return report.text(key, names=none) if none else ""


def _worst(report: Report, drawn: pd.DataFrame) -> dict[str, Any]:
    """Name the month in which most is short, in importer and partner."""
    worst = drawn.sort_values("value", kind="stable").drop_duplicates("series", keep="last").set_index("series")
    values: dict[str, Any] = {}
    for prefix, code in (("", report.importer), ("partner_", report.partner)):
        values |= {f"{prefix}month": int(worst["year"][code]), f"{prefix}most": float(worst["value"][code])}
    return values


def _ranges(report: Report, apart: dict[str, pd.DataFrame] | None) -> tuple[str, ...]:
    """Say how far the shortage of all months together may lie, in importer and partner."""
    if not apart:
        return ()
    ends = outer(apart[report.importer]) | outer(apart[report.partner], "partner_")
    return (report.text("rupture.months.range", **ends),)


def depths(report: Report, found: dict[str, pd.DataFrame], *, length: int) -> Exhibit | Gap:
    """Show what part of a cut would be short as the cut deepens, in importer and partner.

    A gap where the rival delivers nothing to one of them.

    Parameters
    ----------
    found : dict of str to DataFrame
        By importer: from `decisions.depths`: cut, lost, short (USD), share (0..1).
    length : int
        Months that are followed.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report, metals = Report("JPN", "IND", "CHN", 2024), trade("critical_minerals", year=2024)
    >>> sides = {"JPN": report.roles, "IND": report.reversed.roles}
    >>> needs = {who: decisions.net_needs(metals, **side) for who, side in sides.items()}
    >>> deep = {who: decisions.depths(need, start=exhibits.today(), months=12) for who, need in needs.items()}
    >>> exhibits.both_sides.depths(report.on(*exhibits.cited(metals.sources)), deep, length=12).id
    'depths'
    """
    if any(part["share"].isna().all() for part in found.values()):
        return Gap("rupture.gap")
    drawn = pd.concat(
        [
            pd.DataFrame({"year": (100 * part["cut"]).round().astype(int), "series": code, "value": part["share"]})
            for code, part in found.items()
        ]
    )
    ends = {code: float(part["share"].iloc[-1]) for code, part in found.items()}
    half = {code: float(part.loc[(part["cut"] - HALF).abs() < NEAR, "share"].mean()) for code, part in found.items()}
    values: dict[str, Any] = {**_both(report, ends)}
    values |= {f"half_{name.removesuffix('share')}share": value for name, value in _both(report, half).items()}
    values |= {"months": length, "stocks": uncounted(report, found)}
    low, high = int(drawn["year"].min()), int(drawn["year"].max())
    table = pd.concat(
        [part.set_index("cut").add_suffix(f"_{code}") for code, part in found.items()], axis=1
    ).reset_index()
    for code in found:
        for name in ("lost", "short"):
            table[f"{name}_{code}"] = table[f"{name}_{code}"] / 1e6
    columns = (
        Column("cut", "rupture.column.cut", "percent0"),
        *(
            Column(f"{name}_{code}", report.text(f"rupture.column.{name}", who=code), kind)
            for code in found
            for name, kind in (("short", "dec1"), ("share", "percent"))
        ),
    )
    return report.exhibit(
        "rupture.depths",
        values,
        chart=charts.curves(
            drawn,
            [_series(report, code, ends[code]) for code in found],
            y_format=".0%",
            domain=(0.0, 1.0),
            names={cut: numbers.percent(cut / 100, report.language, digits=0) for cut in (low, 50, high)},
        ),
        table=Table(table, columns),
        caveats=[assumed.shock(report, *found.values())],
    )


HALF, NEAR = 0.5, 0.01


def _series(report: Report, code: str, share: float) -> Series:
    """Name a line with what it comes to."""
    name = report.name(code)
    return Series(code, f"{name}  {numbers.percent(share, report.language, digits=0)}", report.palette.of(code))


def _both(report: Report, shares: dict[str, float]) -> dict[str, float]:
    """Name the shares of importer and partner for a sentence."""
    return {"share": shares[report.importer], "partner_share": shares[report.partner]}
