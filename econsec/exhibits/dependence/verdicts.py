"""Exhibits on verdicts: how many published rules call a good dependent, in two economies and through the years."""

from __future__ import annotations

from typing import Any

import pandas as pd

from econsec.exhibits import charts
from econsec.exhibits.elements import Column, Exhibit, Gap, Report, Table, common
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.elements.vintage import complete
from econsec.i18n import numbers

SIGNS = {1: "●", 0: "○", -1: "?"}
ROWS = 24


def side_by_side(report: Report, counted: pd.DataFrame, rules: list[str], *, kind: str) -> Exhibit | Gap:
    """Show for importer and partner which of the rules hold, product by product.

    A gap where no rule holds for either.

    Parameters
    ----------
    counted : DataFrame
        From `decisions.agreed`: importer, product, hold, fail, unknown, verdicts.
    rules : list of str
        In the order of the verdicts.
    kind : str
        "headings" or "minerals": what the products are.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report, metals = Report("JPN", "IND", "CHN", 2024), trade("critical_minerals", year=2024)
    >>> counted = decisions.agreed(decisions.verdicts(metals, importers=["JPN", "IND"], rival="CHN", year=2024))
    >>> here = report.on(*exhibits.cited(metals.sources))
    >>> exhibits.verdicts.side_by_side(here, counted, list(decisions.RULES), kind="minerals").id
    'rules-minerals'
    """
    parts = [report.importer, report.partner]
    own = counted[counted["importer"].isin(parts)]
    wide = own.pivot_table(index="product", columns="importer", values="hold").reindex(columns=parts)
    wide = wide[wide.max(axis=1) > 0].fillna(0.0)
    asked = own.groupby("importer")["product"].nunique()
    if wide.empty:
        known = {"of": int(asked.get(report.importer, 0)), "partner_of": int(asked.get(report.partner, 0))}
        return Gap(f"verdicts.{kind}.gap", known)
    order = wide.sort_values([report.importer, report.partner], ascending=False, kind="stable").index
    cells = own[own["product"].isin(order)].assign(
        label=lambda rows: [product_label(code, report.language) for code in rows["product"]],
        column=lambda rows: report.names(rows["importer"]),
        text=lambda rows: ["".join(SIGNS[sign] for sign in verdicts) for verdicts in rows["verdicts"]],
        value=lambda rows: rows["hold"].astype(float),
        place=lambda rows: rows["product"].map({code: place for place, code in enumerate(order)}),
        side=lambda rows: rows["importer"].map({code: side for side, code in enumerate(parts)}),
    )
    cells = cells.sort_values(["place", "side"], kind="stable")
    shown = cells[cells["place"] < ROWS]
    strong = own[own["hold"] >= STRONG].groupby("importer")["product"].nunique()
    both = own[own["hold"] >= STRONG].groupby("product")["importer"].nunique()
    values: dict[str, Any] = {
        "rules": len(rules),
        "names": [report.text(f"rule.{rule}") for rule in rules],
        "most": STRONG,
        "n": int(strong.get(report.importer, 0)),
        "of": int(asked.get(report.importer, 0)),
        "partner_n": int(strong.get(report.partner, 0)),
        "partner_of": int(asked.get(report.partner, 0)),
        "both": int((both == len(parts)).sum()),
        "rows": shown["product"].nunique(),
    }
    table = cells.assign(hold_text=[f"{hold}/{len(rules)}" for hold in cells["hold"]])
    columns = (
        *common.GOOD,
        Column("column", "goods.column.importer"),
        Column("text", "verdicts.column.rules"),
        Column("hold", "column.agree", "int"),
        Column("unknown", "verdicts.column.unknown", "int"),
    )
    whole = ".complete" if kind == "headings" and not report.of_lists else ""
    return report.exhibit(
        "verdicts",
        values,
        id="rules-" + kind,
        headline=f"verdicts.{kind}.headline",
        also={"first": str(cells["label"].iloc[0])},
        chart=charts.squares(
            shown,
            report.names(parts),
            domain=(0.0, float(len(rules))),
            step=24,
        ),
        table=Table(table, columns),
        caveats=["caveat.rules_four", report.text(f"caveat.verdicts_{kind}{whole}")],
    )


STRONG = 3  # rules that agree, of four: the finding does not hang on one threshold


def years(report: Report, counted: pd.DataFrame, churned: pd.DataFrame, *, rules: int) -> Exhibit | Gap:
    """Show how many rules hold for each product in each year.

    A gap where no rule ever holds.

    Parameters
    ----------
    counted : DataFrame
        From `decisions.agreement`: year, product, measure, rules, passed (counts).
    churned : DataFrame
        From `decisions.churn`: rule, before, after, flagged, left (counts).
    rules : int
        How many rules there are.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> metals = trade("critical_minerals", year=2024)
    >>> past = metals.through_years()
    >>> found = decisions.judge(past[past["year"] >= 2018], importer="JPN", rival="CHN", measures=["value"])
    >>> asked = (decisions.agreement(found), decisions.churn(found))
    >>> exhibits.verdicts.years(report.on(*exhibits.cited(metals.sources)), *asked, rules=len(decisions.RULES)).id
    'years-jpn'
    """
    wide = counted.pivot_table(index="product", columns="year", values="passed", aggfunc="sum")
    if wide.shape[1] < 2:  # noqa: PLR2004 - a path has two ends
        return Gap("verdicts.years.short")
    wide = wide[wide.max(axis=1) > 0]
    if wide.empty:
        return Gap("verdicts.years.gap")
    first, last = int(wide.columns.min()), int(wide.columns.max())
    strong = wide >= STRONG
    weight = wide[last].fillna(0.0) + wide.sum(axis=1) / (1 + rules * wide.shape[1])
    order = weight.sort_values(ascending=False, kind="stable").index
    wide = wide.loc[order].head(ROWS)
    cells = wide.rename_axis(columns="column").reset_index().melt(id_vars="product", value_name="value")
    cells["label"] = [product_label(code, report.language) for code in cells["product"]]
    cells["text"] = [numbers.decimal(value, report.language) if value > 0 else "" for value in cells["value"]]
    cells["column"] = cells["column"].astype(str)
    flagged, left = float(churned["flagged"].sum()), float(churned["left"].sum())
    values = {
        "first_year": str(first),
        "last_year": str(last),
        "n": int(strong[last].sum()),
        "always": int(strong.all(axis=1).sum()),
        "most": STRONG,
        "rules": rules,
        "gone": left / flagged if flagged else None,
        "rows": len(wide),
    }
    table = wide.reset_index()
    table.columns = [str(name) for name in table.columns]
    table["label"] = [product_label(code, report.language) for code in table["product"]]
    columns = (
        *common.GOOD,
        *(Column(str(year), str(year), "int") for year in range(first, last + 1) if str(year) in table),
    )
    return report.exhibit(
        "verdicts.years",
        values,
        id="years-" + report.importer.lower(),
        form="gone" if flagged else "none",
        chart=charts.squares(
            cells,
            [str(year) for year in sorted(wide.columns)],
            domain=(0.0, float(rules)),
            step=22,
        ),
        table=Table(table, columns),
        caveats=["caveat.trimmed_rules", "caveat.verdicts_years"],
    )


def moved(report: Report, paths: dict[str, pd.DataFrame]) -> Exhibit | Gap:
    """Show how the share of the rival, with the port beside it, moved in the headings of importer and partner.

    A gap where no heading is listed in two years.

    Parameters
    ----------
    paths : dict of str to DataFrame
        By importer: from `decisions.entrepot.together`: product, year, share, entrepot, together (0..1).

    Examples
    --------
    >>> from econsec import Report, dataset, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> codes = exhibits.every_good.areas(["semiconductors"])["semiconductors"]
    >>> goods = trade(codes, year=2024)
    >>> paths = {"JPN": decisions.entrepot.parts(goods, **report.roles, products=codes)}
    >>> paths |= {"IND": decisions.entrepot.parts(goods, **report.reversed.roles, products=codes)}
    >>> paths = {who: decisions.entrepot.together(cuts) for who, cuts in paths.items()}
    >>> exhibits.verdicts.moved(report.on(dataset("baci_routes")), paths).id
    'headings-moved'
    """
    parts = [_ends(report, code, path) for code, path in paths.items()]
    drawn = (
        pd.concat([part for part in parts if len(part)], ignore_index=True) if any(map(len, parts)) else pd.DataFrame()
    )
    if drawn.empty:
        return Gap("verdicts.moved.gap")
    change = drawn["after"] - drawn["before"]
    first, last = str(drawn["first"].min()), str(drawn["last"].max())
    counts = {code: (drawn["economy"] == code) for code in (report.importer, report.partner)}
    values: dict[str, Any] = {
        "first_year": first,
        "last_year": last,
        "up": int((counts[report.importer] & (change > 0)).sum()),
        "of": int(counts[report.importer].sum()),
        "partner_up": int((counts[report.partner] & (change > 0)).sum()),
        "partner_of": int(counts[report.partner].sum()),
    }
    # Only China has a port beside it that ships its goods on.
    form = "beside" if report.rival == BESIDE else "plain"
    table = drawn.assign(change=change)
    columns = (
        common.PRODUCT,
        Column("panel", "goods.column.importer"),
        Column("before", report.text("verdicts.column.then", when=first), "percent", bar=True),
        Column("after", report.text("verdicts.column.then", when=last), "percent", bar=True),
        common.CHANGE,
        Column("alone", report.text("verdicts.column.alone", when=last), "percent"),
    )
    return report.exhibit(
        "verdicts.moved",
        values,
        id="headings-moved",
        form=form,
        also=_largest(drawn, change),
        chart=charts.slope(
            drawn.assign(name=drawn["label"]),
            panels=list(dict.fromkeys(drawn["panel"])),
            ends=(first, last),
            height=420,
        ),
        table=Table(table, columns),
        caveats=["caveat.beside"] if form == "beside" else [],
    )


def _largest(drawn: pd.DataFrame, change: pd.Series[float]) -> dict[str, Any]:
    """Name the heading whose share moved most, and whose it is."""
    row = drawn.iloc[int(change.abs().to_numpy().argmax())]
    return {
        "who": str(row["economy"]),
        "first": str(row["label"]),
        "before": float(row["before"]),
        "after": float(row["after"]),
    }


def _ends(report: Report, code: str, path: pd.DataFrame) -> pd.DataFrame:
    """Return the first and last share of each heading of one importer that is listed in the same two years."""
    known = path.dropna(subset=["together"])
    if known.empty:
        return known
    years_ = complete(known["year"])
    if len(years_) < 2:  # noqa: PLR2004
        return known.head(0)
    first, last = years_[0], years_[-1]
    both = known.pivot_table(index="product", columns="year", values="together").reindex(columns=[first, last]).dropna()
    alone = known[known["year"] == last].set_index("product")["share"]
    return pd.DataFrame(
        {
            "product": both.index,
            "label": [product_label(product, report.language) for product in both.index],
            "economy": code,
            "panel": report.name(code),
            "before": both[first].to_numpy(),
            "after": both[last].to_numpy(),
            "alone": alone.reindex(both.index).to_numpy(),
            "text_before": [numbers.percent(value, report.language, digits=0) for value in both[first]],
            "text_after": [numbers.percent(value, report.language, digits=0) for value in both[last]],
            "colour": report.palette.of(code),
            "first": first,
            "last": last,
        }
    )


BESIDE = "CHN"
