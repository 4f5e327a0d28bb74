"""The matrix of complementarity: eight areas of the agenda in one frame, with what compares and what does not."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from econsec import toml_tables
from econsec.codes.public import public
from econsec.decisions.tables import require
from econsec.errors import ParameterError
from econsec.i18n.names import with_article

if TYPE_CHECKING:
    from collections.abc import Mapping

ROWS = ("measure", "supplier", "buyer", "score", "value", "of", "unit", "year")
# What only some scores say: the need of which nothing is known, why there is no score, the ends of a range, and a kind
# that is not the measure's own.
SAID = ("left_out", "reason", "score_low", "score_high", "kind")
TEXTS = ("evidence", "not_comparable")
KEYS = {"area": ("name", "title"), "kind": ("name", "scale"), "measure": ("name", "area", "kind")}
UNNAMED = {"en": "the rival", "ja": "依存先国"}


@cache
def definitions() -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Return areas, kinds and measures by name, as written beside this module.

    Examples
    --------
    >>> definitions()["measure"]["co_authorship"]["area"]
    'science'
    """
    path = files(__package__).joinpath("agenda.toml")
    read = toml_tables.keyed(toml_tables.read(path), KEYS, where=str(path))
    for group, keys in KEYS.items():
        for place, entry in enumerate(toml_tables.held(read, group, list, where=str(path)), 1):
            where = f"{path} {group} {place}"
            toml_tables.keyed(entry, keys, () if group == "area" else TEXTS, where=where)
            for key in {"name", "area", "kind"} & set(keys):
                toml_tables.held(entry, key, str, where=where)
            for key in ("title", "scale", *TEXTS):
                toml_tables.keyed(entry.get(key, UNNAMED), UNNAMED, where=f"{where} {key}")
    known = {group: {entry["name"]: entry for entry in read[group]} for group in KEYS}
    for name, measure in known["measure"].items():
        for group in ("area", "kind"):
            if measure[group] not in known[group]:
                raise toml_tables.FactsError(
                    f"{path} measure {name!r} is of no {group} {measure[group]!r}",
                    expected=f"one of {', '.join(known[group])}",
                )
        for text in TEXTS:
            measure.setdefault(text, known["kind"][measure["kind"]].get(text))
    return known


def of_kind(measure: str, kind: str) -> None:
    """Refuse a measure that is unknown or scored in another way.

    Raises
    ------
    ParameterError
        The measure is not of this kind.

    Examples
    --------
    >>> of_kind("co_authorship", "intensity")
    """
    known = definitions()["measure"]
    if measure not in known or known[measure]["kind"] != kind:
        fitting = [name for name, entry in known.items() if entry["kind"] == kind]
        raise ParameterError(f"no measure {measure!r} of kind {kind!r}", expected=f"one of {', '.join(fitting)}")


def laid_out(measure: str, rows: list[dict[str, Any]], *, unit: str, year: int) -> pd.DataFrame:
    """Lay out rows in the columns of the matrix; what a row does not say of left_out and reason is missing.

    Examples
    --------
    >>> sides = {"supplier": "IND", "buyer": "JPN", "score": 0.5, "value": 1.0, "of": 2.0}
    >>> laid_out("developers", [sides], unit="accounts", year=2025).shape
    (1, 13)
    """
    found = pd.DataFrame([dict.fromkeys(SAID) | row for row in rows]).assign(measure=measure, unit=unit, year=year)
    known = {"left_out": float, "reason": object, "score_low": float, "score_high": float, "kind": object}
    return found.astype(known)[[*ROWS, *SAID]]


@public
def matrix(*parts: pd.DataFrame, language: str = "en", rival: str | None = None) -> pd.DataFrame:
    """Set the areas of the agenda side by side, with what each score rests on and what it does not say.

    Parameters
    ----------
    *parts : DataFrame
        Rows from `econsec.decisions.agenda.scores`.
    language : str
        "en" or "ja", of the texts.
    rival : str, optional
        ISO3 code of the economy that both depend on, to be named in the texts.

    Returns
    -------
    DataFrame
        One row per measure and direction, in the order of the agenda, and one for an area of which nothing is given:
        area, title, measure, supplier, buyer (ISO3), score, score_low, score_high (0..1; the ends of a range, the score
        itself where it is none), kind (scores of one kind compare, others do not), scale, value, of, left_out (part of
        the need of which nothing is known; NaN where there is no such thing), unit, year, evidence, not_comparable,
        reason (why the score is missing, else None).

    Raises
    ------
    MissingColumnError
        A column is missing.

    Examples
    --------
    >>> from econsec.decisions.agenda.scores import balance
    >>> amounts = pd.Series({"IND": 3.0, "JPN": 1.0})
    >>> found = matrix(balance("developers", amounts, one="IND", other="JPN", unit="accounts", year=2025))
    >>> len(found), found[found["area"] == "science"].reason.item()
    (9, 'no figures given')
    """
    given = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=[*ROWS])
    require(given, ROWS, name="rows")
    known = definitions()
    order = {area: number for number, area in enumerate(known["area"])}
    given["area"] = given["measure"].map(lambda name: known["measure"][name]["area"])
    absent = pd.DataFrame({"area": [area for area in order if area not in set(given["area"])]})
    found = pd.concat([given, absent], ignore_index=True) if len(given) else absent
    found = found.reindex(columns=[*ROWS, *SAID, "area"])
    measures = found["measure"].map(known["measure"])
    own = measures.map(lambda entry: entry["kind"], na_action="ignore")
    found["kind"] = found["kind"].where(found["kind"].notna(), own)
    for end in ("score_low", "score_high"):
        found[end] = found[end].fillna(found["score"])
    found["title"] = found["area"].map(lambda area: known["area"][area]["title"][language])
    named = UNNAMED[language] if rival is None else with_article(rival, language)
    scales = {kind: entry["scale"][language].format(rival=named) for kind, entry in known["kind"].items()}
    found["scale"] = found["kind"].map(scales, na_action="ignore")
    for text in TEXTS:
        found[text] = measures.map(
            lambda entry, text=text: entry[text][language].format(rival=named), na_action="ignore"
        )
    none, unknown = found["measure"].isna(), found["score"].isna()
    plain = np.select([none, unknown], ["no figures given", "nothing to score"], "")
    found["reason"] = found["reason"].astype(object).where(found["reason"].notna(), plain).where(unknown, None)
    found["place"] = found["area"].map(order)
    found = found.sort_values(["place", "measure", "supplier"], ignore_index=True, na_position="last")
    names = ["area", "title", "measure", "supplier", "buyer", "score", "score_low", "score_high"]
    names += ["kind", "scale", "value", "of"]
    names += ["left_out", "unit", "year"]
    return found[[*names, *TEXTS, "reason"]]
