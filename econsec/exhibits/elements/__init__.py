"""What every exhibit is made of: its table, its labels, its colours, its caveats, its report."""

from econsec.exhibits.elements import common
from econsec.exhibits.elements.exhibit import Exhibit
from econsec.exhibits.elements.gap import Gap
from econsec.exhibits.elements.report import Report
from econsec.exhibits.elements.table import Column, Table

__all__ = ["Column", "Exhibit", "Gap", "Report", "Table", "common"]
