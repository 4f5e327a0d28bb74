"""The definitions of complexity and of the product space that are in use, by name."""

from __future__ import annotations

from dataclasses import dataclass

from econsec.errors import UnknownVariantError


@dataclass(frozen=True)
class Variant:
    """One house's definitions.

    Parameters
    ----------
    name : str
        What to ask for.
    diagonal : float
        Proximity of a product to itself.
    reflections : int
        Iterations in place of the eigenvector; 0 for the eigenvector.
    own_scale : bool
        Standardise products by their own mean and deviation; else by the economies', so that an economy's score is the
        mean of its products' scores.
    ddof : int
        Degrees of freedom taken off in the standard deviation.
    """

    name: str
    diagonal: float
    reflections: int
    own_scale: bool
    ddof: int


VARIANTS = {
    each.name: each
    for each in (
        # Growth Lab's package ecomplexity.
        Variant("harvard", diagonal=1.0, reflections=0, own_scale=False, ddof=0),
        # Hausmann, Hidalgo et al. (2014), The Atlas of Economic Complexity, as printed.
        Variant("atlas", diagonal=1.0, reflections=0, own_scale=True, ddof=0),
        # Datawheel's package economic-complexity, whose 20 iterations are 18 reflections of economies.
        Variant("datawheel", diagonal=0.0, reflections=18, own_scale=True, ddof=1),
    )
}


def named(name: str) -> Variant:
    """Return a variant by name.

    Raises
    ------
    UnknownVariantError
        No variant has this name.

    Examples
    --------
    >>> named("datawheel").diagonal
    0.0
    """
    if name not in VARIANTS:
        raise UnknownVariantError(name, VARIANTS)
    return VARIANTS[name]
