"""The exhibit on months before and after a control: what came of the goods that it touches."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd
from babel.dates import format_date

from econsec.codes.revision_breaks import joints
from econsec.exhibits import charts
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.store.catalog import dataset

if TYPE_CHECKING:
    import altair as alt


TABLE, YEARS = "trade_monthly", "trade_annual_reported"
SHOWN = 6  # panels; the table has all
YEARS_BEFORE = 2
LONG = 8  # years from which on the axis names every second one


def months(
    report: Report,
    bought: pd.DataFrame,
    compared: pd.DataFrame,
    measures: pd.DataFrame,
    labels: dict[str, str],
    held_against: pd.DataFrame,
) -> Exhibit | Gap:
    """Show month by month what the importer buys from the rival of goods under control, before and after.

    A gap with the command that brings the months where there are none; another where no measure touches a product.

    Parameters
    ----------
    bought : DataFrame
        From `decisions.monthly.bought`.
    compared : DataFrame
        From `decisions.monthly.before_and_after`.
    measures : DataFrame
        From `decisions.monthly.touching`.
    held_against : DataFrame
        From `decisions.monthly.against_years`: empty where nobody has fetched years.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, fetched, load, sector
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> minerals, sides = sector("critical_minerals"), {"importer": "JPN", "rival": "CHN"}
    >>> announced = exhibits.in_force.of_rival(report, load("export_controls"))
    >>> asked = {**sides, "as_of": exhibits.today()}
    >>> measures = decisions.monthly.touching(announced, minerals.products, **asked)
    >>> tables = [fetched(name, reporter="JPN") for name in ("trade_monthly", "trade_annual_reported")]
    >>> bought = decisions.monthly.bought(tables[0], measures["product"], **sides)
    >>> against = decisions.monthly.against_years(bought, tables[1], **sides)
    >>> compared, labels = decisions.monthly.before_and_after(bought, measures), exhibits.labels(minerals, "en", [])
    >>> exhibits.monthly.months(report, bought, compared, measures, labels, against).key
    'controls.monthly.gap'
    """
    asked = measures[measures["product"].isin(labels)]
    if asked.empty:
        return Gap("controls.monthly.none")
    held = bought[bought["product"].isin(set(asked["product"]))]
    if held.empty:
        return Gap("controls.monthly.gap", {"command": command(report, asked)})
    known = compared[compared["product"].isin(set(held["product"]))].assign(
        label=compared["product"].map(labels), last=compared["product"].map(held.groupby("product")["month"].max())
    )
    for name in ("first", "last"):
        known[f"{name}_text"] = known["product"].map(held.groupby("product")["month"].agg(name)).map(_month(report))
    known = known.sort_values("before", ascending=False, kind="stable", na_position="last")
    told = known.dropna(subset=["change"])
    values = _values(report, held, known, told)
    years = held_against[held_against["product"].isin(set(held["product"]))]
    columns = (
        *common.GOOD,
        common.ANNOUNCED,
        common.EFFECTIVE,
        Column("before", "controls.monthly.before", "usd_million"),
        Column("after", "controls.monthly.after", "usd_million"),
        Column("months_after", "controls.monthly.counted", "int"),
        Column("last_text", "controls.monthly.until"),
    )
    tables = (TABLE, *([] if years.empty else [YEARS]), "export_controls")
    return report.on(*map(dataset, tables)).exhibit(
        "controls.monthly",
        values,
        id="controlled-months",
        form="" if len(told) else "short",
        chart=_drawn(report, held, known.head(SHOWN), asked),
        table=Table(known, columns, whole=_whole(held, labels)),
        caveats=[
            *("caveat.controls_code", "caveat.months_after", "caveat.months_zero"),
            *_joined(report, held),
            *_years(report, years, labels),
        ],
    )


def command(report: Report, measures: pd.DataFrame) -> str:
    """Return what to type for the months of the products that measures touch, from two years before the first on.

    Parameters
    ----------
    measures : DataFrame
        From `decisions.monthly.touching`: product, announced.
    """
    codes = " ".join(sorted(set(measures["product"])))
    first = measures["announced"].min().year - YEARS_BEFORE
    return f"econsec data fetch comtrade {codes} --reporter {report.importer} --years {first}: --monthly"


def _values(report: Report, held: pd.DataFrame, known: pd.DataFrame, told: pd.DataFrame) -> dict[str, object]:
    fell = told[told["change"] < 0]
    far = told.loc[[told["change"].abs().idxmax()]].iloc[0] if len(told) else known.iloc[0]
    return {
        "n": len(fell),
        "of": len(told),
        "codes": len(known),
        "first": far["label"],
        "before": far["before"],
        "after": far["after"],
        "since": held["month"].min().date(),
        "until": _month(report)(held["month"].max()),
        "from": _month(report)(held["month"].min()),
    }


def _drawn(report: Report, held: pd.DataFrame, known: pd.DataFrame, measures: pd.DataFrame) -> alt.LayerChart:
    say = _month(report)
    own = held[held["product"].isin(known["product"])]
    frame = pd.DataFrame(
        {
            "panel": own["product"],
            "start": own["month"].dt.strftime("%Y-%m-%d"),
            "end": (own["month"] + pd.DateOffset(months=1)).dt.strftime("%Y-%m-%d"),
            "value": own["value"],
            "text": [
                f"{say(month)}: {report.text('amount.usd', value=value)}"
                for month, value in zip(own["month"], own["value"], strict=True)
            ],
        }
    )
    tops = own.groupby("product")["value"].max()
    heads = pd.DataFrame(
        {
            "panel": known["product"],
            "text": known["label"],
            "top": [report.text("controls.monthly.top", value=tops[code]) for code in known["product"]],
        }
    )
    marks = measures[measures["product"].isin(known["product"])]
    first = ~marks["product"].duplicated()
    days = pd.DataFrame(
        {
            "panel": marks["product"],
            "start": marks["announced"].dt.strftime("%Y-%m-%d"),
            "text": [
                report.text("controls.monthly.mark", day=day.date(), id=name)
                for day, name in marks[["announced", "id"]].itertuples(index=False, name=None)
            ],
            "label": [
                report.text("controls.monthly.day", day=day.date()) if one else ""
                for day, one in zip(marks["announced"], first, strict=True)
            ],
        }
    )
    span = own["month"].max().year - own["month"].min().year
    colour = report.palette.of(report.rival)
    return charts.months(frame, _levels(known), days, heads, colour=colour, ticks=2 if span >= LONG else 1)


def _levels(known: pd.DataFrame) -> pd.DataFrame:
    """Return the means as lines over the months that they are of."""
    sides = [
        known[["product", side, f"{side}_start", f"{side}_end"]].set_axis(["panel", "value", "start", "end"], axis=1)
        for side in ("before", "after")
    ]
    levels = pd.concat(sides, ignore_index=True).dropna(subset=["value"])
    return levels.assign(**{name: levels[name].dt.strftime("%Y-%m-%d") for name in ("start", "end")})


def _whole(held: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """Return every month for the file."""
    months = held["month"].dt.strftime("%Y-%m")
    return held.assign(month=months, label=held["product"].map(labels))[
        ["label", "product", "month", "revision", "value"]
    ]


def _joined(report: Report, held: pd.DataFrame) -> list[str]:
    """Say where a series passes from one revision of the Harmonised System to the next."""
    said = []
    for _, rows in joints(held, period="month").groupby(["after", "month", "kind"], sort=True):
        one = rows.iloc[0]
        after, form = str(one["after"]), "same" if one["kind"] == "1:1" else "other"
        values = {"after": f"{after[:2]} {after[2:]}", "month": _month(report)(one["month"])}
        said.append(report.text(f"caveat.months_joined.{form}", codes=list(rows["product"]), **values))
    return said


def _years(report: Report, held: pd.DataFrame, labels: dict[str, str]) -> list[str]:
    """Say whether the months of whole years make the years that the same office reports."""
    if held.empty:
        return []
    apart = held[held["differ"]]
    if apart.empty:
        return [report.text("caveat.months_years.same", n=len(held))]
    far = apart.iloc[int((apart["by_month"] - apart["by_year"]).abs().to_numpy().argmax())]
    values = {"months": far["by_month"], "value": far["by_year"], "year": str(far["year"])}
    return [
        report.text("caveat.months_years.other", n=len(apart), of=len(held), first=labels[far["product"]], **values)
    ]


def _month(report: Report) -> Callable[[pd.Timestamp], str]:
    form = {"en": "MMM y", "ja": "y年M月"}[report.language]
    return lambda day: str(format_date(day.date(), format=form, locale=report.language))
