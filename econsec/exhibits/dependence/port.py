"""A rival's share that moves is told with the port beside it, which ships on what others made.

Every headline in which the share of a rival moves has a place for it (`{port}`); a test reads the messages for it.
"""

from __future__ import annotations

from econsec.codes.economies import PORTS
from econsec.exhibits.elements import Report

SAID = 0.005  # of imports: half a point, below which the two sentences would read alike


def beside(report: Report, alone: tuple[float, float], both: tuple[float, float], *, form: str = "") -> str:
    """Say what a share that moved is at both ends with the port's; nothing where it makes no difference.

    Parameters
    ----------
    alone, both : tuple of float
        The rival's share before and after, and that of rival and port (0..1).
    form : str
        Of the words: a clause in brackets, or "item" for one inside of brackets.

    Examples
    --------
    >>> from econsec.exhibits import Report
    >>> beside(Report("IND", "JPN", "CHN", 2024), (0.571, 0.772), (0.763, 0.781))
    ' (with Hong Kong from 76.3% to 78.1%)'
    >>> beside(Report("IND", "JPN", "CHN", 2024), (0.571, 0.772), (0.572, 0.773))
    ''
    """
    port = PORTS.get(report.rival)
    if port is None or not any(other - one >= SAID for one, other in zip(alone, both, strict=True)):
        return ""
    key = "port.beside" + (f".{form}" if form else "")
    return report.text(key, port=port, both_before=both[0], both_after=both[1])


def points(report: Report, alone: float, both: float) -> str:
    """Say the change of rival and port in points; nothing where it is that of the rival.

    Examples
    --------
    >>> from econsec.exhibits import Report
    >>> points(Report("IND", "JPN", "CHN", 2024), 0.201, 0.018)
    ', with Hong Kong +1.8 points'
    """
    port = PORTS.get(report.rival)
    return report.text("port.points", port=port, both_change=both) if port and abs(both - alone) >= SAID else ""
