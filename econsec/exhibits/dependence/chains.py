"""Exhibits on chains, stage by stage: who buys from whom, who could stand in, who has the capacity."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.codes.tables import read
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.labels import notes
from econsec.exhibits.elements.theme import CHARCOAL
from econsec.exhibits.elements.vintage import stale
from econsec.i18n import numbers

HALF, TENTH, TINY = 0.5, 0.1, 0.001  # a number below the last is written as a bound by itself
KEYS = ("importer_rival", "partner_rival", "importer_partner", "partner_importer")


def table(report: Report, found: pd.DataFrame, labels: dict[str, str]) -> Exhibit | Gap:
    """Show chains stage by stage: what each buys from the rival, and from the other.

    A gap where no share is known.

    Parameters
    ----------
    found : DataFrame
        From `decisions.clean_energy.links`: chain, order, product, buyer, seller, imports, value, share, share_high.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> energy, labels = sector("clean_energy"), exhibits.labels(sector("clean_energy"), "en")
    >>> goods = trade(list(labels), year=2024)
    >>> routes, totals = exhibits.whose(goods)
    >>> links = decisions.clean_energy.links(goods, energy.chains, **report.roles, year=2024)
    >>> exhibits.chains.table(report.on(routes), links, labels).id
    'chains'
    """
    if found["share"].isna().all():
        return Gap("links.table.gap")
    pairs = {key: tuple(report.roles[part] for part in key.split("_")) for key in KEYS}
    rows = found.assign(label=_rows(report, found, labels), key="")
    for key, (buyer, seller) in pairs.items():
        rows.loc[(rows["buyer"] == buyer) & (rows["seller"] == seller), "key"] = key
    heads = {key: report.text("links.column", buyer=buyer, seller=seller) for key, (buyer, seller) in pairs.items()}
    rows["column"] = rows["key"].map(heads)
    rows["text"] = [_said(report, share, most) for share, most in zip(rows["share"], rows["share_high"], strict=True)]
    drawn = rows.assign(value=rows["share"].fillna(rows["share_high"].where(rows["share_high"] < TENTH)))
    shown = _wide(rows, heads, report.language)
    columns = (
        Column("label", "links.column.stage"),
        common.HS,
        *(Column(key, heads[key]) for key in KEYS),
        Column("imports_importer", "routes.column.importer_buys", "usd_million"),
        Column("imports_partner", "routes.column.partner_buys", "usd_million"),
        Column("note", "column.note"),
    )
    values = _counts(report, rows)
    return report.exhibit(
        "links.table",
        values,
        id="chains",
        form="both" if values["of"] and values["partner_of"] else "importer" if values["of"] else "partner",
        chart=charts.squares(drawn, [heads[key] for key in KEYS], domain=(0.0, 1.0), step=30),
        table=Table(shown, columns, whole=found),
        caveats=["net_direction", "top_ten", "heading_coarse", *stale(report)],
    )


def _rows(report: Report, found: pd.DataFrame, labels: dict[str, str]) -> list[str]:
    """Name each stage with its chain."""
    chains = {name: report.text(f"chain.{name}") for name in found["chain"].unique()}
    pairs = zip(found["chain"], found["product"], strict=True)
    return [report.text("links.row", chain=chains[chain], stage=labels[product]) for chain, product in pairs]


def _said(report: Report, share: float, bound: float) -> str:
    if share == share:  # noqa: PLR0124 - not NaN
        return numbers.percent(share, report.language, digits=0 if share >= TENTH else 1)
    if bound == bound:  # noqa: PLR0124
        return numbers.percent(bound, report.language) if bound < TINY else report.text("goods.below", share=bound)
    return ""


def _wide(rows: pd.DataFrame, heads: dict[str, str], language: str) -> pd.DataFrame:
    """Return one row a stage: what is written in each column, and what either buys in all, what else the code holds."""
    keys = ["chain", "order", "product", "label"]
    wide = rows.pivot_table(index=keys, columns="key", values="text", aggfunc="first")
    wide = wide.reindex(columns=list(heads)).fillna("")
    for part in ("importer", "partner"):
        own = rows[rows["key"] == f"{part}_rival"].set_index(keys)["imports"]
        wide[f"imports_{part}"] = own
    order = rows.drop_duplicates(keys).set_index(keys).index
    wide = wide.reindex(order).reset_index()
    said = {code: "".join(notes([code], language)) for code in wide["product"]}
    return wide.assign(note=[said[code].partition("：" if language == "ja" else ": ")[2] for code in wide["product"]])


def _counts(report: Report, rows: pd.DataFrame) -> dict[str, Any]:
    """Say how many stages the rival dominates for either, and the most that either buys from the other."""
    values: dict[str, Any] = {}
    for prefix, part in (("", "importer"), ("partner_", "partner")):
        own = rows[rows["key"] == f"{part}_rival"].drop_duplicates("product")["share"].dropna()
        values |= {f"{prefix}n": int((own > HALF).sum()), f"{prefix}of": len(own)}
    mutual = rows[rows["key"].isin(KEYS[2:])]["share"].dropna()
    values["mutual"] = float(mutual.max()) if len(mutual) else None
    form = "some" if len(mutual) else "none"
    values["other"] = report.text(f"links.mutual.{form}", mutual=values["mutual"])
    return values


def meeting(report: Report, ways: pd.DataFrame, stages: pd.DataFrame, labels: dict[str, str]) -> Exhibit | Gap:
    """Show what part of the rival's deliveries to one the other could take over, stage by stage, in both directions.

    A gap where no need of either is known.

    Parameters
    ----------
    ways : DataFrame
        From `decisions.complementarity`: chain, stage, order, supplier, buyer, need, central (USD), coverage (0..1).
    stages : DataFrame
        product, chain, order (`Sector.chains`).

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> energy, labels = sector("clean_energy"), exhibits.labels(sector("clean_energy"), "en")
    >>> goods = trade(list(labels), year=2024)
    >>> both = [decisions.ledger(goods, **who.roles, year=2024) for who in (report, report.reversed)]
    >>> ways = decisions.complementarity(*both, energy.chains)
    >>> exhibits.chains.meeting(report.on(*exhibits.whose(goods)), ways, energy.chains, labels).id
    'meeting'
    """
    named = ways.merge(stages[["chain", "order", "product"]], on=["chain", "order"])
    named = named.assign(label=_rows(report, named, labels))
    forward = named["supplier"] == report.partner
    wide = named.assign(way=forward.map({True: "forward", False: "back"}))
    wide = wide.pivot_table(index=["chain", "order", "label"], columns="way", values=["coverage", "need", "central"])
    asked = pd.MultiIndex.from_product([["coverage", "need", "central"], ["forward", "back"]])
    wide = wide.reindex(columns=asked)
    wide.columns = ["forward", "back", "need_forward", "need_back", "central_forward", "central_back"]
    drawn = wide.dropna(subset=["forward", "back"], how="all").reset_index()
    if drawn.empty:
        return Gap("links.meeting.gap")
    place = {label: at for at, label in enumerate(_rows(report, stages, labels))}
    drawn = drawn.assign(place=drawn["label"].map(place)).sort_values("place", ignore_index=True)
    top = named.dropna(subset=["coverage"]).sort_values(["coverage", "need"], ascending=False).iloc[0]
    values = {
        "n": int((drawn["back"] >= TENTH).sum()),
        "of": int(drawn["back"].notna().sum()),
        "back_n": int((drawn["forward"] >= TENTH).sum()),
        "back_of": int(drawn["forward"].notna().sum()),
        "both": int(((drawn["back"] >= TENTH) & (drawn["forward"] >= TENTH)).sum()),
        "supplier": top["supplier"],
        "buyer": top["buyer"],
        "first": labels[top["product"]],
        "first_share": float(top["coverage"]),
    }
    ways_of = {"forward": (report.partner, report.importer), "back": (report.importer, report.partner)}
    series = [
        Series(way, report.text("links.way", who=who, whom=whom), report.palette.of(who))
        for way, (who, whom) in ways_of.items()
    ]
    columns = (
        Column("label", "links.column.stage"),
        Column("need_forward", report.text("links.column.need", who=report.importer), "usd_million"),
        Column("forward", series[0].label, "percent", bar=True),
        Column("need_back", report.text("links.column.need", who=report.partner), "usd_million"),
        Column("back", series[1].label, "percent", bar=True),
    )
    return report.exhibit(
        "links.meeting",
        values,
        form="" if top["coverage"] > 0 else "none",
        chart=charts.dumbbell(drawn, series, step=28),
        table=Table(drawn, columns, whole=ways),
        caveats=["caveat.meeting", *notes([top["product"]], report.language), "heading_coarse", *stale(report)],
    )


def factories(report: Report, facts: pd.DataFrame) -> Exhibit | Gap:
    """Show the rival's part of the world's factories at each stage of solar, and the partner's where one is known.

    A gap where no such fact of the rival is known.

    Parameters
    ----------
    facts : DataFrame
        The table `facts`: economy, year, fact, value (%), origin.

    Examples
    --------
    >>> from econsec import Report, dataset, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> exhibits.chains.factories(report.on(dataset("facts")), load("facts")).id
    'solar-factories'
    """
    known = read("solar_stages").merge(facts, on=["economy", "fact"])
    own = known[known["economy"].isin(report.palette.parts)].sort_values("order", kind="stable")
    rival = own[own["economy"] == report.rival]
    if rival.empty:
        return Gap("links.factories.gap")
    shares = own["value"] / 100
    drawn = own.assign(
        name=report.names(own["economy"]),
        stage_text=[report.text(f"solar.{stage}") for stage in own["stage"]],
        value=shares,
        text=[numbers.percent(share, report.language, digits=0) for share in shares],
        colour=report.colours(own["economy"]),
        then=own["year"].astype(str),
    )
    drawn["label"] = report.each("links.factory", drawn, stage="stage_text", who="economy")
    values = {
        "low": float(rival["value"].min()) / 100,
        "high": float(rival["value"].max()) / 100,
        "stage": report.text(f"solar.{rival.nlargest(1, 'value')['stage'].item()}"),
        "then": str(int(rival["year"].max())),
        "n": len(rival),
    }
    columns = (
        Column("stage_text", "links.column.stage"),
        common.ECONOMY,
        Column("value", "column.share", "percent0", bar=True),
        Column("then", "routes.column.year", "code"),
        Column("origin", "links.column.origin"),
    )
    return report.exhibit(
        "links.factories",
        values,
        id="solar-factories",
        chart=charts.bars(drawn, colour=CHARCOAL, axis_format=".0%", step=30, room=0.12),
        table=Table(drawn, columns),
        caveats=["caveat.secondary_facts"],
    )
