"""Exhibits on models for artificial intelligence, and on the developers who work with them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.codes.tables import read
from econsec.exhibits import charts
from econsec.exhibits.charts import pairs, two_sides
from econsec.exhibits.digital.developers import quarter
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.i18n import numbers

POWERS = range(14, 28, 2)  # of the compute of a training run, in FLOP
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
SHOWN = 12  # economies of the bars


def counted(report: Report, counts: pd.DataFrame) -> dict[str, Any]:
    """Return how many models the three economies have, for a sentence; none known is zero."""
    known = counts.set_index("economy")["value"].reindex(list(report.roles.values())).fillna(0)
    return {f"{side}_models": int(value) for side, value in zip(("mine", "theirs", "rivals"), known, strict=True)}


def compute(report: Report, found: pd.DataFrame, counts: pd.DataFrame) -> Exhibit | Gap:
    """Show every notable model whose training compute is known, by the day it was published.

    A gap where neither importer nor partner has a model of known compute.

    Parameters
    ----------
    found : DataFrame
        From `decisions.models.notable`.
    counts : DataFrame
        From `decisions.models.count`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> models = decisions.models.notable(load("ai_models"), since=2015)
    >>> exhibits.models.compute(report.on(dataset("ai_models")), models, decisions.models.count(models)).id
    'models'
    """
    known = found[found["training_compute"] > 0]
    parts = {report.importer, report.partner}
    if not parts & set(known["economy"]):
        return Gap("models.compute.gap")
    # A model of several economies is drawn once, for the part of the report that it belongs to.
    place = known["economy"].map({code: rank for rank, code in enumerate(report.roles.values())}).fillna(9)
    once = known.assign(place=place).sort_values(["place", "when"], kind="stable").drop_duplicates("model")
    once = once.sort_values("training_compute", ascending=False, kind="stable").reset_index(drop=True)
    first = once.iloc[0]
    told = once["economy"].isin(parts) | (once.index == 0)
    drawn = once.assign(
        value=once["training_compute"],
        name=once["model"] + " (" + once["organization"].str.slice(0, 60) + ")",
        colour=report.colours(once["economy"]),
        whose=report.names(once["economy"]),
        text=once["model"].where(told, ""),
        mark=told,
    )
    values: dict[str, Any] = {"first": str(first["economy"]), "model": str(first["model"]), "of": len(once)}
    largest = counts.set_index("economy")["largest"]
    for side, code in (("mine", report.importer), ("theirs", report.partner), ("rivals", report.rival)):
        value = float(largest.get(code, float("nan")))
        values[f"{side}_part"] = value / float(first["training_compute"])
    values |= {"since": str(int(found["year"].min())), "until": str(int(found["year"].max()))}
    table = drawn[drawn["economy"].isin(list(report.roles.values())) | (drawn.index == 0)]
    table = table.sort_values("value", ascending=False).head(ROWS)
    extra = drawn[drawn["economy"].isin(parts) & ~drawn.index.isin(table.index)]
    table = pd.concat([table, extra]).assign(
        country=lambda rows: report.names(rows["economy"]),
        times=lambda rows: rows["value"] / float(first["training_compute"]),
        year=lambda rows: rows["year"].astype(str),
    )
    columns = (
        Column("model", "models.column.model"),
        Column("country", "column.economy"),
        common.YEAR,
        Column("times", "models.column.of_largest", "percent", bar=True),
    )
    kept = ["model", "organization", "economy", "year", "training_compute"]
    return report.exhibit(
        "models.compute",
        values,
        id="models",
        form=_form(values),
        chart=charts.timeline(drawn, powers={power: "10" + str(power).translate(RAISED) for power in POWERS}),
        table=Table(table, columns, whole=drawn[kept]),
        caveats=["caveat.models"],
    )


ROWS = 20


def _form(values: dict[str, Any]) -> str:
    """Return which of importer and partner have a model of known compute."""
    mine, theirs = (values[f"{side}_part"] == values[f"{side}_part"] for side in ("mine", "theirs"))
    return "both" if mine and theirs else "mine" if mine else "theirs"


def notable(report: Report, counts: pd.DataFrame, of: int, *, since: int) -> Exhibit | Gap:
    """Count the notable models of each economy.

    A gap where the list has no model of importer or partner.

    Parameters
    ----------
    counts : DataFrame
        From `decisions.models.count`.
    of : int
        How many different models there are.
    since : int
        First year of publication.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> models = decisions.models.notable(load("ai_models"), since=2015)
    >>> exhibits.models.notable(
    ...     report.on(dataset("ai_models")), decisions.models.count(models), models["model"].nunique(), since=2015
    ... ).id
    'notable'
    """
    values = counted(report, counts) | {"of": of, "since": str(since)}
    if not values["mine_models"] + values["theirs_models"]:
        return Gap("models.notable.gap")
    shown = counts[(counts.index < SHOWN) | counts["economy"].isin(list(report.roles.values()))]
    drawn = shown.assign(
        label=report.names(shown["economy"]),
        text=[numbers.decimal(value, report.language) for value in shown["value"]],
        colour=report.colours(shown["economy"]),
    )
    return report.exhibit(
        "models.notable",
        values,
        chart=charts.bars(drawn, colour=SECOND, axis_format=",.0f", step=24, room=0.1),
        table=Table(drawn, (common.ECONOMY_ROW, Column("value", "models.column.models", "int")), whole=counts),
        caveats=["caveat.models"],
    )


SECOND = charts.SECOND


PUBLISHED = 100  # developers: what GitHub publishes a cell from


def topics(report: Report, figures: pd.DataFrame) -> Exhibit | Gap:
    """Compare how many developers of importer and partner work on public code about artificial intelligence.

    A gap where the source has no topic of both in its last quarter.

    Parameters
    ----------
    figures : DataFrame
        Developers by topic: economy, topic, year, quarter, value.

    Examples
    --------
    >>> from econsec import Report, dataset, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2025)
    >>> exhibits.models.topics(report.on(dataset("github_topics")), load("github_topics")).id
    'topics'
    """
    names = read("ai_topics").set_index("topic")[f"name_{report.language}"]
    turn = 4 * figures["year"] + figures["quarter"]
    last = figures[(turn == turn.max()) & figures["topic"].isin(names.index)]
    wide = report.side_by_side(last, "topic").dropna(subset=["mine", "theirs"], how="all")
    if wide.dropna().empty:
        return Gap("models.topics.gap", {"least": PUBLISHED})
    wide = wide.sort_values("theirs", ascending=False, na_position="last", ignore_index=True)
    wide["label"] = wide["topic"].map(names)
    for side in ("mine", "theirs"):
        wide[f"{side}_text"] = [numbers.decimal(value, report.language) for value in wide[side].fillna(0)]
    both = wide.dropna(subset=["mine", "theirs"])
    ratio = both["theirs"] / both["mine"]
    values = {
        "until": quarter(report, last),
        "n": int((ratio > 1).sum()),
        "of": len(both),
        "topic": str(both["label"].iloc[0]),
        "mine": float(both["mine"].iloc[0]),
        "theirs": float(both["theirs"].iloc[0]),
    }
    series = two_sides(report)
    return report.exhibit(
        "models.topics",
        values,
        chart=pairs(wide, series, log=True, step=34),
        table=Table(wide, (Column("label", "models.column.topic"), *common.SIDES)),
        caveats=["caveat.topics", "github_accounts", "github_threshold"],
    )
