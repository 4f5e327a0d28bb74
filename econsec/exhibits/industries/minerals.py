"""Exhibits on the world's supply: who mines, who refines, who has reserves."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.dependence.suppliers import mixed, parts
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.labels import minerals_of


def stages(report: Report, shares: pd.DataFrame) -> Exhibit | Gap:
    """Show the rival's share of the world's mining and of its refining, mineral by mineral.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.stage_shares`: mineral, and per stage (mining, refining) the rival's, the partner's and the
        importer's share (0..1), the first economy and its share.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> exhibits.minerals.stages(
    ...     report.on(dataset("iea_supply")), decisions.stage_shares(load("iea_supply"), **report.roles)
    ... ).id
    'stages'
    """
    names = minerals_of("iea_mineral", report.language)
    drawn = shares.assign(label=shares["mineral"].map(names)).sort_values("rival_refining", ascending=False)
    if drawn[["rival_mining", "rival_refining"]].isna().all(axis=None):
        return Gap("supply.stages.gap")
    for stage in ("mining", "refining"):
        drawn[f"first_{stage}_name"] = report.names(drawn[f"first_{stage}"])
    series = [
        Series("rival_mining", report.text("stage.mining"), charts.SECOND),
        Series("rival_refining", report.text("stage.refining"), report.palette.of(report.rival)),
    ]
    values = {
        "n": int((drawn["rival_refining"] > 0.5).sum()),  # noqa: PLR2004 - more than half
        "of": len(drawn),
        "first": drawn["label"].iloc[0],
        "mining": float(drawn["rival_mining"].iloc[0]),
        "refining": float(drawn["rival_refining"].iloc[0]),
        "data_year": str(drawn["year"].iloc[0]),
    }
    columns = (
        Column("label", "column.mineral"),
        Column("rival_mining", "column.rival_mining", "percent", bar=True),
        Column("rival_refining", "column.rival_refining", "percent", bar=True),
        Column("first_mining_name", "column.first_mining"),
        Column("first_refining_name", "column.first_refining"),
        Column("partner_mining", "column.partner_mining", "percent"),
        Column("partner_refining", "column.partner_refining", "percent"),
        Column("importer_refining", "column.importer_refining", "percent"),
    )
    return report.exhibit(
        "supply.stages",
        values,
        chart=charts.dumbbell(drawn, series, step=34),
        table=Table(drawn, columns),
        caveats=["caveat.iea", "caveat.not_listed"],
    )


def reserves(report: Report, shares: pd.DataFrame) -> Exhibit | Gap:
    """Show the partner's share of the world's reserves against its share of the world's mine production.

    A gap where the source lists the partner for none of the commodities.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.reserves_against_output` for the partner: commodity, production_share, reserves_share (0..1,
        NaN where not reported), reserves_bound (the world total is a lower bound).

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> exhibits.minerals.reserves(
    ...     report.on(dataset("usgs_world")),
    ...     decisions.reserves_against_output(load("usgs_world"), economy=report.partner),
    ... ).id
    'reserves'
    """
    names = minerals_of("usgs_commodity", report.language)
    drawn = shares[shares["commodity"].isin(names)]
    drawn = drawn.dropna(subset=["production_share", "reserves_share"], how="all")
    if drawn.empty:
        return Gap("supply.reserves.gap")
    drawn = drawn.assign(label=drawn["commodity"].map(names)).sort_values(
        ["reserves_share", "production_share"], ascending=False
    )
    series = [
        Series("production_share", report.text("stage.output"), charts.SECOND),
        Series("reserves_share", report.text("stage.reserves"), report.palette.of(report.partner)),
    ]
    both = drawn.dropna(subset=["production_share", "reserves_share"])
    idle = both[both["reserves_share"] > both["production_share"]]
    gap = both["reserves_share"] - both["production_share"]
    widest = both.iloc[int(gap.to_numpy().argmax())] if len(both) else None
    values = {
        "n": len(idle),
        "of": len(both),
        "first": "" if widest is None else str(widest["label"]),
        "reserves": None if widest is None else float(widest["reserves_share"]),
        "output": None if widest is None else float(widest["production_share"]),
        "data_year": str(drawn["year"].iloc[0]),
    }
    columns = (
        Column("label", "column.commodity"),
        Column("production_share", "column.output_share", "percent", bar=True),
        Column("reserves_share", "column.reserves_share", "percent", bar=True),
        Column("years_left", "column.years_left", "int"),
    )
    most = float(drawn[["production_share", "reserves_share"]].max().max())
    top = min(1.0, 1.25 * most) if most > 0 else 1.0
    return report.exhibit(
        "supply.reserves",
        values,
        form="" if widest is not None and len(idle) else "none",
        chart=charts.dumbbell(drawn, series, top=top),
        table=Table(drawn, columns),
        caveats=["caveat.usgs_bound", "caveat.not_listed"],
    )


def withdrawn(report: Report, gone: pd.DataFrame) -> None:
    """Say which reserves an earlier edition gave and the latest does not.

    Parameters
    ----------
    gone : DataFrame
        From `decisions.withdrawn_reserves` for the partner.
    """
    names = minerals_of("usgs_commodity", report.language)
    listed = gone[gone["commodity"].isin(names) & (gone["unit"] == "t")]
    for row in listed.to_dict("records"):
        report.note(
            "minerals.note.withdrawn",
            what=names[row["commodity"]],
            tonnes=row["value"],
            share=row["share"],
            edition=str(row["edition"]),
            latest=str(row["latest"]),
            bound=report.text("word.at_most" if row["bound"] else "word.or"),
        )


def miners(report: Report, output: pd.DataFrame, labels: dict[str, str], *, rows: int = 14) -> Exhibit | Gap:
    """Show who puts out what the products are made of: the rival, the partner, the two largest others, the rest.

    Parameters
    ----------
    output : DataFrame
        From `decisions.output_by_product`: product, economy, value, measure, year.
    rows : int
        The most products to draw.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load, sector
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> minerals = sector("critical_minerals")
    >>> output = decisions.output_by_product(load("usgs_world"), minerals.products, year=2024)
    >>> exhibits.minerals.miners(
    ...     report.on(dataset("usgs_world")), output, exhibits.by_material(minerals, "en", []), rows=10
    ... ).id
    'miners'
    """
    known = output[output["product"].isin(labels)]
    if known.empty:
        return Gap("supply.miners.gap")
    shares = known.assign(
        share=known["value"] / known.groupby("product")["value"].transform("sum"), exporter=known["economy"]
    )
    rival = shares[shares["economy"] == report.rival].set_index("product")["share"]
    order = rival.reindex(list(dict.fromkeys(shares["product"]))).fillna(0.0).sort_values(ascending=False).index
    drawn = pd.concat([parts(report, shares[shares["product"] == product]) for product in order[:rows]])
    drawn["label"] = drawn["product"].map(labels)
    measures = known.drop_duplicates("product").set_index("product")["measure"]
    drawn["measure"] = [report.text(f"measure.{measures[code].replace(' ', '_')}") for code in drawn["product"]]
    led = shares.sort_values("share", ascending=False).drop_duplicates("product")
    values = {
        "n": int((led["economy"] == report.rival).sum()),
        "of": len(led),
        "half": int((rival > 0.5).sum()),  # noqa: PLR2004 - more than half
        "rows": min(rows, len(order)),
        "data_year": str(int(known["year"].iloc[0])),
    }
    columns = (
        common.PRODUCT,
        Column("measure", "column.output_stage"),
        Column("name", "column.producer"),
        common.SHARE,
    )
    return report.exhibit(
        "supply.miners",
        values,
        chart=charts.stacked(drawn, mixed(report)),
        table=Table(drawn, columns),
        caveats=["caveat.usgs_listed", "caveat.not_listed"],
    )
