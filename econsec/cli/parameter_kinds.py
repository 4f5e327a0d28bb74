"""What the values of parameters mean: the publisher knows types, this knows economies, years and products."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from econsec.codes.economies import economy
from econsec.codes.sectors import sector
from econsec.errors import NoDataError, ParameterError, UnknownMaterialError, UnknownProductError
from econsec.store.catalog import dataset

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def an_economy(value: object, rule: Mapping[str, Any]) -> str:
    """Return the ISO3 code of an economy that the data cover.

    Raises
    ------
    UnknownEconomyError
        No economy has that code or name.
    NoDataError
        The rule names a dataset, and the economy is not in it.

    Examples
    --------
    >>> an_economy("India", {"name": "partner"})
    'IND'
    """
    found = economy(str(value), where=f"parameter {rule['name']}")
    if "dataset" in rule and found.iso3 not in dataset(rule["dataset"]).economies:
        raise NoDataError(
            f"{rule['dataset']} has no figures of {found.name()} ({found.iso3}), parameter {rule['name']}",
            hint=f"Run: econsec data show {rule['dataset']}",
        )
    return found.iso3


def a_year(value: object, rule: Mapping[str, Any]) -> int:
    """Return a year that the data cover.

    Raises
    ------
    ParameterError
        The dataset holds no such year.

    Examples
    --------
    >>> a_year(2024, {"name": "year", "dataset": "baci_minerals"})
    2024
    """
    years = dataset(rule["dataset"]).years
    if not isinstance(value, int) or value not in years:
        known = ", ".join(str(year) for year in years)
        raise ParameterError(f"parameter {rule['name']} cannot be {value}: {rule['dataset']} has {known}")
    return value


def a_trade_year(value: object, rule: Mapping[str, Any]) -> int:
    """Return a year of which there are figures of trade: in the bundle, or in the user's own store.

    Parameters
    ----------
    value : object
        What was given.
    rule : mapping
        name; dataset (the table of the bundle that a report rests on), without which any table of the bundle will do.

    Raises
    ------
    ParameterError
        No table of trade holds such a year.

    Examples
    --------
    >>> a_trade_year(1995, {"name": "since"})
    1995
    """
    from econsec.flows import shelves  # a command that asks for no trade need not read it

    if "dataset" not in rule:
        known = shelves.years()
        if not isinstance(value, int) or value not in known:
            raise ParameterError(
                f"parameter {rule['name']} cannot be {value}", expected=f"a year from {known[0]} to {known[-1]}"
            )
        return value
    return value if value in shelves.own_years() and isinstance(value, int) else a_year(value, rule)


def a_trade_source(value: object, rule: Mapping[str, Any]) -> str:
    """Return whose figures of trade are to count: best, bundle, baci, or what is kept of one's own.

    Raises
    ------
    ParameterError
        It is none of them.

    Examples
    --------
    >>> a_trade_source("best", {"name": "source"})
    'best'
    """
    from econsec.flows.lookup import SOURCES
    from econsec.store.kept import own_tables

    return a_choice(value, {**rule, "of": [*SOURCES, *own_tables.held()]})


def a_material(value: object, rule: Mapping[str, Any]) -> str:
    """Return a material, or an HS code, of a sector.

    Raises
    ------
    UnknownMaterialError
        The sector holds none of that name.
    """
    products = sector(rule["sector"]).products
    known = [*products["material"], *products["product"]]
    if value not in known:
        raise UnknownMaterialError(value, products["material"], where=f"parameter {rule['name']}")
    return str(value)


def a_product(value: object, rule: Mapping[str, Any]) -> str:
    """Return an HS code of a sector, or of a dataset.

    Raises
    ------
    UnknownProductError
        The sector, or the dataset, holds no such code.

    Examples
    --------
    >>> a_product("71", {"name": "chapter", "dataset": "baci_hs2"})
    '71'
    """
    codes = dataset(rule["dataset"]).products if "dataset" in rule else sector(rule["sector"]).codes
    if value not in codes:
        raise UnknownProductError(value, codes, where=f"parameter {rule['name']}")
    return str(value)


def a_subject(value: object, rule: Mapping[str, Any]) -> str:
    """Return an HS code of two, four or six digits, a material, a sector or a word that a title holds.

    Raises
    ------
    UnknownProductError
        Nothing is called so; the error suggests the nearest.

    Examples
    --------
    >>> a_subject("850511", {"name": "products"}), a_subject("medicines", {"name": "products"})
    ('850511', 'medicines')
    """
    from econsec.codes.subjects import subject  # a command that asks for no subject need not read the tables

    return subject([str(value)], where=f"parameter {rule['name']}").names[0]


def a_fraction(value: object, rule: Mapping[str, Any]) -> float:
    """Return a number from 0 to 1.

    Raises
    ------
    ParameterError
        It is outside.

    Examples
    --------
    >>> a_fraction(0.5, {"name": "cut"})
    0.5
    """
    if not isinstance(value, int | float) or not 0 <= value <= 1:
        raise ParameterError(f"parameter {rule['name']} cannot be {value}", expected="a fraction from 0 to 1")
    return float(value)


def a_choice(value: object, rule: Mapping[str, Any]) -> str:
    """Return one of the words that the rule lists.

    Raises
    ------
    ParameterError
        It is none of them.

    Examples
    --------
    >>> a_choice("NZE", {"name": "scenario", "of": ["STEPS", "APS", "NZE"]})
    'NZE'
    """
    if value not in rule["of"]:
        raise ParameterError(f"parameter {rule['name']} cannot be {value}", expected=f"one of {', '.join(rule['of'])}")
    return str(value)


KINDS: dict[str, Callable[[object, Mapping[str, Any]], object]] = {
    "choice": a_choice,
    "fraction": a_fraction,
    "economy": an_economy,
    "year": a_year,
    "trade_source": a_trade_source,
    "trade_year": a_trade_year,
    "material": a_material,
    "product": a_product,
    "subject": a_subject,
}
