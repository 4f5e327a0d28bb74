"""Figures of one's own, in by the same door: checked, with a source line of their own, usable wherever trade is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from econsec.codes.economies import economy
from econsec.codes.frames import require, tidy
from econsec.errors import ParameterError, SchemaError, in_brief
from econsec.flows.accounts import added_up
from econsec.flows.build import FLOW, complete
from econsec.flows.reported import reported
from econsec.indicators.arrays.edges import check_values, quantities
from econsec.store.kept import own as store
from econsec.store.query import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from econsec.flows.trade import Trade

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
        exporter, importer (code or name), product (HS code of 2, 4 or 6 digits), value (USD); year, unless it is given;
        tonnes if known. Other columns are left out; rows of one flow are added up.
    publisher, title, licence : str
        Who made the figures, what they are called, what may be done with them: they stand below every exhibit.
    year : int, optional
        Of all rows.
    reporter : str, optional
        Whose account it is, if it is not all that was traded. A table with one importer, or one exporter, is taken for
        that economy's account: that nobody else trades is not what it says. "all": it is all that was traded.
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
        No year is said; an empty publisher, title or licence; no rows.

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
    flows = _read(frame, year)
    by = _reporter(flows, reporter)
    about = store.Own(
        name=store.called(name or f"frame_{int(pd.util.hash_pandas_object(flows, index=False).sum()):x}"),
        publisher=publisher,
        title=title,
        licence=licence,
        url=url,
        vintage=vintage or dt.datetime.now(dt.UTC).date().isoformat(),
        reporter=by,
        caveats=tuple(caveats),
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
        store.SESSION[about.name] = about
    return _trade(flows, about)


def from_file(
    file: Path, *, years: Sequence[int] = (), caveats: Iterable[str] = (), reporter: str | None = None, **about: str
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

    Raises
    ------
    ParameterError, SchemaError
        There is no such file; it cannot be read; it is not named.
    """
    if not about.get("name"):
        raise ParameterError("figures to keep have no name", expected="--name, such as --name members_survey")
    if not file.is_file():
        raise ParameterError(f"no file {file}", expected="a CSV or Parquet file")
    try:
        frame = pd.read_parquet(file) if file.suffix == ".parquet" else _csv(file)
    except (ValueError, OSError) as error:  # Arrow's and pandas' own are among these
        raise SchemaError(
            f"{file.name} cannot be read: {in_brief(error)}", expected="CSV (UTF-8) or Parquet"
        ) from error
    if years and "year" in frame:
        frame = tidy(frame)
        frame = frame[frame["year"].isin(list(years))]
    only = years[0] if len(years) == 1 and "year" not in frame else None
    return own(frame, year=only, caveats=caveats, reporter=reporter, **about).sources[0]  # type: ignore[arg-type]


def _csv(file: Path) -> pd.DataFrame:
    # A sheet saved as CSV begins with a byte-order mark; a missing name of Namibia is "NA".
    text = dict.fromkeys(("product", "exporter", "importer"), str)
    return pd.read_csv(
        file,
        dtype=text,
        keep_default_na=False,
        na_values={"value": [""], "tonnes": [""]},
        encoding="utf-8-sig",
        sep=None,
        engine="python",
    )


def kept(name: str, codes: Sequence[str], *, first: int | None, last: int | None) -> Trade:
    """Take what is kept under a name, of some codes and years: a code stands for those that begin with it.

    Raises
    ------
    UnknownDatasetError
        Nothing is kept under it.
    """
    about = store.find(name)
    held = [code for code in about.products if any(code.startswith(asked) for asked in codes)]
    end = about.years[-1] if last is None else last
    flows = load(name, product=held) if held else load(name).iloc[:0]
    names = {code: asked for asked in codes for code in held if code.startswith(asked)}
    flows = added_up(flows.assign(product=flows["product"].map(names).astype("str")))
    return _trade(flows[flows["year"].between(end if first is None else first, end)], about, past=flows)


def _trade(flows: pd.DataFrame, about: store.Own, past: pd.DataFrame | None = None) -> Trade:
    history = flows if past is None else past
    if about.reporter:
        return reported(flows, by=about.reporter, source=about.name, past=lambda: history)
    return complete(flows, past=lambda: history, source=about.name, economies=about.economies)


def _read(frame: pd.DataFrame, year: int | None) -> pd.DataFrame:
    flows = tidy(frame)
    require(flows, FLOW, name="flows")
    if "year" not in flows:
        if year is None:
            raise ParameterError("figures of no year", expected="a column 'year', or year=2025")
        flows = flows.assign(year=year)
    elif year is not None:
        flows = flows[flows["year"] == year]
    if flows.empty:
        raise ParameterError("there are no rows", expected="one row a flow" if year is None else f"rows of {year}")
    check_values(quantities(flows, "value"), "value", "flows")
    for side in ("exporter", "importer"):
        for one in flows[side].unique():
            economy(one, where=f"column {side}")
    kept = flows[[column for column in COLUMNS if column in flows]]
    return added_up(kept.astype({"value": "float64"} | ({"tonnes": "float64"} if "tonnes" in kept else {})))


def _reporter(flows: pd.DataFrame, said: str | None) -> str:
    if said is not None:
        return "" if said == "all" else economy(said, where="reporter").iso3
    for side in ("importer", "exporter"):
        if len(economies := flows[side].unique()) == 1:
            return str(economies[0])
    return ""
