"""Figures of one's own, in by the same door: checked, with a source line of their own, usable wherever trade is."""

from __future__ import annotations

import datetime as dt
import hashlib
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from econsec.codes.economies import economy
from econsec.codes.frames import require, tidy
from econsec.codes.public import as_year
from econsec.errors import MissingColumnError, ParameterError, SchemaError, in_brief
from econsec.flows import nested, sheets
from econsec.flows.accounts import added_up, below
from econsec.flows.build import FLOW, complete
from econsec.flows.reported import reported
from econsec.indicators.arrays.edges import check_values, quantities
from econsec.store.kept import own_tables as store
from econsec.store.query import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from econsec.flows.trade import Trade

SHARED, NATIONAL = r"(0[1-9]|[1-9]\d)(\d\d){0,2}", r"(0[1-9]|[1-9]\d)\d{6,8}"
FIRST, LAST = 1800, 2200  # years
SIX = 6
COLUMNS = ("year", "exporter", "importer", "product", "value", "tonnes")


def own(  # noqa: PLR0913 - what a publisher says of a table
    frame: pd.DataFrame,
    *,
    publisher: str,
    title: str,
    licence: str,
    year: int | None = None,
    reporter: str | None = None,
    name: str = "",
    url: str = "",
    vintage: str = "",
    caveats: Iterable[str] = (),
    commercial: bool = False,
    publisher_ja: str = "",
    title_ja: str = "",
) -> Trade:
    """Take flows of one's own as a dataset: what is asked of it carries its source and its caveats, and nobody else's.

    Parameters
    ----------
    frame : DataFrame, one row a flow
        exporter, importer (code or name), product (HS code of 2, 4 or 6 digits; national ones of 8 to 10 are cut to
        six, with a warning), value (USD); year, unless it is given; tonnes if known. Other columns are left out; rows
        of one flow are added up.
    publisher, title, licence : str
        Who made the figures, what they are called, what may be done with them: they stand below every exhibit.
    year : int, optional
        Of all rows.
    reporter : str, optional
        Whose account it is, if it is not all that was traded. A table with one economy in every row is taken for that
        economy's account: that nobody else trades is not what it says. "all": it is all that was traded.
    name : str
        Keep it under this name: `econsec.load("own_NAME")` finds it tomorrow, and reports with ``source=own_NAME``.
    url, vintage : str
        Where it is from; when it was released (ISO date or part of one), by default today.
    caveats : iterable of str
        Sentences that go with every figure of it.
    commercial : bool
        Whether the licence allows commercial use.
    publisher_ja, title_ja : str
        The same in Japanese, where it differs.

    Returns
    -------
    Trade
        For `decisions`, exhibits and reports.

    Raises
    ------
    MissingColumnError, SchemaError
        A column is missing, or has what cannot be read.
    UnknownEconomyError
        A name that is no economy.
    ParameterError
        No year is said; an empty publisher, title or licence; no rows; it may be either of two economies' account.

    Examples
    --------
    >>> rows = pd.DataFrame({"exporter": ["China", "India"], "importer": "Japan", "product": 850511, "value": [3, 1]})
    >>> mine = own(rows, publisher="Our association", title="Survey of members", licence="internal", year=2025)
    >>> mine.partners("JPN", "imports")["share"].tolist(), mine.sources[0][:4]
    ([0.75, 0.25], 'own_')
    """
    for what, said in (("publisher", publisher), ("title", title), ("licence", licence)):
        if not said:
            expected = "who made them, what they are, under which licence"
            raise ParameterError(f"figures without a {what}", expected=expected)
    if commercial not in {True, False}:
        raise ParameterError(f"commercial cannot be {commercial!r}", expected="True or False")
    flows = _read(frame, None if year is None else as_year(year, "year"))
    if not flows["year"].between(FIRST, LAST).all():
        raise SchemaError(f"{int(flows['year'].min())} to {int(flows['year'].max())} are no years of trade")
    by = _reporter(flows, reporter)
    about = store.Own(
        name=store.called(name) if name else "",
        publisher=publisher,
        title=title,
        licence=licence,
        url=url,
        vintage=vintage or dt.datetime.now(dt.UTC).date().isoformat(),
        reporter=by,
        caveats=(caveats,) if isinstance(caveats, str) else tuple(caveats),
        commercial=commercial,
        translations={key: said for key, said in (("publisher", publisher_ja), ("product", title_ja)) if said},
        years=tuple(sorted(int(one) for one in flows["year"].unique())),
        economies=tuple(sorted({*flows["exporter"], *flows["importer"]})),
        products=tuple(sorted(flows["product"].unique())),
        rows=len(flows),
        columns=tuple(flows.columns),
    )
    if name:
        store.keep(flows, about)
    else:
        about = replace(about, name=store.called(f"frame_{_digest(flows, about)}"))
        store.SESSION[about.name] = about
    return _trade(flows, about)


def _digest(flows: pd.DataFrame, about: store.Own) -> str:
    """Return what names figures that have no name: of other figures, or of the same by somebody else, it is another."""
    rows = pd.util.hash_pandas_object(flows, index=False).to_numpy().tobytes()
    return hashlib.sha256(rows + repr(about).encode()).hexdigest()[:16]


def from_file(
    file: Path,
    *,
    years: Sequence[int] = (),
    caveats: Iterable[str] = (),
    reporter: str | None = None,
    columns: Mapping[str, str] | None = None,
    scale: Mapping[str, str | float] | None = None,
    **about: str,
) -> str:
    """Keep the flows of a CSV or Parquet file, and return the name of the dataset.

    Parameters
    ----------
    file : Path
        With a heading of exporter, importer, product, value, year and, if known, tonnes.
    years : sequence of int
        Only these; one year alone is that of every row where the file has no column of years.
    caveats, reporter, **about
        As for `own`.
    columns : mapping, optional
        What the file's heading calls a column, where it is otherwise: ``{"value": "IMPORT_USD"}``.
    scale : mapping, optional
        By what amounts are multiplied: ``{"value": 1000}`` where they are in thousands.

    Raises
    ------
    ParameterError, SchemaError
        There is no such file; it cannot be read; it is not named.
    """
    if not about.get("name"):
        raise ParameterError("figures to keep have no name", expected="--name, such as --name members_survey")
    if not file.is_file():
        raise ParameterError(f"no file {file}", expected="a CSV or Parquet file")
    parquet = file.suffix.lower() == ".parquet"
    try:
        frame = pd.read_parquet(file) if parquet else sheets.read(file, columns)
    except (ValueError, OSError) as error:  # Arrow's and pandas' own are among these
        raise SchemaError(f"{file.name} cannot be read: {in_brief(error)}", expected="CSV or Parquet") from error
    if parquet and columns:
        frame = frame.set_axis(sheets.called(list(map(str, frame.columns)), columns, file.name), axis=1)
    if lost := [name for name in FLOW if name not in frame]:
        raise MissingColumnError(
            f"{file.name} has no column {lost[0]!r}",
            expected=f"one of its columns: {', '.join(map(str, frame.columns))}",
            hint=f"Say what the file calls it: --column {lost[0]}=HEADING",
        )
    if scale:
        frame = sheets.scaled(tidy(frame), scale)
    if years and "year" in frame:
        frame = tidy(frame)
        frame = frame[frame["year"].isin(list(years))]
    only = years[0] if len(years) == 1 and "year" not in frame else None
    return own(frame, year=only, caveats=caveats, reporter=reporter, **about).sources[0]  # type: ignore[arg-type]


def kept(name: str, codes: Sequence[str], *, first: int | None, last: int | None) -> Trade:
    """Take what is kept under a name, of some codes and years: a code stands for those that begin with it.

    Raises
    ------
    UnknownDatasetError
        Nothing is kept under it.
    SchemaError
        Of a pair only a heading around a code is told, of others the code: that it has none is not said.
    """
    about = store.find(name)
    held = [code for code in about.products if code.startswith(tuple(codes))]
    end = about.years[-1] if last is None else last
    asked = [*held, *nested.around(about.products, codes)]
    told = load(name, product=asked) if asked else load(name).iloc[:0]
    nested.refuse_wider(told[told["year"] <= end], codes)
    flows = told[told["product"].isin(held)]
    parts = [nested.inside(flows, code) for code in dict.fromkeys(codes)]
    flows = added_up(below(flows.iloc[:0], *parts))
    return _trade(flows[flows["year"].between(end if first is None else first, end)], about, past=flows)


def _trade(flows: pd.DataFrame, about: store.Own, past: pd.DataFrame | None = None) -> Trade:
    history = flows if past is None else past
    if about.reporter:
        return reported(flows, by=about.reporter, source=about.name, past=lambda: history)
    return complete(flows, past=lambda: history, source=about.name, economies=about.economies)


def _read(frame: pd.DataFrame, year: int | None) -> pd.DataFrame:
    flows = read = tidy(frame)
    require(flows, FLOW, name="flows")
    if "year" not in flows:
        if year is None:
            raise ParameterError("figures of no year", expected="a column 'year', or year=2025")
        flows = flows.assign(year=year)
    flows = flows if year is None else flows[flows["year"] == year]
    if flows.empty:
        raise ParameterError("there are no rows", expected="one row a flow" if year is None else f"rows of {year}")
    check_values(quantities(flows, "value"), "value", "flows")
    if "tonnes" in flows:
        check_values(np.nan_to_num(quantities(flows, "tonnes"), posinf=np.inf, neginf=-np.inf), "tonnes", "flows")
    for side in ("exporter", "importer"):
        flows = flows.assign(**{side: flows[side].astype("str")})
        for at, one in flows[side].drop_duplicates().items():
            row = flows.index.name or "row"
            if economy(one, where=f"column {side}, {row} {at}").kind == "aggregate":
                written = str(frame[side].to_numpy()[(read[side] == one).to_numpy()][0])
                raise SchemaError(
                    f"column {side} holds {written!r} (first in {row} {at}), a total of others",
                    expected="an economy a row",
                    hint=f"Leave these rows out; in Python: rows[rows['{side}'] != {written!r}]",
                )
    kept = flows[[column for column in COLUMNS if column in flows]].assign(product=_goods(flows))
    summed = added_up(kept.astype({"value": "float64"} | ({"tonnes": "float64"} if "tonnes" in kept else {})))
    nested.check(summed)
    return summed


def _goods(flows: pd.DataFrame) -> pd.Series:
    """Return the products as codes that all economies share; refuse what is none: "TOTAL" holds all the others."""
    written = flows["product"].astype("str")
    shared, national = (written.str.fullmatch(digits) for digits in (SHARED, NATIONAL))
    if not (shared | national).all():
        wrong = flows[~(shared | national)]
        raise SchemaError(
            f"{wrong['product'].iloc[0]!r} ({wrong.index.name or 'row'} {wrong.index[0]}) is no product",
            expected="an HS code of 2, 4 or 6 digits, or a national one of 8 to 10",
            hint="Leave out rows of totals and of groups of one's own.",
        )
    if national.any():
        said = f"rows with national codes, cut to the six digits that all economies share: {int(national.sum())}"
        warnings.warn(said, UserWarning, stacklevel=4)
    return written.str[:SIX]


def _reporter(flows: pd.DataFrame, said: str | None) -> str:
    """Return whose account it is: who is in every row; empty where nobody is."""
    if said is not None:
        return "" if said == "all" else economy(said, where="reporter").iso3
    first = flows.iloc[0]
    everywhere = [
        one
        for one in dict.fromkeys([first["importer"], first["exporter"]])
        if ((flows["importer"] == one) | (flows["exporter"] == one)).all()
    ]
    if len(everywhere) > 1:
        one, other = everywhere
        raise ParameterError(
            f"these may be {one}'s figures, or {other}'s: both are in every row",
            expected=f'reporter="{one}", reporter="{other}", or reporter="all" if nobody else trades in it',
        )
    return str(everywhere[0]) if everywhere else ""
