"""What a reader picks of purchases: another importer, another product; who supplies it, and since when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from econsec.exhibits.charts.of_picks import bars_of_picks, ends, lines_of_picks
from econsec.exhibits.dependence.entrepot import name_of
from econsec.exhibits.dependence.one_product import FAINT, ROWS
from econsec.exhibits.elements import Column, Report, Table, common
from econsec.exhibits.elements.labels import product_label
from econsec.exhibits.picks.lines import Point, caption, points_of, since
from econsec.exhibits.picks.picks import Choice, Picks, View
from econsec.exhibits.picks.sources_and_notes import LARGEST, SourcesAndNotes
from econsec.flows.accounts import REST
from econsec.i18n import numbers

if TYPE_CHECKING:
    import altair as alt

    from econsec.decisions.dependence.suppliers import Bought

TOGETHER = "all"
DIGITS = 5  # of a share: a thousandth of a percentage point
KEYS = ["importer", "product"]
IMPORTER, PRODUCT = "importer", "product"


def suppliers(
    report: Report, bought: pd.DataFrame, labels: Mapping[str, str], found: Bought | None = None
) -> Picks | None:
    """Let a reader pick whose suppliers are shown, and of which product.

    Parameters
    ----------
    bought : DataFrame
        From `decisions.by_importer`: importer, product, year, exporter, value (USD), share (0..1), known_from.
    labels : mapping of str to str
        Product to what it is called, in the order to offer; "all" for all together.
    found : Bought, optional
        From `decisions.suppliers`: what the exhibit itself shows.

    Returns
    -------
    Picks or None
        None where there is not a second choice.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report = Report("JPN", "IND", "CHN", 2024)
    >>> bought = decisions.by_importer(trade("850511", year=2024), products=["850511"], most=3, always=["JPN"])
    >>> made = exhibits.purchases.suppliers(report, bought, {"850511": "Metal magnets"})
    >>> [view.of for view in made.views][:2]
    [('DEU',), ('JPN',)]
    """
    now = bought[(bought["year"] == report.year) & bought["product"].isin(list(labels))]
    pieces, said, own = [], {}, {}
    for key, rows in _each(report, now, labels):
        named = rows[rows["exporter"] != REST]
        pieces += [named.head(ROWS), rows[rows["exporter"] == REST]]
        said[key], own[key] = _who(report, key[0], rows), rows
    if len(said) < 2:  # noqa: PLR2004 - a choice is between two
        return None
    columns = (common.SUPPLIER_ROW, common.VALUE, common.SHARE)
    form = _Form(bars_of_picks, columns, ("exporter", "label", "value", "share"))
    kept = pd.concat(pieces, ignore_index=True)
    frame = _written(report, kept).assign(value=kept["value"].round(0))
    captions = dict.fromkeys(said, report.text("picks.suppliers.caption", rows=ROWS))
    return _made(report, form, frame, _views(said, captions, SourcesAndNotes(report, now, own)), labels, found)


def path(
    report: Report,
    bought: pd.DataFrame,
    labels: Mapping[str, str],
    found: Bought | None = None,
    *,
    partner: bool = True,
) -> Picks | None:
    """Let a reader pick whose suppliers are followed through the years, and of which product.

    Parameters
    ----------
    bought, labels, found
        As for `suppliers`; of several years.
    partner : bool
        Whether the partner has a line beside the rival and the largest others; where the question is the rival alone,
        its own purchases are no choice.

    Returns
    -------
    Picks or None
        None where there is not a second choice of two years.

    Examples
    --------
    >>> from econsec import Report, decisions, exhibits, trade
    >>> report, labels = Report("JPN", "IND", "CHN", 2024), {"850511": "Metal magnets"}
    >>> goods = trade("850511", year=2024)
    >>> bought = decisions.by_importer(goods, products=["850511"], since=2018, most=3, always=["JPN"])
    >>> made = exhibits.purchases.path(report, bought, labels)
    >>> made.views[0].text
    'China supplied 68.3% in 2018, 82.4% in 2024'
    """
    every: list[Point] = []
    said, captions, kept = {}, {}, {}
    for key, rows in _each(report, bought[bought["product"].isin(list(labels))], labels):
        if not partner and key[0] == report.rival:
            continue
        points = points_of(report, rows, partner=partner)
        if len({point.year for point in points}) < 2:  # noqa: PLR2004 - a line has two ends
            continue
        every += sorted(points, key=lambda point: -point.year)
        known_from = LARGEST if (rows["known_from"] == LARGEST).any() else str(rows["known_from"].iloc[0])
        said[key] = since(report, points, trimmed=known_from == LARGEST)
        captions[key] = caption(report, points, known_from)
        kept[key] = rows[rows["year"].isin({one.year for one in points})]
    if len(said) < 2:  # noqa: PLR2004 - a choice is between two
        return None
    lines = pd.DataFrame(every)
    frame = ends(_written(report, lines).assign(year=lines["year"]), by=KEYS)
    columns = (Column("year", "routes.column.year", "code"), common.SUPPLIER_ROW, common.SHARE)
    form = _Form(lines_of_picks, columns, ("year", "exporter", "label", "share"))
    views = _views(said, captions, SourcesAndNotes(report, bought, kept))
    return _made(report, form, frame, views, labels, found)


class _Form(NamedTuple):
    """What the two kinds of picks differ in: chart, the columns of table and file."""

    draw: Callable[[pd.DataFrame], alt.LayerChart]
    columns: tuple[Column, ...]
    file: tuple[str, ...]


def _shown(report: Report, found: Bought | None) -> tuple[str, str] | None:
    """Return the importer and the product of which what was found tells."""
    if found is None or not found.products:
        return None
    return report.importer, found.products[0] if len(found.products) == 1 else TOGETHER


def _each(
    report: Report, bought: pd.DataFrame, labels: Mapping[str, str]
) -> Iterable[tuple[tuple[str, str], pd.DataFrame]]:
    """Go through importers by their names and products as they are offered; what has no name comes last."""
    ranked = bought.assign(last=bought["exporter"] == REST)
    ranked = ranked.sort_values(["year", "last", "share"], ascending=[True, True, False], kind="stable")
    ranked.attrs = {}  # pandas copies what is told of all purchases to every row and column that is taken from here
    found = dict(iter(ranked.groupby(KEYS, sort=False)))
    for importer in sorted(dict.fromkeys(bought["importer"]), key=report.name):
        for product in labels:
            if (rows := found.get((importer, product))) is not None and (rows["exporter"] != REST).any():
                yield (importer, product), rows


def _written(report: Report, rows: pd.DataFrame) -> pd.DataFrame:
    """Return importer, product and exporter with the supplier's name, its share in figures and words, its colour."""
    shares = rows["share"].round(DIGITS)
    return rows[[*KEYS, "exporter"]].assign(
        label=[name_of(report, code) for code in rows["exporter"]],
        share=shares,
        text=[numbers.percent(share, report.language) for share in shares],
        fill=[FAINT if code == REST else report.palette.of(code) for code in rows["exporter"]],
    )


def _who(report: Report, importer: str, rows: pd.DataFrame) -> str:
    """Say who supplies most, what the rival supplies, and how much it is in all."""
    shares = rows[rows["exporter"] != REST].set_index("exporter")["share"]
    first, total = str(shares.index[0]), float(rows["value"].sum(skipna=False))
    values: dict[str, Any] = {"first": first, "share": float(shares.iloc[0]), "n": len(shares)}
    form = "alone" if report.rival in {first, importer} else "beside" if report.rival in shares.index else "without"
    whole = (rows["known_from"] == "flows").all()
    form = form if form != "without" or whole else "unlisted"
    values["rival_share"] = float(shares.get(report.rival, 0.0))
    sentence = report.text(f"picks.suppliers.text.{form}", **values)
    return sentence + (report.text("picks.suppliers.total", total=total) if total == total else "")  # noqa: PLR0124


def _views(
    said: Mapping[tuple[str, str], str], captions: Mapping[tuple[str, str], str], below: SourcesAndNotes
) -> dict[tuple[str, str], View]:
    return {key: View(key, text, captions[key], below.notes(key), below.datasets(key)) for key, text in said.items()}


def _made(
    report: Report,
    form: _Form,
    frame: pd.DataFrame,
    views: Mapping[tuple[str, str], View],
    labels: Mapping[str, str],
    found: Bought | None,
) -> Picks:
    several = len({product for _, product in views}) > 1
    keys = KEYS if several else [IMPORTER]
    shown = _shown(report, found)
    importers = {code: report.name(code) for code in dict.fromkeys(code for code, _ in views)}
    choices = [Choice(IMPORTER, report.text("picks.importer"), importers)]
    if several:
        own = {code: name for code, name in labels.items() if any(code == product for _, product in views)}
        choices.append(Choice(PRODUCT, report.text("picks.product"), own))
    columns = tuple(Column(one.key, report.text(one.label), one.kind, one.bar) for one in form.columns)
    table = Table(frame, columns, next(iter(views.values())).caption, whole=frame[[*keys, *form.file]])
    return Picks(
        choices,
        [replace(view, of=key[: len(keys)]) for key, view in views.items()],
        table,
        form.draw(frame),
        shown=shown[: len(keys)] if shown is not None and shown in views else None,
    )


def offered(report: Report, codes: Iterable[str], together: str = "") -> dict[str, str]:
    """Return what products are called where they are picked, by name and code; all together first.

    Parameters
    ----------
    codes : iterable of str
        HS codes, in the order to offer.
    together : str
        What several are called as one; not offered if empty.

    Examples
    --------
    >>> from econsec import Report
    >>> offered(Report("JPN", "IND", "CHN", 2024), ["850511", "280469"], "both")
    {'all': 'All together: both', '850511': 'Metal magnets (850511)', '280469': 'Silicon, < 99.99% (280469)'}
    """
    codes = list(codes)
    whole = {TOGETHER: report.text("picks.together", name=together)} if together and len(codes) > 1 else {}
    return whole | {code: _called(report, code, product_label(code, report.language)) for code in codes}


def _called(report: Report, code: str, name: str) -> str:
    return name if code in name else report.text("picks.product.name", name=name, code=code)
