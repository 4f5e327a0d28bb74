"""Who could supply whom instead of the rival: the exhibit, and the same figures in words."""

from __future__ import annotations

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table
from econsec.exhibits.elements.labels import product_label
from econsec.i18n import numbers

ENDS = ("low", "high")


def directions(report: Report) -> list[Series]:
    """Return the two directions of every figure: what the partner could do for the importer, and the reverse."""
    return [
        Series("forward", report.text("brief.direction.forward"), report.palette.of(report.partner)),
        Series("back", report.text("brief.direction.back"), report.palette.of(report.importer)),
    ]


def exchange(report: Report, found: pd.DataFrame, net: pd.DataFrame) -> Exhibit | Gap:
    """Show in dollars what each could supply to the other instead of the rival, area by area.

    A gap where the source knows nothing of both.

    Parameters
    ----------
    found : DataFrame
        From `decisions.dialogue`.
    net : DataFrame
        From `decisions.net_offers`: what is left of it.
    """
    goods = found[(found["kind"] == "need met") & (found["value"] > 0)]
    if goods.empty:
        return Gap("brief.exchange.gap")
    wide = goods.pivot_table(index=["area", "title"], columns="supplier", values="value", sort=False)
    drawn = pd.DataFrame(
        {
            "forward": wide.reindex(columns=[report.partner])[report.partner] / 1e6,
            "back": wide.reindex(columns=[report.importer])[report.importer] / 1e6,
        }
    ).reset_index(names=["area", "label"])
    for key in ("forward", "back"):
        drawn[f"{key}_text"] = [numbers.decimal(value, report.language) for value in drawn[key]]
        own = net[net["direction"] == key].set_index("area").reindex(drawn["area"])
        drawn[f"{key}_low"], drawn[f"{key}_high"] = own["low"].to_numpy() / 1e6, own["high"].to_numpy() / 1e6
        drawn[f"{key}_first"] = [
            product_label(code, report.language) if code else "" for code in own["first"].fillna("")
        ]
    series = directions(report)
    known = [key for key in ("forward", "back") if drawn[key].notna().any()]
    most = {key: drawn.nlargest(1, key).iloc[0] for key in known}
    values = {
        "forward": float(most["forward"]["forward"] * 1e6) if "forward" in most else None,
        "forward_first": str(most["forward"]["label"]) if "forward" in most else "",
        "back": float(most["back"]["back"] * 1e6) if "back" in most else None,
        "back_first": str(most["back"]["label"]) if "back" in most else "",
        "first": str(drawn["label"].iloc[int(drawn[["forward", "back"]].max(axis=1).to_numpy().argmax())]),
    }
    columns = [Column("label", "column.area")]
    for key, supplier in (("forward", report.partner), ("back", report.importer)):
        columns += [
            Column(key, report.text(f"brief.direction.{key}"), "dec1"),
            *(Column(f"{key}_{end}", report.text(f"brief.column.{end}", supplier=supplier), "dec1") for end in ENDS),
            Column(f"{key}_first", report.text("brief.column.first", supplier=supplier)),
        ]
    return report.exhibit(
        "brief.exchange",
        values,
        form="both" if len(most) > 1 else next(iter(most)),
        chart=charts.pairs(drawn, series, log=True),
        table=Table(drawn, tuple(columns)),
        caveats=["caveat.central", "caveat.net_offers", "caveat.two_sectors"],
    )


def net_text(report: Report, net: pd.DataFrame, area: str, direction: str) -> str:
    """Say what is left of an offer when the supplier's own purchases from the rival are taken off.

    Parameters
    ----------
    net : DataFrame
        From `decisions.net_offers`.
    area : str
        The area of the agenda.
    direction : str
        "forward" or "back".
    """
    own = _offer(net, area, direction)
    low, high = (float(own[end].iloc[0]) if len(own) else float("nan") for end in ENDS)
    if numbers.is_missing(low):
        return report.text("brief.net.unknown")
    same = numbers.money(low, report.language) == numbers.money(high, report.language)
    return report.text("brief.net.single" if same else "brief.net.range", low=low, high=high)


def goods_text(report: Report, net: pd.DataFrame, area: str, direction: str) -> str:
    """Say of what the supplier's own purchases are taken off: of the same goods, or of their ingredients too.

    Parameters
    ----------
    net : DataFrame
        From `decisions.net_offers`.
    area : str
        The area of the agenda.
    direction : str
        "forward" or "back".
    """
    deep = _offer(net, area, direction)["inputs"].any()
    return report.text("brief.net.goods.inputs" if deep else "brief.net.goods")


def _offer(net: pd.DataFrame, area: str, direction: str) -> pd.DataFrame:
    """Return the row of one area and direction, or none."""
    return net[(net["area"] == area) & (net["direction"] == direction)]
