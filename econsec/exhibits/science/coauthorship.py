"""Exhibits on works written together: beside what gravity would give, and beside who else each works with."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series, economies, levels
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.theme import CHARCOAL, GREEN, GREY, LILAC

# A pair of economies is neither of them: pairs take the colours that no economy has.
PAIR = (GREEN, LILAC, CHARCOAL)


def benchmark(report: Report, path: pd.DataFrame, *, bounds: tuple[float, float] | None = None) -> Exhibit | Gap:
    """Follow the works that importer and partner write together, and what gravity would give.

    A gap where the benchmark does not hold the pair in two years.

    Parameters
    ----------
    path : DataFrame
        From `decisions.gravity.path`: year, economy, partner, works, expected, ratio.
    bounds : (float, float), optional
        From `decisions.gravity.bounds`, of the last year.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2023)
    >>> works, distances = load("coauthorship"), load("distances")
    >>> economies = decisions.gravity.sample(works.query("year <= 2023"), distances, always=report.roles.values())
    >>> asked = {"years": range(1990, 2024), "economies": economies, "among": list(report.roles.values())}
    >>> path = decisions.gravity.path(works, distances, **asked)
    >>> exhibits.coauthorship.benchmark(report.on(dataset("coauthorship"), dataset("distances")), path).id
    'benchmark'
    """
    own = _of(path, report.importer, report.partner)
    if own["year"].nunique() < 2:  # noqa: PLR2004 - a path has two ends
        return Gap("coauthors.benchmark.gap")
    drawn = own.melt(id_vars="year", value_vars=["works", "expected"], var_name="series", value_name="value")
    series = [
        Series("works", report.text("coauthors.actual"), GREEN),
        Series("expected", report.text("coauthors.expected"), GREY),
    ]
    values = ends(own)
    columns = (
        common.YEAR,
        Column("works", "coauthors.actual", "int"),
        Column("expected", "coauthors.expected", "int"),
        Column("ratio", "coauthors.ratio", "dec2"),
    )
    form = "fell" if values["after"] < values["before"] else "rose"
    ranged: tuple[str, ...] = ()
    if bounds:
        low, high = bounds
        ratios_of = {"ratio_low": values["works"] / high, "ratio_high": values["works"] / low}
        ranged = (report.text("coauthors.benchmark.range", **values, low=low, high=high, **ratios_of),)
    return report.exhibit(
        "coauthors.benchmark",
        values,
        form=form,
        chart=levels(drawn, series),
        table=Table(own.sort_values("year", ascending=False), columns),
        caveats=[*ranged, "caveat.gravity", "openalex_international"],
    )


def _of(path: pd.DataFrame, one: str, other: str) -> pd.DataFrame:
    return path[(path["economy"] == one) & (path["partner"] == other)].sort_values("year")


def ends(own: pd.DataFrame) -> dict[str, Any]:
    """Return the first and the last of one pair's path: works, expected, ratio and their years."""
    first, last = own.iloc[0], own.iloc[-1]
    return {
        "works": float(last["works"]),
        "expected": float(last["expected"]),
        "before": float(first["ratio"]),
        "after": float(last["ratio"]),
        "previous": float(own["ratio"].iloc[-2]) if len(own) > 1 else None,
        "first_year": str(int(first["year"])),
        "last_year": str(int(last["year"])),
    }


def consortia(report: Report, breadth: pd.DataFrame, *, large: float = 0.05) -> None:
    """Say where large consortia moved the benchmark in the last year: one work then stands for many pairs.

    Parameters
    ----------
    breadth : DataFrame
        From `decisions.coauthorship.breadth`: year, economy, breadth (partner economies a work).
    large : float
        A change of the breadth within a year that is worth a sentence.
    """
    for code in (report.importer, report.partner):
        own = breadth[(breadth["economy"] == code) & (breadth["year"] <= report.year)].sort_values("year").tail(2)
        if len(own) < 2:  # noqa: PLR2004 - no year before
            continue
        before, after = own["breadth"].tolist()
        if abs(after / before - 1) > large:
            year = str(int(own["year"].iloc[-1]))
            report.note("coauthors.note.consortia", economy=code, before=before, after=after, data_year=year)


def ratios(report: Report, path: pd.DataFrame, ranges: pd.DataFrame) -> Exhibit | Gap:
    """Follow the three pairs of the report against the benchmark, which is one for all.

    A gap where fewer than two of the pairs are in the benchmark.

    Parameters
    ----------
    path
        As for `benchmark`.
    ranges : DataFrame
        From `decisions.gravity.ranges`: how far each ratio may lie by what is counted as nearness.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2023)
    >>> works, distances = load("coauthorship"), load("distances")
    >>> economies = decisions.gravity.sample(works.query("year <= 2023"), distances, always=report.roles.values())
    >>> asked = {"years": range(1990, 2024), "economies": economies, "among": list(report.roles.values())}
    >>> path = decisions.gravity.path(works, distances, **asked)
    >>> ranges = decisions.gravity.ranges(works, distances, year=2023, economies=economies)
    >>> exhibits.coauthorship.ratios(report.on(dataset("coauthorship"), dataset("distances")), path, ranges).id
    'ratios'
    """
    sides = ((report.importer, report.partner), (report.importer, report.rival), (report.partner, report.rival))
    parts, series = [], []
    for (one, other), colour in zip(sides, PAIR, strict=True):
        own = _of(path, one, other)
        if own.empty:
            continue
        name = report.text("coauthors.pair", one=one, other=other)
        apart = ranges[(ranges["economy"] == one) & (ranges["partner"] == other)]
        ends_of = {end: float(apart[f"ratio_{end}"].mean()) for end in ("low", "high")}
        parts.append(own.assign(series=f"{one}-{other}", value=own["ratio"], name=name, **ends_of))
        series.append(Series(f"{one}-{other}", name, colour))
    if len(parts) < 2:  # noqa: PLR2004 - nothing to compare
        return Gap("coauthors.ratios.gap")
    drawn = pd.concat(parts, ignore_index=True)
    last, first = int(drawn["year"].max()), int(drawn["year"].min())
    now = drawn[drawn["year"] == last]
    wide = drawn.pivot_table(index="name", columns="year", values="ratio").reindex([one.label for one in series])
    table = pd.DataFrame({"name": list(wide.index), "before": list(wide[first]), "after": list(wide[last])})
    table["works"] = table["name"].map(now.set_index("name")["works"])
    values: dict[str, Any] = {
        "n": int((now["ratio"] < 1).sum()),
        "of": len(now),
        "first_year": str(first),
        "last_year": str(last),
    }
    now = now.sort_values("ratio")
    values |= {"most": str(now["name"].iloc[-1]), "most_ratio": float(now["ratio"].iloc[-1])}
    values |= {"least": str(now["name"].iloc[0]), "least_ratio": float(now["ratio"].iloc[0])}
    for part, row in (("most", now.iloc[-1]), ("least", now.iloc[0])):
        values |= {f"{part}_low": float(row["low"]), f"{part}_high": float(row["high"])}
    ends = now.set_index("name")[["low", "high"]]
    table = table.join(ends, on="name")
    columns = (
        Column("name", "table.pair"),
        Column("before", str(first), "dec2"),
        Column("after", str(last), "dec2"),
        Column("low", "coauthors.column.low", "dec2"),
        Column("high", "coauthors.column.high", "dec2"),
        Column("works", report.text("table.works_of", year=str(last)), "int"),
    )
    return report.exhibit(
        "coauthors.ratios",
        values,
        chart=levels(drawn, series, axis_format=".1f", height=300),
        table=Table(table, columns, whole=drawn),
        caveats=["caveat.gravity"],
    )


def mutual(report: Report, shares: pd.DataFrame) -> Exhibit | Gap:
    """Follow what part of each one's international works is with the other, and with the rival.

    A gap where the two have written nothing together.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.coauthorship.partners` for importer and partner: year, economy, partner, share, rank.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2023)
    >>> followed = load("coauthorship").query("1990 <= year <= 2023")
    >>> shares = decisions.coauthorship.partners(
    ...     followed, load("coauthorship_totals"), economies=[report.importer, report.partner]
    ... )
    >>> exhibits.coauthorship.mutual(report.on(dataset("coauthorship")), shares).id
    'mutual'
    """
    names = report.named(report.roles.values())
    kept = shares[shares["economy"].isin([report.importer, report.partner]) & shares["partner"].isin(names)]
    each = {code: places(kept, code, other) for code, other in _both(report)}
    if any(found.empty for found in each.values()):
        return Gap("coauthors.mutual.gap")
    panels = {code: report.text("coauthors.mutual.panel", economy=code) for code, _ in _both(report)}
    drawn = kept.assign(panel=kept["economy"].map(panels), series=kept["partner"], value=kept["share"])
    series = economies(report, names)
    values: dict[str, Any] = {}
    for part, (code, _) in zip(("mine", "theirs"), _both(report), strict=True):
        values |= {f"{part}_{when}": int(each[code]["rank"].iloc[at]) for when, at in (("then", 0), ("now", -1))}
        values[f"{part}_share"] = float(each[code]["share"].iloc[-1])
    whole = pd.concat(each.values())
    values |= {"first_year": str(int(whole["year"].min())), "last_year": str(int(whole["year"].max()))}
    columns = (
        common.ECONOMY,
        Column("other", "table.with"),
        common.YEAR,
        Column("works", "table.works", "int"),
        Column("share", "table.international_share", "percent", bar=True),
        common.RANK,
    )
    table = kept[(kept["year"] - kept["year"].max()) % STEP == 0]
    table = table.assign(name=table["economy"].map(names), other=table["partner"].map(names))
    order = {code: place for place, code in enumerate(names)}
    table = table.sort_values(
        ["economy", "partner", "year"], key=lambda column: -column if column.name == "year" else column.map(order)
    )
    stayed = [part for part in ("mine", "theirs") if values[f"{part}_then"] == values[f"{part}_now"]]
    form = "moved" if not stayed else "stayed" if len(stayed) > 1 else stayed[0]
    return report.exhibit(
        "coauthors.mutual",
        values,
        form=form,
        chart=charts.curves(drawn, series, panels=list(panels.values()), y_format=".0%"),
        table=Table(table, columns, whole=kept),
        caveats=["caveat.whole_counts", "openalex_international"],
    )


STEP = 3  # years between the rows of the table; the file has them all


def _both(report: Report) -> tuple[tuple[str, str], tuple[str, str]]:
    return (report.importer, report.partner), (report.partner, report.importer)


def places(shares: pd.DataFrame, economy: str, partner: str) -> pd.DataFrame:
    """Return one partner's rows in an economy's ranking, in the order of years."""
    return shares[(shares["economy"] == economy) & (shares["partner"] == partner)].sort_values("year")
