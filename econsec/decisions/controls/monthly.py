"""Months before and after a control: what an importer bought of the goods that it touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.public import public
from econsec.codes.revision_breaks import CANNOT, joints
from econsec.decisions.controls.coverage import on_goods, tokens
from econsec.decisions.controls.in_force import in_force
from econsec.decisions.tables import distinct, require

if TYPE_CHECKING:
    import datetime as dt

#: A year on each side, so that no season weighs on one of them; with fewer than half of it there is no comparing.
WINDOW, LEAST = 12, 6
#: Dollars are converted month by month here and by the year there, and rounded: that much apart is not another figure.
ROUNDED = 0.001
#: Earlier changes from which on their spread says what is usual: two years of them, so that each month counts twice.
LEAST_CHANGES = 24
_ALIKE = 1e-9
_SURPRISES = ("product", "month", "value", "before", "change", "usual", "deviation", "changes", "distance", "farthest")
#: The change of trade that begins; of one that stops, its negative.
_MOST_CHANGE = 2.0
_COMPARED = (
    *("product", "id", "announced", "effective", "before", "months_before", "after", "months_after", "change"),
    *("before_start", "before_end", "after_start", "after_end"),
)


@public
def touching(
    controls: pd.DataFrame, materials: pd.DataFrame, *, importer: str, rival: str, as_of: dt.date | str
) -> pd.DataFrame:
    """Return which of a rival's measures on goods touch which product, whatever has become of them since.

    Parameters
    ----------
    controls : DataFrame
        As for `in_force`; where there is a column imposer, only the rival's.
    materials : DataFrame
        product, control_material (';' separated, empty for none).
    importer, rival : str
        ISO3 codes: measures aimed at all or at this importer.
    as_of : date or str
        Measures announced by then.

    Returns
    -------
    DataFrame
        One row a product and measure: product, id, announced, effective (dates), in order of effect.

    Examples
    --------
    >>> import pandas as pd
    >>> controls = pd.DataFrame({"id": ["10"], "announced": ["2025-02-04"], "effective": ["2025-02-04"]})
    >>> controls = controls.assign(measure="No. 10", materials="Tungsten", kind="licensing", target="all")
    >>> controls = controls.assign(known_until="2026-06-17")
    >>> materials = pd.DataFrame({"product": ["810194"], "control_material": ["tungsten"]})
    >>> touching(controls, materials, importer="JPN", rival="CHN", as_of="2026-01-01")["id"].tolist()
    ['10']
    """
    distinct(importer=importer, rival=rival)
    require(materials, ("product", "control_material"), name="materials")
    own = controls[controls["imposer"] == rival] if "imposer" in controls.columns else controls
    measures = on_goods(in_force(own, as_of=as_of, importer=importer))
    hits = tokens(materials, "control_material", "product").merge(
        tokens(measures, "materials", "id", "announced", "effective"), on="material"
    )
    hits = hits.drop(columns="material").drop_duplicates()
    for name in ("announced", "effective"):
        hits[name] = pd.to_datetime(hits[name])
    return hits.sort_values(["product", "effective", "id"], ignore_index=True)


@public
def bought(table: pd.DataFrame, products: pd.Series | list[str], *, importer: str, rival: str) -> pd.DataFrame:
    """Return what an importer bought of products from a rival, month by month.

    A month in which the importer's office reports the product, and nothing of it from the rival, is zero. A month in
    which it reports nothing of the product has no row: it may not be out yet, or was never asked for.

    Parameters
    ----------
    table : DataFrame
        Monthly trade: year, month, reporter, flow, product, partner, revision, value (USD).
    products : sequence of str
        HS codes.
    importer, rival : str
        ISO3 codes.

    Returns
    -------
    DataFrame
        product, month (its first day), revision, value (USD, from the rival).

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"year": 2025, "month": [1, 1, 2], "partner": ["CHN", "WLD", "WLD"], "value": [3.0, 5, 4]})
    >>> table = table.assign(reporter="JPN", flow="imports", product="280530", revision="H6")
    >>> bought(table, ["280530"], importer="JPN", rival="CHN")["value"].tolist()
    [3.0, 0.0]
    """
    distinct(importer=importer, rival=rival)
    require(table, ("year", "month", "reporter", "flow", "product", "partner", "revision", "value"), name="months")
    own = table[(table["reporter"] == importer) & (table["flow"] == "imports") & table["product"].isin(set(products))]
    months = pd.to_datetime({"year": own["year"], "month": own["month"], "day": 1})
    own = own.assign(month=months, value=own["value"].where(own["partner"] == rival, 0.0))
    by = own.groupby(["product", "month"], observed=True)
    return by.agg(revision=("revision", "last"), value=("value", "sum")).reset_index()


@public
def against_years(months: pd.DataFrame, years: pd.DataFrame, *, importer: str, rival: str) -> pd.DataFrame:
    """Hold the twelve months of each year against the year that the same office reports.

    Offices revise one of the two before the other: where they differ, a report on months says so.

    Parameters
    ----------
    months : DataFrame
        From `bought`.
    years : DataFrame
        Yearly trade as reported: year, reporter, flow, product, partner, value (USD).
    importer, rival : str
        ISO3 codes.

    Returns
    -------
    DataFrame
        One row a product and year of which all twelve months and the year are reported: product, year, by_month,
        by_year (USD, from the rival), differ (by more than a thousandth of the larger).

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.date_range("2024-01-01", periods=12, freq="MS")
    >>> months = pd.DataFrame({"product": "280530", "month": days, "revision": "H6", "value": 2.0})
    >>> years = pd.DataFrame({"year": [2024], "reporter": "JPN", "flow": "imports", "product": "280530"})
    >>> held = against_years(months, years.assign(partner="CHN", value=25.0), importer="JPN", rival="CHN")
    >>> held[["year", "by_month", "by_year"]].to_numpy().tolist(), held["differ"].tolist()
    ([[2024.0, 24.0, 25.0]], [True])
    """
    distinct(importer=importer, rival=rival)
    require(months, ("product", "month", "value"), name="months")
    require(years, ("year", "reporter", "flow", "product", "partner", "value"), name="years")
    by = ["product", "year"]
    dated = months.assign(year=months["month"].dt.year).groupby(by, observed=True)
    whole = dated.agg(by_month=("value", "sum"), counted=("value", "size")).reset_index()
    own = years[(years["reporter"] == importer) & (years["flow"] == "imports")]
    own = own.assign(value=own["value"].where(own["partner"] == rival, 0.0))
    said = own.groupby(by, observed=True).agg(by_year=("value", "sum")).reset_index()
    held: pd.DataFrame = whole[whole["counted"] == WINDOW].drop(columns="counted").merge(said, on=by)
    apart = (held["by_month"] - held["by_year"]).abs()
    return held.assign(differ=apart > ROUNDED * held[["by_month", "by_year"]].max(axis=1))


@public
def before_and_after(months: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Compare the year before a product's first measure was announced with the year after it took effect.

    change = mean of the months after / mean of the months before - 1. Before are up to twelve whole months that end
    by the announcement, after up to twelve that begin on or after the day of effect: what was bought in between, to be
    ahead of the measure, is in neither. That a measure came between them does not say that it made the difference.

    Parameters
    ----------
    months : DataFrame
        From `bought`.
    measures : DataFrame
        From `touching`.

    Returns
    -------
    DataFrame
        One row a product of `measures`: product, id, announced, effective (of its first measure), before, after (USD a
        month, NaN without a month), months_before, months_after, change (NaN with fewer than six months on a side,
        with nothing before, or where the code changed its goods between: kind n:n or not known), and where the two
        windows begin and end.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.date_range("2024-02-01", "2026-02-01", freq="MS")
    >>> months = pd.DataFrame({"product": "810194", "month": days, "revision": "H6"})
    >>> months["value"] = [4.0 if day < pd.Timestamp("2025-02-01") else 1.0 for day in days]
    >>> measures = pd.DataFrame({"product": ["810194"], "id": "10", "announced": pd.Timestamp("2025-02-04")})
    >>> measures["effective"] = measures["announced"]
    >>> before_and_after(months, measures)[["before", "after", "change"]].to_numpy().tolist()
    [[4.0, 1.0, -0.75]]
    """
    require(months, ("product", "month", "revision", "value"), name="months")
    require(measures, ("product", "id", "announced", "effective"), name="measures")
    first = measures.drop_duplicates("product")[["product", "id", "announced", "effective"]]
    seams = joints(months, period="month")
    seams = seams[seams["kind"].isin(CANNOT)]
    rows = []
    for row in first.to_dict("records"):
        own = months[months["product"] == row["product"]]
        start, until, since, end = windows(row["announced"], row["effective"])
        before = own.loc[(own["month"] >= start) & (own["month"] < until), "value"]
        after = own.loc[(own["month"] >= since) & (own["month"] < end), "value"]
        broken = seams.loc[seams["product"] == row["product"], "month"].between(start, end, inclusive="neither").any()
        known = min(len(before), len(after)) >= LEAST and before.sum() > 0 and not broken
        counts = {"months_before": len(before), "months_after": len(after)}
        spans = {"before_start": start, "before_end": until, "after_start": since, "after_end": end}
        change = after.mean() / before.mean() - 1 if known else np.nan
        rows.append(row | counts | spans | {"before": before.mean(), "after": after.mean(), "change": change})
    return pd.DataFrame(rows, columns=list(_COMPARED))


@public
def surprises(months: pd.DataFrame) -> pd.DataFrame:
    """Say how far the newest month of each product is from what has been usual of its own series.

    change = 2 (v - w) / (v + w), with v the value of a month and w that of the same month a year before, so that no
    season weighs on it: -2..2, defined where trade begins or ends; 0 where both are nothing. The distance is the
    change's from the mean, in standard deviations, both of the changes of all earlier months. Of a series of normal
    changes about one month in twenty is beyond two: it asks for a look, and is no proof.

    Parameters
    ----------
    months : DataFrame
        From `bought`: product, month (its first day), revision, value (USD, 0 or more).

    Returns
    -------
    DataFrame
        One row a product: product, month (the newest), value, before (USD; before is NaN where that month is not
        reported), change, usual (the mean), deviation (the standard deviation), changes (how many earlier ones there
        are), distance (0 or more). NaN where the newest month has no change, where there are fewer than 24 earlier
        ones, or where the code changed its goods between the two months (kind n:n or not known). A series that never
        changed has a distance of 0, and an infinite one once it does. farthest: (2 + abs(usual)) / deviation, the
        distance that no month can exceed, for no change is beyond 2. Of goods bought now and then it is small: where it
        is not above the level that is asked for, the series says nothing of sudden moves.

    References
    ----------
    Davis, Haltiwanger and Schuh (1996), Job Creation and Destruction: the growth rate over the mean of both sides.

    Examples
    --------
    >>> import pandas as pd
    >>> days = pd.date_range("2022-01-01", periods=37, freq="MS")
    >>> values = [100.0 + month % 5 for month in range(36)] + [10.0]
    >>> series = pd.DataFrame({"product": "280530", "month": days, "revision": "H6", "value": values})
    >>> found = surprises(series)
    >>> found["changes"].item(), found["distance"].item() > 2
    (24, True)
    >>> lumpy = surprises(series.assign(value=[0.0 if day.year % 2 else 5.0 for day in days]))
    >>> f"{lumpy['farthest'].item():.2f}"
    '0.98'
    """
    require(months, ("product", "month", "revision", "value"), name="months")
    seams = joints(months, period="month")
    seams = seams[seams["kind"].isin(CANNOT)]
    rows = []
    for product, own in months.groupby("product", sort=True, observed=True):
        series = own.set_index("month")["value"].sort_index()
        series = series.asfreq("MS")
        before = series.shift(WINDOW)
        both = series + before
        change = (2 * (series - before) / both.where(both > 0)).mask(both == 0, 0.0)
        for seam in seams.loc[seams["product"] == product, "month"]:
            # The year from the seam on is held against goods of another kind.
            change[(change.index >= seam) & (change.index < seam + pd.DateOffset(months=WINDOW))] = np.nan
        earlier = change.iloc[:-1].dropna()
        usual, deviation = (earlier.mean(), earlier.std()) if len(earlier) >= LEAST_CHANGES else (np.nan, np.nan)
        away = abs(change.iloc[-1] - usual)
        # A series that grows by the same each month differs from itself by how machines count.
        deviation, away = (0.0 if size < _ALIKE else size for size in (deviation, away))
        distance = away / deviation if deviation > 0 else np.nan if away != away else np.inf if away else 0.0  # noqa: PLR0124
        farthest = (_MOST_CHANGE + abs(usual)) / deviation if deviation else np.inf
        facts = (series.iloc[-1], before.iloc[-1], change.iloc[-1], usual, deviation, len(earlier), distance, farthest)
        rows.append((product, series.index[-1], *facts))
    return pd.DataFrame(rows, columns=list(_SURPRISES))


def windows(
    announced: pd.Timestamp, effective: pd.Timestamp
) -> tuple[pd.Timestamp, pd.Timestamp, pd.Timestamp, pd.Timestamp]:
    """Return the first month before, the first no longer before, the first after, and the first no longer after.

    Examples
    --------
    >>> days = windows(pd.Timestamp("2024-08-15"), pd.Timestamp("2024-09-15"))
    >>> [f"{day:%Y-%m}" for day in days]
    ['2023-08', '2024-08', '2024-10', '2025-10']
    """
    year, until = pd.DateOffset(months=WINDOW), announced.to_period("M").start_time
    since = (effective - pd.Timedelta(days=1)).to_period("M").start_time + pd.DateOffset(months=1)
    return until - year, until, since, since + year
