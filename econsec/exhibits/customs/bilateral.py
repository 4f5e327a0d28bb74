"""Exhibits on trade between two economies as Japan's customs reports it: what became of the fit."""

from __future__ import annotations

import pandas as pd

from econsec.codes.tables import read
from econsec.exhibits import charts
from econsec.exhibits.charts import Series
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, units
from econsec.exhibits.elements.theme import CHARCOAL, GREEN, GREY, LILAC
from econsec.i18n import numbers

REPORTER = "JPN"  # whose customs office it is
FLOWS = ("import", "export")


def groups(language: str, parent: str = "total") -> dict[str, str]:
    """Return the principal commodities that a group is cut into, with their names.

    Examples
    --------
    >>> list(groups("ja").values())[:2]
    ['食料品', '原料品']
    """
    table = read("japan_commodities")
    own = table[table["parent"] == parent].drop_duplicates("commodity")
    return dict(zip(own["commodity"], own[f"name_{language}"], strict=True))


def other(report: Report) -> str | None:
    """Return who trades with Japan in the report, None where Japan is neither importer nor partner."""
    parts = (report.importer, report.partner)
    return parts[1 - parts.index(REPORTER)] if REPORTER in parts else None


def share(report: Report, shares: pd.DataFrame, *, base: int) -> Exhibit | Gap:
    """Follow the other economy's share in Japan's imports and exports.

    A gap where Japan is neither importer nor partner, or its customs does not report the other economy.

    Parameters
    ----------
    shares : DataFrame
        From `decisions.bilateral.share_of` for the other economy: year, flow, value (JPY), share (0..1).
    base : int
        The year to compare with.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> shares = decisions.bilateral.share_of(load("japan_trade"), partner=exhibits.bilateral.other(report))
    >>> exhibits.bilateral.share(report.on(dataset("japan_trade")), shares, base=2018).id
    'bilateral-share'
    """
    who = other(report)
    if who is None or shares.empty:
        return Gap("bilateral.gap")
    parts = {flow: shares[shares["flow"] == flow].set_index("year")[["share", "value"]] for flow in FLOWS}
    table = pd.concat([part.add_suffix(f"_{flow}") for flow, part in parts.items()], axis=1).sort_index().reset_index()
    last = int(table["year"].max())
    after = {flow: float(part["share"].to_dict()[last]) for flow, part in parts.items()}
    values = {
        "who": who,
        "base": str(base),
        "last": str(last),
        **{f"{flow}_before": part["share"].to_dict().get(base) for flow, part in parts.items()},
        **{f"{flow}_after": share for flow, share in after.items()},
    }
    series = [
        Series(
            flow,
            f"{report.text(f'bilateral.{flow}s')}  {numbers.percent(after[flow], report.language)}",
            colour,
        )
        for flow, colour in (("export", GREEN), ("import", LILAC))
    ]
    drawn = shares.assign(series=shares["flow"], value=shares["share"])
    for flow in FLOWS:
        table[f"billion_{flow}"] = table[f"value_{flow}"] / units.scale(report.language)
    columns = (
        Column("year_text", "fit.column.year"),
        Column("share_import", "bilateral.imports", "percent"),
        Column("billion_import", "bilateral.column.imports_yen", "dec1"),
        Column("share_export", "bilateral.exports", "percent"),
        Column("billion_export", "bilateral.column.exports_yen", "dec1"),
    )
    return report.exhibit(
        "bilateral.share",
        values,
        id="bilateral-share",
        also={"first": str(int(table["year"].min()))},
        chart=charts.curves(drawn, series, y_format=".1%"),
        table=Table(table.assign(year_text=table["year"].astype(str)), columns),
        caveats=["cif_fob"],
    )


def goods(report: Report, moved: pd.DataFrame, *, flow: str, years: tuple[int, int]) -> Exhibit | Gap:
    """Show in which goods Japan's trade with the other economy grew or shrank.

    A gap where Japan is neither importer nor partner, or its customs does not report the other economy.

    Parameters
    ----------
    moved : DataFrame
        From `decisions.bilateral.changes` over the parts of the total: commodity, before, after, change (JPY).
    flow : str
        "import" or "export", of Japan.
    years : tuple of int
        The two years.

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, load
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> office = dataset("japan_trade")
    >>> ends = {"before": 2018, "after": max(office.years)}
    >>> parts = list(exhibits.bilateral.groups("en"))
    >>> sent = decisions.bilateral.changes(
    ...     load("japan_trade"), partner=exhibits.bilateral.other(report), flow="export", commodities=parts, **ends
    ... )
    >>> exhibits.bilateral.goods(report.on(office), sent, flow="export", years=tuple(ends.values())).id
    'bilateral-exports'
    """
    who = other(report)
    if who is None or moved.empty:
        return Gap("bilateral.gap")
    names = groups(report.language)
    total, big = float(moved["change"].sum()), units.scale(report.language)
    rows = pd.DataFrame(
        {
            "label": [*moved["commodity"].map(names), report.text("bilateral.all")],
            "value": [*(moved["change"] / big), total / big],
            "total": [*([False] * len(moved)), True],
        }
    )
    digits = units.DIGITS[report.language]
    rows["text"] = [numbers.signed(value, report.language, digits=digits) for value in rows["value"]]
    rows["colour"] = [
        CHARCOAL if whole else GREEN if value > 0 else GREY
        for value, whole in zip(rows["value"], rows["total"], strict=True)
    ]
    before, after = float(moved["before"].sum()), float(moved["after"].sum())
    first = moved.iloc[0]
    values = {
        "who": who,
        "before_year": str(years[0]),
        "after_year": str(years[1]),
        "before": before,
        "after": after,
        "first": names[first["commodity"]],
        "first_change": float(first["change"]),
    }
    form = "up" if total > 0 and first["change"] > 0 else "other"
    columns = (
        Column("label", "bilateral.column.commodity_group"),
        Column("before_bn", str(years[0]), "dec1"),
        Column("after_bn", str(years[1]), "dec1"),
        Column("change_bn", "column.change", "dec1"),
    )
    listed = moved.assign(label=moved["commodity"].map(names))
    for name in ("before", "after", "change"):
        listed[f"{name}_bn"] = listed[name] / big
    return report.exhibit(
        "bilateral.goods",
        values,
        id=f"bilateral-{flow}s",
        headline=f"bilateral.{flow}.headline.{form}",
        subtitle=f"bilateral.{flow}.subtitle",
        caption=f"bilateral.{flow}.caption",
        chart=charts.cascade(rows, axis_format=",.0f"),
        table=Table(listed, columns),
        caveats=["principal_commodities", "cif_fob"],
    )
