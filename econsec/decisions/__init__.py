"""What to do about a dependence: who could supply instead, how much, how soon, and what stands in the way.

Frames in, frames out: nothing here reads a file or draws.

- ``substitution`` how much of what a rival supplies could a partner supply (the ledger)
- ``trends``       is the dependence growing, and since when
- ``policy``       which products are under export control, as of a date
"""

from econsec.decisions.exposure import exposure
from econsec.decisions.overlay import coverage, listed, under_control
from econsec.decisions.policy import in_force, last_covered
from econsec.decisions.substitution import ledger, redirectable
from econsec.decisions.supply import output_by_product, reserves_against_output, stage_shares, withdrawn_reserves
from econsec.decisions.trends import change, over, rival_share

__all__ = [
    "change",
    "coverage",
    "exposure",
    "in_force",
    "last_covered",
    "ledger",
    "listed",
    "output_by_product",
    "over",
    "redirectable",
    "reserves_against_output",
    "rival_share",
    "stage_shares",
    "under_control",
    "withdrawn_reserves",
]
