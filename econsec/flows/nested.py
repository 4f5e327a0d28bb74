"""Tables that tell some trade by heading and some by the codes within it: nothing counts twice, or as none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from econsec.errors import SchemaError

if TYPE_CHECKING:
    from collections.abc import Sequence

PAIR = ["year", "exporter", "importer"]
LENGTHS = (2, 4, 6)
ROUNDING = 0.01  # of headings in thousands or millions


def around(products: Sequence[str], codes: Sequence[str]) -> tuple[str, ...]:
    """Return the chapters and headings of a table that hold some codes and more.

    Examples
    --------
    >>> around(["85", "8505", "850511"], ["850511"])
    ('85', '8505')
    """
    return tuple(one for one in products if any(code != one and code.startswith(one) for code in codes))


def refuse_wider(flows: pd.DataFrame, codes: Sequence[str]) -> None:
    """Refuse a code where a pair is told by a heading around it alone: what of that is the code's nobody says.

    Raises
    ------
    SchemaError
        Names the pair, and the heading to ask for.

    Examples
    --------
    >>> rows = pd.DataFrame({"year": 2025, "exporter": ["CHN", "IND"], "importer": "JPN", "value": 1.0})
    >>> refuse_wider(rows.assign(product=["8505", "850511"]), ["8505"])
    """
    for code in codes:
        if not flows["product"].str.startswith(code).any():
            continue
        for wide in around(sorted(flows["product"].unique()), [code]):
            deeper = flows[flows["product"].str.startswith(wide) & (flows["product"].str.len() > len(wide))]
            alone = flows[flows["product"] == wide].merge(
                deeper[PAIR].drop_duplicates(), on=PAIR, how="left", indicator=True
            )
            if len(alone := alone[alone["_merge"] == "left_only"]):
                one = alone.iloc[0]
                pair = f"from {one['exporter']} to {one['importer']} in {one['year']}"
                raise SchemaError(
                    f"of {code} {pair} only {wide} is told, which holds it",
                    expected=f"{wide}, which is told of all, or rows of {code} for each pair",
                )


def inside(flows: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return the flows that make up a code: of each the widest that is held, which has what is within it."""
    held = flows[flows["product"].str.startswith(code)]
    return held[~within(held)].assign(product=code)


def within(flows: pd.DataFrame) -> pd.Series:
    """Say of each flow whether a chapter or a heading around its code is told of the same year and pair."""
    inside = pd.Series(data=False, index=flows.index)
    for digits in LENGTHS[:-1]:
        wide = flows["product"].str.len() == digits
        if wide.any() and not wide.all():
            cut = flows[PAIR].assign(product=flows["product"].str[:digits])
            told = pd.MultiIndex.from_frame(flows.loc[wide, [*PAIR, "product"]])
            inside |= ~wide & (flows["product"].str.len() > digits) & pd.MultiIndex.from_frame(cut).isin(told)
    return inside


def check(flows: pd.DataFrame) -> None:
    """Refuse a heading that is less than its codes: it is no sum of them, and to which it belongs is not said."""
    inside = within(flows)
    for digits in LENGTHS[:-1]:
        wide = flows["product"].str.len() == digits
        parts = flows[inside & (flows["product"].str.len() > digits)]
        # Of a chapter's headings and their codes only the headings are parts.
        parts = parts[~within(parts)]
        parts = parts.assign(product=parts["product"].str[:digits])
        key = [*PAIR, "product"]
        sums = parts.groupby(key)["value"].sum().rename("parts")
        both = flows[wide].join(sums, on=key, how="inner")
        less = both[both["value"] < both["parts"] * (1 - ROUNDING)]
        if len(less):
            one = less.iloc[0]
            raise SchemaError(
                f"{one['product']} from {one['exporter']} to {one['importer']} in {one['year']} is {one['value']:,.0f} "
                f"and the codes within it {one['parts']:,.0f}",
                expected="of a heading all that its codes hold, or codes alone",
                hint='Leave the headings out: frame[frame["product"].str.len() == 6]',
            )
