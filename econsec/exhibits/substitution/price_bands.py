"""The exhibit on grades behind a mean: at what prices each seller sells, beside what the importer pays the rival."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.vintage import stale
from econsec.i18n import numbers

ROWS = 9  # the largest sellers that are drawn, besides the partner and the rival
HALF = 0.5
LEAST = 0.1  # of what is sold: less at the rival's price is no offer to ask for
OTHER = ("dearer grade", "cheaper grade")
TRACE = 0.005  # of what is sold: less than half a per cent is next to nothing


def offered(report: Report, found: pd.DataFrame, title: str) -> Exhibit | Gap:
    """Show the range of prices at which each seller sells to others, over the price that the importer pays the rival.

    A gap where no tonnes are stated, there are several codes, or the importer buys none of the rival by weight.

    Parameters
    ----------
    found : DataFrame
        From `decisions.price_bands.offered`.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> item = exhibits.naming.about(["850511"])
    >>> flows = decisions.sellers.flows(trade(item, year=2024), year=2024)
    >>> bands = decisions.price_bands.offered(flows, importer=report.importer, rival=report.rival, year=2024)
    >>> exhibits.price_bands.offered(
    ...     report.on(*exhibits.cited(flows.attrs["sources"])), bands, exhibits.naming.replaced(report, item, flows)
    ... ).id
    'price-bands-jpn'
    """
    if found.empty or found["reference"].isna().all():
        return Gap("prices.bands.gap", {"item": title})
    largest = found[found.index.isin(found.index[:ROWS]) | found["exporter"].isin([report.partner, report.rival])]
    drawn = largest.assign(
        label=report.names(largest["exporter"]),
        colour=report.colours(largest["exporter"]),
        text=[numbers.percent(share, report.language, digits=0) for share in largest["near_share"]],
        grade_text=[report.text(f"grade.{word.replace(' ', '_')}") for word in largest["grade"]],
    )
    values = _values(report, found, drawn, title)
    others = "" if values["rows"] < len(found) else ".all"
    columns = (
        Column("label", "offers.column.seller"),
        Column("value", "prices.column.third", "usd_million"),
        Column("low", "prices.column.low", "int"),
        Column("middle", "prices.column.middle", "int"),
        Column("high", "prices.column.high", "int"),
        Column("unit_value", "prices.column.mean", "int"),
        Column("ratio", "prices.column.ratio", "dec2"),
        common.GRADE,
        Column("same_share", report.text("prices.column.within", factor=values["same"]), "percent"),
        Column("near_share", report.text("prices.column.within", factor=values["near"]), "percent", bar=True),
    )
    return report.exhibit(
        "prices.bands",
        values,
        id=f"price-bands-{report.importer.lower()}",
        form=_form(values),
        subtitle=f"prices.bands.subtitle{others}",
        chart=charts.zones(
            drawn,
            around=values["reference"],
            factors=tuple(reversed(found.attrs["band"])),
            name=report.text("prices.bands.reference", **values),
            head=report.text("prices.bands.head", **values),
        ),
        table=Table(drawn, columns, whole=found),
        caveats=["caveat.price_bands", *stale(report)],
    )


def remark(report: Report, found: pd.DataFrame, title: str) -> None:
    """Say where the partner's mean price and the prices of its single sales lead to different answers.

    Parameters
    ----------
    found : DataFrame
        From `decisions.price_bands.offered`.
    """
    own = found[(found["exporter"] == report.partner) & found["ratio"].notna()]
    if own.empty:
        return
    row = own.iloc[0]
    values = {
        "item": title,
        "mean": float(row["unit_value"]),
        "ratio": float(row["ratio"]),
        "value": float(row["near_share"] * row["value"]),
        "share": float(row["near_share"]),
        "near": _around(report, found.attrs["band"][1]),
    }
    other = row["grade"] in OTHER
    if other and row["near_share"] >= LEAST:
        report.note("prices.remark.hidden", **values)
    elif not other and row["near_share"] < HALF:
        report.note("prices.remark.thin", **values)


def _values(report: Report, found: pd.DataFrame, drawn: pd.DataFrame, title: str) -> dict[str, Any]:
    same, near = found.attrs["band"]
    own = found.set_index("exporter")
    sold = found[found["exporter"] != report.rival]
    best = sold.nlargest(1, "near_share").iloc[0] if len(sold) else found.iloc[0]
    most = (sold["near_share"] * sold["value"]).sum() / sold["value"].sum() if len(sold) else 0.0
    return {
        "item": title,
        "reference": float(found["reference"].iloc[0]),
        "same": _around(report, same),
        "near": _around(report, near),
        "rows": len(drawn),
        "sellers": len(found),
        "n": int((sold["near_share"] > HALF).sum()),
        "of": len(sold),
        "most": float(most),
        "best": str(best["exporter"]),
        "known": report.partner in own.index,
        "same_share": float(own["same_share"].get(report.partner, 0.0)),
        "near_share": float(own["near_share"].get(report.partner, 0.0)),
        "middle": float(own["middle"].get(report.partner, float("nan"))),
        "times": float(own["middle"].get(report.partner, float("nan")) / found["reference"].iloc[0]),
    }


def _form(values: dict[str, Any]) -> str:
    """Say which sentence fits: the partner sells none by weight, none near that price, next to nothing, some of it."""
    if not values["known"]:
        return "absent" if values["of"] else "alone"
    if values["near_share"] >= TRACE:
        return "some"
    return "trace" if values["near_share"] > 0 else "nothing"


def _around(report: Report, factor: float) -> str:
    """Write a factor as a reader says it: within a factor of 2, or 0.5 to 2 times."""
    return {"en": f"{factor:g}", "ja": f"{1 / factor:.2g}～{factor:g}"}[report.language]
