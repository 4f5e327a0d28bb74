"""Supply risk: concentration weighted by governance, with what reliance, recycling and substitution take off."""

from __future__ import annotations

from itertools import compress

import numpy as np
import pandas as pd

from econsec.errors import DuplicateKeyError, ParameterError, SchemaError
from econsec.indicators.arrays.edges import Reason, twice
from econsec.indicators.arrays.layout import assemble, grid, reasons
from econsec.indicators.arrays.slabs import Bools, Floats, Slab, slabs
from econsec.indicators.risk.governance import governance

Setting = float | pd.DataFrame | None
SCOPES = ("global", "sourcing")
KEYS = ("year", "importer", "product")
NUMBERS = (
    "supply_risk",
    "hhi_global",
    "hhi_sourcing",
    "scored_global",
    "scored_sourcing",
    "scopes",
    "assumed",
    "reason",
)
DEFAULTS = {"reliance": 1.0, "recycling": 0.0, "substitution": 1.0}
# What a term may be. Import reliance is clipped: out of trade and output figures it may come a little above one, or far
# below zero for an exporter. A trade factor lies near one. Beyond these a per cent was meant, or something else.
ALLOWED = {"reliance": (-np.inf, 2.0), "recycling": (0.0, 1.0), "substitution": (0.0, 1.0), "factor": (0.0, 10.0)}
PER_CENT = 100


def supply_risk(
    wgi: pd.DataFrame,
    *,
    production: pd.DataFrame | None = None,
    sourcing: pd.DataFrame | None = None,
    reliance: Setting = None,
    recycling: Setting = None,
    substitution: Setting = None,
    trade: pd.DataFrame | None = None,
    least_scored: float = 0.9,
) -> pd.DataFrame:
    """Measure the risk of a material's supply as the European Commission does.

    SR = [HHI_GS IR/2 + HHI_S (1 - IR/2)] (1 - EoL-RIR) SI, with HHI = sum of s**2 g t over economies: GS global supply,
    S actual sourcing, g governance (0 best .. 10 worst), t a trade factor.

    Parameters
    ----------
    wgi : DataFrame
        Columns economy, estimate; dimension and year where there are several (see `governance`). The latest year not
        later than the supply's is used.
    production : DataFrame, optional
        Global supply: columns economy, product, value (>= 0, one unit a product), year if there are several.
    sourcing : DataFrame, optional
        Actual sourcing, home production as a flow to oneself: columns exporter, product, value, and importer, year.
    reliance : float or DataFrame, optional
        Import reliance IR, clipped to 0..1 (above 2 it is refused); a frame has the column reliance and some of year,
        importer, product. Assumed without: 1.
    recycling : float or DataFrame, optional
        End-of-life recycling input rate, 0..1; a frame has the column recycling. Assumed without: 0.
    substitution : float or DataFrame, optional
        Substitution index SI, 0..1; a frame has the column substitution. Assumed without: 1, no substitute.
    trade : DataFrame, optional
        Columns economy, factor (0..10, 1 is neutral) and perhaps product: t of the formula. Assumed without: 1.
    least_scored : float
        The least share of supply whose economies have a governance score. What has none counts as 0 (many small
        suppliers); below this share the scope is set aside.

    Returns
    -------
    DataFrame
        One row for each year, importer (if sourcing has it) and product: supply_risk (0..10), hhi_global and
        hhi_sourcing (0..10), scored_global and scored_sourcing (share with a governance score, 0..1), scopes (which of
        the two were used), assumed (the defaults that stood in), reason (why supply_risk is missing). With one scope
        missing the other is used alone.

    Raises
    ------
    SchemaError
        Neither production nor sourcing is given, or a frame is not as described.
    DuplicateKeyError
        Two numbers of a term, or two trade factors, for one key.
    ParameterError
        A term outside the range that its name says, such as a rate in per cent.

    References
    ----------
    European Commission (2017), Methodology for establishing the EU list of critical raw materials, eq. 9.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> wgi = frame(economy=["CHN", "USA"], estimate=[0.0, 1.25])
    >>> mined = frame(economy=["CHN", "USA"], product="W", value=[80, 20])
    >>> supply_risk(wgi, production=mined, recycling=0.5)[["supply_risk", "scopes"]]
       supply_risk  scopes
    0         1.65  global
    """
    _within("least_scored", least_scored, (0.0, 1.0))
    if production is None and sourcing is None:
        raise SchemaError("neither production nor sourcing is given", expected="one of them, or both")
    made = None if production is None else production.rename(columns={"economy": "exporter"})
    scopes = zip((made, sourcing), SCOPES, strict=True)
    rows = _joined(*(None if supply is None else _scope(supply, wgi, trade, scope) for supply, scope in scopes))
    given = {"reliance": reliance, "recycling": recycling, "substitution": substitution}
    found = {name: _setting(rows, name, setting, DEFAULTS[name]) for name, setting in given.items()}
    usable = [(rows[f"scored_{scope}"] >= least_scored).to_numpy() for scope in SCOPES]
    terms = {name: value.to_numpy() for name, (value, _) in found.items()}
    rows["supply_risk"] = _formula(rows, usable, **terms)
    rows["scopes"] = np.array(["none", *SCOPES, " and ".join(SCOPES)])[usable[0] + 2 * usable[1].astype(int)]
    rows["assumed"] = _assumed({name: missing for name, (_, missing) in found.items()})
    unknown = rows[["hhi_global", "hhi_sourcing"]].isna().all(axis=1)
    rows["reason"] = reasons(len(rows), [(unknown, Reason.NO_SCOPE), (~(usable[0] | usable[1]), Reason.NO_GOVERNANCE)])
    return rows[[*(key for key in KEYS if key in rows), *NUMBERS]]


def _formula(
    rows: pd.DataFrame, usable: list[Bools], *, reliance: Floats, recycling: Floats, substitution: Floats
) -> Floats:
    """Apply the formula; where one scope is not usable the other stands for both."""
    world, actual = (np.where(known, rows[f"hhi_{scope}"], np.nan) for known, scope in zip(usable, SCOPES, strict=True))
    half = np.clip(reliance, 0, 1) / 2
    both = world * half + actual * (1 - half)
    mixed = np.where(usable[0] & usable[1], both, np.where(usable[0], world, actual))
    return np.asarray(mixed * (1 - recycling) * substitution)


def _assumed(missing: dict[str, Bools]) -> pd.Series:
    """Name the defaults that stood in, row by row."""
    notes = [f"{name} {DEFAULTS[name]:g}" for name in missing]
    rows = zip(*missing.values(), strict=True)
    return pd.Series(["; ".join(compress(notes, row)) for row in rows], dtype="str")


def _scope(supply: pd.DataFrame, wgi: pd.DataFrame, trade: pd.DataFrame | None, scope: str) -> pd.DataFrame:
    """Measure governance-weighted concentration of one scope."""
    within = ("importer", "product") if "importer" in supply else ("product",)
    parts = []
    for each in slabs(supply, *within, "exporter", name=f"{scope} supply"):
        slab = each.distinct(*within, "exporter")
        score = governance(wgi, year=None if slab.year is None else int(slab.year)).reindex(slab.labels["exporter"])
        weight = score.to_numpy()[slab.codes["exporter"]]
        total = slab.total(*within)
        share = slab.amounts / np.where(total > 0, total, np.nan).ravel()[slab.cell(*within)]
        known = np.where(np.isnan(weight), 0.0, share)
        hhi = slab.total(*within, weights=share**2 * np.nan_to_num(weight) * _factor(slab, trade))
        columns = {f"hhi_{scope}": hhi.ravel(), f"scored_{scope}": slab.total(*within, weights=known).ravel()}
        parts.append(grid(slab.year, {key: slab.labels[key] for key in within}) | columns)
    return assemble(parts, [*within, f"hhi_{scope}", f"scored_{scope}"], dated="year" in supply)


def _factor(slab: Slab, trade: pd.DataFrame | None) -> Floats:
    """Return the trade factor of each row, 1 where none is given."""
    if trade is None:
        return np.ones(slab.amounts.size)
    named = {"economy": slab.labels["exporter"].take(slab.codes["exporter"])}
    named["product"] = slab.labels["product"].take(slab.codes["product"])
    keys = [key for key in named if key in trade]
    _once(trade, keys, "trade factor")
    found = pd.DataFrame(named).merge(trade[[*keys, "factor"]], on=keys, how="left", validate="many_to_one")
    _within("factor", found["factor"].dropna())
    return found["factor"].fillna(1.0).to_numpy(dtype=np.float64)


def _once(given: pd.DataFrame, keys: list[str], name: str) -> None:
    """Refuse two numbers for one key: rates cannot be summed, nor one of them dropped."""
    if first := twice(given, keys):
        raise DuplicateKeyError(f"two numbers of {name} for {first}", expected=f"one for each {', '.join(keys)}")


def _within(name: str, given: float | pd.Series, allowed: tuple[float, float] | None = None) -> None:
    """Refuse a term outside its range, with the part in hand where it looks like a per cent."""
    low, high = ALLOWED[name] if allowed is None else allowed
    values = np.atleast_1d(np.asarray(given, np.float64))
    wrong = values[~((values >= low) & (values <= high))]
    if wrong.size:
        likely = wrong[0] / PER_CENT
        hint = f"Did you mean {likely:g}?" if max(low, 0) <= likely <= high else ""
        expected = f"at most {high:g}" if np.isinf(low) else f"{low:g} to {high:g}"
        raise ParameterError(f"{name} {wrong[0]:g}", expected=expected, hint=hint)


def _joined(world: pd.DataFrame | None, actual: pd.DataFrame | None) -> pd.DataFrame:
    """Put the two scopes beside each other: a row for whatever either knows."""
    if actual is None or world is None:
        made = world if actual is None else actual
        assert made is not None  # noqa: S101 - the caller refuses two missing scopes
        absent = "sourcing" if actual is None else "global"
        return made.assign(**{f"hhi_{absent}": np.nan, f"scored_{absent}": np.nan})
    if "importer" in actual:
        # For every importer in every year: a year without sourcing leaves it the world alone, and does not vanish.
        world = world.merge(actual[["importer"]].drop_duplicates(), how="cross")
    keys = [key for key in KEYS if key in actual and key in world]
    if actual.empty:  # without a row a column of text has no type of its own, and would not meet the other's
        actual = actual.astype({key: world[key].dtype for key in keys})
    joined = actual.merge(world, on=keys, how="outer", validate="many_to_many")
    return joined.sort_values([key for key in KEYS if key in joined], ignore_index=True)


def _setting(rows: pd.DataFrame, name: str, given: Setting, default: float) -> tuple[pd.Series, Bools]:
    """Return a term of the formula for each row, and where the default stood in."""
    if given is None or isinstance(given, (int, float)):
        if given is not None:
            _within(name, given)
        value = pd.Series(default if given is None else float(given), index=rows.index)
        return value, np.full(len(rows), given is None)
    keys = [key for key in KEYS if key in given and key in rows]
    if name in given:
        _within(name, given[name].dropna())
    if name not in given or not keys:
        raise SchemaError(
            f"no column '{name}' with a key in {name}", expected=f"{name} beside product, importer or year"
        )
    _once(given, keys, name)
    value = rows[keys].merge(given[[*keys, name]], on=keys, how="left", validate="many_to_one")[name]
    return value.fillna(default).astype("float64"), value.isna().to_numpy()
