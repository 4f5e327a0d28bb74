"""Exhibits on a cut: what is short month by month, and which assumption that hangs on."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table
from econsec.exhibits.elements import assumptions as assumed
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.theme import CHARCOAL, VIOLET

OTHERS, STOCKS = "#767676", "#D4D4D4"
PARTS = ("stocks", "others", "partner", "short")


def curve(report: Report, path: pd.DataFrame, spread: pd.DataFrame, *, cut: float) -> Exhibit | Gap:
    """Show what makes up for a cut, month by month, and what is short.

    A gap where no delivery is cut.

    Parameters
    ----------
    path : DataFrame
        From `decisions.simulate`: product, month, lost, others, partner, stocks, short (USD).
    spread : DataFrame
        From `decisions.spread`: month (0 for all), quantile, short_share (of what is lost).
    cut : float
        Part of the rival's deliveries that stops (0..1).

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> magnets = trade("850511", year=2024)
    >>> needs, stop = decisions.net_needs(magnets, **report.roles), decisions.Scenario(cut=1.0, start=exhibits.today())
    >>> path, spread = decisions.simulate(needs, stop), decisions.spread(needs, stop, draws=100)
    >>> exhibits.shock_curve.curve(report.on(*exhibits.cited(magnets.sources)), path, spread, cut=1.0).id
    'shock'
    """
    if path.empty or not path["lost"].sum():
        return Gap("shock.claim.none")
    months = path.groupby("month")[["lost", *PARTS]].sum()
    series = [
        Series("stocks", report.text("shock.stocks"), STOCKS),
        Series("others", report.text("shock.others"), OTHERS),
        Series("partner", report.text("economy.partner"), report.palette.of(report.partner)),
        Series("short", report.text("shock.short"), VIOLET),
    ]
    drawn = months[list(PARTS)].rename_axis("x").reset_index().melt(id_vars="x", var_name="series")
    each = path.groupby("product")[["short", "lost"]].sum()
    hit = (each["short"] / each["lost"].where(each["lost"] > 0)).sort_values(ascending=False, na_position="last")
    lost, short = float(months["lost"].sum()), float(months["short"].sum())
    values = {
        "n": path["product"].nunique(),
        "worst": product_label(str(hit.index[0]), report.language),
        "worst_share": float(hit.iloc[0]),
        "months": len(months),
        "cut": cut,
        "lost": lost,
        "short": short,
        "short_share": short / lost if lost else None,
        "partner_share": float(months["partner"].sum()) / lost if lost else None,
        **outer(spread),
    }
    million = months.div(1e6).reset_index().assign(month=lambda frame: frame["month"].astype(str))
    columns = (
        Column("month", "column.month"),
        *(Column(name, report.text(f"shock.column.{name}"), "dec1") for name in ("lost", *PARTS)),
    )
    return report.exhibit(
        "shock.curve",
        values,
        id="shock",
        chart=charts.areas(
            drawn.assign(value=drawn["value"] / 1e6), series, x_title=report.text("shock.axis"), y_format=",.1f"
        ),
        table=Table(million, columns, whole=path.drop(columns="date", errors="ignore")),
        caveats=[assumed.shock(report, path), "caveat.shock_value"],
    )


def outer(spread: pd.DataFrame, prefix: str = "") -> dict[str, float]:
    """Return the lowest and the highest quantile of what is short of all months together, for a sentence."""
    whole = spread[spread["month"] == 0].sort_values("quantile")["short_share"]
    return {f"{prefix}low": float(whole.iloc[0]), f"{prefix}high": float(whole.iloc[-1])}


def drivers(report: Report, swings: pd.DataFrame) -> Exhibit | Gap:
    """Show which assumption the shortage hangs on.

    A gap where no assumption moves the result.

    Parameters
    ----------
    swings : DataFrame
        From `decisions.tornado`: assumption, low, high, short, short_low, short_high, swing (USD).

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> metals = trade("critical_minerals", year=2024)
    >>> needs = decisions.net_needs(metals, **report.roles, inputs=sector("critical_minerals").inputs)
    >>> scenario = decisions.Scenario(cut=1.0, start=exhibits.today(), months=12)
    >>> exhibits.shock_curve.drivers(
    ...     report.on(*exhibits.cited((*metals.sources, *metals.before))), decisions.tornado(needs, scenario)
    ... ).id
    'drivers'
    """
    moving = swings[swings["swing"] > 0].sort_values("swing", ascending=False, kind="stable")
    if moving.empty:
        return Gap("shock.drivers.gap")
    moving = moving.assign(
        label=[report.text(f"assumption.{name}") for name in moving["assumption"]],
        low_text=[_end(report, name, end) for name, end in zip(moving["assumption"], moving["low"], strict=True)],
        high_text=[_end(report, name, end) for name, end in zip(moving["assumption"], moving["high"], strict=True)],
        at_low=moving["short_low"] / 1e6,
        at_high=moving["short_high"] / 1e6,
    )
    base = float(moving["short"].iloc[0]) / 1e6
    ends = pd.concat(
        [
            moving.assign(end=moving["at_low"], text=moving["low_text"]),
            moving.assign(end=moving["at_high"], text=moving["high_text"]),
        ]
    )[["label", "end", "text"]]
    values = {"first": moving["label"].iloc[0], "swing": float(moving["swing"].iloc[0]), "base": base * 1e6}
    columns = (
        Column("label", "column.assumption"),
        Column("low_text", "column.low_end"),
        Column("at_low", "column.short_low", "dec1"),
        Column("high_text", "column.high_end"),
        Column("at_high", "column.short_high", "dec1"),
    )
    return report.exhibit(
        "shock.drivers",
        values,
        chart=charts.swings(ends, base=base, colour=CHARCOAL),
        table=Table(moving, columns),
        caveats=[assumed.shock(report, swings)],
    )


def _end(report: Report, assumption: str, value: float) -> str:
    kind = "days" if assumption.endswith("days") else "months" if assumption.endswith(("lag", "ramp")) else "times"
    return report.text(f"shock.end.{kind}", value=value)


def uncertainty(report: Report, spread: pd.DataFrame) -> None:
    """Say how far the shortage may lie under other assumptions.

    Parameters
    ----------
    spread : DataFrame
        From `decisions.spread`: month (0 for all), quantile, short_share.
    """
    if spread.loc[spread["month"] == 0, "short_share"].notna().any():
        report.claim("shock.claim.spread", **outer(spread.dropna(subset=["short_share"])))
