"""Both ends of the trade in a product: who sells to the two, and to whom the partner and the rival sell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.dependence.suppliers import SINGLE, keys, others
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.labels import product_label

if TYPE_CHECKING:
    from econsec.exhibits.charts import Series

MOST = 4  # products that are drawn: four rows each


def ends(report: Report, sides: pd.DataFrame, title: str) -> Exhibit | Gap:
    """Show who sells a product to importer and partner, and to whom partner and rival sell it.

    A gap where no complete flows of it are held.

    Parameters
    ----------
    sides : DataFrame
        From `decisions.ends`.
    title : str
        What the flows are of.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> item = exhibits.naming.about(["850511"])
    >>> flows = decisions.sellers.flows(trade(item, year=2024), year=2024)
    >>> sides = decisions.ends(flows, **report.roles, year=2024)
    >>> exhibits.ends.ends(
    ...     report.on(*exhibits.cited(flows.attrs["sources"])), sides, exhibits.naming.replaced(report, item, flows)
    ... ).id
    'ends'
    """
    if sides.empty:
        return Gap("ends.gap", {"item": title})
    products = list(dict.fromkeys(sides["product"]))
    shown = sides[sides["product"].isin(products[:MOST])]
    rows = shown.groupby(["product", "side", "economy"], sort=False)
    drawn = pd.concat([_parts(report, row) for _, row in rows], ignore_index=True)
    several = ".several" if len(products) > 1 else ""
    drawn["label"] = [
        report.text(f"ends.row.{side}{several}", economy=economy, product=product_label(code, report.language))
        for code, side, economy in drawn[["product", "side", "economy"]].itertuples(index=False, name=None)
    ]
    sold = {one: _first(sides, one) for one in (report.partner, report.rival)}
    form = {(True, True): "both", (False, True): "rival", (True, False): "partner", (False, False): "neither"}
    values: dict[str, Any] = {
        "item": report.text("product.low", name=title),
        "n": len(products),
        "rows": min(len(products), MOST),
    }
    for part, (first, share) in zip(("partner", "rival"), sold.values(), strict=True):
        values |= {f"{part}_first": first, f"{part}_share": share}
    columns = (
        Column("label", "ends.column.side"),
        common.HS,
        Column("name", "ends.column.other"),
        Column("value", "ends.column.value", "usd_million"),
        common.SHARE,
    )
    return report.exhibit(
        "ends",
        values,
        subtitle=f"ends.subtitle{several}",
        form=form[tuple(bool(first) for first, _ in sold.values())],  # type: ignore[index]
        chart=charts.stacked(drawn, _series(report)),
        table=Table(drawn, columns, whole=sides),
        caveats=["caveat.origin"],
    )


def _first(sides: pd.DataFrame, seller: str) -> tuple[str, float | None]:
    """Return to whom an economy sells most, all products together, and the share; an empty name where it sells none."""
    own = sides[(sides["side"] == "sells") & (sides["economy"] == seller)].groupby("other")["value"].sum()
    if own.empty:
        return "", None
    top = own.sort_index().sort_values(ascending=False, kind="stable")
    return str(top.index[0]), float(top.iloc[0] / top.sum())


def _series(report: Report) -> list[Series]:
    roles = report.roles.values()
    return [*charts.economies(report, roles), *others(report, *roles)]


def _parts(report: Report, row: pd.DataFrame) -> pd.DataFrame:
    """Cut one side into the three economies of the report, the two largest others and the rest."""
    roles = list(report.roles.values())
    series = {code: code for code in roles} | keys(row.loc[~row["other"].isin(roles), "other"].head(len(SINGLE)))
    found = row[row["other"].isin(series)].assign(
        series=lambda own: own["other"].map(series), name=lambda own: report.names(own["other"])
    )
    left = row[~row["other"].isin(series)]
    if left.empty:
        return found
    last = row.iloc[[0]].assign(other="", series="rest", name=report.text("economy.rest"))
    return pd.concat([found, last.assign(value=left["value"].sum(), share=left["share"].sum())], ignore_index=True)
