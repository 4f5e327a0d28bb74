"""Exhibits on the chip supply chain: stages, inputs, where an economy is strong, and who makes the chips of AI."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.codes.tables import read
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.charts.points.squares import squares
from econsec.exhibits.charts.points.swarm import swarm
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.theme import GREY
from econsec.exhibits.elements.vintage import caveats
from econsec.i18n import numbers

REST = "#EDEDED"
STAGES = ("S1", "S2", "S3")
COLUMNS = 7  # economies that the grid of inputs has room for
HALF = 0.5


def input_label(code: str, language: str) -> str:
    """Return what an input of the chain is called in a chart.

    Examples
    --------
    >>> input_label("N20", "ja")
    'EUV露光装置'
    """
    return str(read("chip_inputs").set_index("input").loc[code, f"label_{language}"])


def _licence(report: Report) -> tuple[str, ...]:
    return caveats(report, "non_commercial", "chips_mixed_years")


def stages(report: Report, provided: pd.DataFrame) -> Exhibit:
    """Show who does the three stages of chip making.

    Parameters
    ----------
    provided : DataFrame
        From `decisions.chips.provision`: input, year, economy, share (0..1), rank.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("IND", "JPN", "CHN", 2024)
    >>> exhibits.chips.stages(
    ...     report.on(dataset("chip_providers")), decisions.chips.provision(load("chip_providers"))
    ... ).id
    'chip-stages'
    """
    own = provided[provided["input"].isin(STAGES)].dropna(subset=["share"])
    parts = [code for code in (report.rival, report.partner, report.importer) if code in set(own["economy"])]
    others = own[~own["economy"].isin([*parts, "XXO"])].groupby("economy")["share"].sum()
    ranked = list(others.sort_values(ascending=False).index)
    series = [Series(code, _name(report, code), report.palette.of(code)) for code in parts]
    series += [Series(code, _name(report, code), colour) for code, colour in report.palette.beside(ranked).items()]
    series += [Series("XXO", _name(report, "XXO"), REST)]
    rank = {one.key: place for place, one in enumerate(series)}
    drawn = own.assign(
        label=[input_label(code, report.language) for code in own["input"]],
        series=own["economy"],
        name=[_name(report, code) for code in own["economy"]],
        rank=own["economy"].map(rank),
    ).sort_values(["input", "rank"])
    share = drawn.set_index(["input", "economy"])["share"]
    values: dict[str, Any] = {
        f"{part}_{stage.lower()}": share.get((stage, code))
        for part, code in (("rival", report.rival), ("partner", report.partner), ("importer", report.importer))
        for stage in STAGES
    }
    lead = {
        stage: str(provided[(provided["input"] == stage) & (provided["rank"] == 1)]["economy"].iloc[0])
        for stage in STAGES
    }
    values |= {f"first_{stage.lower()}": code for stage, code in lead.items()}
    values |= {f"first_share_{stage.lower()}": float(share[stage, code]) for stage, code in lead.items()}
    values["data_year"] = str(drawn["year"].max())
    known = [values[f"{part}_{stage}"] is not None for part in ("rival", "partner") for stage in ("s2", "s3")]
    form = "parts" if all(known) else "lead"
    heads = (
        Column("label", "chips.column.stage"),
        common.ECONOMY,
        Column("share", "column.share", "percent0", bar=True),
    )
    return report.exhibit(
        "chips.stages",
        values,
        id="chip-stages",
        form=form,
        chart=charts.stacked(drawn, series, step=46),
        table=Table(drawn, heads),
        caveats=_licence(report),
    )


def inputs(report: Report, provided: pd.DataFrame) -> Exhibit:
    """Show who provides the main inputs: a grid of inputs by economies, an economy without a row included.

    Parameters
    ----------
    provided : DataFrame
        From `decisions.chips.provision`.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("IND", "JPN", "CHN", 2024)
    >>> exhibits.chips.inputs(
    ...     report.on(dataset("chip_providers")), decisions.chips.provision(load("chip_providers"))
    ... ).id
    'chip-inputs'
    """
    table = read("chip_inputs")
    asked = table[(table["main"] == "1") & (table["group"] != "stage")]
    own = provided[provided["input"].isin(asked["input"])].dropna(subset=["share"])
    own = own.assign(place=own["input"].map({code: place for place, code in enumerate(asked["input"])}))
    own = own.sort_values(["place", "rank"])
    mean = own[~own["economy"].isin(["XXO", "EUU"])].groupby("economy")["share"].sum().sort_values(ascending=False)
    parts = list(dict.fromkeys([report.importer, report.partner, report.rival]))
    largest = [code for code in mean.index if code not in parts][: COLUMNS - len(parts)]
    shown = [*sorted([*largest, *(p for p in parts if p in mean.index)], key=lambda code: -float(mean[code]))]
    shown += [code for code in parts if code not in mean.index]
    names = {code: _name(report, code) for code in shown}
    labels = {
        str(code): report.text("name.bracketed", name=input_label(str(code), report.language), what=year)
        for code, year in own.drop_duplicates("input").set_index("input")["year"].items()
    }
    wide = own.pivot_table(index="input", columns="economy", values="share").reindex(index=list(labels), columns=shown)
    long = wide.reset_index().melt("input", var_name="economy", value_name="share")
    drawn = long.assign(
        label=long["input"].map(labels),
        column=long["economy"].map(names),
        value=long["share"].fillna(0.0),
        text=["–" if pd.isna(share) else numbers.percent(share, report.language, digits=0) for share in long["share"]],
    )
    lead = own[own["rank"] == 1]
    counts = lead["economy"].value_counts()
    absent = [code for code in parts if code not in set(provided["economy"])]
    values = {
        "of": len(labels),
        "first": str(counts.index[0]),
        "first_n": int(counts.iloc[0]),
        "partner_n": int(counts.get(report.partner, 0)),
        "rival_n": int(counts.get(report.rival, 0)),
        "absent": absent[0] if absent else "",
        "years": [str(year) for year in sorted(own["year"].unique())],
    }
    alone = values["first"] in (report.partner, report.rival)
    form = "leads" if alone else "absent" if absent else "all"
    rows = wide.rename(columns=names).reset_index()
    rows["label"] = rows["input"].map(labels)
    heads = (Column("label", "chips.column.input"), *(Column(n, n, "percent0") for n in names.values()))
    return report.exhibit(
        "chips.inputs",
        values,
        id="chip-inputs",
        form=form,
        chart=squares(drawn, list(names.values()), domain=(0.0, 1.0), step=24),
        table=Table(rows, heads, whole=own.drop(columns="place")),
        caveats=[*_licence(report), "caveat.chip_inputs"],
    )


def _name(report: Report, code: str) -> str:
    if code == "XXO":
        return report.text("economy.rest")
    return report.name(code)


def strengths(report: Report, strong: pd.DataFrame, *, named: float = 0.5) -> Exhibit | Gap:
    """Show the partner's share in every single input, a dot each, by group of inputs.

    A gap where the source gives the partner no share in any input.

    Parameters
    ----------
    strong : DataFrame
        From `decisions.chips.strength` of the partner: input, year, share (0..1 or NaN), listed, first, first_share.
    named : float
        Inputs above this share carry their name.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("IND", "JPN", "CHN", 2024)
    >>> provided = decisions.chips.provision(load("chip_providers"))
    >>> counted = decisions.chips.leaves(provided, load("chip_sequence"), load("chip_inputs"))
    >>> strong = decisions.chips.strength(provided, economy="JPN", among=counted)
    >>> exhibits.chips.strengths(report.on(dataset("chip_providers")), strong).id
    'strengths-jpn'
    """
    known = strong.dropna(subset=["share"])
    if known.empty:
        return Gap("chips.strengths.gap", data=report.data)
    group = read("chip_inputs").set_index("input")["group"]
    order = read("chip_groups")
    names = dict(zip(order["group"], order[f"label_{report.language}"], strict=True))
    known = known.assign(
        name=[input_label(code, report.language) for code in known["input"]],
        group=known["input"].map(group),
        first_name=[_name(report, code) for code in known["first"]],
        year=known["year"].astype(str),
    )
    known["label"] = known["group"].map(names)
    rank = {key: place for place, key in enumerate(names)}
    drawn = known.assign(place=known["group"].map(rank)).sort_values(["place", "share"])
    colour = report.palette.of(report.partner)
    drawn = drawn.assign(
        value=drawn["share"],
        colour=[colour if share > HALF else GREY for share in drawn["share"]],
        text=[name if share >= named else "" for name, share in zip(drawn["name"], drawn["share"], strict=True)],
    )
    above = known[known["share"] > HALF]
    values = {
        "n": len(above),
        "of": len(strong),
        "listed": len(known),
        "names": list(above["name"].head(3)),
        "shares": [float(share) for share in above["share"].head(3)],
        "best": known["name"].iloc[0],
        "best_share": float(known["share"].iloc[0]),
    }
    heads = (
        Column("name", "chips.column.input"),
        Column("label", "chips.column.group"),
        Column("year", "chips.column.year", "code"),
        Column("share", "economy.partner", "percent", bar=True),
        Column("first_name", "chips.column.leader"),
        common.FIRST_SHARE,
    )
    return report.exhibit(
        "chips.strengths",
        values,
        id="strengths-" + report.partner.lower(),
        form="" if len(above) else "none",
        chart=swarm(drawn, threshold=HALF, step=46),
        table=Table(known, heads),
        caveats=_licence(report),
    )


def absent(report: Report, listed: int, inputs: int) -> None:
    """Say in how many inputs of the chain the importer is listed, and what a zero says of the source.

    Parameters
    ----------
    listed : int
        From `decisions.chips.listed` of the importer.
    inputs : int
        How many inputs have providers.
    """
    form = "listed" if listed else "absent"
    report.claim(f"chips.claim.{form}", *report.data, economy=report.importer, n=listed, inputs=inputs)
