"""Exhibits on dependence: how much comes from the rival, how few suppliers there are, and whose rules say so."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series, two_sides
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.theme import GREEN, GREY

ROWS = 15


def compare(
    report: Report,
    exposed: pd.DataFrame,
    mirrored: pd.DataFrame,
    labels: dict[str, str],
    *,
    most: float = 0.5,
) -> Exhibit | Gap:
    """Show the rival's share in both economies' imports, the most exposed products of the importer first.

    Parameters
    ----------
    exposed, mirrored : DataFrame
        From `decisions.exposure` for the importer and for the partner: product, rival_share (0..1).
    most : float
        Share above which a product counts as dependent.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> labels = exhibits.labels(sector("critical_minerals"), "en", [])
    >>> world = trade(list(labels), year=2024).of(list(labels))
    >>> exposed = decisions.exposure(world, **report.roles, products=list(labels))
    >>> mirrored = decisions.exposure(world, **report.reversed.roles, products=list(labels))
    >>> exhibits.exposure.compare(report.on(*exhibits.cited(world.sources)), exposed, mirrored, labels).id
    'rival-share'
    """
    both = exposed.merge(mirrored[["product", "rival_share"]], on="product", how="left", suffixes=("", "_partner"))
    both["label"] = both["product"].map(labels)
    both = both.dropna(subset=["rival_share"]).sort_values("rival_share", ascending=False, kind="stable")
    if both.empty:
        return Gap("dependence.compare.gap")
    shown = both.head(ROWS)
    counts = {
        "n": int((both["rival_share"] > most).sum()),
        "of": len(both),
        "partner_n": int((mirrored["rival_share"] > most).sum()),
    }
    columns = (
        *common.GOOD,
        Column("rival_share", "economy.importer", "percent", bar=True),
        Column("rival_share_partner", "economy.partner", "percent", bar=True),
    )
    return report.exhibit(
        "dependence.compare",
        counts,
        id="rival-share",
        also={
            "rows": len(shown),
            "first": shown["label"].iloc[0],
            "first_share": shown["rival_share"].iloc[0],
            "first_partner": shown["rival_share_partner"].iloc[0],
            "last": shown["label"].iloc[-1],
            "last_share": shown["rival_share"].iloc[-1],
        },
        chart=charts.dumbbell(shown, two_sides(report, "rival_share", "rival_share_partner")),
        table=Table(both, columns),
        caveats=["caveat.hs6"],
    )


def concentration(report: Report, exposed: pd.DataFrame, labels: dict[str, str], *, rows: int = 10) -> Exhibit | Gap:
    """Show the products with the fewest suppliers, as a table.

    Parameters
    ----------
    exposed : DataFrame
        From `decisions.exposure`: imports (USD), rival_share, first, first_share, hhi, effective, partner_share.
    rows : int
        The most rows to print.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> labels = exhibits.labels(sector("critical_minerals"), "en", [])
    >>> world = trade(list(labels), year=2024)
    >>> exposed = decisions.exposure(world, **report.roles, products=list(labels))
    >>> exhibits.exposure.concentration(report.on(*exhibits.cited(world.sources)), exposed, labels).id
    'concentration'
    """
    ranked = (
        exposed.assign(label=exposed["product"].map(labels))
        .dropna(subset=["hhi"])
        .sort_values("hhi", ascending=False, kind="stable")
    )
    if ranked.empty:
        return Gap("dependence.compare.gap")
    single = ranked[ranked["effective"] < SINGLE]
    shown = ranked.head(rows).assign(first_name=lambda frame: _names(report, frame["first"]))
    columns = (
        *common.GOOD,
        common.IMPORTS,
        common.FROM_RIVAL,
        Column("first_name", "column.first"),
        common.FIRST_SHARE,
        Column("hhi", "column.hhi", "dec2"),
        Column("effective", "column.effective", "dec1"),
        Column("partner_share", "column.from_partner", "percent"),
    )
    return report.exhibit(
        "dependence.concentration",
        {"n": len(single), "of": len(ranked), "names": list(single["label"].head(3))},
        also={"rows": len(shown)},
        table=Table(shown, columns, open=True),
        caveats=["caveat.hhi"],
    )


# With fewer than this many effective suppliers, the second one no longer counts (HHI above 0.8).
SINGLE = 1.25


def rules(report: Report, judged: pd.DataFrame, labels: dict[str, str], *, rows: int = 14) -> Exhibit | Gap:
    """Show which of the published rules call a product dependent.

    Parameters
    ----------
    judged : DataFrame
        From `indicators.dependence_flags` for the importer: year, product, rule, passed (True, False, NA).
    rows : int
        The most products to draw.

    Examples
    --------
    >>> from econsec import Report, exhibits, indicators, sector, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> labels = exhibits.labels(sector("critical_minerals"), "en", [])
    >>> world = trade(list(labels), year=2024, since=2022)
    >>> asked = {"rules": ["ec", "cepii", "merics", "meti", "cabinet_office"], "importers": ["JPN"], "rival": "CHN"}
    >>> judged = indicators.dependence_flags(world.flows(), **asked)
    >>> exhibits.exposure.rules(report.on(*exhibits.cited(world.sources)), judged, labels).id
    'rules'
    """
    known = judged[judged["product"].isin(labels) & (judged["year"] == report.year)]
    flags = known.astype({"passed": "boolean"}).set_index(["product", "rule"])["passed"].unstack()  # noqa: PD010
    order = list(dict.fromkeys(known["rule"]))
    flags["agree"] = flags[order].sum(axis=1).astype(int)
    flags = flags[flags["agree"] > 0].sort_values("agree", ascending=False, kind="stable").reset_index()
    flags["label"] = flags["product"].map(labels)
    if flags.empty:
        return Gap("dependence.rules.gap", {"rules": len(order)}) if order else Gap("dependence.compare.gap")
    every = int((flags["agree"] == len(order)).sum())
    shown = flags.head(rows)
    long = shown.melt(id_vars=["label", "product"], value_vars=order, var_name="rule", value_name="passed")
    long["state"] = long["passed"].map({True: "yes", False: "no"}).astype("object").fillna("unknown").astype(str)
    long["sign"] = long["state"].map({"yes": "●", "no": "", "unknown": "?"})
    heads = {rule: report.text(f"rule.{rule}") for rule in order}
    long["column"] = long["rule"].map(heads)
    states = [Series("yes", "", GREEN), Series("no", "", "#EDEDED"), Series("unknown", "", GREY)]
    columns = (
        *common.GOOD,
        *(Column(rule, heads[rule], "flag") for rule in order),
        Column("agree", "column.agree", "int"),
    )
    counts = {"n": len(flags), "every": every, "rules": len(order), "of": known["product"].nunique()}
    counts["rows"] = len(shown)
    return report.exhibit(
        "dependence.rules",
        counts,
        chart=charts.matrix(long, list(heads.values()), states),
        table=Table(shown, columns, whole=flags),
        caveats=["caveat.rules", "caveat.rules_world"],
    )


def _names(report: Report, codes: pd.Series) -> list[str]:
    return [report.name(code) if isinstance(code, str) else "–" for code in codes]
