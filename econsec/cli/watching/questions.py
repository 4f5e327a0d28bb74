"""Questions of the watch list to the data: a supplier's share in the newest year, the newest month of a series."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

from babel.dates import format_date

from econsec.codes.economies import economy
from econsec.codes.subjects import long_title, subject
from econsec.decisions import bought_from, monthly
from econsec.errors import ParameterError, did_you_mean
from econsec.flows.lookup import BEST, trade
from econsec.i18n import LANGUAGES
from econsec.i18n.text import text
from econsec.publish.watches.figures import Figure
from econsec.store.query import fetched

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

MEASURES = ("share", "value")
SHARE: Literal["share"] = "share"
USD: Literal["usd"] = "usd"
#: What a series that never changed and now does is told as: no number of deviations fits.
MOST_DEVIATIONS = 99.0
_SIDES = {"importer", "supplier", "product"}


def of_trade(question: Mapping[str, Any]) -> Figure:
    """Answer what an importer buys of a product from a supplier, in the newest year that is told.

    share = value from the supplier / imports of the importer, over all codes that the product means; as reports have it
    (`decisions.bought_from`). Where the supplier is not told, the figure has a bound and no value.

    Parameters
    ----------
    question : mapping
        importer, supplier (a code or a name), product (HS code, material, sector or words); measure: ``share`` (0..1,
        by default) or ``value`` (USD); source, as for `econsec.trade`.

    Raises
    ------
    ParameterError, UnknownNameError
        The question is not well put; the error suggests the nearest.

    Examples
    --------
    >>> found = of_trade({"importer": "JPN", "supplier": "China", "product": "280530"})
    >>> found.of, found.titles["en"]
    ('2024', 'China’s share of Japan’s imports of rare-earth metals, scandium and yttrium')
    """
    importer, supplier, codes, product = _asked(question, {"measure", "source"})
    measure = str(question.get("measure", "share"))
    if measure not in MEASURES:
        raise ParameterError(
            f"no measure {measure!r} (watch)", expected="share or value", hint=did_you_mean(measure, MEASURES)
        )
    titles = {
        language: text(
            f"watch.trade.{measure}", language, importer=importer, supplier=supplier, product=product[language]
        )
        for language in LANGUAGES
    }
    known = trade(list(codes), source=str(question.get("source", BEST)))
    if not known.years:
        return Figure(problem=f"nothing is known of {question['product']}", titles=titles)
    year = known.years[-1]
    rows = bought_from(known, importer=importer, sellers=[supplier], year=year)
    if wider := [read for read in rows["product"] if not str(read).startswith(codes)]:
        return Figure(
            problem=f"{question['product']} is told in {year} only within {', '.join(map(str, wider))}", titles=titles
        )
    total = float(rows["imports"].sum())
    if rows.empty:
        return Figure(problem=f"no imports of {importer} of {question['product']} are told in {year}", titles=titles)
    if total == 0 and measure == "share":
        return Figure(quiet=f"{importer} bought no {question['product']} in {year}", of=str(year), titles=titles)
    value, most = (
        float(rows["value"].sum(skipna=False)),
        float((rows["share_high"] * rows["imports"]).sum(skipna=False)),
    )
    over, unit = (total, SHARE) if measure == "share" else (1.0, USD)
    if math.isnan(value):
        return Figure(most=None if math.isnan(most) else most / over, unit=unit, of=str(year), titles=titles)
    facts = {"importer": importer, "supplier": supplier, "year": str(year), "share": value / total if total else 0.0}
    says = {
        language: text("watch.trade", language, product=product[language], value=value, total=total, **facts)
        for language in LANGUAGES
    }
    return Figure(value=value / over, unit=unit, of=str(year), titles=titles, says=says)


def of_months(question: Mapping[str, Any]) -> Figure:
    """Answer how far the newest month of what an importer buys from a supplier is from what is usual.

    The figure is the distance in standard deviations: see `decisions.monthly.surprises`; of a series whose own changes
    are so uneven that no month could be farther away, its reach says so.

    Parameters
    ----------
    question : mapping
        importer, supplier, product (an HS code that was fetched by month from UN Comtrade).

    Raises
    ------
    ParameterError, UnknownNameError
        The question is not well put.
    """
    importer, supplier, codes, product = _asked(question, set())
    titles = {
        language: text("watch.months.title", language, importer=importer, supplier=supplier, product=product[language])
        for language in LANGUAGES
    }
    if len(codes) > 1:
        raise ParameterError(f"{question['product']} is several codes: {', '.join(codes)} (months)", expected="one")
    series = monthly.bought(fetched("trade_monthly", reporter=importer), list(codes), importer=importer, rival=supplier)
    if series.empty:
        command = f"econsec data fetch comtrade {codes[0]} --reporter {importer} --years 2020: --monthly"
        return Figure(problem=f"no months of {codes[0]} were fetched for {importer}. Run: {command}", titles=titles)
    found = monthly.surprises(series).iloc[0]
    month = f"{found['month']:%Y-%m}"
    if math.isnan(distance := float(found["distance"])):
        short = f"it has {found['changes']} earlier changes on the year, or none now: too little to say what is usual"
        return Figure(quiet=short, of=month, titles=titles)
    facts = {"value": found["value"], "before": found["before"], "n": int(found["changes"])}
    distance = min(distance, MOST_DEVIATIONS)
    says = {
        language: text("watch.months", language, month=_month(found["month"], language), distance=distance, **facts)
        for language in LANGUAGES
    }
    reach = min(float(found["farthest"]), MOST_DEVIATIONS)
    return Figure(value=distance, reach=reach, unit="deviations", of=month, titles=titles, says=says)


ANSWERS = {"trade": of_trade, "months": of_months}


def _asked(question: Mapping[str, Any], more: set[str]) -> tuple[str, str, tuple[str, ...], dict[str, str]]:
    """Return the two economies, the codes, and the product's name by language."""
    if wrong := sorted({*question} - _SIDES - more):
        hint = did_you_mean(wrong[0], _SIDES | more)
        raise ParameterError(
            f"a watch does not ask for {wrong[0]!r}", expected=", ".join(sorted(_SIDES | more)), hint=hint
        )
    if missing := sorted(_SIDES - {*question}):
        raise ParameterError(f"a watch does not say which {missing[0]}", expected="importer, supplier and product")
    importer, supplier = (
        economy(str(question[side]), where=f"watch, {side}").iso3 for side in ("importer", "supplier")
    )
    if importer == supplier:
        raise ParameterError(f"importer and supplier are both {importer}", expected="two economies")
    asked = subject(str(question["product"]))
    if not asked.codes:
        raise ParameterError(f"{question['product']} is no product (watch)", expected="an HS code, such as 280530")
    titles = {language: " + ".join(long_title(name, language) for name in asked.names) for language in LANGUAGES}
    return importer, supplier, asked.codes, titles


def _month(day: pd.Timestamp, language: str) -> str:
    return str(format_date(day.date(), format={"en": "MMM y", "ja": "y年M月"}[language], locale=language))
