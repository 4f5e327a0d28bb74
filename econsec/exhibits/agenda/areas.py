"""Exhibits on the agenda as a whole: the eight areas in one frame, who could supply whom, and what presses most."""

from __future__ import annotations

import math

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.agenda.exchange import directions
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common, units
from econsec.exhibits.elements.labels import product_label
from econsec.i18n import numbers
from econsec.i18n.spans import WIDE, Span


def areas(report: Report, found: pd.DataFrame) -> Exhibit:
    """Show the eight areas with a score in each direction, what it rests on, and what it does not say.

    A score that is a range has a mark where one figure can be given, and is told by its ends in the table. Which of the
    two could do more is said only where one's least is above the other's most.

    Parameters
    ----------
    found : DataFrame
        From `decisions.dialogue`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> listed, metals = trade([*decisions.HEADING_AREAS], year=2024), trade("critical_minerals", year=2024)
    >>> sides = (report.roles, report.reversed.roles)
    >>> heads, both = ([decisions.ledger(goods, **who, year=2024) for who in sides] for goods in (listed, metals))
    >>> codes = {area: sector(area).codes for area in decisions.HEADING_AREAS}
    >>> goods = {"critical_minerals": tuple(both)} | decisions.by_area(codes, *heads)
    >>> names = ["coauthorship", "ai_models", "github_activity", "ict_services", "facts"]
    >>> found = decisions.dialogue(decisions.Evidence(goods, *map(load, names)), **report.roles, year=2024)
    >>> data = [*exhibits.cited(metals.sources), *exhibits.whose(listed), *map(dataset, names)]
    >>> exhibits.areas.areas(report.on(*data), found).id
    'agenda'
    """
    known = found.dropna(subset=["measure"])
    first = known.drop_duplicates("measure").set_index("measure")
    drawn = pd.DataFrame(index=first.index)
    for key, supplier in (("forward", report.partner), ("back", report.importer)):
        own = known[known["supplier"] == supplier].set_index("measure").reindex(first.index)
        low, high = own["score_low"], own["score_high"]
        drawn[key] = own["score"].mask(high - low >= WIDE)
        drawn[f"{key}_low"], drawn[f"{key}_high"] = low, high
        drawn[f"{key}_text"] = [_score(report, *ends) for ends in zip(low, high, strict=True)]
    drawn = drawn.assign(
        label=[report.text(f"measure.short.{name}") for name in drawn.index],
        scale=first["scale"],
        evidence=first["evidence"],
        not_comparable=first["not_comparable"],
        data_year=[str(int(year)) for year in first["year"]],
        kind=first["kind"],
    )
    drawn = drawn.sort_values("kind", key=lambda kinds: kinds.map(KINDS), kind="stable").reset_index()
    series = directions(report)
    goods = drawn[drawn["kind"].isin(NEEDS)].dropna(subset=["forward_low", "back_low"])
    ahead = int((goods["forward_low"] > goods["back_high"]).sum())
    behind = int((goods["back_low"] > goods["forward_high"]).sum())
    values = {
        "n": ahead,
        "of": len(goods),
        "rest": behind,
        "sure": ahead + behind,
        "areas": found["area"].nunique(),
        "measures": len(drawn),
    }
    columns = (
        Column("label", "column.area"),
        Column("forward_text", "brief.direction.forward"),
        Column("back_text", "brief.direction.back"),
        Column("scale", "column.scale"),
        Column("data_year", "column.year"),
        Column("not_comparable", "column.not_comparable"),
    )
    marked = drawn.dropna(subset=["forward", "back"], how="all")
    return report.exhibit(
        "brief.areas",
        values,
        id="agenda",
        form="unknown" if goods.empty else "sure" if ahead + behind else "overlap",
        chart=charts.dumbbell(marked, series, step=26),
        table=Table(drawn, columns),
        caveats=["caveat.kinds", "caveat.central", *_filled(report, known)],
    )


def _filled(report: Report, known: pd.DataFrame) -> tuple[str, ...]:
    """Say what a filled gap is a share of, which a score that stops at the whole does not tell."""
    filled = (known["kind"] == "gap filled") & known["score"].notna()
    rows = known[filled]
    rows = rows.assign(times=rows["value"] / rows["of"])
    columns = {name: name for name in ("supplier", "buyer", "value", "of", "times")}
    return tuple(report.each("caveat.gap_filled", rows, **columns))


def _score(report: Report, low: float, high: float) -> str:
    """Write a score, or the two ends of one that is a range."""
    if math.isnan(low):
        return "–"
    ends = [numbers.percent(end, report.language, digits=0) for end in (low, high)]
    return ends[0] if low == high else report.text("brief.exchange.range", low=ends[0], high=ends[1])


NEEDS = ("need met", "need met by grade")
# Scores of one kind stand together: those of different kinds do not compare.
ORDER = (*NEEDS, "basket", "strength", "balance", "intensity", "gap filled")
KINDS = {kind: place for place, kind in enumerate(ORDER)}


def left(row: pd.Series[float]) -> Span:
    """Return what the other could not replace of one dependence, as a range: of the need, from the rival.

    Parameters
    ----------
    row : Series
        Of `decisions.urgent`.
    """
    return Span(row["left_least"], row["left"], row["left_most"], scale=row["from_rival"])


def pressing(report: Report, urgent: pd.DataFrame) -> Exhibit | Gap:
    """Show the dependencies that press most, and what the other could do about each.

    A gap where no product is above the share.

    Parameters
    ----------
    urgent : DataFrame
        From `decisions.urgent`.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> metals = trade("critical_minerals", year=2024)
    >>> both = [decisions.ledger(metals, **who.roles, year=2024) for who in (report, report.reversed)]
    >>> urgent = decisions.urgent({"critical_minerals": tuple(both)})
    >>> exhibits.areas.pressing(report.on(*exhibits.cited(metals.sources)), urgent).id
    'pressing'
    """
    if urgent.empty:
        return Gap("brief.pressing.gap")
    drawn = urgent.assign(
        buyer=report.names(urgent["importer"]),
        name=[report.text("product.low", name=product_label(code, report.language)) for code in urgent["product"]],
        limit_text=[report.text(f"limit.{word.replace(' ', '_')}") for word in urgent["limit"]],
        low=urgent["left_least"] / units.scale(report.language),
        high=urgent["left_most"] / units.scale(report.language),
        colour=report.colours(urgent["importer"]),
    )
    comma, top = {"en": ", ", "ja": "："}[report.language], urgent.iloc[0]
    named = product_label(str(top["product"]), report.language)
    drawn["label"] = drawn["buyer"] + comma + drawn["name"]
    spans = [left(urgent.loc[row]) for row in urgent.index]
    drawn["central"] = [float("nan") if one.wide else one.central / units.scale(report.language) for one in spans]
    ends = [
        [numbers.decimal(drawn[end].loc[row], report.language, digits=1) for end in ("low", "high")]
        for row in drawn.index
    ]
    drawn["text"] = [report.text("brief.exchange.range", low=low, high=high) for low, high in ends]
    values = {
        "n": int((urgent["importer"] == report.importer).sum()),
        "rest": int((urgent["importer"] == report.partner).sum()),
        "of": len(urgent),
        "first": report.text("brief.pressing.what", buyer=str(top["importer"]), product=named),
        "left": spans[0],
        "unit": units.unit(report.language),
    }
    columns = (
        Column("label", "column.dependence"),
        common.HS,
        common.NEED,
        common.FROM_RIVAL,
        Column("central_share", "column.other_could", "percent"),
        common.LIMIT,
        Column("left_least", "brief.column.left_least", "usd_million"),
        Column("left_most", "brief.column.left_most", "usd_million"),
    )
    return report.exhibit(
        "brief.pressing",
        values,
        chart=charts.span(drawn, colour="", axis_format=",.0f", top=1.2 * float(drawn["high"].max()), step=22),
        table=Table(drawn, columns),
        caveats=["caveat.headings"],
    )
