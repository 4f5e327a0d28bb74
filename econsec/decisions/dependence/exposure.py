"""How exposed an importer is to a rival, product by product, on one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from econsec.codes.public import public
from econsec.decisions.tables import among, by_product, distinct
from econsec.indicators.dependence.dependence import evidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from econsec.flows.trade import Trade

COLUMNS = (
    *("product", "imports", "from_rival", "from_partner", "rival_share", "partner_share"),
    *("first", "first_share", "hhi", "effective", "suppliers", "reason"),
)


@public
def exposure(
    trade: Trade | pd.DataFrame,
    *,
    importer: str,
    partner: str,
    rival: str,
    year: int | None = None,
    products: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Collect an importer's dependence on a rival, and the partner's present share beside it.

    share = imports from one supplier / all imports; HHI = sum of squared shares of all suppliers; effective = 1 / HHI.

    Parameters
    ----------
    trade : Trade or DataFrame
        From `econsec.trade`, its complete products; or the world's flows: exporter, importer, product, value (USD,
        >= 0), year if there are several.
    importer, partner, rival : str
        ISO3 codes, all different.
    year : int, optional
        Needed if the flows hold several.
    products : sequence of str, optional
        The products to report on, in this order; a product that the importer does not buy has imports 0 and no shares.

    Returns
    -------
    DataFrame
        One row a product: product, imports, from_rival, from_partner (USD), rival_share, partner_share (0..1),
        first (ISO3 of the top supplier), first_share (0..1), hhi (0..1), effective (suppliers of equal size that would
        give the HHI), suppliers (count), reason ("no trade" where shares are missing, else None).

    Raises
    ------
    SchemaError
        A column is missing, or a value is missing, infinite or negative.
    NoDataError
        No flow of that year, or none of one of the economies.
    ParameterError
        One economy plays two parts.

    Examples
    --------
    >>> from econsec.indicators import frame
    >>> flows = frame(exporter=["CHN", "IND"], importer="JPN", product="811010", value=[60.0, 40.0])
    >>> row = exposure(flows, importer="JPN", partner="IND", rival="CHN").iloc[0]
    >>> float(row["rival_share"]), float(row["partner_share"]), row["first"], round(float(row["hhi"]), 2)
    (0.6, 0.4, 'CHN', 0.52)
    """
    distinct(importer=importer, partner=partner, rival=rival)
    present = among(trade, year, importer=importer, partner=partner, rival=rival)
    bought = present[present["importer"] == importer]
    # A product that nobody sold to the importer has no row of evidence: the caller's list says that it was asked about.
    asked = list(dict.fromkeys(present["product"])) if products is None else list(products)
    found = evidence(present, importers=[importer], rival=rival).set_index("product").reindex(asked)
    by_partner = by_product(bought[bought["exporter"] == partner]).reindex(asked, fill_value=0.0)
    by_rival = by_product(bought[bought["exporter"] == rival]).reindex(asked, fill_value=0.0)
    found["imports"] = found["imports"].fillna(0.0)
    found["from_rival"], found["from_partner"] = by_rival, by_partner
    found["partner_share"] = by_partner / found["imports"].where(found["imports"] > 0)
    found["effective"] = 1 / found["hhi"]
    found["reason"] = found["reason"].where(found["imports"] > 0, "no trade")
    found = found.rename(columns={"top_supplier": "first", "top_share": "first_share"})
    return found.rename_axis("product").reset_index()[list(COLUMNS)]
